"""What travels between a page and the worker that evaluates its XPaths."""

from __future__ import annotations

import msgspec

# The attribute that marks an element; the number of the XPath follows.
MARK = "data-xpath-match"


class ParsePage(msgspec.Struct, frozen=True):
    """A page to be parsed; its XPaths together have so many seconds of processor time."""

    html: str
    seconds: float


class Evaluate(msgspec.Struct, frozen=True):
    """An XPath of the page parsed last, and its number."""

    xpath: str
    number: int


class Matched(msgspec.Struct, frozen=True):
    """What an XPath returned: strings, None for elements, or what is wrong with it."""

    strings: list[str] | None = None
    problem: str | None = None


XPathTask = ParsePage | Evaluate | None
XPathAnswer = Matched | str | None
