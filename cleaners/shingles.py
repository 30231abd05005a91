"""Shingles: runs of four words, to tell how much of a text another one holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

SHINGLE_WORDS = 4
Shingle = tuple[str, ...]
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text, their case kept.

    >>> words_of("«Мост» открыт: №5")
    ['Мост', 'открыт', '5']
    """
    return _WORD.findall(text)


def shingles(words: Sequence[str]) -> list[Shingle]:
    """Every run of four words in order; one shorter run of fewer words, none of no words.

    >>> shingles(words_of("Новый мост открыт для машин"))
    [('Новый', 'мост', 'открыт', 'для'), ('мост', 'открыт', 'для', 'машин')]
    >>> shingles(["мост"]), shingles([])
    ([('мост',)], [])
    """
    if len(words) < SHINGLE_WORDS:
        return [tuple(words)] if words else []
    return list(zip(*(words[start:] for start in range(SHINGLE_WORDS)), strict=False))


def shingle_set(text: str) -> frozenset[Shingle]:
    """The distinct shingles of a text, line by line, so that short lines are found again."""
    return frozenset(shingle for line in text.splitlines() for shingle in shingles(words_of(line)))


def shared(text: str, others: frozenset[Shingle]) -> float:
    """Share of the text's shingles that are among `others`, 0…1; 0 for a text without words."""
    own = shingles(words_of(text))
    return sum(map(others.__contains__, own)) / len(own) if own else 0.0
