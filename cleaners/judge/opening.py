"""The lines above a story in a dump: headline, counter, byline, kicker."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.reading.people import is_name_line
from cleaners.judge.alone import Verdict
from cleaners.judge.measures import LONG_LINE_WORDS, count_words, ends_sentence, is_headline_like

# A dump made from the main content has a handful of lines above the story; one made from the
# whole page has menus there, and the headline is among the last lines.
_NEAR = 8  # lines
_LEAST_HEADLINE = 2  # words
_LEAST_LEAD = 6  # words; a shorter line under the headline is a kicker
_LONGEST_HEADLINE = 70  # words; laws are printed with their whole title


def judge_opening(
    blocks: Sequence[Block], verdicts: Sequence[Verdict | None], begin: int
) -> tuple[dict[int, Verdict], int]:
    """Verdicts for the blocks above `begin`, and where the story text begins after all.

    The headline may have been taken for the first sentence («Ждать ли нашествия?»): then the
    story begins one block later. A line between headline and story may be the lead: then it
    begins earlier.
    """
    headline = _find_headline(blocks, verdicts, begin)
    found: dict[int, Verdict] = {}
    if headline is not None:
        found[headline] = Verdict(Reason.HEADLINE, "headline_above_story")
    first = headline if headline is not None else -1
    counted = False
    for block in blocks[:begin]:
        verdict = verdicts[block.index]
        if block.index == headline:
            continue
        if verdict is not None and verdict.reason is Reason.BARE_COUNTER:
            seen = block.index > first >= 0 and not counted
            verdict = Verdict(Reason.VIEW_COUNTER, "counter_below_headline") if seen else verdict
            counted |= seen
        found[block.index] = verdict or _judge_line(block, first)
    lead = _find_lead(blocks, found, first, begin)
    if lead is not None:
        del found[lead]
    begins = max(begin, first + 1) if lead is None else lead
    return found, begins


def _judge_line(block: Block, headline: int) -> Verdict:
    if block.index > headline >= 0:
        if is_name_line(block.text):
            return Verdict(Reason.BYLINE, "name_below_headline")
        return Verdict(Reason.OUTSIDE_STORY, "line_below_headline")
    return Verdict(Reason.OUTSIDE_STORY, "line_above_headline")


def _find_headline(
    blocks: Sequence[Block], verdicts: Sequence[Verdict | None], begin: int
) -> int | None:
    """The best line near the story: the first of a short opening, the longest of a menu."""
    near = [
        block
        for block in blocks[max(0, begin - _NEAR) : begin]
        if verdicts[block.index] is None and _could_be_headline(block)
    ]
    titled = [block for block in near if not is_name_line(block.text)] or near
    marked = [block for block in titled if block.kind is Kind.HEADING]
    if marked:
        return marked[0].index
    if titled and begin <= _NEAR:
        return titled[0].index
    if titled:
        return max(titled, key=lambda block: count_words(block.text)).index
    return begin if _opens_with_headline(blocks, begin) else None


def _could_be_headline(block: Block) -> bool:
    return (
        block.kind in (Kind.PARAGRAPH, Kind.HEADING)
        and _LEAST_HEADLINE <= count_words(block.text) <= _LONGEST_HEADLINE
        and is_headline_like(block.text)
    )


def _opens_with_headline(blocks: Sequence[Block], begin: int) -> bool:
    """Whether the first block of the story is its headline: no full stop, and text below it."""
    if begin + 1 >= len(blocks):
        return False
    block = blocks[begin]
    question = block.text.endswith(("?", "!", "…"))
    unfinished = not ends_sentence(block.text)
    return _could_be_headline(block) and (
        unfinished or (question and count_words(block.text) < LONG_LINE_WORDS)
    )


def _find_lead(
    blocks: Sequence[Block], found: dict[int, Verdict], headline: int, begin: int
) -> int | None:
    """The line right above the story that says more than a kicker."""
    if headline < 0 or begin - 1 <= headline:
        return None
    block = blocks[begin - 1]
    below = found[block.index].rule == "line_below_headline"
    return block.index if below and count_words(block.text) >= _LEAST_LEAD else None
