"""Pages as learning sees them, from markup and from marks of what is story."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.intake.open_document import open_document
from cleaners.markup.observe import observe
from cleaners.reading.fold import mask_text, text_key
from cleaners.sites.learning.css import read_step
from cleaners.sites.learning.judged_page import AgreedPage, JudgedPage

STORY = "*"  # a text that begins so is story


def columns(html: str, facts: dict[str, tuple[int, ...]] | None = None) -> JudgedPage:
    """The columns of a page; texts that begin with a star were kept."""
    observed = observe(open_document(f"<body>{html}"))
    blocks = observed.page.blocks
    return JudgedPage(
        steps=tuple(
            read_step(element.tag, element.identity, element.classes, loose=element.loose)
            for element in observed.elements
        ),
        outline=observed.outline,
        spans=observed.spans,
        lengths=tuple(len(block.text) for block in blocks),
        reasons=tuple(map(_reason, blocks)),
        linked=tuple(block.link_density > 0.9 for block in blocks),
        captions=tuple(block.kind is Kind.CAPTION for block in blocks),
        keys=tuple(text_key(mask_text(block.text)) if block.text else 0 for block in blocks),
        facts=facts or {},
    )


def seen(html: str, facts: dict[str, tuple[int, ...]] | None = None) -> AgreedPage:
    """The page alone: no other page says anything of it."""
    page = columns(html, facts)
    kept = [reason is Reason.STORY_TEXT for reason in page.reasons]
    return AgreedPage(page, kept, page.keys)


def texts(html: str) -> list[str]:
    """The texts of its blocks."""
    return [block.text for block in observe(open_document(f"<body>{html}")).page.blocks]


def matched(page: AgreedPage, elements: Sequence[int]) -> list[int]:
    """The first block of each element."""
    return [page.blocks_of(element).start for element in elements]


def _reason(block: Block) -> Reason:
    return Reason.STORY_TEXT if block.text.startswith(STORY) else Reason.TEASER
