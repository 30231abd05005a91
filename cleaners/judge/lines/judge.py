"""A dump without markup: the classifier decides, rules and places say why."""

from __future__ import annotations

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.judge.alone import Verdict
from cleaners.judge.generic import take_back
from cleaners.judge.lines.classifier import believe_lines
from cleaners.judge.lines.model import LineModel, load_line_model
from cleaners.judge.opening import judge_opening
from cleaners.judge.runs import find_headline_runs
from cleaners.page import Page
from cleaners.reading.people import is_name_line

# What these rules see is never story, whatever stands around it.
_CERTAIN = frozenset({Reason.PLACEHOLDER, Reason.PHOTO_CREDIT, Reason.GALLERY_COUNTER})
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
    belief = believe_lines(page, verdicts, model or load_line_model())
    kept = [
        block.index
        for block, here in zip(blocks, belief.kept.tolist(), strict=True)
        if here and not _is_certain(verdicts[block.index])
    ]
    begin, end = (kept[0], kept[-1]) if kept else (len(blocks), -1)
    opening = judge_opening(blocks, verdicts, begin) if kept else {}
    for index in kept:
        listed = blocks[index].kind in (Kind.LIST_ITEM, Kind.TABLE)
        verdicts[index] = _LISTED if listed else _STORY
    for index, verdict in opening.items():
        verdicts[index] = verdict
    for block in blocks:
        if verdicts[block.index] is None:
            verdicts[block.index] = _explain(block, begin, end)
    take_back(page, verdicts, belief.confidence)
    return belief.confidence


def _is_certain(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.reason in _CERTAIN


def _explain(block: Block, begin: int, end: int) -> Verdict:
    """What to say of a line that only the classifier speaks against."""
    if block.index < begin:
        return Verdict(Reason.OUTSIDE_STORY, "line_above_story")
    if block.index <= end:
        return Verdict(Reason.UNLIKE_STORY, "classifier")
    if block.index <= end + _SIGNATURE_WITHIN and is_name_line(block.text):
        return Verdict(Reason.BYLINE, "signature_behind_story")
    return Verdict(Reason.OUTSIDE_STORY, "line_behind_story")
