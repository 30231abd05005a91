"""The picture that stands for a story, where no head of a page names it."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.markup.elsewhere import Elsewhere
from cleaners.markup.page_urls import picture_url

# Names of the picture that stands for a story, or of what it stands in.
_FEATURED = re.compile(
    r"wp-post-image|featured[-_]?(?:image|media)|(?:post|entry)[-_]thumb|post-image"
    r"|(?:article|main|lead|item|field)-image|detail[-_]picture",
    re.IGNORECASE,
)
_MOST_PICTURES = 200
_LEVELS_OF_PICTURE = 3
_LONGEST_ADDRESS = 2_000
_LEVELS_OF_LINK = 3
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)(?:[?#]|$)", re.IGNORECASE)
_LONGEST_NAMES = 200  # of a class; longer ones list the tools of a style sheet


def read_featured(tree: LexborHTMLParser) -> str | None:
    """The address of the first picture that is named as the story's, as it stands on the page."""
    if tree.body is None:
        return None
    elsewhere = Elsewhere()
    for node in tree.body.css("img,meta[itemprop=image],link[itemprop=image]")[:_MOST_PICTURES]:
        if _is_featured(node) and not _leads_away(node) and not elsewhere.holds(node):
            attributes = node.attributes
            address = attributes.get("content") or attributes.get("href")
            if address := address or picture_url(attributes, None):
                return address
    return None


def _is_featured(node: LexborNode) -> bool:
    """Whether the names of a picture, or of what it stands in, say that it is the story's."""
    if node.attrs.get("itemprop") == "image":
        return True
    around: LexborNode | None = node
    for _ in range(_LEVELS_OF_PICTURE):
        if around is None:
            return False
        names = around.attrs.get("class")
        if names and _names_featured(names[:_LONGEST_NAMES]):
            return True
        around = around.parent
    return False


@lru_cache(maxsize=2048)
def _names_featured(names: str) -> bool:
    return _FEATURED.search(names) is not None


def _leads_away(node: LexborNode) -> bool:
    """Whether a picture is a link, and not to a larger one of itself."""
    parent = node.parent
    for _ in range(_LEVELS_OF_LINK):
        if parent is None:
            return False
        if parent.tag == "a":
            return not _PICTURE_FILE.search(
                (parent.attributes.get("href") or "")[:_LONGEST_ADDRESS]
            )
        parent = parent.parent
    return False
