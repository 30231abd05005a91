"""A dump without markup: the classifier decides, rules and positions say why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.classifier import classify_lines
from cleaners.judge.features.block_text import Floats
from cleaners.judge.features.first_pass import is_hidden
from cleaners.judge.label_runs import find_headline_runs
from cleaners.judge.line_opening import judge_opening
from cleaners.judge.model import LineModel, load_line_model
from cleaners.judge.prose import introduces, is_running_text
from cleaners.page import Page
from cleaners.reading.people import is_name_line

# What such rules see may be story all the same; all others are certain.
_UNCERTAIN = frozenset({"headline_run", "label_in_line", "byline"})
_SIGNATURE_WITHIN = 3  # lines below the story
_LEAST_SENTENCE = 3  # words of the sentence that a story begins with
_BETWEEN = 0.3  # probability of a line between two lines of story, such as a subheading
_LEAST_ITEMS = 2
_ITEM_ENDS = (";", ",")

_STORY = Verdict(Reason.STORY_TEXT, "classifier")
_LISTED = Verdict(Reason.STORY_LIST, "classifier")


def judge_lines(
    page: Page, verdicts: list[Verdict | None], model: LineModel | None = None
) -> float:
    """Fill in every verdict of a dump; the expected F1 of the result, 0…1.

    `verdicts` are what the rules say, and are changed in place; `model` is the one that ships if
    None.
    """
    blocks = page.blocks
    for index, verdict in find_headline_runs(blocks, verdicts).items():
        verdicts[index] = verdict
    seen = [block for block in blocks if not is_hidden(verdicts[block.index])]
    classified = classify_lines(seen, verdicts, model or load_line_model())
    keeping = add_neighbours(seen, verdicts, classified.probability, classified.kept.tolist())
    kept = [
        block.index
        for block, here in zip(seen, keeping, strict=True)
        if here and not _is_certain(verdicts[block.index])
    ]
    begin = next(
        (index for index in kept if is_running_text(blocks[index].text, _LEAST_SENTENCE)),
        len(blocks),
    )
    opening = judge_opening(blocks, verdicts, begin)
    headline = next((i for i, v in opening.items() if v.reason is Reason.HEADLINE), -1)
    kept = [index for index in kept if index > headline and index not in opening]
    for index, verdict in opening.items():
        verdicts[index] = verdict
    for index in kept:
        listed = blocks[index].kind in (Kind.LIST_ITEM, Kind.TABLE)
        verdicts[index] = _LISTED if listed else _STORY
    first, last = (kept[0], kept[-1]) if kept else (len(blocks), -1)
    for block in blocks:
        if verdicts[block.index] is None:
            verdicts[block.index] = _explain(block, first, last)
    return classified.confidence


def _is_certain(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.rule not in _UNCERTAIN


def _explain(block: Block, begin: int, end: int) -> Verdict:
    """Why a line goes that only the classifier speaks against."""
    if block.index < begin:
        return Verdict(Reason.OUTSIDE_STORY, "line_above_story")
    if block.index <= end:
        return Verdict(Reason.UNLIKE_STORY, "classifier")
    if block.index <= end + _SIGNATURE_WITHIN and is_name_line(block.text):
        return Verdict(Reason.BYLINE, "signature_behind_story")
    return Verdict(Reason.OUTSIDE_STORY, "line_behind_story")


def add_neighbours(
    blocks: Sequence[Block],
    verdicts: Sequence[Verdict | None],
    probability: Floats,
    kept: Sequence[bool],
) -> list[bool]:
    """What to keep of these lines: `kept`, lines between such, and lists that belong to them.

    `probability` is that of each line to be story. Rules are not overruled.
    """
    found = list(kept)
    for at in range(1, len(blocks) - 1):
        unruled = verdicts[blocks[at].index] is None
        if unruled and probability[at] >= _BETWEEN and found[at - 1] and kept[at + 1]:
            found[at] = True
    for start, end in _sentence_lists(blocks):
        if found[start] or (start and found[start - 1]):
            for at in range(start, end):
                found[at] = found[at] or verdicts[blocks[at].index] is None
    return found


def _sentence_lists(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Lists that are one sentence: a line ending in a colon, lines ending in «;», the last one.

    Each from the line that introduces it to behind the last item.
    """
    for start, block in enumerate(blocks):
        if introduces(block.text):
            end = start + 1
            while end < len(blocks) and blocks[end].text.endswith(_ITEM_ENDS):
                end += 1
            if end - start > _LEAST_ITEMS - 1 and end < len(blocks):
                yield start, end + 1
