"""A block: the smallest run of text between block-level tags, or a line of a plain-text dump."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

CELL_BREAK = " | "  # between the cells of a table row
NO_ZONE = -1

Text = Annotated[str, Meta(min_length=1)]
Count = Annotated[int, Meta(ge=0)]


class Kind(StrEnum):
    """What a block is to a reader."""

    LEAD = "lead"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CAPTION = "caption"
    EMBED = "embed"
    PICTURE = "picture"


class TextLink(msgspec.Struct, frozen=True, gc=False):
    """A link within a text."""

    start: Annotated[Count, Meta(description="Characters of the text before it.")]
    end: Annotated[Count, Meta(description="Characters of the text up to its end.")]
    url: Annotated[Text, Meta(description="Where it leads, absolute.")]


class Block(msgspec.Struct, frozen=True, gc=False):
    """One block in page order.

    `text` has its white space folded. `link_chars` counts the characters inside links.
    `gap` counts the blank lines above a line of plain text. `zone` is the index of the part of
    the page that the block stands in (see `Zone`), `NO_ZONE` for none. `level` is the rank of a
    heading, `url` the address of a picture or an embed, `author` who wrote an embedded post.
    `links` have their addresses as the page writes them.
    """

    index: int
    text: str
    kind: Kind
    link_chars: int = 0
    gap: int = 0
    zone: int = NO_ZONE
    level: int = 0
    url: str = ""
    author: str = ""
    links: tuple[TextLink, ...] = ()

    @property
    def link_density(self) -> float:
        """Characters inside links ÷ all characters (jusText's definition); 0 for an empty block."""
        return self.link_chars / len(self.text) if self.text else 0.0


class ArticleBlock(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True, gc=False):
    """A kept block."""

    kind: Annotated[Kind, Meta(description="What it is to a reader.")]
    text: Annotated[
        Text | None,
        Meta(
            description="Its text; tables have rows on lines and cells joined by ` | `, embedded "
            "posts the text of the post."
        ),
    ] = None
    level: Annotated[int | None, Meta(description="Rank of a heading, 1 to 6.")] = None
    url: Annotated[Text | None, Meta(description="Address of a picture or an embed.")] = None
    author: Annotated[Text | None, Meta(description="Who wrote an embedded post.")] = None
    block: Annotated[
        Count | None, Meta(description="Number of the block in page order, removed included.")
    ] = None
    links: Annotated[
        tuple[TextLink, ...], Meta(description="Links of the text to addresses of the web.")
    ] = ()
