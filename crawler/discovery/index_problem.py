"""Why a sitemap or a feed leads to nothing, or to less than it should."""

from __future__ import annotations

import re

# What comes before the root is a declaration, comments and style sheets.
HEAD_BYTES = 8000
# Counters and comments of a server stand behind the end now and then.
TAIL_BYTES = 2000
XML_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)([^>]*>)?")
# What they stand for is never looked up, and the parser stops where they multiply.
ENTITY = b"<!ENTITY"
NO_INDEX = "it is no sitemap and no feed"
ROOTS = frozenset({b"urlset", b"sitemapindex", b"rss", b"feed", b"rdf"})


def index_problem(unpacked: bytes | None) -> str | None:
    """What is wrong with a sitemap or a feed, in words; None where all is well.

    `unpacked` is None where it could not be unpacked within the bounds.

    >>> index_problem(b"<urlset></urlset>"), index_problem(b"http://example.org/n/a/")
    (None, None)
    >>> index_problem(b"<urlset><url>"), index_problem(b"<html>404</html>"), index_problem(None)
    ('it ends too early', 'it is no sitemap and no feed', 'it can not be unpacked')
    """
    if unpacked is None:
        return "it can not be unpacked"
    text = unpacked.lstrip(b"\xef\xbb\xbf \t\r\n")
    root = XML_ROOT.search(text[:HEAD_BYTES])
    if not text.startswith(b"<"):
        return None if text.startswith(b"http") else NO_INDEX
    if root is None or root[1].lower().rpartition(b":")[2] not in ROOTS:
        return NO_INDEX
    if ENTITY in text[:HEAD_BYTES]:
        return "it defines entities, and may be read in part"
    return None if is_whole_xml(text) else "it ends too early"


def is_whole_xml(data: bytes) -> bool:
    """Whether the root element is closed; what has none is left to the parser.

    >>> is_whole_xml(b"<?xml?><urlset><url></url></urlset>"), is_whole_xml(b"<urlset><url></url>")
    (True, False)
    """
    root = XML_ROOT.search(data)
    if root is None or (root[2] or b"").endswith(b"/>"):
        return True
    return b"</" + root[1] in data[-TAIL_BYTES:]
