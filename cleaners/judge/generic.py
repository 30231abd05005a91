"""HTML of a site without a profile: second opinion, vocabulary and neighbours."""

from __future__ import annotations

from itertools import pairwise

from cleaners.block import Block, Kind
from cleaners.decision import KEEPING, Reason
from cleaners.judge.alone import Verdict
from cleaners.judge.measures import LINKED, LONG_LINE_WORDS, count_words, ends_sentence
from cleaners.page import Page
from cleaners.reading.people import is_name_line
from cleaners.shingles import shared

_SECONDED = 0.6  # share of a block's shingles that stand in the other text
_STORY_SHARE = 0.3  # of the seconded characters; a part with more holds the story
_LONGEST_FACT = 100  # characters of a byline, a date, a counter
_FACTS = frozenset({Reason.BYLINE, Reason.PUBLICATION_DATE, Reason.VIEW_COUNTER})
_LEAST_SENTENCE = 5  # words
_WIDEST_GAP = 12  # blocks between two seconded ones


def judge_generic(page: Page, verdicts: list[Verdict | None]) -> None:
    """Fill the verdicts that are still open."""
    seconded = _find_seconded(page)
    void = _story_zones(page, seconded)
    headlines = _headlines(page)
    for block in page.blocks:
        if verdicts[block.index] is None:
            verdicts[block.index] = _judge_block(page, block, seconded, void, headlines)
    _read_counters(page, verdicts)
    _keep_between(page, verdicts)
    if not any(_is_prose(page.blocks[i], verdict) for i, verdict in enumerate(verdicts)):
        _take_back(verdicts)


def _read_counters(page: Page, verdicts: list[Verdict | None]) -> None:
    """A bare number in a part named after readers counts them."""
    for block in page.blocks:
        verdict = verdicts[block.index]
        if verdict and verdict.reason is Reason.BARE_COUNTER and block.zone >= 0:
            zone = page.zones[block.zone]
            if zone.reason is Reason.VIEW_COUNTER:
                verdicts[block.index] = Verdict(zone.reason, zone.rule)


def _is_prose(block: Block, verdict: Verdict | None) -> bool:
    """Whether a kept block is a sentence, or long enough in a script that marks none."""
    if verdict is None or verdict.reason is not Reason.SECOND_OPINION:
        return False
    words = count_words(block.text)
    return words >= LONG_LINE_WORDS or (words >= _LEAST_SENTENCE and ends_sentence(block.text))


def _take_back(verdicts: list[Verdict | None]) -> None:
    """Slogans and menus alone are no story, whoever seconds them."""
    for index, verdict in enumerate(verdicts):
        if verdict is not None and verdict.reason in KEEPING:
            verdicts[index] = Verdict(Reason.OUTSIDE_STORY, "no_prose")


def _find_seconded(page: Page) -> frozenset[int]:
    opinion = page.opinion or frozenset()
    return frozenset(
        block.index
        for block in page.blocks
        if block.text and shared(block.text, opinion) >= _SECONDED
    )


def _story_zones(page: Page, seconded: frozenset[int]) -> frozenset[int]:
    """Zones that hold so much of the seconded text that their name must mean something else."""
    sizes = dict.fromkeys(range(-1, len(page.zones)), 0)
    for block in page.blocks:
        if block.index in seconded:
            sizes[block.zone] += len(block.text)
    total = sum(sizes.values()) or 1
    return frozenset(zone for zone, size in sizes.items() if size > _STORY_SHARE * total)


def _headlines(page: Page) -> frozenset[str]:
    """The headline in the forms in which the page's head has it."""
    texts = (page.found.headline, page.head.headline)
    return frozenset(text.casefold() for text in texts if text)


def _judge_block(
    page: Page, block: Block, seconded: frozenset[int], void: frozenset[int],
    headlines: frozenset[str],
) -> Verdict | None:  # fmt: skip
    if block.level == 1 or block.text.casefold() in headlines:
        return Verdict(Reason.HEADLINE, "headline_on_page")
    if block.kind in (Kind.PICTURE, Kind.EMBED):
        return None
    zone = page.zones[block.zone] if block.zone >= 0 and block.zone not in void else None
    if zone is not None and (zone.reason not in _FACTS or _is_fact(block, zone.reason)):
        return Verdict(zone.reason, zone.rule)
    if block.link_density >= LINKED and block.index not in seconded:
        return Verdict(Reason.LINK_DENSE, "link_dense")
    if block.index in seconded:
        return Verdict(Reason.SECOND_OPINION, "seconded_by_trafilatura")
    return None


def _is_fact(block: Block, reason: Reason) -> bool:
    if len(block.text) > _LONGEST_FACT:
        return False
    if reason is Reason.BYLINE:
        return is_name_line(block.text)
    return any(character.isdigit() for character in block.text)


def _keep_between(page: Page, verdicts: list[Verdict | None]) -> None:
    """Open blocks between two kept ones belong to the story, all other open ones do not."""
    kept = [
        block.index
        for block in page.blocks
        if (verdict := verdicts[block.index]) and verdict.reason is Reason.SECOND_OPINION
    ]
    inside: set[int] = set()
    for above, below in pairwise(kept):
        if below - above <= _WIDEST_GAP:
            inside.update(range(above + 1, below))
    for block in page.blocks:
        if verdicts[block.index] is not None:
            continue
        if block.index in inside:
            verdicts[block.index] = Verdict(Reason.BETWEEN_STORY_TEXT, "between_story_text")
        elif not block.text:
            verdicts[block.index] = Verdict(Reason.PICTURE, "picture_outside_story")
        else:
            verdicts[block.index] = Verdict(Reason.NOT_SECONDED, "not_seconded")
