"""What the report shows of one document; made where the document is cleaned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec.structs import replace

from cleaners.addresses import host_of
from cleaners.block import Kind
from cleaners.decision import FACTS, Reason

if TYPE_CHECKING:
    from cleaners.article import Article
    from cleaners.cli.report.against import Line
    from cleaners.decision import Decision
    from cleaners.markup.shown_page import Box

State = Literal["kept", "fact", "removed"]
_FACTS = (
    "headline",
    "authors",
    "date_published",
    "date_modified",
    "section",
    "tags",
    "view_count",
    "in_language",
    "description",
    "breadcrumbs",
    "main_image",
    "article_body",
    "canonical_url",
)


class ShownBlock(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A block of the page; `fact` is one that a field of the article was read from.

    `box` is the number of the box that it stands in, `level` the rank of a heading, `linked` says
    that most of it is a link.
    """

    number: int
    kind: Kind
    text: str
    state: State
    reason: str = ""
    rule: str = ""
    box: int = 0
    level: int = 0
    linked: bool = False


class Beside(msgspec.Struct, frozen=True):
    """What is shown beside the article: the page's boxes, its blocks, and another story.

    `blocks` are those of the page with their boxes, by number; empty for a page without markup.
    """

    boxes: tuple[Box, ...] = ()
    blocks: dict[int, ShownBlock] = {}
    against: tuple[Line, ...] | None = None


NOTHING_BESIDE = Beside()


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
    """One document of the report; `facts` are names, values and where they were found.

    `against` has the lines of another story, None where none was asked for.
    """

    summary: Summary
    url: str = ""
    facts: tuple[tuple[str, str, str], ...] = ()
    blocks: tuple[ShownBlock, ...] = ()
    boxes: tuple[Box, ...] = ()
    against: tuple[Line, ...] | None = None


def entry_of_article(article: Article, source: str, beside: Beside = NOTHING_BESIDE) -> Entry:
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
    return _entry(summary, url, blocks, beside, _facts(article))


def entry_without_story(
    source: str,
    url: str | None,
    message: str,
    decisions: Iterable[Decision],
    beside: Beside = NOTHING_BESIDE,
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
    return _entry(summary, url or "", blocks, beside)


def entry_of_failure(source: str, message: str) -> Entry:
    """What could not be read or cleaned."""
    return Entry(summary=Summary(source=source, outcome="failed", message=message))


def _entry(
    summary: Summary,
    url: str,
    blocks: Iterable[ShownBlock],
    beside: Beside,
    facts: tuple[tuple[str, str, str], ...] = (),
) -> Entry:
    """With the place of each block on the page, if the page was cut into these very blocks."""
    told = list(blocks)
    placed = [_placed(block, beside.blocks.get(block.number)) for block in told]
    fits = bool(beside.blocks) and all(placed)
    return Entry(
        summary=summary,
        url=url,
        facts=facts,
        blocks=tuple(block for block in (placed if fits else told) if block),
        boxes=beside.boxes if fits else (),
        against=beside.against,
    )


def _placed(block: ShownBlock, place: ShownBlock | None) -> ShownBlock | None:
    if place is None or place.text != block.text:
        return None
    kind = block.kind if block.state == "kept" else place.kind
    return replace(block, kind=kind, box=place.box, level=place.level, linked=place.linked)


def _count(reasons: Iterable[Reason]) -> dict[str, int]:
    return {str(reason): count for reason, count in Counter(reasons).items() if reason not in FACTS}


def _facts(article: Article) -> tuple[tuple[str, str, str], ...]:
    """The facts that are known, in the order of the article, as the report shows them."""
    told = article.to_dict()
    names = dict(zip(article.__struct_fields__, article.__struct_encode_fields__, strict=True))
    shown = [(name, names[name], told[names[name]]) for name in _FACTS if names[name] in told]
    origins = article.metadata.origins
    return tuple(
        (name, _as_text(field, value), getattr(origins, field, None) or "")
        for field, name, value in shown
    )


def _as_text(field: str, value: Any) -> str:
    if field == "article_body":
        return f"{len(value):,} characters"
    values = value if isinstance(value, list) else [value]
    separator = " › " if field == "breadcrumbs" else ", "
    return separator.join(
        item.get("name") or item["url"] if isinstance(item, dict) else str(item) for item in values
    )
