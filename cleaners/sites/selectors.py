"""Selectors of a site profile: CSS, or XPath 1.0 behind `xpath:`."""

from __future__ import annotations

import re

XPATH_PREFIX = "xpath:"

# XPath 1.0 itself can read neither files nor the network. lxml adds `document()` for XSLT and
# regular expressions for those who bind their name space: neither is bound here.
_CALL_OUTSIDE = re.compile(r"\b(?:document|unparsed-text|doc)\s*\(|[\w-]+:[\w-]+\s*\(")


def is_xpath(selector: str) -> bool:
    """Whether the selector is XPath.

    >>> is_xpath("xpath://article"), is_xpath("article > p")
    (True, False)
    """
    return selector.startswith(XPATH_PREFIX)


def selector_problem(selector: str) -> str | None:
    """What is wrong with a selector, None when it can be used.

    >>> selector_problem("div.tab-content")
    >>> selector_problem("div[")
    "'div[' is no CSS selector"
    >>> selector_problem("xpath:document('/etc/passwd')")
    "'xpath:document('/etc/passwd')' calls a function that is not part of XPath 1.0"
    """
    if is_xpath(selector):
        return _xpath_problem(selector)
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        LexborHTMLParser("<p></p>").css(selector)
    except (SelectolaxError, ValueError):
        return f"{selector!r} is no CSS selector"
    return None


def _xpath_problem(selector: str) -> str | None:
    xpath = selector.removeprefix(XPATH_PREFIX)
    if _CALL_OUTSIDE.search(xpath):
        return f"'{selector}' calls a function that is not part of XPath 1.0"
    from lxml import etree

    try:
        etree.XPath(xpath)
    except etree.XPathError:
        return f"'{selector}' is no XPath 1.0"
    return None
