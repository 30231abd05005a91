r"""Texts of strangers in log and report: no control characters, and lines where we break them.

Control characters move the cursor of a terminal, and marks of direction turn a line around.
"""

from __future__ import annotations

import logging
import re

# C0 and C1 but tab and line feed, marks and isolates of direction, line separators, surrogates.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
# A sentence with an address and a name; parsers quote what they can't read.
LONGEST = 500


def printable(text: str) -> str:
    r"""Text whose control characters are shown as escapes; tabs and line feeds stay.

    >>> printable("Мост\x1b[2J\u202e открыт\n")
    'Мост\\x1b[2J\\u202e открыт\n'
    """
    return _CONTROLS.sub(lambda match: ascii(match[0])[1:-1], text)


def one_line(text: str) -> str:
    r"""Printable text on one line, of at most 500 characters.

    >>> one_line("no story:\n  ALARM\x07")
    'no story: ALARM\\x07'
    """
    line = printable(" ".join(text.split()))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} …"


class PrintableLog(logging.Filter):
    """Makes every record printable, those of Scrapy and of libraries too; it drops none."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Called by a handler with each record."""
        record.msg, record.args = printable(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_text = record.exc_text and printable(record.exc_text)
        return True


def make_log_printable() -> None:
    """Filter what the handlers of this process write."""
    for handler in logging.getLogger().handlers:
        if not any(isinstance(known, PrintableLog) for known in handler.filters):
            handler.addFilter(PrintableLog())
