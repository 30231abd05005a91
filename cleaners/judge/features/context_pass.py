"""Features of the context pass: what the first pass found of the blocks around each block.

For pages with markup (`context_features`) and for lines of dumps (`line_context_features`); and
how far a second opinion agrees (`opinion_features`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaners.judge.features.block_text import Floats, Ints, Matrix
from cleaners.judge.features.elements import LEVELS, Sums, around_blocks, smallest_around
from cleaners.judge.features.first_pass import FIRST_PASS, LINE_FIRST_PASS, Features
from cleaners.judge.features.line_positions import best_stretch
from cleaners.judge.features.line_words import TOPIC_FEATURES, topic_features
from cleaners.judge.features.neighbours import distances, shift, window_sums
from cleaners.limits import timed
from cleaners.page import Page
from cleaners.shingles import shared

_REACH = 3  # blocks above and below
_WINDOWS = (3, 8, 20)  # blocks to each side
_OPINION_WINDOW = 4  # blocks to each side
_SHARES = (0.5, 0.7, 0.9)  # of the probable story
_SURE = 0.6
_FAIR = 0.4  # probability of a line that a stretch of story neither gains nor loses by
_SENTENCES = (8, 25)  # words: a sentence, a paragraph
_FAR = 60  # blocks; greater distances count as this one

_AROUND = (
    "probability",
    *(f"probability_{way}{step}" for step in range(1, _REACH + 1) for way in ("above", "below")),
    *(f"probability_window{reach}" for reach in _WINDOWS),
)
_TO_SURE = tuple(f"{way}_sure_{words}" for words in _SENTENCES for way in ("since", "until"))
_GROUP = ("group_probability", "group_of_story")
_IN_ALL = ("story_words", "story_of_page", "story_sure")
_OF_BOTH = (*_AROUND, "story_above", "story_below", *_TO_SURE, *_GROUP, *_IN_ALL)

_ELEMENTS = tuple(
    f"element_{name}_{level}" for level in range(LEVELS) for name in ("probability", "story")
)
_ANCESTORS = tuple(
    f"{name}_{int(share * 100)}" for share in _SHARES
    for name in ("in_story_ancestor", "story_ancestor_position", "story_ancestor_probability")
)  # fmt: skip
_TOPICS = tuple(f"{whose}_{name}" for whose in ("story", "other") for name in TOPIC_FEATURES)
_STRETCHES = ("stretch_words", "stretch_of_story", "best_stretch", "since_best", "until_best")

CONTEXT_FEATURES = (
    *_AROUND, *_ELEMENTS, "story_above", "story_below", *_TO_SURE, *_ANCESTORS, *_IN_ALL,
    "group_probability",
)  # fmt: skip
CONTEXT_PASS = (*FIRST_PASS, *CONTEXT_FEATURES)

OPINION_FEATURES = (
    "opinion", "opinion_above", "opinion_below", "opinion_window", "opinion_of_page",
    "opinion_in_story", "story_in_opinion",
)  # fmt: skip
OPINION_PASS = (*CONTEXT_PASS, *OPINION_FEATURES)

LINE_CONTEXT_FEATURES = (
    *_TOPICS, *_AROUND, "story_above", "story_below", *_GROUP, *_TO_SURE, *_STRETCHES, *_IN_ALL,
)  # fmt: skip
LINE_CONTEXT_PASS = (*LINE_FIRST_PASS, *LINE_CONTEXT_FEATURES)


def context_features(features: Features, probability: Floats) -> Matrix:
    """One row per block, one column per name of `CONTEXT_FEATURES`.

    `probability` is what the first pass gives each block.
    """
    outline, words = features.outline, features.words
    sums = Sums(outline)
    story = words * probability
    all_words, all_story = sums.of(words), sums.of(story)
    total = all_story[0] or 1
    share = all_story / np.maximum(all_words, 1)
    elements = around_blocks(
        np.array([share, all_story / total]),
        np.array(outline.block_parents),
        np.array(outline.parents),
    )
    least = [part * total for part in _SHARES]
    ancestors = smallest_around(outline, all_story, least, share)
    columns = (*_of_both(features, probability, total), *elements, *ancestors)
    return _in_order(CONTEXT_FEATURES, (*_OF_BOTH, *_ELEMENTS, *_ANCESTORS), columns)


def line_context_features(features: Features, probability: Floats) -> Matrix:
    """One row per line, one column per name of `LINE_CONTEXT_FEATURES`.

    `probability` is what the first pass gives each line.
    """
    total = max(float((features.words * probability).sum()), 1.0)
    columns = (
        *_of_both(features, probability, total),
        *topic_features(features.split, probability).T,
        *topic_features(features.split, 1 - probability).T,
        *_stretches(probability, features.words, total),
    )
    return _in_order(LINE_CONTEXT_FEATURES, (*_OF_BOTH, *_TOPICS, *_STRETCHES), columns)


def _in_order(names: Sequence[str], given: Sequence[str], columns: Sequence[Floats]) -> Matrix:
    """The columns of these names, of those whose names are `given`."""
    named = dict(zip(given, columns, strict=True))
    return np.array([named[name] for name in names], np.float32).T


def _of_both(features: Features, probability: Floats, total: float) -> list[Floats]:
    """A column per name of `_OF_BOTH`; `total` are the words of the probable story."""
    words = features.words
    story = words * probability
    above = np.cumsum(story) / total
    return [
        *_around(probability, story, words),
        above,
        1 - above,
        *_distances_to_sure(probability, words),
        *_groups(features.groups, story, words, total),
        *_in_all(probability, words, story, total),
    ]


def opinion_features(page: Page, probability: Floats, words: Floats) -> Matrix:
    """One row per block, one column per name of `OPINION_FEATURES`.

    `probability` is what the context pass gives each block, `words` are the words of each.
    """
    opinion = page.opinion or frozenset()
    held = np.array([shared(block.text, opinion) for block in timed(page.blocks)], np.float32)
    same = np.ones_like(held)
    in_opinion, story = (held * words).sum(), (probability * words).sum()
    both = (held * probability * words).sum()
    ((near, around),) = window_sums(np.array([held * words, words]), _OPINION_WINDOW)
    columns = [
        held,
        shift(held, 1),
        shift(held, -1),
        near / np.maximum(around, 1),
        same * (in_opinion / max(words.sum(), 1)),
        same * (both / max(story, 1)),
        same * (both / max(in_opinion, 1)),
    ]
    return np.array(columns, np.float32).T


def _around(probability: Floats, story: Floats, words: Floats) -> list[Floats]:
    columns = [probability]
    for step in range(1, _REACH + 1):
        columns += [shift(probability, by, -0.1) for by in (step, -step)]
    for near, around in window_sums(np.array([story, words]), *_WINDOWS):
        columns.append(near / np.maximum(around, 1))
    return columns


def _distances_to_sure(probability: Floats, words: Floats) -> list[Floats]:
    """How far the next sentence and paragraph that are surely story are."""
    long = words >= np.array(_SENTENCES)[:, np.newaxis]
    since, until = (np.minimum(way, _FAR) for way in distances((probability > _SURE) & long))
    return [since[0], until[0], since[1], until[1]]


def _in_all(probability: Floats, words: Floats, story: Floats, total: float) -> list[Floats]:
    """How much of the page or dump is story, and how much of that is rather sure."""
    same = np.ones_like(probability)
    return [
        same * np.log1p(total),
        same * (total / max(words.sum(), 1)),
        same * (story[probability > 0.5].sum() / total),
    ]


def _groups(groups: Ints, story: Floats, words: Floats, total: float) -> list[Floats]:
    """The probability of the group of each block, and the group's share of the story."""
    held = np.bincount(groups, weights=story)
    return [
        (held / np.maximum(np.bincount(groups, weights=words), 1))[groups],
        (held / total)[groups],
    ]


def _stretches(probability: Floats, words: Floats, total: float) -> list[Floats]:
    """The stretch of lines around each that adds up: words of story less those of none.

    The best one is where most of the story stands (see `best_stretch`); what lies far from it is
    another story.
    """
    value = (words + 1) * (probability - _FAIR)
    start, end = best_stretch(value)
    index = np.arange(len(words))
    around = _gains(value) + _gains(value[::-1])[::-1]
    inside = (index >= start) & (index <= end)
    return [
        np.log1p(around),
        around / total,
        inside,
        *np.clip([start - index, index - end], -_FAR, _FAR),
    ]


def _gains(value: Floats) -> Floats:
    """The highest sum of a stretch that ends at each line."""
    sums = np.concatenate(([0.0], np.cumsum(value, dtype=np.float64)))
    gains: Floats = np.maximum(sums[1:] - np.minimum.accumulate(sums)[:-1], 0)
    return gains
