"""The metric: shingles of four words, and snippets that must or must not be there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cleaners.shingles import shingles, words_of

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Counts:
    """Shingles or snippets that are right, wrongly there, and missing."""

    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float:
        """Share of the output that is right; 1 if output and gold are empty."""
        if self.fp == self.fn == self.tp == 0:
            return 1.0
        return _share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 if output and gold are empty."""
        if self.fp == self.fn == self.tp == 0:
            return 1.0
        return _share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)


def count_shingles(gold: str, text: str) -> Counts:
    """Compare the multisets of shingles of two texts.

    >>> count_shingles("a b c d e f", "a b c d x e f")
    Counts(tp=1, fp=3, fn=2)
    """
    expected, found = Counter(shingles(words_of(gold))), Counter(shingles(words_of(text)))
    right = (expected & found).total()
    return Counts(right, found.total() - right, expected.total() - right)


def count_snippets(with_: Sequence[str], without: Sequence[str], text: str) -> Counts:
    """How many snippets are rightly there, wrongly there, and missing.

    >>> count_snippets(["open on", "at last"], ["Read also"], "The bridge is open  on Monday")
    Counts(tp=1, fp=0, fn=1)
    """
    folded = fold(text)
    found = sum(fold(snippet) in folded for snippet in with_)
    wrong = sum(fold(snippet) in folded for snippet in without)
    return Counts(found, wrong, len(with_) - found)


def fold(text: str) -> str:
    r"""Runs of white space made one space.

    >>> fold(" open\n on  Monday ")
    'open on Monday'
    """
    return _SPACE.sub(" ", text).strip()


def harmonic(precision: float, recall: float) -> float:
    """Harmonic mean, 0 if both are 0.

    >>> harmonic(1.0, 0.5), harmonic(0.0, 0.0)
    (0.6666666666666666, 0.0)
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
