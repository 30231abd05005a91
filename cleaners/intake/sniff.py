"""Telling markup from plain text."""

from __future__ import annotations

import re

from cleaners.document import DocumentKind

_START = re.compile(
    r"\s*+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(
    r"</?(?:html|head|body|div|p|br|a|span|table|tr|td|ul|ol|li|h[1-6]|article|section|img|meta|"
    r"script|style|title|main|header|footer|nav|figure|time|form|strong|em|b|i)\b[^<>]*>",
    re.I,
)
_SAMPLE = 100_000  # characters
_CHARACTERS_PER_TAG = 1_000
_LEAST_TAGS = 3
_MARKED_LINES = 0.25  # share of the lines with tags in them; markup has more


def sniff_kind(text: str) -> DocumentKind:
    """HTML if the text begins like a page, or has known tags all over it.

    A story that mentions `<b>` once is text, and so is a page of text with the markup of a
    banner or two in it, which some renderers leave there.

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
    if tags < enough or (not sample.lstrip().startswith("<") and _is_mostly_text(sample)):
        return DocumentKind.TEXT
    return DocumentKind.HTML


def _is_mostly_text(sample: str) -> bool:
    lines = [line for line in sample.splitlines() if line.strip()]
    marked = sum(_TAG.search(line) is not None for line in lines if "<" in line)
    return marked < _MARKED_LINES * len(lines)
