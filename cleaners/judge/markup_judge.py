"""HTML of a site without a profile: the classifier decides, rules and names say why."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaners.block import Block
from cleaners.decision import LINE_FACTS, Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.cards import (
    find_cards_below_labels,
    find_next_stories,
)
from cleaners.judge.certain import is_certain
from cleaners.judge.classifier import SecondOpinion, classify_page
from cleaners.judge.model import MarkupModel, load_markup_model
from cleaners.judge.neighbourhood import (
    keep_headings,
    keep_live_entries,
    keep_paragraphs_between,
    keep_quotes,
    keep_speakers,
    keep_whole_lists,
)
from cleaners.judge.picture_rules import PLACED, judge_pictures
from cleaners.judge.prose import LINKED, is_running_text
from cleaners.judge.reader_comments import find_comments
from cleaners.judge.section_pages import doubt_section_page
from cleaners.judge.unruled import as_boilerplate, as_story, ends_of
from cleaners.labels import Lexicon, fold_label
from cleaners.page import Outline, Page, headline_forms
from cleaners.reading.people import is_name_line

_LABEL_OF_RUN, _IN_RUN = "label_before_run", frozenset({"teaser_in_run", "tab_in_run"})
_LONGEST_FACT = 100  # characters of a byline, a date, a counter


def judge_markup(
    page: Page,
    verdicts: list[Verdict | None],
    lexicon: Lexicon,
    model: MarkupModel | None = None,
    second_opinion: SecondOpinion | None = None,
) -> float:
    """Fill in every verdict of a page with an outline; the expected F1 of the result, 0…1.

    `verdicts` are what the rules say, and are changed in place; `model` is the one that ships if
    None; `second_opinion` is called where the classifier is not sure. Raises `ValueError` for a
    page without an outline.
    """
    classified = classify_page(page, verdicts, model or load_markup_model(), second_opinion)
    kept = classified.kept.tolist()
    doubt = doubt_section_page(page, page.outline or Outline(), verdicts, kept)
    fill_in_verdicts(page, verdicts, lexicon, kept)
    return classified.confidence * doubt


def fill_in_verdicts(
    page: Page, verdicts: list[Verdict | None], lexicon: Lexicon, kept: list[bool]
) -> None:
    """Fill in every verdict, from what the rules say and from what the classifier would keep.

    Both lists are changed in place.
    """
    _mend(page, page.outline or Outline(), verdicts, lexicon, kept)
    story = [block.index for block in page.blocks if kept[block.index] and block.text]
    ends = ends_of(story, len(kept))
    headlines = headline_forms(page)
    for block in page.blocks:
        if block.text and block.kind not in PLACED:
            verdicts[block.index] = _judge_block(
                page, block, verdicts[block.index], headlines, kept=kept[block.index]
            ) or as_boilerplate(block, ends, above="above_story", below="below_story")
    judge_pictures(page, verdicts)
    _read_counters(page, verdicts)


def _mend(
    page: Page,
    outline: Outline,
    verdicts: list[Verdict | None],
    lexicon: Lexicon,
    kept: list[bool],
) -> None:
    """Put right what the classifier, which judges block by block, tears apart or mixes up."""
    keep_whole_lists(page, outline, verdicts, kept)
    keep_speakers(page, outline, verdicts, kept)
    keep_paragraphs_between(page, outline, verdicts, kept)
    keep_quotes(page, verdicts, kept)
    keep_headings(page, outline, verdicts, kept)
    keep_live_entries(page, outline, verdicts, kept)
    foreign = find_next_stories(page, outline, verdicts, kept)
    foreign |= find_cards_below_labels(page, outline, verdicts, lexicon)
    foreign |= find_comments(page, outline, kept)
    for index, verdict in foreign.items():
        verdicts[index], kept[index] = verdict, False
    _drop_labels(page, verdicts, kept)
    _drop_facts_above(page, verdicts, kept)
    _drop_facts_below(page, lexicon, kept)


def _drop_labels(page: Page, verdicts: Sequence[Verdict | None], kept: list[bool]) -> None:
    """The label of a run of which nothing is kept goes with it."""
    for block, below in pairwise(block for block in page.blocks if block.text):
        label, first = verdicts[block.index], verdicts[below.index]
        is_label = label is not None and label.rule == _LABEL_OF_RUN
        if is_label and first is not None and first.rule in _IN_RUN and not kept[below.index]:
            kept[block.index] = False


def _drop_facts_above(page: Page, verdicts: Sequence[Verdict | None], kept: list[bool]) -> None:
    """A date, a byline, a counter, a headline above the first running text is not of the story."""
    for block in page.blocks:
        verdict = verdicts[block.index]
        if not kept[block.index]:
            continue
        is_text = is_running_text(block.text)
        is_headline = block.level == 1 and not is_text
        if is_headline or (verdict is not None and verdict.reason in LINE_FACTS):
            kept[block.index] = False
        elif is_text:
            return


def _drop_facts_below(page: Page, lexicon: Lexicon, kept: list[bool]) -> None:
    """A row of facts below the last running text, «Posted» and «by» beside a name, is no story."""
    row: list[int] = []
    has_label = False
    for block in reversed(page.blocks):
        if not kept[block.index] or not block.text:
            continue
        label = fold_label(block.text)
        is_label = label in lexicon.published or f"{label} " in lexicon.byline
        if not is_label and not is_name_line(block.text):
            break
        has_label = has_label or is_label
        row.append(block.index)
    for index in row if has_label else ():
        kept[index] = False


def _judge_block(
    page: Page, block: Block, verdict: Verdict | None, headlines: frozenset[str], *, kept: bool
) -> Verdict | None:
    zone = page.zones[block.zone] if block.zone >= 0 else None
    said = zone is not None and verdict is not None and zone.reason is verdict.reason
    named = zone is not None and (zone.certain or said)  # by its name, and by its text as well
    if verdict is not None and (is_certain(verdict) or named or not kept):
        return verdict
    if block.text.casefold() in headlines or (block.level == 1 and not kept):
        return Verdict(Reason.HEADLINE, "headline_on_page")
    if kept:
        return as_story(block)
    if zone is not None and (zone.reason not in LINE_FACTS or _is_fact(block, zone.reason)):
        return Verdict(zone.reason, zone.rule)
    if block.link_density >= LINKED:
        return Verdict(Reason.LINK_DENSE, "link_dense")
    return None


def _is_fact(block: Block, reason: Reason) -> bool:
    if len(block.text) > _LONGEST_FACT:
        return False
    if reason is Reason.BYLINE:
        return is_name_line(block.text)
    return any(character.isdigit() for character in block.text)


def _read_counters(page: Page, verdicts: list[Verdict | None]) -> None:
    """A bare number in a part named after readers counts them."""
    for block in page.blocks:
        verdict = verdicts[block.index]
        if verdict and verdict.reason is Reason.BARE_COUNTER and block.zone >= 0:
            zone = page.zones[block.zone]
            if zone.reason is Reason.VIEW_COUNTER:
                verdicts[block.index] = Verdict(zone.reason, zone.rule)
