"""Boosted oblivious trees as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_ROWS_AT_ONCE = 512  # keeps the comparisons of a forest within the processor's cache


@dataclass(frozen=True)
class Forest:
    """Boosted oblivious trees: every level of a tree makes the same comparison in all its branches.

    `features` (columns of the matrix) and `thresholds` have one row a tree and one column a level,
    `leaf_values` 2^depth columns. A comparison is true where feature > threshold; the answers of a
    tree of depth d are the bits of the leaf's number, so a whole forest is three array operations.
    The score of a row is `bias` plus the values of its leaves. The form is that of CatBoost
    (Prokhorenkova et al. 2018, arXiv:1706.09516), whose models the training turns into it.
    """

    features: NDArray[np.int16]
    thresholds: NDArray[np.float32]
    leaf_values: NDArray[np.float32]
    bias: float

    def score(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """One score a row of the matrix, which has one column a feature."""
        parts = [
            self._score(np.ascontiguousarray(matrix[start : start + _ROWS_AT_ONCE].T))
            for start in range(0, len(matrix), _ROWS_AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    @cached_property
    def _comparisons(self) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.intp]]:
        """Features and thresholds of all comparisons, each once; and which one each level makes.

        Half of the levels repeat a comparison of another tree.
        """
        pairs = np.stack([self.features.T.ravel(), self.thresholds.T.ravel()]).astype(np.float64)
        unique, numbers = np.unique(pairs, axis=1, return_inverse=True)
        features, thresholds = unique[0].astype(np.intp), unique[1].astype(np.float32)
        return features, thresholds[:, np.newaxis], numbers.reshape(self.features.T.shape)

    @cached_property
    def _first_leaves(self) -> NDArray[np.intp]:
        """The number of each tree's first leaf."""
        trees, leaves = self.leaf_values.shape
        first: NDArray[np.intp] = np.arange(trees)[:, np.newaxis] * leaves
        return first

    def _score(self, columns: NDArray[np.float32]) -> NDArray[np.float32]:
        features, thresholds, levels = self._comparisons
        # Nothing lies outside of what is taken from; "clip" spares the check, half of the time.
        answers = (columns.take(features, axis=0, mode="clip") > thresholds).view(np.uint8)
        # Small integers as long as possible: they are the most of the work.
        number = answers.take(levels[-1], axis=0, mode="clip")
        if len(levels) > 8:
            number = number.astype(np.uint16)
        for level in levels[-2::-1]:
            number += number
            number += answers.take(level, axis=0, mode="clip")
        leaf = number + self._first_leaves
        total: NDArray[np.float32] = self.leaf_values.ravel().take(leaf, mode="clip").sum(axis=0)
        return total + np.float32(self.bias)


def to_probability(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The logistic function: scores (log odds) → probabilities."""
    return np.asarray(1 / (1 + np.exp(-scores)), np.float32)
