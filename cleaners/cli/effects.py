"""What a line more in a profile changes on the pages: facts, and lines of the story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from cleaners.article import Article
from cleaners.sites.fact_values import read_facts

_LONGEST_LINE = 300  # characters of a line that is shown
_MOST_LINES = 40


class FactEffect(msgspec.Struct, frozen=True):
    """A fact that differs: its name in the article JSON, and its values."""

    fact: str
    before: str
    after: str


class PageEffect(msgspec.Struct, frozen=True):
    """What changes on one page; `matches` counts what the new line finds there.

    `gained` and `lost` are lines of the story; "no story" is one where a whole story comes or goes.
    """

    page: int
    matches: int
    facts: tuple[FactEffect, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing changes."""
        return not (self.facts or self.gained or self.lost)


def compare_articles(
    before: Article | None, after: Article | None
) -> tuple[tuple[FactEffect, ...], tuple[str, ...], tuple[str, ...]]:
    """Facts that differ, lines gained and lines lost; None is a page without a story."""
    old, new = _lines(before), _lines(after)
    return tuple(_facts(before, after)), _missing(new, old), _missing(old, new)


def _facts(before: Article | None, after: Article | None) -> Iterator[FactEffect]:
    old = read_facts(before) if before else {}
    new = read_facts(after) if after else {}
    for fact in dict.fromkeys((*old, *new)):
        values = old.get(fact, ()), new.get(fact, ())
        if values[0] != values[1]:
            yield FactEffect(fact, *(_cut(", ".join(value)) for value in values))


def _lines(article: Article | None) -> list[str]:
    blocks = article.blocks if article else ()
    return [block.text or block.url or "" for block in blocks]


def _missing(lines: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The lines that are not among the others, each as often as it is missing."""
    left = list(others)
    found = []
    for line in lines:
        if line in left:
            left.remove(line)
        else:
            found.append(_cut(line))
    return tuple(found[:_MOST_LINES])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_LINE else f"{text[:_LONGEST_LINE]}…"
