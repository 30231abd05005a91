"""What an owner reserves: the marks against keeping a page and against machines that learn from it.

`noai` and `noimageai` are a convention of DeviantArt (2022), `noarchive` is one of the search
engines; `tdm` is the TDM Reservation Protocol of a W3C community group (2024), by which an owner
reserves the right of text and data mining as article 4(3) of the EU directive 2019/790 lets him.
`train-ai`, `ai-use` and `search` are the categories of the IETF's draft-ietf-aipref-vocab, which
`Content-Usage` disallows by `n`; `rsl` tells of a license in Really Simple Licensing 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Usage = Literal["train-ai", "ai-use", "search"]
Mark = Literal["noai", "noimageai", "noarchive", "tdm", "train-ai", "ai-use", "search", "rsl"]
Source = Literal["meta", "header", "tdmrep.json", "robots.txt"]
TDM: Mark = "tdm"
RSL: Mark = "rsl"
USAGES: tuple[Usage, ...] = ("train-ai", "ai-use", "search")
ROBOTS_MARKS: tuple[Mark, ...] = ("noai", "noimageai", "noarchive")
# They stand in each article of a site.
MAX_LICENSES = 10
MAX_ADDRESS_CHARACTERS = 2083
RSL_TYPE = "application/rsl+xml"
_LINK = re.compile(r"<([^<>\s]+)>([^<]*)")
# Directives for one crawler begin with its name; those for other crawlers are ignored.
OUR_NAMES = frozenset({"", "chistovik"})


class Reservation(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """One reservation of an owner."""

    mark: Annotated[Mark, Meta(description="The mark that reserves.")]
    source: Annotated[Source, Meta(description="Where it was found.")]
    policy: Annotated[
        Annotated[str, Meta(min_length=1)] | None,
        Meta(description="Address of the terms of a `tdm`, of the license of `rsl`."),
    ] = None


def read_robots_marks(directives: Iterable[str], source: Source) -> Iterator[Reservation]:
    """Reservations among the directives of a robots meta tag or an `X-Robots-Tag` header.

    >>> [found.mark for found in read_robots_marks(["index, NoAI", "otherbot: noarchive"], "meta")]
    ['noai']
    """
    words = {word for text in directives for word in _words(text)}
    return (Reservation(mark, source) for mark in ROBOTS_MARKS if mark in words)


def read_tdm(value: str | None, policy: str | None, source: Source) -> Iterator[Reservation]:
    """The reservation of `tdm-reservation: 1`; 0 reserves nothing, and so does anything else.

    >>> list(read_tdm("1", None, "header"))
    [Reservation(mark='tdm', source='header', policy=None)]
    >>> list(read_tdm("0", None, "header"))
    []
    """
    if value and value.strip() == "1":
        yield Reservation(TDM, source, _address(policy or ""))


def read_content_usage(values: Iterable[str], source: Source) -> Iterator[Reservation]:
    """Reservations in `Content-Usage`, a dictionary of RFC 9651 with `y` or `n` by category.

    Several values are several statements: what one of them disallows is disallowed. Within one, the
    last word on a category counts.

    >>> [found.mark for found in read_content_usage(["train-ai=n, search=y;x=1"], "header")]
    ['train-ai']
    >>> list(read_content_usage(["train-ai", "train-ai=y", "other=n", "?"], "header"))
    []
    """
    disallowed = {name for text in values for name, word in _preferences(text) if word == "n"}
    return (Reservation(usage, source) for usage in USAGES if usage in disallowed)


def read_license_links(values: Iterable[str], source: Source) -> Iterator[Reservation]:
    """The licenses that `Link` headers name in the way of RSL 1.0.

    >>> link = '</l.xml>; rel="license"; type="application/rsl+xml"'
    >>> list(read_license_links([link, '</style.css>; rel="preload"'], "header"))
    [Reservation(mark='rsl', source='header', policy='/l.xml')]
    """
    links = (
        url
        for url, parameters in _LINK.findall(", ".join(values))
        if "license" in parameters.lower() and RSL_TYPE in parameters.lower()
    )
    return read_licenses(links, source)


def read_licenses(urls: Iterable[str], source: Source) -> Iterator[Reservation]:
    """Reservations by the first of these licenses; nobody needs more than `MAX_LICENSES`.

    >>> [found.policy for found in read_licenses(["/l.xml", "/l.xml", ""], "robots.txt")]
    ['/l.xml']
    """
    found = dict.fromkeys(filter(None, map(_address, urls)))
    return (Reservation(RSL, source, url) for url in islice(found, MAX_LICENSES))


def _address(text: str) -> str | None:
    stripped = text.strip()
    return stripped if 0 < len(stripped) <= MAX_ADDRESS_CHARACTERS else None


def _preferences(text: str) -> Iterable[tuple[str, str]]:
    members = (member.partition(";")[0].partition("=") for member in text.split(","))
    return {name.strip(): word.strip() for name, _, word in members}.items()


def _words(text: str) -> Iterator[str]:
    name, colon, rest = text.lower().partition(":")
    if colon and "," not in name and " " not in name.strip():
        if name.strip() not in OUR_NAMES:
            return
        text = rest
    yield from (word.strip() for word in text.lower().split(","))
