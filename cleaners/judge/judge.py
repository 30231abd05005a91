"""The order of judgement: alone, with the neighbours, with the place on the page."""

from __future__ import annotations

from cleaners.block import Block, Kind
from cleaners.decision import KEEPING, Decision, Reason
from cleaners.judge.alone import Verdict, judge_alone
from cleaners.judge.closing import judge_closing
from cleaners.judge.generic import judge_generic
from cleaners.judge.opening import judge_opening
from cleaners.judge.runs import find_headline_runs, find_label_runs
from cleaners.judge.span import find_span
from cleaners.labels import Lexicon
from cleaners.page import Page

Verdicts = list[Verdict | None]
_UNJUDGED = Verdict(Reason.OUTSIDE_STORY, "unjudged")


def judge(page: Page, lexicon: Lexicon) -> tuple[Decision, ...]:
    """One decision a block, in page order."""
    verdicts = _judge_zones(page)
    _judge_each(page, verdicts, lexicon)
    for index, verdict in find_label_runs(page, verdicts, lexicon).items():
        verdicts[index] = verdict
    if page.story_zone:
        _judge_story_zone(page, verdicts)
    elif page.opinion is not None:
        judge_generic(page, verdicts)
    else:
        _judge_span(page, verdicts)
    return tuple(
        Decision(block, *(verdict or _UNJUDGED))
        for block, verdict in zip(page.blocks, verdicts, strict=True)
    )


def _judge_zones(page: Page) -> Verdicts:
    """What certain zones say; the profile's body leaves its blocks to the rules."""
    ruled = [
        Verdict(zone.reason, zone.rule) if zone.certain and zone.reason not in KEEPING else None
        for zone in page.zones
    ]
    outside = Verdict(Reason.OUTSIDE_STORY, "outside story.body") if page.story_zone else None
    ruled.append(outside)  # found at index `NO_ZONE`, which is -1
    return [ruled[block.zone] for block in page.blocks]


def _open(page: Page, verdicts: Verdicts) -> list[Block]:
    """The blocks that nobody has judged yet."""
    return [block for block in page.blocks if verdicts[block.index] is None]


def _judge_each(page: Page, verdicts: Verdicts, lexicon: Lexicon) -> None:
    for block in _open(page, verdicts):
        if block.text:
            verdicts[block.index] = judge_alone(block, lexicon)


def _judge_story_zone(page: Page, verdicts: Verdicts) -> None:
    """What no rule removed within the profile's body is story."""
    for block in _open(page, verdicts):
        verdicts[block.index] = Verdict(Reason.BODY_SELECTOR, page.zones[block.zone].rule)


def _judge_span(page: Page, verdicts: Verdicts) -> None:
    """Without markup the lines themselves tell where the story begins and ends."""
    blocks = page.blocks
    for index, verdict in find_headline_runs(blocks, verdicts).items():
        verdicts[index] = verdict
    span = find_span(blocks, verdicts)
    if span is None:
        for block in _open(page, verdicts):
            verdicts[block.index] = Verdict(Reason.OUTSIDE_STORY, "no_prose")
        return
    opening, begin = judge_opening(blocks, verdicts, span[0])
    for index, verdict in (opening | judge_closing(blocks, verdicts, span[1])).items():
        verdicts[index] = verdict
    for block in blocks[begin : span[1] + 1]:
        if verdicts[block.index] is None:
            listed = block.kind in (Kind.LIST_ITEM, Kind.TABLE)
            reason = Reason.STORY_LIST if listed else Reason.STORY_TEXT
            verdicts[block.index] = Verdict(reason, "within_story")
