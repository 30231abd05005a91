"""Where the facts of an article were found."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta


class Origin(StrEnum):
    """Where a value of the article was found."""

    JSON_LD = "json_ld"
    META = "meta"
    PROFILE = "profile"
    PAGE = "page"
    ADDRESS = "address"


_Origin = Annotated[Origin | None, Meta(description="Where it was found.")]


class Origins(
    msgspec.Struct, frozen=True, rename="camel", omit_defaults=True, kw_only=True, gc=False
):
    """Where each fact was found: JSON-LD, meta, a site profile, the page as printed, its address.

    Facts that the page does not tell have none.
    """

    headline: _Origin = None
    authors: _Origin = None
    date_published: _Origin = None
    date_modified: _Origin = None
    description: _Origin = None
    article_body: _Origin = None
    breadcrumbs: _Origin = None
    main_image: _Origin = None
    view_count: _Origin = None
    tags: _Origin = None
    section: _Origin = None
