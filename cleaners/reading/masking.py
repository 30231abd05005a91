"""Texts as templates repeat them: figures, dates and case left out."""

from __future__ import annotations

import re
from hashlib import blake2b

from cleaners.reading.calendar import load_calendar

_FIGURES = re.compile(r"\d+(?:[\s.,:/'’%°-]*\d+)*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_MASK = "0"
_LONGEST = 500  # characters; what a longer text begins with tells it apart


def mask_text(text: str) -> str:
    """A text without what changes from day to day: case, numbers, names of months.

    >>> mask_text("Обновлено 5 января 2012, 14:05"), mask_text("Комментарии (12)")
    ('обновлено 0', 'комментарии (0)')
    """
    text = text[:_LONGEST].casefold()
    if not any(map(str.isdigit, text)):
        return text
    months = load_calendar().months
    text = _WORD.sub(lambda match: _MASK if match[0] in months else match[0], text)
    return _FIGURES.sub(_MASK, text)


def text_key(masked: str) -> int:
    """A number of 64 bits for a masked text; the same in every process."""
    return int.from_bytes(blake2b(masked.encode("utf-8", "replace"), digest_size=8).digest())
