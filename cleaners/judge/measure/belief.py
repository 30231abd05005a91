"""What a first look believes of the blocks around a block."""

from __future__ import annotations

import numpy as np

from cleaners.judge.measure.neighbours import distances, shift, window_sums
from cleaners.judge.measure.place import Sums
from cleaners.judge.measure.text import Floats, Matrix
from cleaners.page import Outline

_REACH = 3  # blocks above and below
_WINDOWS = (3, 8, 20)  # blocks to each side
_LEVELS = 4
_SHARES = (0.5, 0.7, 0.9)  # of the believed story
_SURE = 0.6
_SENTENCES = (8, 25)  # words: a sentence, a paragraph

NAMES = (
    "belief",
    *(f"belief_{way}{step}" for step in range(1, _REACH + 1) for way in ("above", "below")),
    *(f"belief_window{reach}" for reach in _WINDOWS),
    *(f"belief_{what}_{level}" for level in range(_LEVELS) for what in ("share", "story")),
    "story_above", "story_below",
    *(f"{way}_sure_{words}" for words in _SENTENCES for way in ("since", "until")),
    *(f"story_{what}_{int(share * 100)}" for share in _SHARES for what in ("in", "place", "share")),
    "story_words", "story_of_page", "story_sure", "belief_group",
)  # fmt: skip


def measure_belief(outline: Outline, belief: Floats, words: Floats, groups: np.ndarray) -> Matrix:
    """One row a block, one column a name of `NAMES`.

    `belief` is the probability of each block to be story, `groups` the number of its make.
    """
    homes, parents = np.array(outline.block_parents), np.array(outline.parents)
    sums = Sums(outline)
    story = words * belief
    all_words, all_story = sums.of(words), sums.of(story)
    total = all_story[0] or 1
    share = all_story / np.maximum(all_words, 1)
    columns = [belief]
    columns += [shift(belief, by, -0.1) for step in range(1, _REACH + 1) for by in (step, -step)]
    both = np.array([story, words])
    for reach in _WINDOWS:
        near, around = window_sums(both, reach)
        columns.append(near / np.maximum(around, 1))
    element = homes
    for _ in range(_LEVELS):
        columns += [share[element], all_story[element] / total]
        element = parents[element]
    above = np.cumsum(story) / total
    columns += [above, 1 - above]
    for least in _SENTENCES:
        columns += [np.minimum(way, 60) for way in distances((belief > _SURE) & (words >= least))]
    columns += _holders(outline, all_story, share, total)
    columns += _page_and_group(belief, words, story, total, groups)
    return np.array(columns, np.float32).T


def _holders(outline: Outline, story: Floats, share: Floats, total: float) -> list[Floats]:
    """The smallest elements that hold given shares of the believed story."""
    size = len(outline.block_parents)
    index = np.arange(size)
    starts, ends = np.array(outline.starts), np.array(outline.ends)
    columns: list[Floats] = []
    for part in _SHARES:
        holding = np.flatnonzero(story >= part * total)
        holder = holding[np.argmin((ends - starts)[holding])] if len(holding) else 0
        start, end = starts[holder], ends[holder]
        columns += [
            ((index >= start) & (index < end)).astype(np.float32),
            np.clip((index - start) / max(end - start, 1), -1, 2).astype(np.float32),
            np.full(size, share[holder], np.float32),
        ]
    return columns


def _page_and_group(
    belief: Floats, words: Floats, story: Floats, total: float, groups: np.ndarray
) -> list[Floats]:
    same = np.ones_like(belief)
    in_group = np.bincount(groups, weights=words)
    story_of_group = np.bincount(groups, weights=story)
    return [
        same * np.log1p(total),
        same * (total / max(words.sum(), 1)),
        same * (story[belief > 0.5].sum() / total),
        (story_of_group / np.maximum(in_group, 1))[groups].astype(np.float32),
    ]
