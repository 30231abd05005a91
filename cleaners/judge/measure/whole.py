"""Measures of a whole page, once its blocks are judged: how sure that is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaners.judge.measure.page import NAMES as BLOCK_NAMES
from cleaners.judge.measure.text import Floats, Matrix

NAMES = (
    "precision", "recall", "unsure_share", "first_differs", "kept_words", "kept_share",
    "kept_blocks", "longest_run", "kept_links", "kept_prose", "prose_kept", "kept_told", "told",
    "headline_on_page", "blocks_on_page", "page_links", "kept_lists", "kept_group", "kept_clocks",
    "most_belief", "seconded", "opinion_kept",
)  # fmt: skip

THRESHOLD = 0.5  # probability from which a block is rather story than not

_UNKNOWN = -1.0  # nobody was asked
_LOW, _HIGH = 0.15, 0.85  # probabilities between these are unsure
_COLUMN = {name: column for column, name in enumerate(BLOCK_NAMES)}


def measure_whole(
    matrix: Matrix, words: Floats, first: Floats, last: Floats, opinion: Floats | None
) -> Floats:
    """One row with a column a name of `NAMES`.

    `first` and `last` are the probabilities of the first look and of the second one, `opinion`
    the share of each block that a second opinion holds, None where none was asked.
    """
    kept = last >= THRESHOLD

    def column(name: str) -> Floats:
        values: Floats = matrix[:, _COLUMN[name]]
        return values

    keeping = words * kept
    total = max(float(keeping.sum()), 1.0)
    expected = max(float((words * last).sum()), 1.0)
    prose = np.where((column("ends_sentence") > 0) | (words >= 20), words, 0)
    told = column("body_share")
    unsure = (last > _LOW) & (last < _HIGH)
    row = (
        (keeping * last).sum() / total,
        (keeping * last).sum() / expected,
        (words * unsure).sum() / expected,
        (words * np.abs(first - last)).sum() / expected,
        np.log1p(keeping.sum()),
        keeping.sum() / max(float(words.sum()), 1.0),
        np.log1p(kept.sum()),
        _longest_run(keeping, kept) / total,
        (keeping * column("link_share")).sum() / total,
        (prose * kept).sum() / total,
        (prose * kept).sum() / max(float(prose.sum()), 1.0),
        (keeping * told).sum() / total,
        told.max(initial=_UNKNOWN),
        (column("headline_cover") * (column("level") > 0)).max(initial=0),
        np.log1p(len(words)),
        column("page_links").max(initial=0),
        (keeping * column("list_item")).sum() / total,
        (keeping * column("group_prose")).sum() / total,
        (keeping * column("has_clock")).sum() / total,
        last.max(initial=0),
        _UNKNOWN if opinion is None else (keeping * opinion).sum() / total,
        _UNKNOWN if opinion is None
        else (keeping * opinion).sum() / max(float((words * opinion).sum()), 1.0),
    )  # fmt: skip
    return np.array(row, np.float32)


def _longest_run(keeping: Floats, kept: NDArray[np.bool_]) -> float:
    """Words of the longest stretch of kept blocks."""
    runs = np.cumsum(~kept)
    return float(np.bincount(runs, weights=keeping).max(initial=0))
