"""Labels and the runs of teasers below them.

A word such as «Популярное» or «Архив» proves nothing alone: it also occurs in stories. The
evidence is the word alone on its line **and** a run of headlines, tabs or template marks below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaners.block import Block, Kind
from cleaners.decision import LINE_FACTS, Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.prose import (
    LINKED,
    LONG_LINE_WORDS,
    count_words,
    ends_sentence,
    is_headline_like,
)
from cleaners.labels import Lexicon, fold_label
from cleaners.limits import timed
from cleaners.page import Page
from cleaners.reading.people import is_name_line

_LONGEST_LABEL = 60  # characters
_LONGEST_INVITATION = 250  # characters
_LEAST_INVITED = 2  # words of the headline behind an invitation
_BEFORE_HEADLINE = " «»“”„\"'–—-|>→:"
_BRACKETS = {"[": "]", "【": "】"}
_BESIDE = 0.5  # link density of a line with a label in brackets
_COLON = re.compile(r"[:：]")
_SPACE = re.compile(" ")
_LONG_LINE = 60  # characters; longer sentences are paragraphs
_LONGEST_LINKED_TEASER = 60  # words; a linked paragraph beyond it is a story
_LONGEST_TEASER = 40  # words of a headline that stands apart from its neighbours
_SENTENCE_TEASER = 25  # words of a headline with a full stop in the middle of a run

_LEAST_RUN = 5  # lines
_LEAST_RUN_WORDS = 3  # words a line, on average
_ANNOUNCED = 2  # linked headlines below the line that announces them
_SHORTEST_HEADLINE = 20  # characters; shorter links are menus

# Facts that stand between a headline and its story.
_OWN_FACTS = LINE_FACTS | {Reason.BARE_COUNTER}
_MOST_FACTS = 6  # lines between a headline and its story
_STORY_WORDS = 12  # words of a paragraph
# What may stand within a run without being a headline.
_FILLING = frozenset(
    {
        Reason.BARE_COUNTER, Reason.VIEW_COUNTER, Reason.PUBLICATION_DATE, Reason.PLACEHOLDER,
        Reason.TAB, Reason.OUTSIDE_STORY, Reason.GALLERY_COUNTER, Reason.ADVERTISEMENT,
        Reason.PHOTO_CREDIT, Reason.COMMENTS,
    }
)  # fmt: skip
_UNCERTAIN_FILLING = frozenset({Reason.PUBLICATION_DATE, Reason.PHOTO_CREDIT})

_TEASER = Verdict(Reason.TEASER, "teaser_in_run")


class _Habits(NamedTuple):
    """How a page is written: with blank lines between paragraphs, with links known as links."""

    grouped: bool
    linked: bool


def find_label_runs(
    page: Page, verdicts: Sequence[Verdict | None], lexicon: Lexicon
) -> dict[int, Verdict]:
    """Verdicts for labels, their tabs and their teasers, by index of the block.

    `verdicts` are what other rules say of each block: such blocks are neither labels nor teasers.
    """
    found: dict[int, Verdict] = {}
    habits: _Habits | None = None
    labels = lexicon.run | page.labels if page.labels else lexicon.run
    for block in timed(page.blocks):
        if block.index in found or verdicts[block.index] is not None:
            continue
        head = inline_label(block, labels, lexicon.also)
        if head is not None:
            rule = "invitation_in_line" if head in lexicon.also else "label_in_line"
            found[block.index] = Verdict(Reason.TEASER, rule)
        elif is_invitation(block.text, lexicon.also):
            found[block.index] = Verdict(Reason.TEASER, "invitation_in_line")
        elif is_label(block.text, labels):
            habits = habits or _read_habits(page.blocks)
            found |= _read_run(page.blocks, verdicts, block.index, lexicon, habits)
    return found


def is_label(text: str, labels: frozenset[str]) -> bool:
    """Whether a line is one of the labels and nothing else."""
    return len(text) <= _LONGEST_LABEL and fold_label(text) in labels


def inline_label(block: Block, labels: frozenset[str], also: frozenset[str]) -> str | None:
    """The label of «Читайте также: …», with a headline behind it on one line; None elsewhere.

    `also` are those of `labels` that invite to another story: one of them may be a single word, and
    the headline behind it no link.
    """
    if block.text[:1] in _BRACKETS:
        label, _, rest = block.text[1:].partition(_BRACKETS[block.text[0]])
        return label if fold_label(label) in also and block.link_density >= _BESIDE else None
    if ":" not in block.text and "：" not in block.text:
        return None  # as of most blocks
    colon = _COLON.search(block.text, 0, _LONGEST_LABEL + 1)
    if colon is None:
        return None
    label, rest = fold_label(block.text[: colon.start()]), block.text[colon.end() :]
    if label not in labels or not rest.strip():
        return None
    if block.link_density >= LINKED:
        return label
    several_words = " " in label or label in also
    is_teaser = is_headline_like(rest) and count_words(rest) <= _LONGEST_TEASER
    return label if several_words and is_teaser else None


def is_invitation(text: str, also: frozenset[str]) -> bool:
    """«Lire aussi Le pont …»: an invitation and a headline on one line, nothing between.

    >>> is_invitation("Lire aussi Le pont est ouvert", frozenset({"lire aussi"}))
    True
    >>> is_invitation("Lire aussi le soir, dit-elle.", frozenset({"lire aussi"}))
    False
    """
    if text[:1].isalpha() and text[:2].casefold().replace("ё", "е") not in _first_letters(also):
        return False  # as of most lines
    first = text.partition(" ")[0]
    if len(text) > _LONGEST_INVITATION or fold_label(first) not in _first_words(also):
        return False
    for end in _SPACE.finditer(text, 0, _LONGEST_LABEL):
        rest = text[end.end() :].lstrip(_BEFORE_HEADLINE)
        if fold_label(text[: end.start()]) in also and rest and not rest[0].islower():
            return is_headline_like(text) and count_words(rest) >= _LEAST_INVITED
    return False


@lru_cache(maxsize=8)
def _first_words(labels: frozenset[str]) -> frozenset[str]:
    """The first word of each label: hardly any line begins with one, so it is compared first."""
    return frozenset(fold_label(label.partition(" ")[0]) for label in labels)


@lru_cache(maxsize=8)
def _first_letters(labels: frozenset[str]) -> frozenset[str]:
    """The first two letters of each; of one that begins with a single letter that and a space."""
    return frozenset(label[:2] for label in labels)


def _read_habits(blocks: Sequence[Block]) -> _Habits:
    """Many dumps have one line a paragraph and no blank lines at all."""
    prose = [
        block for block in blocks[1:] if len(block.text) >= _LONG_LINE and ends_sentence(block.text)
    ]
    grouped = 2 * sum(block.gap > 0 for block in prose) > len(prose) if prose else True
    return _Habits(grouped, any(block.link_chars for block in blocks))


def _read_run(
    blocks: Sequence[Block],
    verdicts: Sequence[Verdict | None],
    start: int,
    lexicon: Lexicon,
    habits: _Habits,
) -> dict[int, Verdict]:
    """The label at `start` with its run; empty where the story goes on below it."""
    run = {start: Verdict(Reason.LABEL, "label_before_run")}
    teasers = evidence = 0
    for index in range(start + 1, len(blocks)):  # no slice: a dump may be labels from end to end
        block, verdict = blocks[index], verdicts[index]
        if not block.text:
            continue
        label = fold_label(block.text) if len(block.text) <= _LONGEST_LABEL else ""
        if not habits.linked and _opens_story(blocks, verdicts, index):
            break
        if label in lexicon.tabs:
            run[block.index] = Verdict(Reason.TAB, "tab_in_run")
        elif verdict is not None and verdict.reason in _FILLING:
            run[block.index] = verdict
            evidence += verdict.reason not in _UNCERTAIN_FILLING
        elif (
            verdict is None
            and label not in lexicon.run
            and _is_teaser(block, blocks[block.index - 1], teasers, habits)
        ):
            run[block.index] = _TEASER
            teasers += 1
        else:
            break
    at_end = max(run) == len(blocks) - 1
    invites = fold_label(blocks[start].text) in lexicon.also
    return run if teasers or evidence or at_end or invites else {}


def _opens_story(blocks: Sequence[Block], verdicts: Sequence[Verdict | None], index: int) -> bool:
    """Whether a line is a headline with facts of its own and a paragraph below them.

    The tail of one page may stand directly above the next one.
    """
    below = verdicts[index + 1 : index + 1 + _MOST_FACTS]
    if not any(verdict is not None and verdict.reason in _OWN_FACTS for verdict in below):
        return False  # as of most lines
    if verdicts[index] is not None or not is_headline_like(blocks[index].text):
        return False
    facts = 0
    for place in range(index + 1, min(len(blocks), index + 1 + _MOST_FACTS)):
        verdict, text = verdicts[place], blocks[place].text
        if verdict is not None and verdict.reason in _OWN_FACTS:
            facts += 1
        elif not is_name_line(text):
            return bool(facts) and verdict is None and _is_paragraph(text)
    return False


def _is_paragraph(text: str) -> bool:
    """A sentence that is too long for most headlines, or a line that is for nearly all."""
    words = count_words(text)
    return words >= LONG_LINE_WORDS or (ends_sentence(text) and words >= _STORY_WORDS)


def _is_teaser(block: Block, above: Block, teasers: int, habits: _Habits) -> bool:
    """Whether a block goes on with a run that has `teasers` headlines so far."""
    text = block.text
    if habits.linked:
        return block.link_density >= LINKED and count_words(text) <= _LONGEST_LINKED_TEASER
    if block.kind is Kind.HEADING:
        return False
    if habits.grouped and teasers and block.gap == 0:
        return not ends_sentence(text) or count_words(text) <= _SENTENCE_TEASER
    # A group of teasers without blank lines between them ends at the first one.
    group_ended = habits.grouped and teasers > 1 and above.gap == 0
    return not group_ended and is_headline_like(text) and count_words(text) <= _LONGEST_TEASER


def find_headline_runs(
    blocks: Sequence[Block], verdicts: Sequence[Verdict | None]
) -> dict[int, Verdict]:
    """Five and more headlines in a row, not introduced as a list: a menu of stories."""
    found: dict[int, Verdict] = {}
    group: list[Block] = []
    # Where no line stands directly below another one, blank lines part nothing.
    parting = any(block.gap == 0 for block in blocks[1:])
    for block in (*blocks, None):
        if (
            block is not None
            and verdicts[block.index] is None
            and _continues(group, block, parting=parting)
        ):
            group.append(block)
            continue
        if len(group) >= _LEAST_RUN and _is_headline_run(group, blocks):
            found |= dict.fromkeys(
                (member.index for member in group), Verdict(Reason.HEADLINE_RUN, "headline_run")
            )
        group = [block] if block is not None and verdicts[block.index] is None else []
    return found


def _continues(group: list[Block], block: Block, *, parting: bool) -> bool:
    if not group:
        return True
    if not block.kind is group[-1].kind is Kind.PARAGRAPH:
        return False
    return block.gap == 0 if parting else is_headline_like(group[-1].text)


def _is_headline_run(group: list[Block], blocks: Sequence[Block]) -> bool:
    if not all(is_headline_like(block.text) for block in group):
        return False
    first = group[0].index
    introduced = first > 0 and blocks[first - 1].text.endswith(":")
    words = sum(count_words(block.text) for block in group)
    return not introduced and words >= _LEAST_RUN_WORDS * len(group)


def announced_headline(blocks: Sequence[Block], index: int) -> str:
    """The first of two linked headlines below a line that is no link; "" for any other line."""
    line = blocks[index]
    below = blocks[index + 1 : index + 1 + _ANNOUNCED]
    if len(below) < _ANNOUNCED or not line.text or len(line.text) > _LONGEST_LABEL:
        return ""
    if line.link_density >= LINKED or not is_headline_like(line.text):
        return ""
    return below[0].text if all(map(_is_linked_headline, below)) else ""


def _is_linked_headline(block: Block) -> bool:
    long_enough = len(block.text) >= _SHORTEST_HEADLINE
    return long_enough and block.link_density >= LINKED and is_headline_like(block.text)
