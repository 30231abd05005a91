"""Kept decisions → the blocks and pictures of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaners.addresses import absolute_url
from cleaners.article import BODY_KINDS, PARAGRAPH_BREAK, Picture, Removed
from cleaners.block import ArticleBlock, Block, Kind, TextLink
from cleaners.decision import Decision, Reason
from cleaners.labels import Lexicon
from cleaners.reading.credits import extract_credit, split_credit

_SPEECH = re.compile(r"[–—]\s")
_QUOTED = re.compile(r"(?:«[^«»]*(?:«[^«»]*»[^«»]*)*»|“[^“”]*”|„[^„“]*“|\"[^\"]*\")[.!?…]?")
_LEADING = frozenset({Kind.PARAGRAPH, Kind.QUOTE})
_LETTER = re.compile(r"[^\W\d_]")  # the time of an entry of a live page leads nothing


class Story(NamedTuple):
    """What was kept of a page: its blocks, their text, the lead and the pictures."""

    blocks: tuple[ArticleBlock, ...]
    text: str
    lead: str | None
    pictures: tuple[Picture, ...]


def read_story(decisions: Sequence[Decision], lexicon: Lexicon, base: str | None) -> Story:
    """The story of a page, from the decisions that keep its blocks or tell credits of pictures.

    `base` is the address that relative links are joined to.
    """
    blocks = article_blocks(decisions, base)
    return Story(blocks, body_text(blocks), lead_text(blocks), article_pictures(decisions, lexicon))


def article_blocks(
    decisions: Iterable[Decision], base: str | None = None
) -> tuple[ArticleBlock, ...]:
    """The kept blocks in order; the first paragraph is the lead. A picture stands there once."""
    kept = [decision.block for decision in decisions if decision.kept]
    blocks: list[ArticleBlock] = []
    has_lead = False
    shown: set[str] = set()
    for block in kept:
        if block.kind is Kind.PICTURE:
            if block.url in shown:
                continue
            shown.add(block.url)
        kind = _read_kind(block)
        if not has_lead and kind in _LEADING and _LETTER.search(block.text):
            kind, has_lead = Kind.LEAD, True
        level = block.level or 2 if kind is Kind.HEADING else None
        blocks.append(
            ArticleBlock(
                kind=kind,
                text=block.text or None,
                level=level,
                url=block.url or None,
                author=block.author or None,
                block=block.index,
                links=_links(block.links, base) if block.links else (),
            )
        )
    return tuple(blocks)


def _links(links: tuple[TextLink, ...], base: str | None) -> tuple[TextLink, ...]:
    """Those that lead into the web, with whole addresses."""
    joined = ((link, absolute_url(link.url, base)) for link in links if not _is_here(link.url))
    return tuple(
        TextLink(link.start, link.end, url)
        for link, url in joined
        if url.startswith(("http://", "https://"))
    )


def _is_here(url: str) -> bool:
    """Whether an address leads to a place of the same page."""
    return url.lstrip().startswith("#")


def removed_blocks(decisions: Iterable[Decision]) -> tuple[Removed, ...]:
    """Every block with text that is no part of the main content."""
    return tuple(
        Removed(
            text=decision.block.text,
            reason=decision.reason,
            rule=decision.rule,
            block=decision.block.index,
        )
        for decision in decisions
        if not decision.kept and decision.block.text
    )


def body_text(blocks: Iterable[ArticleBlock]) -> str:
    """The text of the story, paragraphs joined by a blank line."""
    return PARAGRAPH_BREAK.join(
        block.text for block in blocks if block.text and block.kind in BODY_KINDS
    )


def lead_text(blocks: Iterable[ArticleBlock]) -> str | None:
    """The text of the lead."""
    return next((block.text for block in blocks if block.kind is Kind.LEAD), None)


def article_pictures(decisions: Iterable[Decision], lexicon: Lexicon) -> tuple[Picture, ...]:
    """Every picture of the story; one without address where a dump kept only the credit."""
    album = _Album()
    for decision in decisions:
        block = decision.block
        if decision.reason is Reason.PHOTO_CREDIT:
            album.credit(extract_credit(block.text, lexicon) or block.text)
        elif not decision.kept:
            continue
        elif block.kind is Kind.PICTURE:
            album.picture(block.url)
        elif block.kind is Kind.CAPTION:
            album.caption(*split_credit(block.text, lexicon))
        else:
            album.text()
    return tuple(Picture(**picture) for picture in album.pictures)


class _Album:
    """Collects pictures in order; captions and credits go to those directly above them."""

    def __init__(self) -> None:
        self.pictures: list[dict[str, str]] = []
        self._urls: set[str] = set()
        self._fresh = 0  # index of the first picture since the last story text

    def picture(self, url: str) -> None:
        if url not in self._urls:
            self._urls.add(url)
            self.pictures.append({"url": url})

    def caption(self, text: str, source: str | None) -> None:
        if self.pictures and text:
            self.pictures[-1].setdefault("caption", text)
        if self.pictures and source:
            self.pictures[-1].setdefault("credit", source)

    def credit(self, source: str) -> None:
        """A credit speaks for every picture directly above it that has none."""
        above = [picture for picture in self.pictures[self._fresh :] if "credit" not in picture]
        if not above and not self.pictures:
            above = [{}]
            self.pictures += above
        for picture in above:
            picture["credit"] = source
        self._fresh = len(self.pictures)

    def text(self) -> None:
        self._fresh = len(self.pictures)


def _read_kind(block: Block) -> Kind:
    """Speech behind a dash and paragraphs in quotation marks are quotes, however marked up."""
    if block.kind is Kind.PARAGRAPH and (
        _SPEECH.match(block.text) or _QUOTED.fullmatch(block.text)
    ):
        return Kind.QUOTE
    return block.kind
