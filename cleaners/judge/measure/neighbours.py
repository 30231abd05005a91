"""What stands above and below a block."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaners.judge.measure.place import Ints
from cleaners.judge.measure.text import Floats, Matrix

_REACH = 3  # blocks above and below
_WINDOWS = (5, 15)  # blocks to each side
_HOMES = 4  # the row of what is shifted that asks for the same home


def shift(values: Floats, by: int, fill: float | Floats = 0.0) -> Floats:
    """Values moved down by some blocks (up where negative); of several rows each has its `fill`."""
    moved = np.empty_like(values)
    moved.T[:] = fill
    if by > 0:
        moved[..., by:] = values[..., :-by]
    elif by < 0:
        moved[..., :by] = values[..., -by:]
    return moved


def window_sums(values: Floats, reach: int) -> Floats:
    """The sum over each block and so many of its neighbours to each side, of one row or several."""
    size = values.shape[-1]
    totals = np.zeros((*values.shape[:-1], size + 1))
    np.cumsum(values, axis=-1, out=totals[..., 1:])
    index = np.arange(size)
    low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, size)
    sums: Floats = (totals[..., high] - totals[..., low]).astype(np.float32)
    return sums


def distances(marks: np.ndarray) -> tuple[Floats, Floats]:
    """Blocks since the last mark above (0 at a mark itself) and until the next one below."""
    size = len(marks)
    index = np.arange(size)
    above = np.maximum.accumulate(np.where(marks, index, -size))
    below = np.minimum.accumulate(np.where(marks, index, 2 * size)[::-1])[::-1]
    return (index - above).astype(np.float32), (below - index).astype(np.float32)


NAMES = (
    *(f"{name}_{way}{step}" for step in range(1, _REACH + 1) for way in ("above", "below")
      for name in ("words", "link_share", "prose", "heading", "same_home", "rule")),
    *(f"{name}_window{reach}" for reach in _WINDOWS for name in ("words", "links", "prose")),
    "since_h1", "until_h1", "since_heading", "since_prose", "until_prose",
    "since_label", "since_comments",
    "prose_above", "prose_below",
)  # fmt: skip


class Marks(NamedTuple):
    """What a block may be to those below it.

    `levels` are ranks of headings (0 for none), `ruled` marks blocks that a rule knows, `labels`
    and `comments` those that it knows for such.
    """

    levels: Floats
    ruled: Floats
    labels: Floats
    comments: Floats


def measure_neighbours(
    words: Floats, linked: Floats, prose: Floats, homes: Ints, marks: Marks
) -> Matrix:
    """One row a block, one column a name of `NAMES`."""
    levels, ruled, labels, comments = marks
    heading = (levels > 0).astype(np.float32)
    seen = [np.log1p(words), linked / np.maximum(words, 1), np.log1p(prose), heading, homes, ruled]
    lines = np.array(seen, np.float32)
    beyond = np.array([-1, -1, -1, 0, -1, 0], np.float32)
    columns: list[Floats] = []
    for step in range(1, _REACH + 1):
        for by in (step, -step):
            moved = shift(lines, by, beyond)
            moved[_HOMES] = moved[_HOMES] == homes
            columns += list(moved)
    for reach in _WINDOWS:
        total, of_links, of_prose = window_sums(np.array([words, linked, prose]), reach)
        columns += [
            np.log1p(total),
            of_links / np.maximum(total, 1),
            of_prose / np.maximum(total, 1),
        ]
    first = distances(levels == 1)
    to_prose = distances(prose > 0)
    page = prose.sum() or 1
    above = np.cumsum(prose) / page
    columns += [
        *(np.minimum(value, 200) for value in first),
        np.minimum(distances(heading > 0)[0], 50),
        *(np.minimum(value, 50) for value in to_prose),
        np.minimum(distances(labels > 0)[0], 50),
        np.minimum(distances(comments > 0)[0], 50),
        above,
        1 - above + prose / page,
    ]
    return np.array(columns, np.float32).T
