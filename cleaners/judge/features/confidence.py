"""Features of a whole page or dump, once its blocks are classified: how sure that is."""

from __future__ import annotations

import numpy as np

from cleaners.judge.features.block_text import Bools, Floats, is_running_text
from cleaners.judge.features.first_pass import (
    BLOCK_FEATURES,
    LINE_FIRST_PASS,
    LineFeatures,
    PageFeatures,
)

# Features of blocks whose mean over the words of the kept blocks says something of the page.
_MEANS = (
    "link_share", "list_item", "ends_sentence", "commas", "word_length", "upper_word_share",
    "digit_share", "has_quote", "has_colon", "starts_lower", "zone_hidden", "headline_share",
    "body_share", "same_on_page", "depth", "in_candidate", "in_ancestor_80", "group_prose",
)  # fmt: skip
# Elements that should hold the story: how much of their prose is kept.
_STORY_ELEMENTS = ("in_candidate", "in_ancestor_60", "in_ancestor_80")

CONFIDENCE_FEATURES = (
    "precision", "recall", "expected", "expected_first", "agreed", "first_differs",
    "unsure_share", "doubt", "most_probability", "least_kept",
    "kept_words", "kept_share", "kept_blocks", "words_a_block", "headings", "longest_run",
    "gaps", "prose_in_gaps", "above", "from_h1",
    "kept_prose", "prose_kept", "prose_left", "other_group", "largest_group",
    *(f"kept_{name}" for name in _STORY_ELEMENTS),
    "headline_on_page", "description_kept", "blocks_on_page", "page_links",
    *(f"mean_{name}" for name in _MEANS),
    "kept_in_opinion", "opinion_kept",
)  # fmt: skip

LINE_CONFIDENCE_FEATURES = (
    "precision", "recall", "unsure_share", "first_differs", "kept_words", "kept_share",
    "kept_lines", "longest_run", "kept_prose", "prose_kept", "kept_word_score", "kept_topic",
    "lines_on_page", "kept_lists", "kept_clocks", "most_probability", "headline", "headlines",
    "kept_runs", "words_on_page",
)  # fmt: skip


THRESHOLD = 0.5  # probability from which a block is rather story than not

_UNKNOWN = -1.0  # no second opinion was asked for, or the page has no such block
_LOW, _HIGH = 0.15, 0.85  # probabilities between these are unsure
_COLUMN = {name: column for column, name in enumerate(BLOCK_FEATURES)}
_LINE_COLUMN = {name: column for column, name in enumerate(LINE_FIRST_PASS)}
_MEAN_COLUMNS = [_COLUMN[name] for name in _MEANS]
_ELEMENT_COLUMNS = [_COLUMN[name] for name in _STORY_ELEMENTS]


def confidence_features(
    features: PageFeatures, first: Floats, last: Floats, kept: Bools, opinion: Floats | None
) -> Floats:
    """One row for a page, with a column per name of `CONFIDENCE_FEATURES`.

    `first` and `last` are the probabilities of the first pass and of the last one, `kept` the
    blocks that are kept after it; `opinion` is the share of each block that a second opinion
    holds, None where none was asked.
    """
    row = (
        *_doubt(features.words, first, last, kept),
        *_shape(features, kept),
        *_prose(features, kept),
        *_means(features, kept),
        *_opinion(features.words * kept, features.words, opinion),
    )
    return np.array(row, np.float32)


def line_confidence_features(
    features: LineFeatures, first: Floats, last: Floats, kept: Bools, headlines: Floats
) -> Floats:
    """One row for a dump, with a column per name of `LINE_CONFIDENCE_FEATURES`.

    `first` and `last` are the probabilities of the first pass and of the context pass, `kept` the
    lines that are kept after it, `headlines` the probabilities of lines that may be the headline.
    """
    words = features.words

    def column(name: str) -> Floats:
        values: Floats = features.matrix[:, _LINE_COLUMN[name]]
        return values

    keeping = words * kept
    total = max(float(keeping.sum()), 1.0)
    expected = max(float((words * last).sum()), 1.0)
    prose = np.where(is_running_text(words, column("ends_sentence"), 0), words, 0)
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
        (keeping * column("word_score_mean")).sum() / total,
        (keeping * column("topic_share")).sum() / total,
        np.log1p(len(words)),
        (keeping * column("list_item")).sum() / total,
        (keeping * column("has_clock")).sum() / total,
        last.max(initial=0),
        headlines.max(initial=0),
        headlines.sum(),
        kept[0] + np.count_nonzero(kept[1:] & ~kept[:-1]),
        np.log1p(words.sum()),
    )
    return np.array(row, np.float32)


def _doubt(words: Floats, first: Floats, last: Floats, kept: Bools) -> tuple[float, ...]:
    """What the probabilities say: of the page as it is kept, and how far two passes differ."""
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


def _shape(features: PageFeatures, kept: Bools) -> tuple[float, ...]:
    """How much is kept, and where it stands."""
    words, levels = features.words, features.matrix[:, _COLUMN["level"]]
    keeping = words * kept
    total = max(float(keeping.sum()), 1.0)
    count = max(int(kept.sum()), 1)
    indices = np.flatnonzero(keeping)
    begin, end = (indices[0], indices[-1] + 1) if len(indices) else (len(words), len(words))
    left = np.where(kept, 0, words)
    headings = np.flatnonzero(levels == 1)
    prose_left = np.where(_is_prose(features), left, 0)
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


def _prose(features: PageFeatures, kept: Bools) -> tuple[float, ...]:
    """How much of the page's prose is kept: in all, by group of blocks, by likely element."""
    matrix, words, groups = features.matrix, features.words, features.groups
    prose = np.where(_is_prose(features), words, 0)
    in_story = prose * kept
    total = max(float(in_story.sum()), 1.0)
    left = prose - in_story
    elements = matrix[:, _ELEMENT_COLUMNS].T
    held = np.maximum(elements @ prose, 1.0)
    return (
        in_story.sum() / max(float((words * kept).sum()), 1.0),
        in_story.sum() / max(float(prose.sum()), 1.0),
        np.log1p(left.sum()),
        np.bincount(groups, weights=left).max(initial=0) / total,
        np.bincount(groups, weights=in_story).max(initial=0) / total,
        *((elements @ in_story) / held),
    )


def _means(features: PageFeatures, kept: Bools) -> tuple[float, ...]:
    """What kind of blocks are kept, and what the page is like."""
    matrix = features.matrix
    keeping = features.words * kept
    cover = matrix[:, _COLUMN["headline_cover"]] * (matrix[:, _COLUMN["level"]] > 0)
    return (
        cover.max(initial=0),
        matrix[kept, _COLUMN["description_share"]].max(initial=_UNKNOWN),
        np.log1p(len(matrix)),
        matrix[:, _COLUMN["page_links"]].max(initial=0),
        *(keeping @ matrix[:, _MEAN_COLUMNS] / max(float(keeping.sum()), 1.0)),
    )


def _opinion(keeping: Floats, words: Floats, opinion: Floats | None) -> tuple[float, float]:
    if opinion is None:
        return _UNKNOWN, _UNKNOWN
    both = float((keeping * opinion).sum())
    return both / max(float(keeping.sum()), 1.0), both / max(float((words * opinion).sum()), 1.0)


def _is_prose(features: PageFeatures) -> Bools:
    return is_running_text(features.words, features.matrix[:, _COLUMN["ends_sentence"]])


def _longest_run(keeping: Floats, kept: Bools) -> float:
    """Words of the longest stretch of kept blocks."""
    runs = np.cumsum(~kept)
    return float(np.bincount(runs, weights=keeping).max(initial=0))
