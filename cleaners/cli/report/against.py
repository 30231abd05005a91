"""The difference between a story and what something else makes of its page."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from cleaners.article import PARAGRAPH_BREAK, Article
from cleaners.document import Document, DocumentKind
from cleaners.errors import CleanersError
from cleaners.flow import clean_document
from cleaners.reading.fold import fold
from cleaners.sites.profile import SiteProfile

Against = SiteProfile | Literal["trafilatura"]

_MOST_LINES = 1_000  # of each; comparing takes the square of them


class Line(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A line of both stories (" "), of ours alone ("-") or of the other one alone ("+")."""

    mark: Literal[" ", "-", "+"]
    text: str


def differ(
    document: Document, article: Article | None, against: Against
) -> tuple[Line, ...] | None:
    """The lines of a story and of the other one; an article of None is a page without a story.

    None for a dump, which trafilatura does not read.
    """
    if against == "trafilatura" and document.kind is DocumentKind.TEXT:
        return None
    ours = article.text.split(PARAGRAPH_BREAK) if article and article.text else []
    return tuple(_merge(ours[:_MOST_LINES], _lines_of(document, against)[:_MOST_LINES]))


def _lines_of(document: Document, against: Against) -> list[str]:
    if isinstance(against, SiteProfile):
        try:
            return clean_document(document, against).text.split(PARAGRAPH_BREAK)
        except CleanersError:
            return []
    # Imported here: it takes 0.3 s.
    from cleaners.markup.opinion import trafilatura_text

    lines = (fold(line).removeprefix("- ") for line in trafilatura_text(document.text).splitlines())
    return [line for line in lines if line]


def _merge(ours: list[str], others: list[str]) -> Iterator[Line]:
    keys, other_keys = ([fold(text).casefold() for text in texts] for texts in (ours, others))
    matcher = SequenceMatcher(None, keys, other_keys, autojunk=False)
    for what, start, end, other_start, other_end in matcher.get_opcodes():
        if what == "equal":
            yield from (Line(" ", text) for text in ours[start:end])
        else:
            yield from (Line("-", text) for text in ours[start:end])
            yield from (Line("+", text) for text in others[other_start:other_end])
