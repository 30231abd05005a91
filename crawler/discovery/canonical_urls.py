"""Addresses: one spelling for one page, and which of them belong to the site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from scrapy.linkextractors import IGNORED_EXTENSIONS
from w3lib.url import canonicalize_url

from cleaners.addresses import host_of

DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that tell where a reader came from, or which button was pressed, and never which page
# is meant.
TRACKING_PARAMETER = re.compile(
    r"utm_\w+|replytocom|unapproved|moderation-hash|like_comment|share|nb|(?:fb|g|d|y|ys|tt|tw)clid|gbraid|wbraid|msclkid|mc_[ce]id|igshid|_ga|_gl|_openstat",
    re.IGNORECASE,
)

# Other presentations of a page: `/amp/n/a/`, `/n/a/amp/`, `/n/a/print`, `?amp`, `?print=1`. Alone,
# such a segment may be a section: there must be two more in front of it, or behind it.
_VERSION_BEFORE = re.compile(r"^/(?:amp|print)/(?=[^/]+/[^/]+)", re.IGNORECASE)
_VERSION_BEHIND = re.compile(r"(?<=[^/])(/)(?:amp|print)(?:/|\.html)?$", re.IGNORECASE)
# The pages of the comments below a story: `/n/a/comment-page-2/`.
_COMMENT_PAGE = re.compile(r"(?<=[^/]/)comment-page-\d+/?$", re.IGNORECASE)
_VERSION_QUERY = re.compile(
    r"(?:amp|print|print_version|printable)(?:=(?:1|y|yes|true|amp)?)?"
    r"|(?:output|outputtype|view|format|mode|version|type)=(?:amp|print)",
    re.IGNORECASE,
)

# Browsers refuse longer ones; a longer one is a trap or a mistake.
MAX_URL_CHARACTERS = 2083

# A story is looked up under its address a dozen times on its way; side bars link the same ones.
KEPT = 2048


@lru_cache(KEPT)
def canonical_url(url: str) -> str | None:
    """The one spelling of a web address; None for anything that is no web address.

    Fragment, tracking parameters, default port and user name go, the query is sorted.

    >>> canonical_url("HTTP://Example.org:80/n/a/?utm_source=rss&b=2&a=1#top")
    'http://example.org/n/a/?a=1&b=2'
    >>> canonical_url("javascript:void(0)")
    """
    try:
        parts = urlsplit(url.strip())
        if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
            return None
        found = canonicalize_url(urlunsplit(_without_noise(parts)))
        # Looked at again: making an address safe can turn it into one that is none.
        valid = urlsplit(found).hostname is not None
    except ValueError:
        return None
    return found if valid and len(found) <= MAX_URL_CHARACTERS else None


@lru_cache(KEPT)
def page_key(url: str) -> str:
    """The address that is the same for every way to write and to present one page.

    Scheme, `www.`, a slash at the end, AMP and print make no page of their own.

    >>> page_key("http://www.example.org/n/a/amp/?b=1#top")
    'https://example.org/n/a?b=1'
    >>> page_key("https://example.org/n/a?b=1&print=1")
    'https://example.org/n/a?b=1'
    """
    parts = urlsplit(plain_url(canonical_url(url) or url))
    port = "" if parts.port in (None, *DEFAULT_PORTS.values()) else f":{parts.port}"
    path = parts.path.rstrip("/") or "/"
    return urlunsplit(("https", host_of(parts.geturl()) + port, path, parts.query, ""))


def plain_url(url: str) -> str:
    """The address of a page itself where this one is its AMP or print version.

    >>> plain_url("https://example.org/n/a/amp/"), plain_url("https://example.org/amp/n/a?amp=1")
    ('https://example.org/n/a/', 'https://example.org/n/a')
    >>> plain_url("https://example.org/print/"), plain_url("https://example.org/n/amp-and-volt/")
    ('https://example.org/print/', 'https://example.org/n/amp-and-volt/')
    """
    parts = urlsplit(url)
    path = _COMMENT_PAGE.sub("", _VERSION_BEHIND.sub(r"\1", _VERSION_BEFORE.sub("/", parts.path)))
    query = "&".join(part for part in parts.query.split("&") if not _VERSION_QUERY.fullmatch(part))
    return urlunsplit(parts._replace(path=path, query=query))


def absolute_urls(found: Iterable[str], base: str) -> tuple[str, ...]:
    """Canonical addresses of links as they stand in a page, each once, in the page's order.

    >>> absolute_urls(["/n/a/", "/n/a/#top", "mailto:a@b.c", "../b/"], "http://example.org/n/x/")
    ('http://example.org/n/a/', 'http://example.org/n/b/')
    """
    urls = (_joined(base, link) for link in found)
    return tuple(dict.fromkeys(url for url in urls if url))


def without_credentials(url: str) -> str:
    """The address without the user name and password in front of its host.

    >>> without_credentials("http://me:secret@example.org:8017/n/a/?b=1")
    'http://example.org:8017/n/a/?b=1'
    """
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def origin_of(url: str) -> str:
    """Scheme, host and port.

    >>> origin_of("http://127.0.0.1:8017/n/a/?page=2")
    'http://127.0.0.1:8017'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def port_of(url: str) -> int | None:
    """The port that is spoken to.

    >>> port_of("https://example.org/"), port_of("http://127.0.0.1:8017/")
    (443, 8017)
    """
    parts = urlsplit(url)
    return parts.port or DEFAULT_PORTS.get(parts.scheme)


def path_and_query(url: str) -> str:
    """What the patterns of a site profile are searched in.

    >>> path_and_query("http://example.org/r/sport?page=2")
    '/r/sport?page=2'
    """
    parts = urlsplit(url)
    return f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"


def is_media(url: str) -> bool:
    """Whether the address ends like a picture, a film, an archive or a document.

    >>> is_media("https://example.org/a.JPG"), is_media("https://example.org/a.html")
    (True, False)
    """
    path = urlsplit(url).path
    return path.rpartition("/")[2].rpartition(".")[2].lower() in _MEDIA if "." in path else False


def _joined(base: str, link: str) -> str | None:
    try:
        return canonical_url(urljoin(base, link.strip()))
    except ValueError:
        return None


def _without_noise(parts: SplitResult) -> SplitResult:
    port = parts.port
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    known = port is None or port == DEFAULT_PORTS[parts.scheme]
    query = "&".join(
        part
        for part in parts.query.split("&")
        if part and not TRACKING_PARAMETER.fullmatch(part.partition("=")[0])
    )
    netloc = host if known else f"{host}:{port}"
    return parts._replace(netloc=netloc, query=query, fragment="")


_MEDIA = frozenset(IGNORED_EXTENSIONS) | {"webp", "avif", "woff", "woff2", "ico", "xml", "json"}
