"""Runs of words, to tell whether two texts hold the same."""

from __future__ import annotations

import re

SHINGLE_WORDS = 4
_WORD = re.compile(r"\w+")


def shingles(text: str) -> list[str]:
    r"""Runs of four words (`\w+`) in order; one shorter run if there are fewer, none if none.

    >>> shingles("Новый мост открыт для машин")
    ['Новый мост открыт для', 'мост открыт для машин']
    """
    words = _WORD.findall(text)
    if not words:
        return []
    last = max(len(words) - SHINGLE_WORDS, 0)
    return [" ".join(words[start : start + SHINGLE_WORDS]) for start in range(last + 1)]


def shingle_set(text: str) -> frozenset[str]:
    """The distinct shingles of a text, line by line, so that short lines are found again."""
    return frozenset(shingle for line in text.splitlines() for shingle in shingles(line))


def shared(text: str, others: frozenset[str]) -> float:
    """Share of the text's shingles that are among `others`, 0…1."""
    own = shingles(text)
    return sum(shingle in others for shingle in own) / len(own) if own else 0.0
