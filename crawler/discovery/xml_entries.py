"""Entries of sitemaps and feeds from strangers, read as a stream.

What was read is forgotten: the tree of a file of 50 MB in tags of four bytes would fill more than a
gigabyte. Entities, external files and network are left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

from lxml import etree

from cleaners.packing import MAGIC_BYTES, DamagedError, TooLargeError, join_within, unpacker_of

# The sitemap protocol allows 52,428,800 bytes in one file, unpacked, and so many entries.
MAX_UNPACKED_BYTES = 52_428_800
MAX_ENTRIES = 50_000
# A sitemap may name a thousand pictures for a page; the largest files hold a million elements.
MAX_ELEMENTS = 3_000_000
MAX_ELEMENTS_OF_ENTRY = 20_000
# Addresses and dates come first.
MAX_FIELDS = 100
# No address is longer, and no date.
MAX_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class Field:
    """An element inside an entry."""

    name: str
    is_child: bool
    attributes: dict[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a sitemap or a feed says of one page, in the order of the file."""

    name: str
    fields: tuple[Field, ...]

    def children(self, *names: str) -> Iterator[Field]:
        """The children with one of these names."""
        return (each for each in self.fields if each.is_child and each.name in names)

    def text(self, name: str) -> str:
        """The text of the first child with this name; empty where there is none."""
        return next((each.text for each in self.children(name)), "")


def read_entries(data: bytes, names: Collection[str]) -> Iterator[Entry]:
    """The outermost elements with these names, up to the first bound; none where nothing is XML.

    Names are in lower case, and without their name space.

    >>> [entry.text("loc") for entry in read_entries(b"<a><url><loc>/n/</loc></url></a>", {"url"})]
    ['/n/']
    >>> list(read_entries(b"page not found", {"url"}))
    []
    """
    # What was read until an error counts.
    with suppress(etree.XMLSyntaxError, ValueError):
        yield from map(_read, islice(_entries(data, names), MAX_ENTRIES))


def unpack(data: bytes) -> bytes | None:
    """The bytes inside gzip or zstd, others as they are; None for a bomb and for broken data.

    >>> import gzip
    >>> unpack(gzip.compress(b"<urlset/>")), unpack(b"<urlset/>")
    (b'<urlset/>', b'<urlset/>')
    """
    unpacker = unpacker_of(data[:MAGIC_BYTES])
    if unpacker is None:
        return data
    try:
        return join_within(unpacker([data]), MAX_UNPACKED_BYTES)
    except (DamagedError, TooLargeError):
        return None


def _entries(data: bytes, names: Collection[str]) -> Iterator[etree._Element]:
    """Each entry when it is whole; until the next one is asked for."""
    entry: etree._Element | None = None
    inside = 0
    for number, (event, element) in enumerate(_events(data)):
        if number > 2 * MAX_ELEMENTS or inside > 2 * MAX_ELEMENTS_OF_ENTRY:
            return
        inside = inside + 1 if entry is not None else 0
        if event == "start" and entry is None and _name_of(element) in names:
            entry = element
        elif event == "end" and (entry is None or element is entry):
            if entry is not None:
                yield element
            entry = None
            _forget(element)


def _events(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    # An XML declaration must be the first thing; feeds with a blank line above it are common.
    events: Iterator[tuple[str, etree._Element]] = etree.iterparse(
        BytesIO(data.lstrip()),
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    return events


def _read(element: etree._Element) -> Entry:
    inside = islice(element.iterdescendants("{*}*"), MAX_FIELDS)
    fields = (
        Field(
            name=_name_of(each),
            is_child=each.getparent() is element,
            attributes={str(name): str(value) for name, value in each.attrib.items()},
            text=(each.text or "")[:MAX_CHARACTERS].strip(),
        )
        for each in inside
    )
    return Entry(_name_of(element), tuple(fields))


def _forget(element: etree._Element) -> None:
    """Empty an element that has ended, and remove those in front of it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _name_of(element: etree._Element) -> str:
    """The tag without its name space, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()
