"""Addresses of pictures, embeds and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from cleaners.page import Link
from cleaners.reading.fold import fold

# Nothing to join and nothing to check; joining costs more than all else that is done to a link.
_ABSOLUTE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[^\s\\]*)?$")

_ROOTED = re.compile(r"/(?!/)[\w/-]*(?:\.\w+)?$", re.ASCII)

# Scripts put the real address into `src` later; the order is from surest to least sure.
_PICTURE_ATTRIBUTES = ("data-src", "data-original", "data-lazy-src", "src")
_EMBED_ATTRIBUTES = ("src", "data-src")


def absolute_url(address: str | None, base: str | None) -> str:
    """An http(s) address, joined to `base`; empty for anything else.

    >>> absolute_url("/a.jpg", "https://a.kz/n/b/")
    'https://a.kz/a.jpg'
    >>> absolute_url("javascript:void(0)", "https://a.kz/")
    ''
    """
    if not address or not address.strip():
        return ""
    if _ABSOLUTE.match(address):
        return address
    try:
        if base and _ROOTED.match(address) and _ABSOLUTE.match(_origin(base)):
            return _origin(base) + address
        joined = urljoin(base or "", address.strip())
        parts = urlsplit(joined)
    except ValueError:
        return ""
    if parts.scheme in ("http", "https") and parts.netloc:
        return joined
    return joined if not parts.scheme and not parts.netloc and not base else ""


@lru_cache(maxsize=4)
def _origin(base: str) -> str:
    """Scheme and host of an address; raises `ValueError` for what is none."""
    return urljoin(base, "/").removesuffix("/")


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
