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
    own: list[float] = []
    path: list[tuple[float, float, float, float, float]] = []
    known_scores: dict[tuple[str, ...], float] = {(): 0.0}
    above = (0.0, 0.0, 0.0, 0.0, 0.0)  # sum, least, most, nearest, known along the path
    for names, parent in zip(outline.names, outline.parents, strict=True):
        score = known_scores.get(names)
        if score is None:
            found = [scores[name] for name in names if name in scores]
            score = known_scores[names] = max(0.0, *found) + min(0.0, *found) if found else 0.0
        total, least, most, nearest, known = path[parent] if path else above
        if score:
            total, known, nearest = total + score, known + 1, score
            least, most = min(least, score), max(most, score)
        own.append(score)
        path.append((total, least, most, nearest, known))
    columns = np.array(own, np.float32)
    homes, parents = np.array(outline.homes), np.array(outline.parents)
    around = parents[homes]
    return np.column_stack(
        [
            columns[homes],
            columns[around],
            columns[parents[around]],
            np.array(path, np.float32)[homes],
        ]
    )
