"""The values that travel: pages, extractors, what came out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec


class SetPage(msgspec.Struct, frozen=True, rename={"with_": "with"}):
    """One page of a set, with what a person says of it; None and () mean that nobody said it.

    `gold` is the main content, paragraphs on lines; `with_` are snippets that must be in the
    output, `without` those that must not. `lang` is an ISO 639-1 code, "" where it is unknown.

    >>> SetPage(id="a", html="<p>Bridge open</p>", gold="Bridge open").page_type
    'article'
    """

    id: str
    html: str
    url: str | None = None
    host: str | None = None
    lang: str = ""
    page_type: str = "article"
    title: str | None = None
    author: str | None = None
    date: str | None = None
    gold: str | None = None
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extractor:
    """A contender: its name in tables, and a function from page to text ("" for no story)."""

    name: str
    extract: Callable[[SetPage], str]


@dataclass(frozen=True, slots=True)
class OwnMetric:
    """What a public benchmark measures itself: means over all pages, one for each column."""

    columns: tuple[str, ...]
    score: Callable[[SetPage, str], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class PageSet:
    """A set: `read` gives its pages one by one, ids in `bad` are not to be used.

    `notes` are remarks for whoever reads the figures.
    """

    name: str
    read: Callable[[], Iterator[SetPage]]
    bad: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    own: OwnMetric | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """What an extractor made of a page; `trouble` says why there is no text, if it failed."""

    text: str
    seconds: float
    trouble: str | None = None
    timed_out: bool = False


@dataclass(frozen=True, slots=True)
class PageResult:
    """A page, its markup left out, and one output for each extractor, in their order."""

    page: SetPage
    outputs: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A run: names of the extractors, the pages in their order, peak memory in bytes."""

    names: tuple[str, ...]
    pages: tuple[PageResult, ...]
    peak_memory: int

    def outputs_of(self, name: str) -> tuple[Output, ...]:
        """One extractor's outputs, page by page. Raises `ValueError` for an unknown name."""
        place = self.names.index(name)
        return tuple(page.outputs[place] for page in self.pages)
