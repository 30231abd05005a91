"""The command: sets of dumps in, a model out, or models for hosts that they have not seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks.quality.checkouts import load_set
from benchmarks.quality.sets import SetError
from benchmarks.training.examples import fold_of
from benchmarks.training.held_out import FOLDS, line_model_path
from benchmarks.training.lines.examples import LineExample, read_line_examples
from cleaners.judge.lines.model import save_line_model

_SHIPPED = Path(__file__).parents[3] / "cleaners" / "judge" / "lines" / "model.npz"


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=_SHIPPED,
    help="The model file. [default: the one that ships with the library]",
)  # fmt: skip
@click.option(
    "--held-out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help=f"Write no model of all dumps, but {FOLDS} to DIR: each without a part of the hosts.",
)  # fmt: skip
@click.option(
    "--fold", "folds", type=click.IntRange(0, FOLDS - 1), multiple=True,
    help="Only this one of the held-out models.",
)  # fmt: skip
def main(sets: Sequence[str], output: Path, held_out: Path | None, folds: Sequence[int]) -> None:
    """Train the judge of lines on SETs of dumps, as `benchmarks.dumps` writes them.

    python -m benchmarks.training.lines output/dumps/*.jsonl.xz
    python -m benchmarks.training.lines output/dumps/*.jsonl.xz --held-out output/held-out
    """
    try:
        examples = [example for name in sets for example in read_line_examples(load_set(name))]
    except (SetError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(examples)} dumps read", err=True)
    if held_out is None:
        _train(examples, output)
        return
    held_out.mkdir(parents=True, exist_ok=True)
    for fold in folds or range(FOLDS):
        others = [example for example in examples if fold_of(example.domain, FOLDS) != fold]
        _train(others, line_model_path(held_out, fold))


def _train(examples: Sequence[LineExample], path: Path) -> None:
    # Imported here: who asks for help need not have CatBoost.
    from catboost import CatBoostError

    from benchmarks.training.lines.fitting import fit_line_model

    try:
        model = fit_line_model(examples)
    except CatBoostError as error:
        reason = f"{len(examples)} dumps are too few or too alike to learn from: {error}"
        raise click.ClickException(reason) from error
    save_line_model(model, path)
    click.echo(f"{path}: {path.stat().st_size / 1e6:.2f} MB from {len(examples)} dumps")


if __name__ == "__main__":
    main()
