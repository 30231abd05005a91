"""What an owner reserves: the marks against keeping a page and against machines that learn from it.

`noai` and `noimageai` are a convention of DeviantArt (2022), `noarchive` is one of the search
engines; `tdm` is the TDM Reservation Protocol of a W3C community group (2024), by which an owner
reserves the right of text and data mining as article 4(3) of the EU directive 2019/790 lets him.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Mark = Literal["noai", "noimageai", "noarchive", "tdm"]
Source = Literal["meta", "header", "tdmrep.json"]
TDM: Mark = "tdm"
ROBOTS_MARKS: tuple[Mark, ...] = ("noai", "noimageai", "noarchive")
# Directives for one crawler begin with its name: those for others are none of our business.
OUR_NAMES = frozenset({"", "chistovik"})


class Reservation(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """One reservation of an owner."""

    mark: Annotated[Mark, Meta(description="The mark that reserves.")]
    source: Annotated[Source, Meta(description="Where it was found.")]
    policy: Annotated[
        Annotated[str, Meta(min_length=1)] | None,
        Meta(description="Address of the terms of a `tdm`."),
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
        yield Reservation(TDM, source, (policy or "").strip() or None)


def _words(text: str) -> Iterator[str]:
    name, colon, rest = text.lower().partition(":")
    if colon and "," not in name and " " not in name.strip():
        if name.strip() not in OUR_NAMES:
            return
        text = rest
    yield from (word.strip() for word in text.lower().split(","))
