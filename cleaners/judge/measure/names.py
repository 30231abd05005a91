"""What the names of the elements around a block say, by the words that the model has learned."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cleaners.judge.measure.text import Matrix
from cleaners.outline import Outline

NAMES = (
    "name_home", "name_above", "name_above2", "name_sum", "name_least", "name_most",
    "name_nearest", "name_known",
)  # fmt: skip


def measure_names(outline: Outline, scores: Mapping[str, float]) -> Matrix:
    """One row a block, one column a name of `NAMES`.

    `scores` maps a word to how much it speaks for the story (log odds); the score of an element
    is the sum of the strongest word for and the strongest word against.
    """
    size = len(outline.names)
    own = np.zeros(size, np.float32)
    path = np.zeros((size, 5), np.float32)  # sum, least, most, nearest, known along the path
    for element, (names, parent) in enumerate(zip(outline.names, outline.parents, strict=True)):
        total, least, most, nearest, known = path[parent] if element else (0.0,) * 5
        found = [scores[name] for name in names if name in scores]
        if found:
            score = max(0.0, *found) + min(0.0, *found)
            own[element] = score
            total, known, nearest = total + score, known + 1, score
            least, most = min(least, score), max(most, score)
        path[element] = total, least, most, nearest, known
    homes = np.array(outline.homes)
    parents = np.array(outline.parents)
    above = parents[homes]
    return np.column_stack([own[homes], own[above], own[parents[above]], path[homes]])
