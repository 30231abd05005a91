"""The order of judgement: zones and rules first, then the profile's body or a classifier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from cleaners.block import Block
from cleaners.decision import KEEPING, Decision, Judgement, Reason
from cleaners.judge.block_rules import Verdict, judge_by_text
from cleaners.judge.consent import find_consent_dialogs
from cleaners.judge.copies import find_copies, without
from cleaners.judge.keep import keep_named
from cleaners.judge.label_runs import find_label_runs
from cleaners.judge.prose import is_running_text
from cleaners.judge.stories import (
    Classified,
    Judged,
    Lines,
    judge_stories,
    page_part,
    tell_first,
)
from cleaners.labels import Lexicon
from cleaners.limits import check_time, timed
from cleaners.page import Page, Template, headline_forms
from cleaners.reading.fold import mask_text

if TYPE_CHECKING:
    from cleaners.judge.classifier import SecondOpinion
    from cleaners.judge.model import LineModel, MarkupModel

Verdicts = list[Verdict | None]

_LINKED_LINE = 0.9  # link density of a line that is a link and nothing else
_LEAST_SENTENCE = 5  # words of a sentence that may be the only one of a story
_LEAST_CONFIDENCE = 0.2  # below it the page has no story: see the table in docs/extractor.md
_COPY = Verdict(Reason.COPY, "copy_of_story")
_UNJUDGED = Verdict(Reason.OUTSIDE_STORY, "unjudged")


class Models(NamedTuple):
    """What the classifiers have learned, None for what ships with them."""

    markup: MarkupModel | None = None
    lines: LineModel | None = None


def judge(
    page: Page,
    lexicon: Lexicon,
    models: Models | None = None,
    second_opinion: SecondOpinion | None = None,
) -> Judgement:
    """One decision per block, in page order.

    `models` replace those that ship with the library, to measure others; `second_opinion` is
    called where the classifier of pages is not sure.
    """
    judged, stories = _judge_whole(page, lexicon, models, second_opinion)
    return tell_first(page, stories) if stories else judged


def judge_each(
    page: Page, lexicon: Lexicon, models: Models | None = None
) -> list[tuple[Page, Judgement]]:
    """Every story of a dump: the page that its lines are, and the judgement about that."""
    judged, stories = _judge_whole(page, lexicon, models, None)
    parts = [(page_part(page, *lines), part) for lines, part in stories.items()]
    return [part for part in parts if has_story(part[1])] or [(page, judged)]


def _judge_whole(
    page: Page, lexicon: Lexicon, models: Models | None, second_opinion: SecondOpinion | None
) -> tuple[Judgement, dict[Lines, Judgement]]:
    """The judgement about all blocks, and that about each story of a dump of several."""
    models = models or Models()
    judge_alone = partial(judge_part, lexicon=lexicon, models=models, second_opinion=second_opinion)
    judged, find_begins = judge_alone(page)
    begins = find_begins()
    if not begins:
        return judged, {}
    # Imported here, since it needs numpy, and pages of known sites don't.
    from cleaners.judge.model import load_line_model

    model = models.lines or load_line_model()
    return judged, judge_stories(page, judged, begins, judge_alone, model)


def has_story(judgement: Judgement) -> bool:
    """Whether any block is kept."""
    return any(decision.kept for decision in judgement.decisions)


def judge_part(
    page: Page,
    lexicon: Lexicon,
    models: Models,
    second_opinion: SecondOpinion | None = None,
) -> Judged:
    """The judgement about a page or a part of a dump, whatever other stories it holds."""
    aside = _set_aside(page, lexicon)
    bare = without(page, aside.keys()) if aside else page
    judged, find_begins = _judge_blocks(bare, lexicon, models, second_opinion)
    decisions = _put_back(page, judged.decisions, aside) if aside else judged.decisions
    left = [block.index for block in page.blocks if block.index not in aside]
    return (
        replace(judged, decisions=tuple(keep_named(page, decisions))),
        lambda: {left[line]: begin for line, begin in find_begins().items()},
    )


def _set_aside(page: Page, lexicon: Lexicon) -> dict[int, Verdict]:
    """Verdicts for what must not confuse the judge of the rest: copies, and dialogs."""
    dialogs = find_consent_dialogs(page, page.outline, lexicon) if page.outline else {}
    return dict.fromkeys(find_copies(page), _COPY) | dialogs


def _put_back(
    page: Page, decisions: Sequence[Decision], aside: Mapping[int, Verdict]
) -> Iterator[Decision]:
    """The decisions about all blocks, from those about the page without what was set aside."""
    judged = iter(decisions)
    for block in page.blocks:
        verdict = aside.get(block.index)
        yield Decision(block, *verdict) if verdict else replace(next(judged), block=block)


def _judge_blocks(
    page: Page, lexicon: Lexicon, models: Models, second_opinion: SecondOpinion | None
) -> Judged:
    verdicts = judge_by_rules(page, lexicon)
    classified: Classified | None = None
    if page.story_zone:
        _judge_story_zone(page, verdicts)
    elif page.blocks:
        classified = _classify(page, verdicts, lexicon, models, second_opinion)
        _reject_doubtful(page, verdicts, classified.confidence)
    check_time()
    if page.template is not None:
        _judge_template(page, page.template, verdicts)
    final = [verdict or _UNJUDGED for verdict in verdicts]
    decisions = tuple(
        Decision(block, verdict.reason, verdict.rule)
        for block, verdict in zip(page.blocks, final, strict=True)
    )
    if classified is None:
        return Judgement(decisions), dict
    confidence, find_begins, headline = classified
    return Judgement(decisions, confidence, headline_probability=headline), find_begins


def judge_by_rules(page: Page, lexicon: Lexicon) -> Verdicts:
    """What certain zones, the rules for single blocks and labels say; None for all other blocks."""
    verdicts = _judge_zones(page)
    for block in timed(_open(page, verdicts)):
        if block.text:
            verdicts[block.index] = judge_by_text(block, lexicon)
    for index, verdict in find_label_runs(page, verdicts, lexicon).items():
        verdicts[index] = verdict
    return verdicts


def is_linked_line(block: Block) -> bool:
    """Whether a line is a link and nothing else."""
    return block.link_density >= _LINKED_LINE


def _classify(
    page: Page,
    verdicts: Verdicts,
    lexicon: Lexicon,
    models: Models,
    second_opinion: SecondOpinion | None,
) -> Classified:
    """Fill in every verdict by a classifier."""
    # Imported here, since they need numpy, and pages of known sites don't.
    if page.outline is not None:
        from cleaners.judge.markup_judge import judge_markup

        return Classified(judge_markup(page, verdicts, lexicon, models.markup, second_opinion))
    from cleaners.judge.line_judge import judge_lines

    return judge_lines(page, verdicts, models.lines)


def _reject_doubtful(page: Page, verdicts: Verdicts, confidence: float) -> None:
    """Slogans and menus alone are no story, nor is what probably is none."""
    has_prose = any(
        verdict is not None
        and verdict.reason in KEEPING
        and is_running_text(block.text, _LEAST_SENTENCE)
        for block, verdict in zip(page.blocks, verdicts, strict=True)
    )
    if has_prose and confidence >= _LEAST_CONFIDENCE:
        return
    rule = "no_story_on_page" if has_prose else "no_prose"
    for index, verdict in enumerate(verdicts):
        if verdict is not None and verdict.reason in KEEPING:
            verdicts[index] = Verdict(Reason.OUTSIDE_STORY, rule)


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


def _judge_story_zone(page: Page, verdicts: Verdicts) -> None:
    """What no rule removed within the profile's body is story, but for the headline itself."""
    headlines = headline_forms(page)
    longest = max(map(len, headlines), default=0)
    for block in _open(page, verdicts):
        if len(block.text) <= longest and block.text.casefold() in headlines:
            verdicts[block.index] = Verdict(Reason.HEADLINE, "headline_on_page")
            continue
        verdicts[block.index] = Verdict(Reason.BODY_SELECTOR, page.zones[block.zone].rule)


def _judge_template(page: Page, template: Template, verdicts: Verdicts) -> None:
    """Remove what was kept of the lines that a profile knows from page to page.

    What has another reason keeps it. Ends and linked lines are known of the profile's body:
    without it they say nothing.
    """
    ended: Verdict | None = None
    for block in page.blocks:
        verdict = verdicts[block.index]
        if verdict is None or verdict.reason not in KEEPING:
            continue
        if ended is None and block.text:
            masked = mask_text(block.text)
            if page.story_zone and masked in template.ends:
                ended = Verdict(Reason.OUTSIDE_STORY, f"story.ends: {masked}")
            elif masked in template.repeated:
                reason, rule = template.repeated[masked]
                verdict = Verdict(reason, rule)
            elif page.story_zone and is_linked_line(block) and not template.linked_lines:
                verdict = Verdict(Reason.LINK_DENSE, "story.linked_lines")
        verdicts[block.index] = ended or verdict
