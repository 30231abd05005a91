"""Addresses of the web."""

from __future__ import annotations

from urllib.parse import urlsplit


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
