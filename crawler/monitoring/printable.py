r"""Texts of strangers in log and report: no control characters, and lines where we break them.

Control characters move the cursor of a terminal, and marks of direction turn a line around.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from urllib.parse import unquote

# C0 and C1 but tab and line feed, marks and isolates of direction, line separators, surrogates.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
# Bytes of UTF-8 beyond ASCII, as addresses have them.
_ESCAPED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
# A sentence with an address and a name; parsers quote what they can't read.
LONGEST = 500


def printable(text: str) -> str:
    r"""Text whose control characters are shown as escapes; tabs and line feeds stay.

    >>> printable("Мост\x1b[2J\u202e открыт\n")
    'Мост\\x1b[2J\\u202e открыт\n'
    """
    return _CONTROLS.sub(lambda match: ascii(match[0])[1:-1], text)


def readable(text: str) -> str:
    r"""Text in whose addresses letters stand for themselves; what is no letter stays escaped.

    >>> readable("https://a.kz/n/%D0%BC%D0%BE%D1%81%D1%82/?q=%20%D1 %E2%80%AE")
    'https://a.kz/n/мост/?q=%20%D1 %E2%80%AE'
    """
    return _ESCAPED.sub(_letters, text)


def _letters(match: re.Match[str]) -> str:
    try:
        letters = unquote(match[0], errors="strict")
    except UnicodeDecodeError:
        return match[0]
    is_text = all(unicodedata.category(one)[0] in "LMN" for one in letters)
    return letters if is_text else match[0]


def one_line(text: str) -> str:
    r"""Printable text on one line, of at most 500 characters.

    >>> one_line("no story:\n  ALARM\x07")
    'no story: ALARM\\x07'
    """
    line = printable(" ".join(text.split()))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} …"


class PrintableLog(logging.Filter):
    """Makes every record printable, those of Scrapy and of libraries too; it drops none.

    Letters in addresses are shown as such.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Called by a handler with each record."""
        record.msg, record.args = printable(readable(record.getMessage())), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_text = record.exc_text and printable(record.exc_text)
        return True


def make_log_printable() -> None:
    """Filter what the handlers of this process write."""
    for handler in logging.getLogger().handlers:
        if not any(isinstance(known, PrintableLog) for known in handler.filters):
            handler.addFilter(PrintableLog())
