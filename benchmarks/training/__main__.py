"""The command: sets in, a model out, and models that have not seen the hosts they are tested on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks.training.command import Training, fold_option, held_out_option
from benchmarks.training.examples import Example, read_examples
from benchmarks.training.held_out import model_path
from cleaners.judge.model import MarkupModel

_SHIPPED = Path(__file__).parents[2] / "cleaners" / "judge" / "markup_model.npz"


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=_SHIPPED,
    help="The model file. [default: the one that ships with the library]",
)  # fmt: skip
@held_out_option
@fold_option
def main(sets: Sequence[str], output: Path, held_out: Path | None, folds: Sequence[int]) -> None:
    """Train the classifier of pages on SETs: files or checkouts, as for `benchmarks.quality`.

    python -m benchmarks.training data/*.jsonl.xz
    python -m benchmarks.training data/*.jsonl.xz --held-out output/held-out
    """
    Training(read_examples, _fit, model_path).run(sets, output, held_out, folds)


def _fit(examples: Sequence[Example]) -> MarkupModel:
    # Imported here: who asks for help need not have CatBoost.
    from benchmarks.training.fitting import fit_markup_model

    return fit_markup_model(examples)


if __name__ == "__main__":
    main()
