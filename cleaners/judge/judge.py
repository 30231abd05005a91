"""The order of judgement: alone, with the neighbours, with the place on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from cleaners.block import Block
from cleaners.decision import KEEPING, Decision, Judgement, Reason
from cleaners.judge.alone import Verdict, judge_alone
from cleaners.judge.copies import find_copies, without
from cleaners.judge.runs import find_label_runs
from cleaners.judge.template import judge_template
from cleaners.labels import Lexicon
from cleaners.page import Page, headline_forms

if TYPE_CHECKING:
    from cleaners.judge.classifier import Ask
    from cleaners.judge.lines.model import LineModel
    from cleaners.judge.model import Model

Verdicts = list[Verdict | None]
_UNJUDGED = Verdict(Reason.OUTSIDE_STORY, "unjudged")


class Models(NamedTuple):
    """What the classifiers have learned, None for what ships with them."""

    markup: Model | None = None
    lines: LineModel | None = None


def judge(
    page: Page, lexicon: Lexicon, models: Models | None = None, ask: Ask | None = None
) -> Judgement:
    """One decision a block, in page order.

    `models` are for those who measure some; `ask` gets the classifier of markup a second opinion
    where it is not sure.
    """
    models = models or Models()
    copies = find_copies(page)
    if not copies:
        return _judge_blocks(page, lexicon, models, ask)
    judged = _judge_blocks(without(page, copies), lexicon, models, ask)
    return Judgement(tuple(_put_back(page, judged.decisions, copies)), judged.confidence)


def has_story(judgement: Judgement) -> bool:
    """Whether any block is kept."""
    return any(decision.kept for decision in judgement.decisions)


def _put_back(
    page: Page, decisions: Sequence[Decision], copies: frozenset[int]
) -> Iterator[Decision]:
    """The decisions about all blocks, from those about the page without its copies."""
    judged = iter(decisions)
    for block in page.blocks:
        if block.index in copies:
            yield Decision(block, Reason.COPY, "copy_of_story")
        else:
            yield replace(next(judged), block=block)


def _judge_blocks(page: Page, lexicon: Lexicon, models: Models, ask: Ask | None) -> Judgement:
    verdicts = judge_by_rules(page, lexicon)
    confidence = None
    if page.story_zone:
        _judge_story_zone(page, verdicts)
    elif page.blocks:
        confidence = _judge_unknown(page, verdicts, models, ask)
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


def _judge_unknown(page: Page, verdicts: Verdicts, models: Models, ask: Ask | None) -> float:
    """The classifiers; they are imported here, since they need numpy, and known sites don't."""
    if page.outline is not None:
        from cleaners.judge.generic import judge_generic

        return judge_generic(page, verdicts, models.markup, ask)
    from cleaners.judge.lines.judge import judge_lines

    return judge_lines(page, verdicts, models.lines)


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
