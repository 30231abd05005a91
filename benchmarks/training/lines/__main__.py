"""The command: sets of dumps in, a model out, or models for hosts that they have not seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks.training.command import Training, fold_option, held_out_option
from benchmarks.training.held_out import line_model_path
from benchmarks.training.lines.examples import LineExample, read_line_examples
from cleaners.judge.model import LineModel

SHIPPED = Path(__file__).parents[3] / "cleaners" / "judge" / "line_model.npz"


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=SHIPPED,
    help="The model file. [default: the one that ships with the library]",
)  # fmt: skip
@held_out_option
@fold_option
def main(sets: Sequence[str], output: Path, held_out: Path | None, folds: Sequence[int]) -> None:
    """Train the classifier of dumps on SETs of dumps, as `benchmarks.dumps` writes them.

    python -m benchmarks.training.lines output/dumps/*.jsonl.xz
    python -m benchmarks.training.lines output/dumps/*.jsonl.xz --held-out output/held-out
    """
    Training(read_line_examples, _fit, line_model_path).run(sets, output, held_out, folds)


def _fit(examples: Sequence[LineExample]) -> LineModel:
    # Imported here: who asks for help need not have CatBoost.
    from benchmarks.training.lines.fitting import fit_line_model

    return fit_line_model(examples)


if __name__ == "__main__":
    main()
