"""Features of what stands above and below a block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from cleaners.judge.features.block_text import Floats, Ints, Matrix

_STEPS = (1, 3)  # blocks above and below
_WINDOW = 15  # blocks to each side
_PARENT = 4  # the row with the parent, which becomes whether a neighbour has the same one


def shift(values: Floats, by: int, fill: float | Floats = 0.0) -> Floats:
    """Values moved down by some blocks (up where negative); of several rows each has its `fill`."""
    moved = np.empty_like(values)
    moved.T[:] = fill
    if by > 0:
        moved[..., by:] = values[..., :-by]
    elif by < 0:
        moved[..., :by] = values[..., -by:]
    return moved


def window_sums(values: Floats, *reaches: int) -> list[Floats]:
    """The sums over each block and so many of its neighbours to each side, for each reach.

    `values` are one row or several.
    """
    size = values.shape[-1]
    totals = np.zeros((*values.shape[:-1], size + 1))
    np.cumsum(values, axis=-1, out=totals[..., 1:])
    index = np.arange(size)
    return [
        (
            totals.take(index + reach + 1, axis=-1, mode="clip")
            - totals.take(index - reach, axis=-1, mode="clip")
        ).astype(np.float32)
        for reach in reaches
    ]


def distances(marks: np.ndarray) -> tuple[Floats, Floats]:
    """Blocks since the last mark above (0 at a mark itself) and until the next one below.

    `marks` are one row or several.
    """
    size = marks.shape[-1]
    index = np.arange(size)
    above = np.maximum.accumulate(np.where(marks, index, -size), axis=-1)
    below = np.minimum.accumulate(np.where(marks, index, 2 * size)[..., ::-1], axis=-1)[..., ::-1]
    return (index - above).astype(np.float32), (below - index).astype(np.float32)


NEIGHBOUR_FEATURES = (
    *(f"{name}_{way}{step}" for step in _STEPS for way in ("above", "below")
      for name in ("words", "link_share", "prose", "heading", "same_parent", "rule")),
    *(f"{name}_window{_WINDOW}" for name in ("words", "links", "prose")),
    "since_h1", "until_h1", "since_heading", "since_prose", "until_prose",
    "since_label", "since_comments",
    "prose_above", "prose_below",
)  # fmt: skip


class Marks(NamedTuple):
    """What rules and tags say of each block, as one number per block.

    `levels` are ranks of headings (0 for none), `ruled` is 1 where a rule spoke, `labels` and
    `comments` where it found such.
    """

    levels: Floats
    ruled: Floats
    labels: Floats
    comments: Floats


def neighbour_features(
    words: Floats, linked: Floats, prose: Floats, block_parents: Ints, marks: Marks
) -> Matrix:
    """One row per block, one column per name of `NEIGHBOUR_FEATURES`.

    `words` and `linked` are words and linked words of each block, `prose` its words if it is
    running text, else 0; `block_parents` has the index of the element that each block stands in.
    """
    levels, ruled, labels, comments = marks
    heading = (levels > 0).astype(np.float32)
    rows = np.array(
        [
            np.log1p(words), linked / np.maximum(words, 1), np.log1p(prose), heading,
            block_parents, ruled,
        ],
        np.float32,
    )  # fmt: skip
    columns = [*_shifted(rows), *_windows(words, linked, prose)]
    to_h1 = distances(levels == 1)
    to_prose = distances(prose > 0)
    page = prose.sum() or 1
    above = np.cumsum(prose) / page
    columns += [
        *(np.minimum(value, 200) for value in to_h1),
        np.minimum(distances(heading > 0)[0], 50),
        *(np.minimum(value, 50) for value in to_prose),
        np.minimum(distances(labels > 0)[0], 50),
        np.minimum(distances(comments > 0)[0], 50),
        above,
        1 - above + prose / page,
    ]
    return np.array(columns, np.float32).T


def _shifted(rows: Matrix) -> Iterator[Floats]:
    """These rows as the blocks before and behind have them; of parents, whether it is the same."""
    beyond = np.array([-1, -1, -1, 0, -1, 0], np.float32)  # the ends of the page
    for step in _STEPS:
        for by in (step, -step):
            moved = shift(rows, by, beyond)
            moved[_PARENT] = moved[_PARENT] == rows[_PARENT]
            yield from moved


def _windows(words: Floats, linked: Floats, prose: Floats) -> Iterator[Floats]:
    """Words around each block, and the shares of them that are linked and running text."""
    ((total, of_links, of_prose),) = window_sums(np.array([words, linked, prose]), _WINDOW)
    yield np.log1p(total)
    yield of_links / np.maximum(total, 1)
    yield of_prose / np.maximum(total, 1)
