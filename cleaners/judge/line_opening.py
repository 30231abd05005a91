"""The lines above a story in a dump: headline, counter, byline, kicker."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.prose import LONG_LINE_WORDS, count_words, ends_sentence, is_headline_like
from cleaners.reading.people import is_name_line

# A dump made from the main content has a handful of lines above the story; one made from the
# whole page has menus there, and the headline is among the last lines.
_NEAR = 8  # lines
_LEAST_HEADLINE = 2  # words
_LEAST_LEAD = 6  # words; a shorter line under the headline is a kicker
_LONGEST_HEADLINE = 70  # words; laws are printed with their whole title


def judge_opening(
    blocks: Sequence[Block], verdicts: Sequence[Verdict | None], begin: int
) -> dict[int, Verdict]:
    """Verdicts for the blocks above the story, whose running text begins at `begin`.

    That block itself may be the headline («Ждать ли нашествия?»): then it and the facts below it
    have verdicts too. A line below the headline that may be the lead has none.
    """
    headline = _find_headline(blocks, verdicts, begin)
    opening = blocks[: _skip_facts(blocks, verdicts, begin + 1) if headline == begin else begin]
    judged = {block.index: _judge_line(block, verdicts[block.index], headline) for block in opening}
    found = {index: verdict for index, verdict in judged.items() if verdict is not None}
    _read_counter(found, headline)
    return found


def _skip_facts(blocks: Sequence[Block], verdicts: Sequence[Verdict | None], start: int) -> int:
    """The first block from `start` on that is neither a fact nor a name."""
    while start < len(blocks) and (verdicts[start] is not None or is_name_line(blocks[start].text)):
        start += 1
    return start


def _judge_line(block: Block, verdict: Verdict | None, headline: int | None) -> Verdict | None:
    if block.index == headline:
        return Verdict(Reason.HEADLINE, "headline_above_story")
    if verdict is not None or headline is None:
        return verdict
    if block.index < headline:
        return Verdict(Reason.OUTSIDE_STORY, "line_above_headline")
    if is_name_line(block.text):
        return Verdict(Reason.BYLINE, "name_below_headline")
    kicker = count_words(block.text) < _LEAST_LEAD
    return Verdict(Reason.OUTSIDE_STORY, "line_below_headline") if kicker else None


def _read_counter(found: dict[int, Verdict], headline: int | None) -> None:
    """The first bare number below the headline counts the readers."""
    for index, verdict in found.items():
        if headline is not None and index > headline and verdict.reason is Reason.BARE_COUNTER:
            found[index] = Verdict(Reason.VIEW_COUNTER, "counter_below_headline")
            return


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
    question = block.text.endswith(("?", "!", "…", "..."))
    unfinished = not ends_sentence(block.text)
    return _could_be_headline(block) and (
        unfinished or (question and count_words(block.text) < LONG_LINE_WORDS)
    )
