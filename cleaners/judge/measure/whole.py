"""Measures of a whole page, once its blocks are judged: how sure that is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaners.judge.measure.page import NAMES as BLOCK_NAMES
from cleaners.judge.measure.page import Measured
from cleaners.judge.measure.text import Floats

# Measures of blocks whose mean over the words of the kept blocks tells of the page.
_MEANS = (
    "link_share", "list_item", "ends_sentence", "commas", "word_length", "upper_word_share",
    "digit_share", "has_quote", "has_colon", "starts_lower", "zone_hidden", "headline_share",
    "body_share", "same_on_page", "depth", "in_candidate", "in_80", "group_prose",
)  # fmt: skip
# Elements that should hold the story: how much of their prose is kept.
_HOLDERS = ("in_candidate", "in_60", "in_80")

NAMES = (
    "precision", "recall", "expected", "expected_first", "agreed", "first_differs",
    "unsure_share", "doubt", "most_belief", "least_kept",
    "kept_words", "kept_share", "kept_blocks", "words_a_block", "headings", "longest_run",
    "gaps", "prose_in_gaps", "above", "from_h1",
    "kept_prose", "prose_kept", "prose_left", "other_group", "largest_group",
    *(f"kept_{name}" for name in _HOLDERS),
    "headline_on_page", "description_kept", "blocks_on_page", "page_links",
    *(f"mean_{name}" for name in _MEANS),
    "seconded", "opinion_kept",
)  # fmt: skip

THRESHOLD = 0.5  # probability from which a block is rather story than not

_UNKNOWN = -1.0  # nobody was asked, nothing is there
_LOW, _HIGH = 0.15, 0.85  # probabilities between these are unsure
_SENTENCE, _PARAGRAPH = 8, 20  # words
_COLUMN = {name: column for column, name in enumerate(BLOCK_NAMES)}
_MEAN_COLUMNS = [_COLUMN[name] for name in _MEANS]
_HOLDER_COLUMNS = [_COLUMN[name] for name in _HOLDERS]

Kept = NDArray[np.bool_]


def measure_whole(
    measured: Measured, first: Floats, last: Floats, kept: Kept, opinion: Floats | None
) -> Floats:
    """One row with a column a name of `NAMES`.

    `first` and `last` are the probabilities of the first look and of the last one, `kept` the
    blocks that are kept after it; `opinion` is the share of each block that a second opinion
    holds, None where none was asked.
    """
    row = (
        *_measure_doubt(measured.words, first, last, kept),
        *_measure_shape(measured, kept),
        *_measure_prose(measured, kept),
        *_measure_means(measured, kept),
        *_measure_opinion(measured.words * kept, measured.words, opinion),
    )
    return np.array(row, np.float32)


def _measure_doubt(words: Floats, first: Floats, last: Floats, kept: Kept) -> tuple[float, ...]:
    """What the probabilities say: of the page as it is kept, and how far two looks differ."""
    keeping, likely = words * kept, words * last
    total, expected = max(keeping.sum(), 1.0), max(likely.sum(), 1.0)
    before = words * (first >= THRESHOLD)
    return (
        (keeping * last).sum() / total,
        (keeping * last).sum() / expected,
        2 * (keeping * last).sum() / (total + expected),
        2 * (keeping * first).sum() / max(total + (words * first).sum(), 1.0),
        2 * (before * kept).sum() / max(total + before.sum(), 1.0),
        (words * np.abs(first - last)).sum() / expected,
        (words * ((last > _LOW) & (last < _HIGH))).sum() / expected,
        (likely * (1 - last)).sum() / expected,
        last.max(initial=0),
        last[kept].min(initial=1),
    )


def _measure_shape(measured: Measured, kept: Kept) -> tuple[float, ...]:
    """How much is kept, and where it stands."""
    words, levels = measured.words, measured.matrix[:, _COLUMN["level"]]
    keeping = words * kept
    total = max(float(keeping.sum()), 1.0)
    count = max(int(kept.sum()), 1)
    places = np.flatnonzero(keeping)
    begin, end = (places[0], places[-1] + 1) if len(places) else (len(words), len(words))
    left = np.where(kept, 0, words)
    headings = np.flatnonzero(levels == 1)
    prose_left = np.where(_is_prose(measured), left, 0)
    return (
        np.log1p(keeping.sum()),
        keeping.sum() / max(float(words.sum()), 1.0),
        np.log1p(kept.sum()),
        np.log1p(total / count),
        (levels[kept] > 0).sum() / count,
        _longest_run(keeping, kept) / total,
        left[begin:end].sum() / total,
        prose_left[begin:end].sum() / total,
        words[:begin].sum() / max(float(words.sum()), 1.0),
        np.abs(headings - begin).min(initial=len(words)) if len(headings) else _UNKNOWN,
    )


def _measure_prose(measured: Measured, kept: Kept) -> tuple[float, ...]:
    """How much of the prose of the page is kept: in all, by make, and of likely elements."""
    matrix, words, groups = measured.matrix, measured.words, measured.groups
    prose = np.where(_is_prose(measured), words, 0)
    in_story = prose * kept
    total = max(float(in_story.sum()), 1.0)
    left = prose - in_story
    holders = matrix[:, _HOLDER_COLUMNS].T
    held = np.maximum(holders @ prose, 1.0)
    return (
        in_story.sum() / max(float((words * kept).sum()), 1.0),
        in_story.sum() / max(float(prose.sum()), 1.0),
        np.log1p(left.sum()),
        np.bincount(groups, weights=left).max(initial=0) / total,
        np.bincount(groups, weights=in_story).max(initial=0) / total,
        *((holders @ in_story) / held),
    )


def _measure_means(measured: Measured, kept: Kept) -> tuple[float, ...]:
    """What kind of blocks are kept, and what the page is like."""
    matrix = measured.matrix
    keeping = measured.words * kept
    cover = matrix[:, _COLUMN["headline_cover"]] * (matrix[:, _COLUMN["level"]] > 0)
    return (
        cover.max(initial=0),
        matrix[kept, _COLUMN["description_share"]].max(initial=_UNKNOWN),
        np.log1p(len(matrix)),
        matrix[:, _COLUMN["page_links"]].max(initial=0),
        *(keeping @ matrix[:, _MEAN_COLUMNS] / max(float(keeping.sum()), 1.0)),
    )


def _measure_opinion(keeping: Floats, words: Floats, opinion: Floats | None) -> tuple[float, float]:
    if opinion is None:
        return _UNKNOWN, _UNKNOWN
    both = float((keeping * opinion).sum())
    return both / max(float(keeping.sum()), 1.0), both / max(float((words * opinion).sum()), 1.0)


def _is_prose(measured: Measured) -> Kept:
    words = measured.words
    ends = measured.matrix[:, _COLUMN["ends_sentence"]] > 0
    return np.asarray(((words >= _SENTENCE) & ends) | (words >= _PARAGRAPH))


def _longest_run(keeping: Floats, kept: Kept) -> float:
    """Words of the longest stretch of kept blocks."""
    runs = np.cumsum(~kept)
    return float(np.bincount(runs, weights=keeping).max(initial=0))
