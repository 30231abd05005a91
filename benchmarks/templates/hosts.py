"""Hosts with enough pages to learn from some and score on others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.quality.sets import SetError, load_file
from benchmarks.quality.values import SetPage

_SETS = ("daniel-ru-dev", "daniel-other", "cpe")
_LEAST_PAGES = 8

data_argument = click.argument(
    "data", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DATA"
)
held_out_option = click.option(
    "--held-out",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Models of `benchmarks.training --held-out DIR`: they were trained without the hosts.",
)
dumps_option = click.option(
    "--dumps",
    metavar="RENDERER",
    help="Plain-text dumps in place of pages: DATA is a folder that `benchmarks.dumps` wrote.",
)


class Host(NamedTuple):
    """A host of one set, with its pages in the order of the set."""

    name: str
    pages: tuple[SetPage, ...]

    @property
    def is_russian(self) -> bool:
        """Whether its pages are."""
        return self.pages[0].lang == "ru"

    def folds(self, count: int) -> Iterator[tuple[list[SetPage], list[SetPage]]]:
        """Pages to learn from and pages to score, so that every page is scored once."""
        for fold in range(count):
            yield (
                [page for number, page in enumerate(self.pages) if number % count != fold],
                [page for number, page in enumerate(self.pages) if number % count == fold],
            )


def load_hosts(data: Path, dumps: str | None = None) -> Sequence[Host]:
    """The hosts with at least eight pages, or dumps of a renderer; bad gold is left out."""
    pages: dict[tuple[str, str], list[SetPage]] = defaultdict(list)
    try:
        for name in _SETS:
            page_set = load_file(
                data / f"{name}.{dumps}.jsonl.xz" if dumps else data / f"{name}.jsonl.xz"
            )
            for page in page_set.read():
                if page.id not in page_set.bad and page.host and page.html.strip():
                    pages[name, page.host].append(page)
    except SetError as error:
        raise click.ClickException(str(error)) from error
    return [
        Host(host, tuple(found)) for (_, host), found in pages.items() if len(found) >= _LEAST_PAGES
    ]
