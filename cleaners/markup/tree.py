"""A parsed page that answers selectors, CSS and XPath alike."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.document import Document
from cleaners.markup.xpath_process import find_xpaths
from cleaners.markup.xpath_tasks import MARK
from cleaners.reading.fold import drop_references, drop_unreadable, fold
from cleaners.sites.selectors import XPATH_PREFIX, is_xpath

# Elements whose text no reader sees. A short list: each costs a walk through the whole tree.
_UNSEEN = ["script", "style", "noscript", "template"]


class Tree:
    """A parsed page on which CSS selectors and XPaths can be tried.

    CSS is answered by selectolax. For XPath the page is parsed by lxml as well, in a process that
    can be ended; every matched element gets a mark in its attributes, and selectolax parses the
    marked page: the two trees can't be compared node by node, since their parsers mend broken
    markup differently.
    Strings that an XPath returns (`@content`, `text()`) are kept as they are. `xpaths` are all that
    will be asked for, each once.
    """

    def __init__(self, document: Document, xpaths: Sequence[str] = ()) -> None:
        self._marks: dict[str, str] = {}
        self._strings: dict[str, list[str]] = {}
        html = self._mark(document.text, list(xpaths)) if xpaths else None
        self.parsed = LexborHTMLParser(html or document.encoded or document.text)

    def select(self, selector: str, within: LexborNode | None = None) -> list[LexborNode]:
        """Matched elements of the page, or of the part `within`, in page order."""
        css = self._marks.get(selector, selector)
        return [] if is_xpath(css) else (within or self.parsed).css(css)

    def texts(self, selector: str, nodes: list[LexborNode]) -> list[str]:
        """The folded texts of matched elements, or the strings that an XPath returned."""
        found = self._strings.get(selector)
        if found is None:
            found = [node.text(deep=True, separator=" ") for node in nodes]
        return [text for value in found if (text := fold(value))]

    def values(self, selector: str, attribute: str) -> list[str | None]:
        """The attribute of matched elements, or the strings that an XPath returned."""
        found = self._strings.get(selector)
        if found is not None:
            return [*found]
        return [node.attributes.get(attribute) for node in self.select(selector)]

    def strip_unseen(self) -> None:
        """Take out what no reader sees; head data must have been read before."""
        self.parsed.strip_tags(_UNSEEN)

    def _mark(self, html: str, xpaths: list[str]) -> str:
        asked = [xpath.removeprefix(XPATH_PREFIX) for xpath in xpaths]
        matches = find_xpaths(drop_unreadable(drop_references(html)), asked)
        for number, (xpath, strings) in enumerate(zip(xpaths, matches.strings, strict=True)):
            if strings is None:
                self._marks[xpath] = f"[{MARK}-{number}]"
            else:
                self._strings[xpath] = strings
        return matches.html
