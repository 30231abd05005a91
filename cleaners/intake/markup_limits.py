"""Limits on hostile input, checked before any parser sees the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from cleaners.errors import LimitError
from cleaners.limits import DEFAULT_LIMITS, Limits

_TAG_START = re.compile(r"<[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""[^\s=/>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*))?""")

_MARK = "chistovik-stretch-"

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NEVER_CLOSED = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dd dt tr td th "
    "option".split()
)


def check_markup(html: str, encoded: bytes | None = None, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raise `LimitError` for markup that would keep a parser busy for minutes.

    `encoded` is the same markup as UTF-8, where it is at hand: counting bytes is quicker.

    >>> check_markup("<div>" * 20_000)
    Traceback (most recent call last):
    cleaners.errors.LimitError: max_unclosed_tags: page has 20,000 unclosed tags, allowed are 10,000
    """
    # Text with "<" only ever makes the figure larger, and most pages are far below.
    begun = encoded.count(b"<") if encoded else html.count("<")
    if begun > min(limits.max_tags, limits.max_unclosed_tags, limits.max_depth, limits.max_options):
        _check_tags(html, limits)
    allowed = limits.max_attributes
    crowded = [
        stretch
        for stretch in _stretches(html, allowed)
        if _count_attributes(html, *stretch, most=allowed + 1) > allowed
    ]
    if crowded and (real := _outside_scripts(html, crowded)):
        count = _count_attributes(html, *real)
        raise LimitError(
            "max_attributes", f"a tag has {count:,} attributes, allowed are {allowed:,}"
        )


def _stretches(html: str, window: int) -> Iterator[tuple[int, int]]:
    """Start and end of each piece without a ">" that is long enough for `window` attributes."""
    start = 0
    while start < len(html):
        # Nearly every window has a ">" near its start, so this looks at few characters.
        if html.find(">", start, start + window) >= 0:
            start += window
            continue
        end = html.find(">", start)
        end = end if end >= 0 else len(html)
        yield html.rfind(">", 0, start) + 1, end
        start = end


def _check_tags(html: str, limits: Limits) -> None:
    """Count tags, those that are open at a time, and those that nobody closes.

    An end tag closes one of its own name alone, as in the parser: «<div></b>» leaves the div open.
    """
    tags = opened = deepest = options = 0
    by_name: dict[str, int] = {}
    for tags, match in enumerate(_TAG.finditer(html), 1):  # noqa: B007  the last one is the number
        name = match[2].lower()
        if name in _NEVER_CLOSED:
            options += name == "option"
            continue
        change = 1 if not match[1] else -1 if by_name.get(name) else 0
        by_name[name] = by_name.get(name, 0) + change
        opened += change
        deepest = max(deepest, opened)
    limits.check("max_unclosed_tags", opened, "unclosed tags")
    limits.check("max_depth", deepest, "tags open at the same time")
    limits.check("max_options", options, "options")
    limits.check("max_tags", tags, "tags")


def _count_attributes(html: str, start: int, end: int, most: int | None = None) -> int:
    """The attributes of the tag that a stretch of markup without a ">" may hold, up to `most`."""
    tag = _TAG_START.search(html, start, end)
    found = _ATTRIBUTE.finditer(html, tag.end(), end) if tag else ()
    return sum(1 for _ in islice(found, most))


def _outside_scripts(html: str, stretches: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The first stretch that is no text of a script: `a<b` is no tag there; None where all are.

    Only the parser knows for sure, since «<script>» may stand in a comment or an attribute. It
    reads the page once, with a mark in place of each stretch.
    """
    from selectolax.lexbor import LexborHTMLParser

    parts, place = [], 0
    for number, (start, end) in enumerate(stretches):
        parts += [html[place:start], f" {_MARK}{number} "]
        place = end
    page = LexborHTMLParser("".join([*parts, html[place:]]))
    texts = " ".join(node.text() for node in page.css("script, style"))
    in_scripts = set(re.findall(rf"{_MARK}(\d+) ", texts))
    return next((at for number, at in enumerate(stretches) if str(number) not in in_scripts), None)
