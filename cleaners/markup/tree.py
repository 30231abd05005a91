"""Parsing, and XPath brought to the same tree as CSS."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.reading.fold import drop_references, drop_unreadable, fold
from cleaners.sites.profile import SiteProfile, iter_selectors
from cleaners.sites.selectors import XPATH_PREFIX, is_xpath

# Elements whose text no reader sees, or that he fills in himself.
UNREAD = (
    *("script", "style", "noscript", "template", "svg", "math", "select", "button", "textarea"),
    *("datalist", "object", "applet", "map", "progress", "meter", "dialog", "title"),
)

_MARK = "data-xpath-match"


class Tree:
    """A parsed page on which selectors of both languages can be asked.

    CSS is answered by selectolax. For XPath the page is parsed by lxml as well, every matched
    element gets a mark in its attributes, and selectolax parses the marked page; the two trees
    can't be compared node by node, since their parsers mend broken markup differently.
    Strings that an XPath returns (`@content`, `text()`) are kept as they are.
    """

    def __init__(self, html: str, profile: SiteProfile | None) -> None:
        xpaths = [s for _, s in iter_selectors(profile) if is_xpath(s)] if profile else []
        self._marks: dict[str, str] = {}
        self._strings: dict[str, list[str]] = {}
        self._selected: dict[str, list[LexborNode]] = {}
        self._root: LexborNode | None = None
        if xpaths:
            html = self._mark(html, xpaths)
        self.parsed = LexborHTMLParser(html)

    def focus(self, root: LexborNode) -> None:
        """From now on look for facts inside `root` first: it is small, and next to the story."""
        self._root = root
        self._selected.clear()

    def select(self, selector: str) -> list[LexborNode]:
        """Matched elements in page order, those around the story before all others."""
        found = self._selected.get(selector)
        if found is None:
            found = self._select(selector, self._root) if self._root else []
            found = self._selected[selector] = found or self.select_everywhere(selector)
        return found

    def select_everywhere(self, selector: str) -> list[LexborNode]:
        """Matched elements of the whole page, in page order."""
        return self._select(selector, self.parsed)

    def strip_unread(self) -> None:
        """Take out what holds no text for a reader; head data must have been read before."""
        self.parsed.strip_tags(list(UNREAD))

    def _select(self, selector: str, where: LexborHTMLParser | LexborNode) -> list[LexborNode]:
        css = self._marks.get(selector, selector)
        return [] if is_xpath(css) else where.css(css)

    def texts(self, selector: str) -> list[str]:
        """The folded texts that a selector finds, empty ones left out."""
        found = self._strings.get(selector)
        if found is None:
            found = [node.text(deep=True, separator=" ") for node in self.select(selector)]
        return [text for text in (fold(value) for value in found) if text]

    def _mark(self, html: str, xpaths: list[str]) -> str:
        from lxml import etree
        from lxml import html as lxml_html

        parser = lxml_html.HTMLParser(huge_tree=True)
        root = lxml_html.document_fromstring(drop_unreadable(drop_references(html)), parser=parser)
        for number, xpath in enumerate(dict.fromkeys(xpaths)):
            result = root.xpath(xpath.removeprefix(XPATH_PREFIX))
            nodes = result if isinstance(result, list) else [str(result)]
            elements = [node for node in nodes if isinstance(node, etree._Element)]
            if elements:
                self._marks[xpath] = f"[{_MARK}-{number}]"
                for element in elements:
                    element.set(f"{_MARK}-{number}", "")
            else:
                self._strings[xpath] = [str(node) for node in nodes]
        return str(lxml_html.tostring(root, encoding="unicode"))
