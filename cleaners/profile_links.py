"""The links that selectors of a profile find on a page; for the crawler."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.document import Document, DocumentKind
from cleaners.sites.selectors import is_xpath


def find_links(html: str, selectors: Sequence[str]) -> tuple[str, ...]:
    """The `href` of elements, or the strings of an XPath, as they stand on the page.

    XPath is evaluated within a time limit, as when a page is cleaned. Raises what `clean` raises
    for a page that can't be read and a selector that takes too long.

    >>> find_links("<p class=news><a href=/n/a/>a</a></p><a href=/b/>b</a>", [".news > a"])
    ('/n/a/',)
    """
    # Imported here: it brings the HTML parser.
    from cleaners.markup.tree import Tree

    xpaths = tuple(dict.fromkeys(filter(is_xpath, selectors)))
    tree = Tree(Document(text=html, kind=DocumentKind.HTML), xpaths)
    return tuple(
        href for selector in selectors for href in tree.values(selector, attribute="href") if href
    )
