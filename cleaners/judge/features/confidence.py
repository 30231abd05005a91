"""Features of a whole page or dump, once its blocks are classified: how sure that is."""

from __future__ import annotations

import numpy as np

from cleaners.judge.features.block_text import Bools, Floats, is_running_text
from cleaners.judge.features.first_pass import BLOCK_FEATURES, Features
from cleaners.judge.prose import SENTENCE_WORDS

# Features of blocks whose mean over the words of the kept blocks says something of the page.
_MEANS = (
    "link_share", "list_item", "ends_sentence", "commas", "word_length", "upper_word_share",
    "digit_share", "has_quote", "has_colon", "starts_lower", "headline_share",
    "same_on_page", "depth", "in_candidate", "in_ancestor_80", "group_prose",
)  # fmt: skip
# Elements that should hold the story: how much of their prose is kept.
_STORY_ELEMENTS = ("in_candidate", "in_ancestor_60", "in_ancestor_80")
_ELEMENTS_KEPT = tuple(f"kept_{name}" for name in _STORY_ELEMENTS)
_MEANS_OF_KEPT = tuple(f"mean_{name}" for name in _MEANS)
_OF_OPINION = ("kept_in_opinion", "opinion_kept")

CONFIDENCE_FEATURES = (
    "precision", "recall", "expected", "expected_first", "agreed", "first_differs",
    "unsure_share", "doubt", "most_probability", "least_kept",
    "kept_words", "kept_share", "kept_blocks", "words_a_block", "headings", "longest_run",
    "gaps", "prose_in_gaps", "above", "from_h1",
    "kept_prose", "prose_kept", "prose_left", "other_group", "largest_group",
    *_ELEMENTS_KEPT,
    "headline_on_page", "description_kept", "blocks_on_page", "page_links",
    *_MEANS_OF_KEPT,
    *_OF_OPINION,
)  # fmt: skip

LINE_CONFIDENCE_FEATURES = (
    "precision", "recall", "unsure_share", "first_differs", "kept_words", "kept_share",
    "kept_blocks", "longest_run", "kept_prose", "prose_kept", "kept_word_score", "kept_topic",
    "blocks_on_page", "kept_lists", "kept_clocks", "most_probability", "headline", "headlines",
    "kept_runs", "words_on_page",
    "expected", "expected_first", "agreed", "doubt", "least_kept", "kept_prose_score",
)  # fmt: skip

THRESHOLD = 0.5  # probability from which a block is rather story than not

_UNKNOWN = -1.0  # no second opinion was asked for, or the page has no such block
_LOW, _HIGH = 0.15, 0.85  # probabilities between these are unsure
_COLUMNS = {name: column for column, name in enumerate(BLOCK_FEATURES)}
_MEAN_COLUMNS = [_COLUMNS[name] for name in _MEANS]
_ELEMENT_COLUMNS = [_COLUMNS[name] for name in _STORY_ELEMENTS]


def confidence_features(
    features: Features, first: Floats, last: Floats, kept: Bools, opinion: Floats | None
) -> Floats:
    """One row for a page, with a column per name of `CONFIDENCE_FEATURES`.

    `first` and `last` are the probabilities of the first pass and of the last one, `kept` the
    blocks that are kept after it; `opinion` is the share of each block that a second opinion
    holds, None where none was asked.
    """
    prose = _prose(features, SENTENCE_WORDS)
    values = _of_both(features, first, last, kept, prose)
    values |= _where(features, kept, prose)
    values |= _groups_and_elements(features, kept, prose)
    values |= _means(features, kept)
    values |= _opinion(features.words * kept, features.words, opinion)
    return np.array([values[name] for name in CONFIDENCE_FEATURES], np.float32)


def line_confidence_features(
    features: Features, first: Floats, last: Floats, kept: Bools, headlines: Floats
) -> Floats:
    """One row for a dump, with a column per name of `LINE_CONFIDENCE_FEATURES`.

    `first` and `last` are the probabilities of the first pass and of the context pass, `kept` the
    lines that are kept after it, `headlines` the probabilities of lines that may be the headline.
    """
    keeping = features.words * kept
    total = max(float(keeping.sum()), 1.0)

    def mean(name: str) -> float:
        return float((keeping * features.column(name)).sum() / total)

    values = _of_both(features, first, last, kept, _prose(features, 0)) | {
        "kept_word_score": mean("word_score_mean"),
        "kept_prose_score": mean("prose_score_mean"),
        "kept_topic": mean("topic_share"),
        "kept_lists": mean("list_item"),
        "kept_clocks": mean("has_clock"),
        "headline": headlines.max(initial=0),
        "headlines": headlines.sum(),
        "kept_runs": kept[0] + np.count_nonzero(kept[1:] & ~kept[:-1]),
        "words_on_page": np.log1p(features.words.sum()),
    }
    return np.array([values[name] for name in LINE_CONFIDENCE_FEATURES], np.float32)


def _of_both(
    features: Features, first: Floats, last: Floats, kept: Bools, prose: Floats
) -> dict[str, float]:
    """What pages and dumps have alike: probabilities, how far two passes differ, what is kept."""
    words = features.words
    keeping, likely = words * kept, words * last
    total, expected = max(keeping.sum(), 1.0), max(likely.sum(), 1.0)
    right = (keeping * last).sum()
    before = words * (first >= THRESHOLD)
    runs = np.bincount(np.cumsum(~kept), weights=keeping)
    in_story = (prose * kept).sum()
    return {
        "precision": right / total,
        "recall": right / expected,
        "expected": 2 * right / (total + expected),
        "expected_first": 2 * (keeping * first).sum() / max(total + (words * first).sum(), 1.0),
        "agreed": 2 * (before * kept).sum() / max(total + before.sum(), 1.0),
        "first_differs": (words * np.abs(first - last)).sum() / expected,
        "unsure_share": (words * ((last > _LOW) & (last < _HIGH))).sum() / expected,
        "doubt": (likely * (1 - last)).sum() / expected,
        "most_probability": last.max(initial=0),
        "least_kept": last[kept].min(initial=1),
        "kept_words": np.log1p(keeping.sum()),
        "kept_share": keeping.sum() / max(float(words.sum()), 1.0),
        "kept_blocks": np.log1p(kept.sum()),
        "longest_run": float(runs.max(initial=0)) / float(total),
        "kept_prose": in_story / total,
        "prose_kept": in_story / max(float(prose.sum()), 1.0),
        "blocks_on_page": np.log1p(len(words)),
    }


def _prose(features: Features, least_sentence: int) -> Floats:
    """The words of each block that is running text, 0 for others."""
    running = is_running_text(features.words, features.column("ends_sentence"), least_sentence)
    words: Floats = np.where(running, features.words, 0)
    return words


def _where(features: Features, kept: Bools, prose: Floats) -> dict[str, float]:
    """Where on the page the kept blocks stand, and what stands between them."""
    words, levels = features.words, features.column("level")
    keeping = words * kept
    total = max(float(keeping.sum()), 1.0)
    count = max(int(kept.sum()), 1)
    indices = np.flatnonzero(keeping)
    begin, end = (indices[0], indices[-1] + 1) if len(indices) else (len(words), len(words))
    headings = np.flatnonzero(levels == 1)
    return {
        "words_a_block": np.log1p(total / count),
        "headings": (levels[kept] > 0).sum() / count,
        "gaps": np.where(kept, 0, words)[begin:end].sum() / total,
        "prose_in_gaps": np.where(kept, 0, prose)[begin:end].sum() / total,
        "above": words[:begin].sum() / max(float(words.sum()), 1.0),
        "from_h1": (
            np.abs(headings - begin).min(initial=len(words)) if len(headings) else _UNKNOWN
        ),
    }


def _groups_and_elements(features: Features, kept: Bools, prose: Floats) -> dict[str, float]:
    """How much of the page's prose is kept by group of blocks and by likely element."""
    groups = features.groups
    in_story = prose * kept
    total = max(float(in_story.sum()), 1.0)
    left = prose - in_story
    elements = features.matrix[:, _ELEMENT_COLUMNS].T
    shares = (elements @ in_story) / np.maximum(elements @ prose, 1.0)
    return {
        "prose_left": np.log1p(left.sum()),
        "other_group": np.bincount(groups, weights=left).max(initial=0) / total,
        "largest_group": np.bincount(groups, weights=in_story).max(initial=0) / total,
        **dict(zip(_ELEMENTS_KEPT, shares, strict=True)),
    }


def _means(features: Features, kept: Bools) -> dict[str, float]:
    """What kind of blocks are kept, and what the page is like."""
    keeping = features.words * kept
    cover = features.column("headline_cover") * (features.column("level") > 0)
    means = keeping @ features.matrix[:, _MEAN_COLUMNS] / max(float(keeping.sum()), 1.0)
    return {
        "headline_on_page": cover.max(initial=0),
        "description_kept": features.column("description_share")[kept].max(initial=_UNKNOWN),
        "page_links": features.column("page_links").max(initial=0),
        **dict(zip(_MEANS_OF_KEPT, means, strict=True)),
    }


def _opinion(keeping: Floats, words: Floats, opinion: Floats | None) -> dict[str, float]:
    """How far what is kept and what the second opinion holds are the same."""
    if opinion is None:
        return dict.fromkeys(_OF_OPINION, _UNKNOWN)
    both = float((keeping * opinion).sum())
    of_kept = both / max(float(keeping.sum()), 1.0)
    of_opinion = both / max(float((words * opinion).sum()), 1.0)
    return dict(zip(_OF_OPINION, (of_kept, of_opinion), strict=True))
