"""Kept decisions → the blocks of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaners.article import BODY_KINDS, PARAGRAPH_BREAK, Removed
from cleaners.block import ArticleBlock, Block, Kind
from cleaners.decision import Decision

_SPEECH = re.compile(r"[–—]\s")
_QUOTED = re.compile(r"(?:«[^«»]*(?:«[^«»]*»[^«»]*)*»|“[^“”]*”|„[^„“]*“|\"[^\"]*\")[.!?…]?")
_LEADING = frozenset({Kind.PARAGRAPH, Kind.QUOTE})


def article_blocks(decisions: Iterable[Decision]) -> tuple[ArticleBlock, ...]:
    """The kept blocks in order; the first paragraph is the lead. Pictures go to `images`."""
    kept = [decision.block for decision in decisions if decision.kept]
    blocks: list[ArticleBlock] = []
    has_lead = False
    for block in kept:
        if block.kind is Kind.PICTURE:
            continue
        kind = _read_kind(block)
        if not has_lead and kind in _LEADING:
            kind, has_lead = Kind.LEAD, True
        level = block.level or 2 if kind is Kind.HEADING else None
        blocks.append(ArticleBlock(kind, block.text or None, level, block.url or None))
    return tuple(blocks)


def removed_blocks(decisions: Iterable[Decision]) -> tuple[Removed, ...]:
    """Every block with text that is no part of the main content."""
    return tuple(
        Removed(decision.block.text, decision.reason, decision.rule)
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


def _read_kind(block: Block) -> Kind:
    """Speech behind a dash and paragraphs in quotation marks are quotes, however marked up."""
    if block.kind is Kind.PARAGRAPH and (
        _SPEECH.match(block.text) or _QUOTED.fullmatch(block.text)
    ):
        return Kind.QUOTE
    return block.kind
