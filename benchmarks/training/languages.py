"""The model of languages, made of py3langid's: the same answers, in a tenth of the memory.

python -m benchmarks.training.languages
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from cleaners.reading.language_model import (
    LENGTH_BITS,
    STEP,
    LanguageModel,
    save_language_model,
)

_SHIPPED = Path(__file__).parents[2] / "cleaners" / "reading" / "language_model.npz"
_ROOT = 0  # the state of py3langid's automaton before the first byte


def convert() -> LanguageModel:
    """Py3langid's own model as one of ours."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    theirs = LanguageIdentifier.from_model_file(MODEL_FILE)
    moves = np.asarray(theirs.tk_nextmove).reshape(-1, 256)
    features = np.asarray(theirs.tk_output)
    runs = sorted(_runs(moves, np.asarray(theirs.tk_row)))
    feature_of = features[[state for _, state in runs]]
    rare = theirs.nb_ptc.min(axis=0).astype(np.float32)
    # A run that is no feature is as rare as an unknown one everywhere.
    steps = np.rint((theirs.nb_ptc[feature_of].astype(np.float32) - rare) / STEP)
    steps[feature_of < 0] = 0
    gains = steps > 0
    return LanguageModel(
        codes=tuple(theirs.nb_classes),
        bases=theirs.nb_pc,
        rare=rare,
        runs=np.array([run for run, _ in runs], np.int64),
        is_feature=feature_of >= 0,
        starts=np.concatenate(([0], np.cumsum(gains.sum(axis=1)))).astype(np.int32),
        languages=np.nonzero(gains)[1].astype(np.uint8),
        gains=steps[gains].astype(np.uint8),
    )


def _runs(moves: NDArray[np.uint32], rows: NDArray[np.uint16]) -> Iterator[tuple[int, int]]:
    """Every run of bytes that the automaton knows, as a number, and the state behind it.

    A state stands for the longest known run that the text ends with. The first way to it in
    breadth is that run itself.
    """
    seen = {_ROOT}
    states = [(0, _ROOT)]
    length = 0
    while states:
        length += 1
        reached = []
        for run, state in states:
            following = moves[rows[state]].tolist()
            for byte, target in enumerate(following):
                if target not in seen:
                    seen.add(target)
                    reached.append(((run << 8) | byte, target))
        yield from ((run | (length << LENGTH_BITS), state) for run, state in reached)
        states = reached


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=_SHIPPED,
    help="The model file. [default: the one that ships with the library]",
)  # fmt: skip
def main(output: Path) -> None:
    """Rewrite the model of the installed py3langid."""
    save_language_model(convert(), output)


if __name__ == "__main__":
    main()
