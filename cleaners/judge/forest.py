"""Boosted oblivious trees: every level of a tree asks the same question of all its branches.

A row walks a tree of depth d by d comparisons, whose answers are the bits of the leaf's number; so
a whole forest is three array operations. The form is that of CatBoost (Prokhorenkova et al. 2018,
arXiv:1706.09516), whose models the training turns into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_ROWS_AT_ONCE = 512  # keeps the comparisons of a forest within the processor's cache


@dataclass(frozen=True)
class Forest:
    """`columns` and `borders` have one row a tree and one column a level, `leaves` 2^depth columns.

    The score of a row is `bias` plus its leaves; a comparison is true where value > border.
    """

    columns: NDArray[np.int16]
    borders: NDArray[np.float32]
    leaves: NDArray[np.float32]
    bias: float

    def score(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """One score a row of the matrix."""
        parts = [
            self._score(np.ascontiguousarray(matrix[start : start + _ROWS_AT_ONCE].T))
            for start in range(0, len(matrix), _ROWS_AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    @cached_property
    def _questions(self) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.intp]]:
        """Columns and borders of all questions, each once; and which one each level asks.

        Half of the levels ask what another tree has asked before.
        """
        asked = np.stack([self.columns.T.ravel(), self.borders.T.ravel()]).astype(np.float64)
        unique, places = np.unique(asked, axis=1, return_inverse=True)
        columns, borders = unique[0].astype(np.intp), unique[1].astype(np.float32)
        return columns, borders[:, np.newaxis], places.reshape(self.columns.T.shape)

    def _score(self, columns: NDArray[np.float32]) -> NDArray[np.float32]:
        trees, depth = self.columns.shape
        asked, borders, levels = self._questions
        answers = (columns[asked] > borders).view(np.uint8)
        # Small integers as long as possible: they are the most of the work.
        number = np.zeros((trees, columns.shape[1]), np.uint8 if depth <= 8 else np.uint16)
        for level in reversed(levels):
            number <<= 1
            number |= answers.take(level, axis=0)
        leaf = number + (np.arange(trees) * self.leaves.shape[1])[:, np.newaxis]
        # No leaf lies outside; "clip" spares the look whether one does.
        total: NDArray[np.float32] = self.leaves.ravel().take(leaf, mode="clip").sum(axis=0)
        return total + np.float32(self.bias)


def to_probability(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The logistic function."""
    return np.asarray(1 / (1 + np.exp(-scores)), np.float32)
