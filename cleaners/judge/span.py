"""Where the story of a dump begins and ends: the stretch of lines with the highest sum.

Each line scores for the prose it holds and against the boilerplate it looks like; the story is
the contiguous stretch whose scores add up highest (body text extraction after Finn, Kushmerick
and Smyth 2001; as a maximum subsequence, Pasternack and Roth 2009).
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.judge.alone import Verdict
from cleaners.judge.measures import (
    LINKED,
    LONG_LINE_WORDS,
    count_words,
    ends_sentence,
    introduces,
    is_story_like,
)

# Scores are in words of prose: one label outweighs a short paragraph, a wall of teasers all.
_MOST_PER_BLOCK = 80
_SHORT_LINE = -6
_LIST_ITEM = -3
_IN_LIST = 1
_LABEL = -40
_TEASER = -8
_NOTICE = -15
_FACT = -1
_LEAST_SENTENCE = 3  # words
_SCORES = {
    Reason.LABEL: _LABEL,
    Reason.TEASER: _TEASER,
    Reason.HEADLINE_RUN: _TEASER,
    Reason.TAB: _TEASER,
    Reason.PLACEHOLDER: _NOTICE,
    Reason.COMMENTS: _LABEL,
    Reason.LEGAL_NOTICE: _NOTICE,
    Reason.NAVIGATION: _SHORT_LINE,
}


def find_span(
    blocks: Sequence[Block], verdicts: Sequence[Verdict | None]
) -> tuple[int, int] | None:
    """First and last index of the story, None where nothing reads like one."""
    best, best_span = 0, None
    total, start = 0, 0
    listed = False
    for block in blocks:
        verdict = verdicts[block.index]
        listed = verdict is None and _in_list(block, listed, blocks)
        total += _score(block, verdict, listed=listed)
        if total <= 0:
            total, start = 0, block.index + 1
        elif total > best:
            best, best_span = total, (start, block.index)
    return best_span


def _in_list(block: Block, listed: bool, blocks: Sequence[Block]) -> bool:
    """Whether the block belongs to a list that a line ending in a colon introduced."""
    if block.index == 0 or (is_story_like(block.text) and block.kind is not Kind.LIST_ITEM):
        return False
    above = blocks[block.index - 1]
    return introduces(above.text) or (listed and above.kind is block.kind)


def _score(block: Block, verdict: Verdict | None, *, listed: bool) -> int:
    if verdict is not None:
        return _SCORES.get(verdict.reason, _FACT)
    if block.link_density >= LINKED or not block.text:
        return _SHORT_LINE
    return _score_prose(block.text) or _score_short(block, listed=listed)


def _score_prose(text: str) -> int:
    """Words of a sentence; half of them for a long line without a full stop; 0 for no prose."""
    words = min(count_words(text), _MOST_PER_BLOCK)
    if is_story_like(text) or (ends_sentence(text) and words >= _LEAST_SENTENCE):
        return words
    return words // 2 if words >= LONG_LINE_WORDS else 0


def _score_short(block: Block, *, listed: bool) -> int:
    if block.kind is Kind.TABLE or listed or introduces(block.text):
        return _IN_LIST
    return _LIST_ITEM if block.kind is Kind.LIST_ITEM else _SHORT_LINE
