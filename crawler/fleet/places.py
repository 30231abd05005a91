"""The network address of a site: sites at one address share its pace."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit


def place_of(url: str) -> str:
    """The lowest address that the host of a site leads to; the host itself where it leads nowhere.

    >>> place_of("http://127.0.0.1:8018/")
    '127.0.0.1'
    """
    host = urlsplit(url).hostname or ""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return host
    return min(str(address[4][0]) for address in found)
