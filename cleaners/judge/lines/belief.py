"""What a first look believes of the lines around a line."""

from __future__ import annotations

import numpy as np

from cleaners.judge.lines.measure import Measured
from cleaners.judge.lines.place import best_stretch, group_numbers
from cleaners.judge.lines.words import TOPIC_NAMES, measure_topic
from cleaners.judge.measure.neighbours import distances, shift, window_sums
from cleaners.judge.measure.text import Floats, Matrix

_REACH = 3  # lines above and below
_WINDOWS = (3, 8, 20)  # lines to each side
_SURE = 0.6
_FAIR = 0.4  # probability of a line that a stretch of story neither gains nor loses by
_SENTENCES = (8, 25)  # words: a sentence, a paragraph
_FAR = 60

NAMES = (
    *(f"story_{name}" for name in TOPIC_NAMES), *(f"other_{name}" for name in TOPIC_NAMES),
    "belief",
    *(f"belief_{way}{step}" for step in range(1, _REACH + 1) for way in ("above", "below")),
    *(f"belief_window{reach}" for reach in _WINDOWS),
    "story_above", "story_below", "belief_group", "group_of_story",
    *(f"{way}_sure_{words}" for words in _SENTENCES for way in ("since", "until")),
    "stretch_words", "stretch_of_story", "best_stretch", "since_best", "until_best",
    "story_words", "story_of_page", "story_sure",
)  # fmt: skip


def measure_belief(measured: Measured, belief: Floats) -> Matrix:
    """One row a line, one column a name of `NAMES`; `belief` is each line's probability."""
    words, split = measured.words, measured.split
    story = words * belief
    total = max(float(story.sum()), 1.0)
    columns = [belief]
    columns += [shift(belief, by, -0.1) for step in range(1, _REACH + 1) for by in (step, -step)]
    columns += [
        window_sums(story, reach) / np.maximum(window_sums(words, reach), 1) for reach in _WINDOWS
    ]
    above = np.cumsum(story) / total
    columns += [above, 1 - above, *_group(story, words, measured.gaps, total)]
    for least in _SENTENCES:
        columns += [np.minimum(way, _FAR) for way in distances((belief > _SURE) & (words >= least))]
    columns += _stretches(belief, words, total)
    same = np.ones_like(belief)
    columns += [
        same * np.log1p(total),
        same * (total / max(words.sum(), 1)),
        same * (story[belief > 0.5].sum() / total),
    ]
    topics = [measure_topic(split, belief), measure_topic(split, 1 - belief)]
    return np.hstack([*topics, np.array(columns, np.float32).T])


def _group(story: Floats, words: Floats, gaps: Floats, total: float) -> list[Floats]:
    """The belief in the lines between two blank ones."""
    number = group_numbers(gaps)
    held = np.bincount(number, weights=story)
    return [
        (held / np.maximum(np.bincount(number, weights=words), 1))[number],
        (held / total)[number],
    ]


def _stretches(belief: Floats, words: Floats, total: float) -> list[Floats]:
    """The stretch of lines around each that adds up: words of story less those of none.

    The best one is where most of the story stands (see `best_stretch`); what lies far from it is
    another story.
    """
    value = (words + 1) * (belief - _FAIR)
    start, end = best_stretch(value)
    index = np.arange(len(words))
    around = _gains(value) + _gains(value[::-1])[::-1]
    inside = (index >= start) & (index <= end)
    return [
        np.log1p(around),
        around / total,
        inside,
        np.clip(start - index, -_FAR, _FAR),
        np.clip(index - end, -_FAR, _FAR),
    ]


def _gains(value: Floats) -> Floats:
    """The highest sum of a stretch that ends at each line."""
    sums = np.concatenate(([0.0], np.cumsum(value, dtype=np.float64)))
    gains: Floats = np.maximum(sums[1:] - np.minimum.accumulate(sums)[:-1], 0)
    return gains
