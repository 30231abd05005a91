"""Telling markup from plain text."""

from __future__ import annotations

import re

from cleaners.document import DocumentKind

_START = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|\?xml)\b", re.I | re.S)
_TAG = re.compile(
    r"</?(?:html|head|body|div|p|br|a|span|table|tr|td|ul|ol|li|h[1-6]|article|section|img|meta|"
    r"script|style|title|main|header|footer|nav|figure|time|form|strong|em|b|i)\b[^<>]*>",
    re.I,
)
_SAMPLE = 100_000  # characters
_CHARACTERS_PER_TAG = 1_000
_LEAST_TAGS = 3


def sniff_kind(text: str) -> DocumentKind:
    """HTML if the text begins like a page, or has known tags all over it.

    A story that mentions `<b>` once is text.

    >>> sniff_kind("<p>Мост <b>открыт</b></p>").value, sniff_kind("Тег <b> устарел").value
    ('html', 'text')
    """
    sample = text[:_SAMPLE]
    if "<" not in sample:
        return DocumentKind.TEXT
    if _START.match(sample):
        return DocumentKind.HTML
    tags = sum(1 for _ in _TAG.finditer(sample))
    enough = max(_LEAST_TAGS, len(sample) / _CHARACTERS_PER_TAG)
    return DocumentKind.HTML if tags >= enough else DocumentKind.TEXT
