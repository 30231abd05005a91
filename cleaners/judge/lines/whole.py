"""Measures of a whole dump, once its lines are judged: how sure that is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaners.judge.lines.measure import NAMES as LINE_NAMES
from cleaners.judge.lines.measure import Measured
from cleaners.judge.measure.text import Floats

NAMES = (
    "precision", "recall", "unsure_share", "first_differs", "kept_words", "kept_share",
    "kept_lines", "longest_run", "kept_prose", "prose_kept", "kept_said", "kept_topic",
    "lines_on_page", "kept_lists", "kept_clocks", "most_belief",
)  # fmt: skip

_LOW, _HIGH = 0.15, 0.85  # probabilities between these are unsure
_COLUMN = {name: column for column, name in enumerate(LINE_NAMES)}


def measure_whole(
    measured: Measured, first: Floats, last: Floats, kept: NDArray[np.bool_]
) -> Floats:
    """One row with a column a name of `NAMES`.

    `first` and `last` are the probabilities of the two looks, `kept` the lines that are kept.
    """
    words = measured.words

    def column(name: str) -> Floats:
        values: Floats = measured.matrix[:, _COLUMN[name]]
        return values

    keeping = words * kept
    total = max(float(keeping.sum()), 1.0)
    expected = max(float((words * last).sum()), 1.0)
    prose = np.where((column("ends_sentence") > 0) | (words >= 20), words, 0)
    unsure = (last > _LOW) & (last < _HIGH)
    runs = np.bincount(np.cumsum(~kept), weights=keeping)
    row = (
        (keeping * last).sum() / total,
        (keeping * last).sum() / expected,
        (words * unsure).sum() / expected,
        (words * np.abs(first - last)).sum() / expected,
        np.log1p(keeping.sum()),
        keeping.sum() / max(float(words.sum()), 1.0),
        np.log1p(kept.sum()),
        float(runs.max(initial=0)) / total,
        (prose * kept).sum() / total,
        (prose * kept).sum() / max(float(prose.sum()), 1.0),
        (keeping * column("said_mean")).sum() / total,
        (keeping * column("topic_share")).sum() / total,
        np.log1p(len(words)),
        (keeping * column("list_item")).sum() / total,
        (keeping * column("has_clock")).sum() / total,
        last.max(initial=0),
    )
    return np.array(row, np.float32)
