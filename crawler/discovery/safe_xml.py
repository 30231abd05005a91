"""XML from strangers: read without entities, external files or network."""

from __future__ import annotations

from lxml import etree

from cleaners.packing import MAGIC_BYTES, DamagedError, TooLargeError, join_within, unpacker_of

# The sitemap protocol allows 52,428,800 bytes in one file, unpacked; a gzip bomb has more.
MAX_UNPACKED_BYTES = 52_428_800


def parse_xml(data: bytes) -> etree._Element | None:
    """The root element; None where the bytes are no XML at all.

    >>> parse_xml(b"<rss/>").tag
    'rss'
    >>> parse_xml(b"page not found")
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        # An XML declaration must be the first thing; feeds with a blank line above it are common.
        root: etree._Element | None = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root


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


def name_of(element: etree._Element) -> str:
    """The tag without its name space, in lower case; empty for an unresolved entity."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element) -> str:
    """The text directly inside the element."""
    return (element.text or "").strip()
