"""Parsing, and XPath brought to the same tree as CSS."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.document import Document
from cleaners.reading.fold import drop_references, drop_unreadable, fold
from cleaners.sites.profile import SiteProfile, list_xpaths
from cleaners.sites.selectors import XPATH_PREFIX, is_xpath

# Elements whose text no reader sees; each costs a walk through the whole tree.
_UNSEEN = ["script", "style", "noscript", "template"]

_MARK = "data-xpath-match"


class Tree:
    """A parsed page on which selectors of both languages can be asked.

    CSS is answered by selectolax. For XPath the page is parsed by lxml as well, every matched
    element gets a mark in its attributes, and selectolax parses the marked page; the two trees
    can't be compared node by node, since their parsers mend broken markup differently.
    Strings that an XPath returns (`@content`, `text()`) are kept as they are.
    """

    def __init__(self, document: Document, profile: SiteProfile | None) -> None:
        xpaths = list_xpaths(profile) if profile else []
        self._marks: dict[str, str] = {}
        self._strings: dict[str, list[str]] = {}
        html = self._mark(document.text, xpaths) if xpaths else None
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

    def strip_unseen(self) -> None:
        """Take out what no reader sees; head data must have been read before."""
        self.parsed.strip_tags(_UNSEEN)

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
