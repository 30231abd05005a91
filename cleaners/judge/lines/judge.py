"""A dump without markup: the classifier decides, rules and places say why."""

from __future__ import annotations

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.judge.alone import Verdict
from cleaners.judge.generic import take_back
from cleaners.judge.lines.classifier import believe_lines
from cleaners.judge.lines.lists import add_neighbours
from cleaners.judge.lines.measure import is_hidden
from cleaners.judge.lines.model import LineModel, load_line_model
from cleaners.judge.measures import reads_on
from cleaners.judge.opening import judge_opening
from cleaners.judge.runs import find_headline_runs
from cleaners.page import Page
from cleaners.reading.people import is_name_line

# What such rules see may be story all the same; all others are certain.
_UNCERTAIN = frozenset({"headline_run", "label_in_line", "byline"})
_SIGNATURE_WITHIN = 3  # lines below the story

_STORY = Verdict(Reason.STORY_TEXT, "classifier")
_LISTED = Verdict(Reason.STORY_LIST, "classifier")


def judge_lines(
    page: Page, verdicts: list[Verdict | None], model: LineModel | None = None
) -> float:
    """Fill in every verdict; the confidence (0…1) says how good the judgement probably is."""
    blocks = page.blocks
    for index, verdict in find_headline_runs(blocks, verdicts).items():
        verdicts[index] = verdict
    seen = [block for block in blocks if not is_hidden(verdicts[block.index])]
    belief = believe_lines(seen, verdicts, model or load_line_model())
    keeping = add_neighbours(seen, verdicts, belief.story, belief.kept.tolist())
    believed = [block.index for block, here in zip(seen, keeping, strict=True) if here]
    kept = [index for index in believed if not _is_certain(verdicts[index])]
    begin = next((index for index in kept if reads_on(blocks[index].text)), len(blocks))
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
    take_back(page, verdicts, belief.confidence)
    return belief.confidence


def _is_certain(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.rule not in _UNCERTAIN


def _explain(block: Block, begin: int, end: int) -> Verdict:
    """What to say of a line that only the classifier speaks against."""
    if block.index < begin:
        return Verdict(Reason.OUTSIDE_STORY, "line_above_story")
    if block.index <= end:
        return Verdict(Reason.UNLIKE_STORY, "classifier")
    if block.index <= end + _SIGNATURE_WITHIN and is_name_line(block.text):
        return Verdict(Reason.BYLINE, "signature_behind_story")
    return Verdict(Reason.OUTSIDE_STORY, "line_behind_story")
