"""Which pages of a set are used."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice

from benchmarks.quality.values import PageSet, SetPage
from benchmarks.training.examples import domain_of, fold_of
from benchmarks.training.held_out import FOLDS


@dataclass(slots=True)
class Selection:
    """Pages of some types, of one language, of hosts in some folds, the first `limit` of them.

    Remembers how many had unusable gold.
    """

    types: Collection[str] = ()
    lang: str | None = None
    limit: int | None = None
    folds: Collection[int] = ()
    left_out: int = field(default=0, init=False)

    def pages(self, page_set: PageSet) -> Iterator[SetPage]:
        """The chosen pages, one by one."""
        return islice(self._usable(page_set), self.limit)

    def notes(self) -> list[str]:
        """What a reader of the figures must know."""
        if not self.left_out:
            return []
        return [f"left out: {self.left_out} pages whose gold is listed as bad beside the set"]

    def _usable(self, page_set: PageSet) -> Iterator[SetPage]:
        for page in page_set.read():
            if self.types and page.page_type not in self.types:
                continue
            if self.lang and page.lang != self.lang:
                continue
            if self.folds and fold_of(domain_of(page), FOLDS) not in self.folds:
                continue
            if page.id in page_set.bad:
                self.left_out += 1
                continue
            yield page
