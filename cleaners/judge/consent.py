"""Dialogs about cookies and personal data: often longer than the story they lie on."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from cleaners.block import Block
from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.prose import count_words, is_running_text
from cleaners.labels import Lexicon
from cleaners.page import Outline, Page, headline_forms

_MOST_OF_PART = 0.5  # share of the words in blocks that speak of consent
_SOME_OF_PART = 0.25  # of a part that is named as a dialog
_LEAST_BLOCKS = 2  # that speak of it in a part without such a name

_CONSENT = Verdict(Reason.LEGAL_NOTICE, "consent_dialog")


def find_consent_dialogs(page: Page, outline: Outline, lexicon: Lexicon) -> dict[int, Verdict]:
    """Verdicts for the blocks of parts that ask the reader for consent.

    Such a part does not hold the headline, speaks of cookies or personal data in much of its text
    and speaks to the reader; there is running text outside of it. A story whose headline speaks of
    these things has no such dialogs.
    """
    lines = [block.text.casefold() for block in page.blocks]
    text = "\n".join(lines)
    subject = [
        piece
        for piece, rarest in _with_rarest(lexicon.consent.subject)
        if rarest in text and piece in text
    ]
    if not subject:
        return {}  # as of most pages
    headlines = (page.head.headline, page.head.title, *headline_forms(page))
    if any(_speaks(text or "", lexicon.consent.subject) for text in headlines):
        return {}
    spoken = _find_lines(lines, text, (*subject, *lexicon.consent.purposes))
    above = [0, *accumulate(spoken)]
    found: dict[int, Verdict] = {}
    for element, (start, end) in enumerate(zip(outline.starts, outline.ends, strict=True)):
        if not element or start in found or above[start] == above[end]:
            continue
        part = page.blocks[start:end]
        if _is_dialog(part, spoken, outline.names[element], lexicon):
            found |= dict.fromkeys((block.index for block in part), _CONSENT)
    outside = (block for block in page.blocks if block.index not in found)
    return found if any(is_running_text(b.text) for b in outside if b.text) else {}


def _is_dialog(
    part: Sequence[Block], spoken: Sequence[bool], names: Sequence[str], lexicon: Lexicon
) -> bool:
    """Whether a part of the page asks for consent, by what it says and how it is named."""
    speaking = [block for block in part if spoken[block.index]]
    if not speaking or any(block.level == 1 for block in part):
        return False
    named = not lexicon.consent.names.isdisjoint(names)
    words = sum(count_words(block.text) for block in part if block.text)
    share = sum(count_words(block.text) for block in speaking) / words
    enough = share >= (_SOME_OF_PART if named else _MOST_OF_PART)
    return (
        enough
        and (named or len(speaking) >= _LEAST_BLOCKS)
        and any(_speaks(block.text, lexicon.consent.address) for block in speaking)
    )


def _find_lines(lines: Sequence[str], text: str, pieces: Sequence[str]) -> list[bool]:
    """Which of the lines of a text hold any of these pieces."""
    ends = list(accumulate(len(line) + 1 for line in lines))
    holds = [False] * len(lines)
    for piece in pieces:
        at = text.find(piece)
        while at >= 0:
            line = bisect(ends, at)
            holds[line] = True
            at = text.find(piece, ends[line])
    return holds


@lru_cache(maxsize=4)
def _with_rarest(pieces: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each piece with a character of it that most texts of other alphabets lack.

    A single character is found much faster.
    """
    return tuple((piece, max(piece)) for piece in pieces)


def _speaks(text: str, pieces: Sequence[str]) -> bool:
    folded = text.casefold()
    return any(piece in folded for piece in pieces)
