"""Addresses of pictures, embeds and links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from selectolax.lexbor import LexborNode

from cleaners.addresses import absolute_url
from cleaners.page import Link
from cleaners.reading.fold import fold

# Scripts put the real address into `src` later; the order is from surest to least sure.
_PICTURE_ATTRIBUTES = ("data-src", "data-original", "data-lazy-src", "src")
_EMBED_ATTRIBUTES = ("src", "data-src")


def picture_url(attributes: Mapping[str, str | None], base: str | None) -> str:
    """The address of a picture, empty for counters, icons and pictures inside the page."""
    if attributes.get("width") in ("0", "1") or attributes.get("height") in ("0", "1"):
        return ""
    for name in _PICTURE_ATTRIBUTES:
        url = absolute_url(attributes.get(name), base)
        if url:
            return url
    candidates = attributes.get("srcset") or attributes.get("data-srcset") or ""
    return absolute_url(candidates.split(",")[-1].strip().split(" ")[0], base)


def embed_url(attributes: Mapping[str, str | None], base: str | None) -> str:
    """The address of a player or a foreign page."""
    for name in _EMBED_ATTRIBUTES:
        url = absolute_url(attributes.get(name), base)
        if url:
            return url
    return ""


def read_links(nodes: Iterable[LexborNode], base: str | None) -> tuple[Link, ...]:
    """Links with their folded text, those without text left out."""
    return tuple(
        Link(text, absolute_url(node.attributes.get("href"), base) or None)
        for node in nodes
        if (text := fold(node.text(deep=True)))
    )
