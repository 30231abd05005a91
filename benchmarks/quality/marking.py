"""Which words of a text another text does not account for, line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cleaners.shingles import SHINGLE_WORDS, shingles, words_of

_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line; `odd` if the other text does not hold it."""

    text: str
    odd: bool


Line = tuple[Piece, ...]


def odd_lines(text: str, other: str) -> list[Line]:
    r"""The lines of `text` with a word that stands in no shingle of `other`.

    A shingle accounts for as many of its kind as `other` has: the second copy of a story is odd.

    >>> odd_lines("a b c d\nRead also", "a b c d")
    [(Piece(text='Read also', odd=True),)]
    """
    known = iter(_accounted(words_of(text), other))
    lines = ([*_pieces(line, known)] for line in text.splitlines())
    return [tuple(line) for line in lines if any(piece.odd for piece in line)]


def _accounted(words: list[str], other: str) -> list[bool]:
    left = Counter(shingles(words_of(other)))
    known = [False] * len(words)
    for start, shingle in enumerate(shingles(words)):
        if left[shingle] > 0:
            left[shingle] -= 1
            known[start : start + SHINGLE_WORDS] = [True] * len(shingle)
    return known


def _pieces(line: str, known: Iterator[bool]) -> Iterator[Piece]:
    """Neighbouring words of one kind are one piece, with what stands between them."""
    start, end, odd = 0, 0, None
    for word in _TOKEN.finditer(line):
        is_odd = not next(known)
        if odd is not None and is_odd != odd:
            yield Piece(line[start:end], odd)
            yield Piece(line[end : word.start()], odd=False)
            start = word.start()
        odd, end = is_odd, word.end()
    if odd is not None:
        yield Piece(line[start:end], odd)
        start = end
    yield from [Piece(line[start:], odd=False)] if line[start:] else []
