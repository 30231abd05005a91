"""What the commands that train have in common: sets in, one model out or one for each fold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import click

from benchmarks.quality.checkouts import load_set
from benchmarks.quality.sets import SetError
from benchmarks.quality.values import PageSet
from benchmarks.training.examples import fold_of
from benchmarks.training.held_out import FOLDS
from cleaners.judge.model import Model, save_model


class HasDomain(Protocol):
    """An example of a publisher."""

    @property
    def domain(self) -> str:
        """The publisher; its pages are never split."""


ExampleT = TypeVar("ExampleT", bound=HasDomain)

held_out_option = click.option(
    "--held-out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help=f"Write no model of all pages, but {FOLDS} to DIR: each without a part of the hosts.",
)  # fmt: skip
fold_option = click.option(
    "--fold", "folds", type=click.IntRange(0, FOLDS - 1), multiple=True,
    help="Only this one of the held-out models.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Training(Generic[ExampleT]):
    """How examples are read from a set, and a model is fitted, and named by its fold."""

    read: Callable[[PageSet], Iterator[ExampleT]]
    fit: Callable[[Sequence[ExampleT]], Model]
    path_of: Callable[[Path, int], Path]

    def run(
        self, sets: Sequence[str], output: Path, held_out: Path | None, folds: Sequence[int]
    ) -> None:
        """Write `output`, or one model for each of the folds (all, if none is named)."""
        try:
            examples = [example for name in sets for example in self.read(load_set(name))]
        except (SetError, OSError) as error:
            raise click.ClickException(str(error)) from error
        click.echo(f"{len(examples)} pages read", err=True)
        if held_out is None:
            self._train(examples, output)
            return
        held_out.mkdir(parents=True, exist_ok=True)
        for fold in folds or range(FOLDS):
            others = [example for example in examples if fold_of(example.domain, FOLDS) != fold]
            self._train(others, self.path_of(held_out, fold))

    def _train(self, examples: Sequence[ExampleT], path: Path) -> None:
        # Imported here: who asks for help need not have CatBoost.
        from catboost import CatBoostError

        try:
            model = self.fit(examples)
        except CatBoostError as error:
            reason = f"{len(examples)} pages are too few or too alike to learn from: {error}"
            raise click.ClickException(reason) from error
        save_model(model, path)
        click.echo(f"{path}: {path.stat().st_size / 1e6:.2f} MB from {len(examples)} pages")
