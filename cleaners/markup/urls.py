"""Addresses of pictures and embeds."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

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
    try:
        joined = urljoin(base or "", address.strip())
        parts = urlsplit(joined)
    except ValueError:
        return ""
    if parts.scheme in ("http", "https") and parts.netloc:
        return joined
    return joined if not parts.scheme and not parts.netloc and not base else ""


def picture_url(attributes: Mapping[str, str | None], base: str | None) -> str:
    """The address of a picture, empty for counters, icons and pictures inside the page."""
    if attributes.get("width") in ("0", "1") or attributes.get("height") in ("0", "1"):
        return ""
    for name in _PICTURE_ATTRIBUTES:
        url = absolute_url(attributes.get(name), base)
        if url:
            return url
    candidates = attributes.get("srcset") or attributes.get("data-srcset") or ""
    return absolute_url(candidates.split(",")[-1].split(" ")[0], base)


def embed_url(attributes: Mapping[str, str | None], base: str | None) -> str:
    """The address of a player or a foreign page."""
    for name in _EMBED_ATTRIBUTES:
        url = absolute_url(attributes.get(name), base)
        if url:
            return url
    return ""
