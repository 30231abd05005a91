"""Texts of pages and file names, safe to show at a terminal."""

from __future__ import annotations

import re

_LONGEST = 500  # characters of a message; parsers quote what they can't read

# Control characters would move the cursor of a terminal, and marks of direction turn a line around;
# file names and pages may hold them.
_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+"
)


def printable(text: str) -> str:
    r"""One line that is safe to show.

    >>> printable("a\x1b[2J\nb")
    'a [2J b'
    """
    line = visible(text)
    return line if len(line) <= _LONGEST else line[:_LONGEST] + " …"


def visible(text: str) -> str:
    """Text on one line, of any length, without what would move the cursor or turn the line."""
    return _UNPRINTABLE.sub(" ", text)
