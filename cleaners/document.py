"""A decoded page or dump with what is known about where it came from."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec


class DocumentKind(StrEnum):
    """What a document is made of: markup, or lines of text without any."""

    HTML = "html"
    TEXT = "text"


class PageType(StrEnum):
    """What a page is that holds no story, by its own marks."""

    STATIC = "static"
    LISTING = "listing"
    PROTECTED = "protected"


class StoryOrigin(StrEnum):
    """Where a story was found that its page does not show; the value goes into the JSON."""

    JSON_LD = "json_ld"
    NOSCRIPT = "noscript"
    TEMPLATE = "template"
    STATE = "state"


class StoryPart(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """One of the pages of a story that has several."""

    number: Annotated[int, msgspec.Meta(ge=1, description="Which page of the story it is.")]
    others: Annotated[
        tuple[str, ...],
        msgspec.Meta(description="Addresses of the other pages that this one links, in order."),
    ]
    next: Annotated[
        str | None, msgspec.Meta(description="Address of the page that follows, if it is linked.")
    ] = None


class Document(msgspec.Struct, frozen=True):
    """One page, decoded.

    `text` holds the whole page as Unicode, as it came; `encoded` is HTML that came as
    UTF-8, which spares the parser a conversion.
    `url` is where the page was found, `source` the file and record it was read from,
    `downloaded` the time of the fetch as ISO 8601; each is None where unknown.
    `story_origin` says where the story comes from, None where the page shows it.
    """

    text: str
    kind: DocumentKind
    url: str | None = None
    source: str | None = None
    downloaded: str | None = None
    encoded: bytes | None = None
    story_origin: StoryOrigin | None = None
