"""The lines above the story of a dump."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.block import Block
from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.prose import count_words

_LEAST_LEAD = 6  # words; a shorter line between headline and story is a kicker


def judge_opening(
    blocks: Sequence[Block], verdicts: Sequence[Verdict | None], headline: int, begin: int
) -> dict[int, Verdict]:
    """Verdicts for the headline, for the lines above it, and for kickers below it.

    `begin` is the first line of running text. A line below the headline that may be the lead has
    no verdict.
    """
    found = {headline: Verdict(Reason.HEADLINE, "headline_above_story")}
    for block in blocks[:begin]:
        index = block.index
        if verdicts[index] is not None or index == headline:
            continue
        if index < headline:
            found[index] = Verdict(Reason.OUTSIDE_STORY, "line_above_headline")
        elif count_words(block.text) < _LEAST_LEAD:
            found[index] = Verdict(Reason.OUTSIDE_STORY, "line_below_headline")
    return found
