"""Addresses of the web."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

# Nothing to join and nothing to check; joining costs more than all else that is done to a link.
_ABSOLUTE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[^\s\\]*)?$")

_ROOTED = re.compile(r"/(?!/)[\w/-]*(?:\.\w+)?$", re.ASCII)


def host_of(url: str | None) -> str:
    """The host of an address in small letters and without `www.`; empty where it has none.

    >>> host_of("https://www.Example.org:8080/n/1"), host_of("about:blank"), host_of("http://[")
    ('example.org', '', '')
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return ""
    return bare_host(host or "")


def bare_host(host: str) -> str:
    """A host name in small letters and without `www.`.

    >>> bare_host("WWW.Example.org")
    'example.org'
    """
    return host.lower().removeprefix("www.")


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
