"""One article of the pages of one story."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from cleaners.article import BODY_KINDS, PARAGRAPH_BREAK, Article
from cleaners.block import ArticleBlock, Kind


def join_parts(parts: Sequence[Article]) -> Article:
    r"""The article of a story whose pages these are, in order; its facts are those of the first.

    Its language is that of the longest page, which tells it best. What a page repeats at its top of
    those before it, such as the lead, is left out. There must be at least one page.

    >>> from cleaners import clean
    >>> first = clean("Мост открыт\n\nНовый мост через Ишим открыли в среду для всех машин.")
    >>> join_parts([first, first]).article_body == first.article_body
    True
    """
    first, *others = parts
    blocks = list(first.blocks)
    known = {block.text for block in blocks if block.text}
    for part in others:
        blocks += _without_repeated(part.blocks, known)
        known.update(block.text for block in part.blocks if block.text)
    images = {(image.url, image.caption): image for part in parts for image in part.images}
    longest = max(parts, key=lambda part: len(part.text))
    return replace(
        first,
        in_language=longest.in_language,
        blocks=tuple(blocks),
        article_body=PARAGRAPH_BREAK.join(
            block.text for block in blocks if block.text and block.kind in BODY_KINDS
        ),
        images=tuple(images.values()),
        removed=tuple(removed for part in parts for removed in part.removed),
        metadata=replace(first.metadata, joined=len(parts)),
    )


def _without_repeated(blocks: Sequence[ArticleBlock], known: set[str]) -> list[ArticleBlock]:
    """The blocks of a further page; its first paragraph is no lead, its numbers are its own."""
    start = next((n for n, block in enumerate(blocks) if block.text not in known), len(blocks))
    kinds = (Kind.PARAGRAPH if b.kind is Kind.LEAD else b.kind for b in blocks[start:])
    pairs = zip(blocks[start:], kinds, strict=True)
    return [replace(block, kind=kind, block=None) for block, kind in pairs]
