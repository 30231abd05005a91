"""Dumps of several pages: each part is judged alone, and the first story is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from msgspec.structs import replace

from cleaners.decision import Decision, Judgement, Reason
from cleaners.judge.block_rules import Verdict
from cleaners.page import Page

# Looks for the lines at which further stories may begin; the result says how probable that is.
FindBegins = Callable[[], Mapping[int, float]]
Judged = tuple[Judgement, FindBegins]

# Of a part that is taken for a page of its own, by the number of things that speak for it.
_LEAST_PART_CONFIDENCE = (0.95, 0.95, 0.88, 0.6, 0.4)
_OWN_FACTS = frozenset({Reason.BYLINE, Reason.PUBLICATION_DATE, Reason.VIEW_COUNTER})
_LIKELY, _SURE = 0.15, 0.3  # probabilities that a page begins somewhere
_ANOTHER_STORY = Verdict(Reason.OUTSIDE_STORY, "another_story")


def page_part(page: Page, begin: int, end: int) -> Page:
    """The lines of a dump from `begin` on and before `end`, as a dump of their own."""
    blocks = page.blocks[begin:end]
    numbered = (replace(block, index=index) for index, block in enumerate(blocks))
    return replace(page, blocks=tuple(numbered))


def judge_stories(
    page: Page, whole: Judgement, begins: Mapping[int, float], judge_part: Callable[[Page], Judged]
) -> Judgement | None:
    """The first story of a dump of several; None if one story stands at its beginning.

    A part that is no story for sure belongs to the page of the story above it. Above the first
    story it is what another page left if `whole` keeps nothing of it.
    """

    def judge_lines(begin: int, end: int) -> Judgement:
        return judge_part(page_part(page, begin, end))[0]

    judged = {lines: judge_lines(*lines) for lines in pairwise((0, *begins, len(page.blocks)))}
    sure = [
        begin
        for (begin, _), part in judged.items()
        if _is_story(part, whole, begin, begins.get(begin, 1.0))
    ]
    if sure and _keeps(whole, range(sure[0])):
        sure[0] = 0
    stories = tuple(pairwise((*sure, len(page.blocks))))
    if not stories or stories == ((0, len(page.blocks)),):
        return None
    begin, end = stories[0]
    first = judged.get(stories[0]) or judge_lines(begin, end)
    decisions = tuple(
        replace(first.decisions[block.index - begin], block=block)
        if begin <= block.index < end
        else Decision(block, *_ANOTHER_STORY)
        for block in page.blocks
    )
    return Judgement(decisions, first.confidence, stories)


def _is_story(part: Judgement, whole: Judgement, begin: int, probability: float) -> bool:
    """Whether a part of a dump is a page of its own.

    The less speaks for it beside its confidence, the higher that must be: facts, a headline, that
    the judgement about the `whole` dump keeps some of the same lines, and the `probability` that a
    page begins there. Where that is low, a page has both a headline and facts.
    """
    kept = [begin + index for index, decision in enumerate(part.decisions) if decision.kept]
    reasons = {decision.reason for decision in part.decisions}
    own = (Reason.HEADLINE in reasons, not _OWN_FACTS.isdisjoint(reasons))
    if not kept or not (all(own) or probability >= _SURE):
        return False
    evidence = (*own, _keeps(whole, kept), probability >= _LIKELY)
    return (part.confidence or 0.0) >= _LEAST_PART_CONFIDENCE[sum(evidence)]


def _keeps(judgement: Judgement, lines: Iterable[int]) -> bool:
    return any(judgement.decisions[index].kept for index in lines)
