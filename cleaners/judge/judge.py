"""The order of judgement: alone, with the neighbours, with the place on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.block import Block, Kind
from cleaners.decision import KEEPING, Decision, Judgement, Reason
from cleaners.judge.alone import Verdict, judge_alone
from cleaners.judge.closing import judge_closing
from cleaners.judge.opening import judge_opening
from cleaners.judge.runs import find_headline_runs, find_label_runs
from cleaners.judge.span import find_span
from cleaners.judge.template import judge_template
from cleaners.labels import Lexicon
from cleaners.page import Page

if TYPE_CHECKING:
    from cleaners.judge.classifier import Ask
    from cleaners.judge.model import Model

Verdicts = list[Verdict | None]
_UNJUDGED = Verdict(Reason.OUTSIDE_STORY, "unjudged")


def judge(
    page: Page, lexicon: Lexicon, model: Model | None = None, ask: Ask | None = None
) -> Judgement:
    """One decision a block, in page order.

    `model` is the classifier's, None for its own; `ask` gets it a second opinion where it is
    not sure.
    """
    verdicts = judge_by_rules(page, lexicon)
    confidence = None
    if page.story_zone:
        _judge_story_zone(page, verdicts)
    elif page.outline is not None and page.blocks:
        # Imported here: it needs numpy, which known sites and dumps do without.
        from cleaners.judge.generic import judge_generic

        confidence = judge_generic(page, verdicts, model, ask)
    else:
        _judge_span(page, verdicts)
    if page.template is not None:
        judge_template(page, page.template, verdicts)
    decisions = tuple(
        Decision(block, *(verdict or _UNJUDGED))
        for block, verdict in zip(page.blocks, verdicts, strict=True)
    )
    return Judgement(decisions, confidence)


def judge_by_rules(page: Page, lexicon: Lexicon) -> Verdicts:
    """What certain zones, the rules for single blocks and labels say; None for all other blocks."""
    verdicts = _judge_zones(page)
    _judge_each(page, verdicts, lexicon)
    for index, verdict in find_label_runs(page, verdicts, lexicon).items():
        verdicts[index] = verdict
    return verdicts


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
    """What no rule removed within the profile's body is story, but for the headline itself."""
    headlines = headline_forms(page)
    for block in _open(page, verdicts):
        if block.text.casefold() in headlines:
            verdicts[block.index] = Verdict(Reason.HEADLINE, "headline_on_page")
            continue
        verdicts[block.index] = Verdict(Reason.BODY_SELECTOR, page.zones[block.zone].rule)


def headline_forms(page: Page) -> frozenset[str]:
    """The headline in the forms in which profile and head have it."""
    texts = (page.found.headline, page.head.headline)
    return frozenset(text.casefold() for text in texts if text)


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
