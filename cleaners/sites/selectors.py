"""Selectors of a site profile: CSS, or XPath 1.0 behind `xpath:`."""

from __future__ import annotations

import re

XPATH_PREFIX = "xpath:"
_LONGEST = 5_000  # characters of a selector; people write some dozens

# All functions of XPath 1.0 (https://www.w3.org/TR/1999/REC-xpath-19991116/#corelib). None of them
# reads files or runs code; those that others add may, and would only fail on the first page.
_FUNCTIONS = frozenset(
    "last position count id local-name namespace-uri name string concat starts-with contains "
    "substring-before substring-after substring string-length normalize-space translate boolean "
    "not true false lang number sum floor ceiling round".split()
)
_NODE_TYPES = frozenset({"comment", "text", "processing-instruction", "node"})
_OPERATORS = frozenset({"and", "or", "div", "mod"})

# A string in an XPath; it has no escapes.
LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
# Look-behinds keep these linear: a name is read from its beginning alone.
_CALL = re.compile(r"(?<![\w.:-])[\d.:-]*([^\W\d][\w.:-]*)\s*\(")
_VARIABLE = re.compile(r"\$\s*[\w.:-]*")
_PREFIXED = re.compile(r"(?<![\w.-])[\w.-]+(?<!:):(?!:)[\w.*-]+")


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
    "'xpath:document('/etc/passwd')' calls a function that is not part of XPath 1.0: document"
    """
    if len(selector) > _LONGEST:
        return f"a selector of more than {_LONGEST:,} characters"
    if is_xpath(selector):
        problem = _xpath_problem(selector.removeprefix(XPATH_PREFIX))
        return f"'{selector}' {problem}" if problem else None
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        LexborHTMLParser("<p></p>").css(selector)
    except (SelectolaxError, ValueError):
        return f"{selector!r} is no CSS selector"
    return None


def _xpath_problem(xpath: str) -> str | None:
    """What would be refused by the parser now, or fail on a page later."""
    bare = LITERAL.sub("''", xpath)
    for call in _CALL.finditer(bare):
        name = call[1].rpartition("::")[2]
        if name not in _FUNCTIONS | _NODE_TYPES | _OPERATORS:
            return f"calls a function that is not part of XPath 1.0: {name}"
    if found := _VARIABLE.search(bare):
        return f"uses a variable, and there are none: {found[0]}"
    if found := _PREFIXED.search(bare):
        return f"uses a name space prefix, and there are none in HTML: {found[0]}"
    from lxml import etree

    try:
        etree.XPath(xpath)
    except (etree.XPathError, ValueError):  # ValueError: a NUL or another control character
        return "is no XPath 1.0"
    return None
