"""What the names of the elements around a block say, by the words that the model has learned."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cleaners.judge.measure.text import Matrix
from cleaners.page import Outline

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
    paths = [(0.0, 0.0, 0.0, 0.0, 0.0)]  # sum, least, most, nearest, known on the way to the body
    path_of: list[int] = []  # most elements have the path of their parent
    known_scores: dict[tuple[str, ...], float] = {(): 0.0}
    for names, parent in zip(outline.names, outline.parents, strict=True):
        score = known_scores.get(names)
        if score is None:
            score = known_scores[names] = _score(names, scores)
        own.append(score)
        place = path_of[parent] if path_of else 0
        if score:
            total, least, most, _, known = paths[place]
            least, most = (score, most) if score < least else (least, max(score, most))
            paths.append((total + score, least, most, score, known + 1))
            place = len(paths) - 1
        path_of.append(place)
    columns = np.array(own, np.float32)
    homes, parents = np.array(outline.block_parents), np.array(outline.parents)
    around = parents[homes]
    levels = [columns[homes], columns[around], columns[parents[around]]]
    along = np.array(paths, np.float32).T[:, np.array(path_of)[homes]]
    return np.vstack([levels, along]).T


def _score(names: tuple[str, ...], scores: Mapping[str, float]) -> float:
    """The strongest word for the story and the strongest one against it, added up."""
    best = worst = 0.0
    for name in names:
        score = scores.get(name, 0.0)
        if score > best:
            best = score
        elif score < worst:
            worst = score
    return best + worst
