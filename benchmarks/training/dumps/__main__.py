"""The command: sets of dumps and models of their lines in, the same models with all forests out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks.quality.checkouts import load_set
from benchmarks.quality.sets import SetError
from benchmarks.training.held_out import FOLDS, line_model_path
from benchmarks.training.lines.__main__ import SHIPPED
from benchmarks.training.lines.examples import read_line_examples
from cleaners.judge.model import LineModel, read_model, save_model


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
@click.option(
    "--held-out", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
    required=True,
    help="Models made by `benchmarks.training.lines --held-out DIR`; they are completed, too.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, exists=True, path_type=Path),
    default=SHIPPED,
    help="The model to complete, by `benchmarks.training.lines`. [default: the one that ships]",
)  # fmt: skip
def main(sets: Sequence[str], held_out: Path, output: Path) -> None:
    """Learn headlines, boundaries of joined pages and confidence from SETs of dumps.

    Every dump is judged by the model in DIR that has not seen its host.

    python -m benchmarks.training.dumps output/dumps/*.jsonl.xz --held-out output/held-out
    """
    # Imported here: who asks for help need not have CatBoost.
    from benchmarks.training.dumps.fitting import complete_models

    paths = [line_model_path(held_out, fold) for fold in range(FOLDS)]
    try:
        examples = [example for name in sets for example in read_line_examples(load_set(name))]
        models = [_read(path) for path in (*paths, output)]
    except (SetError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(examples)} dumps read", err=True)
    completed = complete_models(examples, models[:FOLDS], models[FOLDS])
    for path, model in zip((*paths, output), completed, strict=True):
        save_model(model, path)
        click.echo(f"{path}: {path.stat().st_size / 1e6:.2f} MB")


def _read(path: Path) -> LineModel:
    with path.open("rb") as file:
        return read_model(LineModel, file)


if __name__ == "__main__":
    main()
