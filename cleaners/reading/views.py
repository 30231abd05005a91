"""Counters of readers."""

from __future__ import annotations

import re

from cleaners.labels import fold_label

_NUMBER = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+|\d+")
_SCALES = {"k": 1e3, "к": 1e3, "тыс": 1e3, "тис": 1e3, "mil": 1e3, "m": 1e6, "м": 1e6, "млн": 1e6}
_SHORT = re.compile(
    rf"(?<![\d.,])(\d{{1,4}}(?:[.,]\d{{1,2}})?)\s?({'|'.join(_SCALES)})(?![^\W\d_])", re.IGNORECASE
)


def is_view_count(text: str, words: frozenset[str]) -> bool:
    """A number with a word for readers on either side, and nothing more.

    >>> is_view_count("140 просмотров", frozenset({"просмотров"}))
    True
    """
    if not _NUMBER.search(text):
        return False
    beside = fold_label(" ".join(_NUMBER.sub(" ", text, count=1).split()))
    return beside in words


def extract_view_count(text: str) -> int | None:
    """The number in a counter; «2 064» and «2,064» are one number, «1.2K» is 1200, 0 is none.

    >>> extract_view_count("Просмотров: 2 064"), extract_view_count("Просмотров: –")
    (2064, None)
    >>> extract_view_count("1,2 тыс."), extract_view_count("0")
    (1200, None)
    """
    short = _SHORT.search(text)
    if short:
        return round(float(short[1].replace(",", ".")) * _SCALES[short[2].casefold()]) or None
    match = _NUMBER.search(text)
    return (int(re.sub(r"\D", "", match[0])) or None) if match else None
