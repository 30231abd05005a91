"""Limits on hostile input, checked before any parser sees the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.errors import LimitError

# The largest pages of the development sets have 4 million characters; the parser needs about 12
# bytes of memory for each.
MAX_CHARACTERS = 20_000_000

# 100,000 unclosed <div> take selectolax 93 s (quadratic), 10,000 take 0.9 s; real pages that miss
# end tags (<li>, <p>) on purpose stay below a few thousand.
MAX_UNCLOSED_TAGS = 10_000

# 100,000 attributes on one tag take every parser over 30 s (quadratic); real tags have some dozens.
MAX_ATTRIBUTES = 5_000
_WINDOW = MAX_ATTRIBUTES  # characters; a tag over the limit fills two in a row without a ">"
_TAG_START = re.compile(r"<[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""[^\s=/>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*))?""")

_MARK = "chistovik-stretch-"

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NEVER_CLOSED = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dd dt tr td th "
    "option".split()
)


def check_characters(text: str) -> None:
    """Raise `LimitError` for a page that is too long."""
    if len(text) > MAX_CHARACTERS:
        raise LimitError(
            "max_characters", f"page has {len(text):,} characters, allowed are {MAX_CHARACTERS:,}"
        )


def check_markup(html: str, encoded: bytes | None = None) -> None:
    """Raise `LimitError` for markup that would keep a parser busy for minutes.

    `encoded` is the same markup as UTF-8, where it is at hand: counting bytes is quicker.

    >>> check_markup("<div>" * 20_000)
    Traceback (most recent call last):
    cleaners.errors.LimitError: max_unclosed_tags: page leaves 20,000 tags open, allowed are 10,000
    """
    # Void tags and text with "<" only ever make the figure larger, and most pages are far below.
    if (encoded.count(b"<") if encoded else html.count("<")) > MAX_UNCLOSED_TAGS:
        _check_unclosed(html)
    crowded = [
        stretch
        for stretch in _stretches(html)
        if _count_attributes(html, *stretch) > MAX_ATTRIBUTES
    ]
    if crowded and (real := _outside_scripts(html, crowded)):
        count = _count_attributes(html, *real)
        raise LimitError(
            "max_attributes", f"a tag has {count:,} attributes, allowed are {MAX_ATTRIBUTES:,}"
        )


def _stretches(html: str) -> Iterator[tuple[int, int]]:
    """Stretches of a page without a ">" that are long enough for a tag over the limit."""
    start = 0
    while start < len(html):
        # Nearly every window has a ">" near its start, so this looks at few characters.
        if html.find(">", start, start + _WINDOW) >= 0:
            start += _WINDOW
            continue
        end = html.find(">", start)
        end = end if end >= 0 else len(html)
        yield html.rfind(">", 0, start) + 1, end
        start = end


def _check_unclosed(html: str) -> None:
    opened = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _NEVER_CLOSED:
            opened += -1 if match[1] else 1
    if opened > MAX_UNCLOSED_TAGS:
        raise LimitError(
            "max_unclosed_tags",
            f"page leaves {opened:,} tags open, allowed are {MAX_UNCLOSED_TAGS:,}",
        )


def _count_attributes(html: str, start: int, end: int) -> int:
    """The attributes of the tag that a stretch of markup without a ">" may hold."""
    tag = _TAG_START.search(html, start, end)
    return sum(1 for _ in _ATTRIBUTE.finditer(html, tag.end(), end)) if tag else 0


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
