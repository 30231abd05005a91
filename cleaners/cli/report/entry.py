"""What the report shows of one document; made where the document is cleaned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import msgspec

from cleaners.addresses import host_of
from cleaners.block import Kind
from cleaners.decision import FACTS, Reason

if TYPE_CHECKING:
    from cleaners.article import Article
    from cleaners.decision import Decision

State = Literal["kept", "fact", "removed"]
_FACTS = (
    "authors",
    "date_published",
    "date_modified",
    "section",
    "tags",
    "view_count",
    "in_language",
    "description",
    "canonical_url",
)


class ShownBlock(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A block of the page; `fact` is one that a field of the article was read from."""

    number: int
    kind: Kind
    text: str
    state: State
    reason: str = ""
    rule: str = ""


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """A document in the list of the report; `reasons` counts its removed blocks."""

    source: str
    outcome: Literal["story", "no story", "failed"]
    host: str = ""
    headline: str = ""
    message: str = ""
    confidence: float | None = None
    reasons: dict[str, int] = {}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One document of the report; `facts` are names and values, `story` numbers of `blocks`."""

    summary: Summary
    url: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    blocks: tuple[ShownBlock, ...] = ()


def entry_of_article(article: Article, source: str) -> Entry:
    """A page with a story: all its blocks in page order."""
    kept = [
        ShownBlock(block.block or 0, block.kind, block.text or block.url or "", "kept")
        for block in article.blocks
        if block.kind is not Kind.PICTURE
    ]
    removed = [
        ShownBlock(
            part.block or 0,
            Kind.PARAGRAPH,
            part.text,
            "fact" if part.reason in FACTS else "removed",
            part.reason,
            part.rule,
        )
        for part in article.removed
    ]
    url = article.url or article.canonical_url or ""
    summary = Summary(
        source=source,
        outcome="story",
        host=host_of(url),
        headline=article.headline or "",
        confidence=article.metadata.confidence,
        reasons=_count(part.reason for part in article.removed),
    )
    blocks = sorted(kept + removed, key=lambda block: block.number)
    return Entry(summary=summary, url=url, facts=_facts(article), blocks=tuple(blocks))


def entry_without_story(
    source: str, url: str | None, message: str, decisions: Iterable[Decision]
) -> Entry:
    """What the report shows of a page that was read and has no story.

    `source` is the file and record, `message` that of the error, `decisions` are those on all
    blocks of the page.
    """
    blocks = [
        ShownBlock(
            decision.block.index,
            decision.block.kind,
            decision.block.text,
            "kept" if decision.kept else "removed",
            decision.reason,
            decision.rule,
        )
        for decision in decisions
        if decision.block.text
    ]
    summary = Summary(
        source=source,
        outcome="no story",
        host=host_of(url),
        message=message,
        reasons=_count(Reason(block.reason) for block in blocks),
    )
    return Entry(summary=summary, url=url or "", blocks=tuple(blocks))


def entry_of_failure(source: str, message: str) -> Entry:
    """What could not be read or cleaned."""
    return Entry(summary=Summary(source=source, outcome="failed", message=message))


def _count(reasons: Iterable[Reason]) -> dict[str, int]:
    return {str(reason): count for reason, count in Counter(reasons).items() if reason not in FACTS}


def _facts(article: Article) -> tuple[tuple[str, str], ...]:
    """The facts that are known, in the order of the article, as the report shows them."""
    told = article.to_dict()
    names = dict(zip(article.__struct_fields__, article.__struct_encode_fields__, strict=True))
    shown = [(names[name], told[names[name]]) for name in _FACTS if names[name] in told]
    return tuple((name, _as_text(value)) for name, value in shown)


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(item["name"] if isinstance(item, dict) else str(item) for item in value)
    return str(value)
