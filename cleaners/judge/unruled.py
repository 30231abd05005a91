"""Verdicts on blocks of which no rule says anything that stands: the classifier decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict

_CLASSIFIER = "classifier"
_STORY = Verdict(Reason.STORY_TEXT, _CLASSIFIER)
_LISTED = Verdict(Reason.STORY_LIST, _CLASSIFIER)
_UNLIKE = Verdict(Reason.UNLIKE_STORY, _CLASSIFIER)


class Ends(NamedTuple):
    """The indexes of the first and of the last block of the story."""

    first: int
    last: int


def ends_of(story: Sequence[int], count: int) -> Ends:
    """The ends of a story by the indexes of its blocks; without one, all `count` stand above it."""
    return Ends(story[0], story[-1]) if story else Ends(count, -1)


def as_story(block: Block) -> Verdict:
    """The verdict on a block that is kept."""
    return _LISTED if block.kind in (Kind.LIST_ITEM, Kind.TABLE) else _STORY


def as_boilerplate(block: Block, story: Ends, *, above: str, below: str) -> Verdict:
    """The verdict on a block that is removed; `above` and `below` name what decides there."""
    if block.index < story.first:
        return Verdict(Reason.OUTSIDE_STORY, above)
    return Verdict(Reason.OUTSIDE_STORY, below) if block.index > story.last else _UNLIKE
