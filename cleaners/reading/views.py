"""Counters of readers."""

from __future__ import annotations

import re

from cleaners.labels import fold_label

_NUMBER = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+|\d+")


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
    """The number in a counter; «2 064» and «2,064» are one number.

    >>> extract_view_count("Просмотров: 2 064"), extract_view_count("Просмотров: –")
    (2064, None)
    """
    match = _NUMBER.search(text)
    return int(re.sub(r"\D", "", match[0])) if match else None
