"""Dumps of several pages: each part is judged alone, and the first story is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from cleaners.decision import Decision, Judgement, Reason
from cleaners.judge.block_rules import Verdict
from cleaners.page import Page

if TYPE_CHECKING:
    from cleaners.judge.features.boundary import Begins
    from cleaners.judge.model import LineModel

_ANOTHER_STORY = Verdict(Reason.OUTSIDE_STORY, "another_story")
_PAGE = 0.55  # probability from which a part is a page of its own


FindBegins = Callable[[], "Begins"]
Judged = tuple[Judgement, FindBegins]
Lines = tuple[int, int]  # the first line of a part, and the one behind its last


def page_part(page: Page, begin: int, end: int) -> Page:
    """The lines of a dump from `begin` on and before `end`, as a dump of their own."""
    blocks = page.blocks[begin:end]
    numbered = (replace(block, index=index) for index, block in enumerate(blocks))
    return replace(page, blocks=tuple(numbered))


def judge_stories(
    page: Page,
    whole: Judgement,
    begins: Begins,
    judge_part: Callable[[Page], Judged],
    model: LineModel,
) -> dict[Lines, Judgement]:
    """The stories of a dump, in their order, each judged alone; none if it holds one alone.

    A part that is rather no page belongs to the page above it; above the first page it is what
    another page left. `whole` is the judgement about all lines.
    """

    def judge_lines(lines: Lines) -> Judgement:
        return judge_part(page_part(page, *lines))[0]

    judged = {lines: judge_lines(lines) for lines in pairwise((0, *begins, len(page.blocks)))}
    probability = _are_pages(judged, whole, begins, model)
    pages = [begin for (begin, _), likely in zip(judged, probability, strict=True)
             if likely >= _PAGE]  # fmt: skip
    stories = [*pairwise((*pages, len(page.blocks)))]
    if not stories or stories == [(0, len(page.blocks))]:
        return {}
    return {lines: judged.get(lines) or judge_lines(lines) for lines in stories}


def tell_first(page: Page, stories: Mapping[Lines, Judgement]) -> Judgement:
    """The judgement about a dump of which the first one of its `stories` is told."""
    (begin, end), first = next(iter(stories.items()))
    decisions = tuple(
        replace(first.decisions[block.index - begin], block=block)
        if begin <= block.index < end
        else Decision(block, *_ANOTHER_STORY)
        for block in page.blocks
    )
    return Judgement(decisions, first.confidence, len(stories))


def _are_pages(
    judged: Mapping[Lines, Judgement], whole: Judgement, begins: Begins, model: LineModel
) -> list[float]:
    """Of each part, how probable it is to be a page of its own."""
    # Imported here, since they need numpy, and pages of known sites don't.
    from cleaners.judge.features.parts import part_matrix
    from cleaners.judge.forest import to_probability

    rows = part_matrix(judged, whole, begins, model.vocabulary.words)
    return list(map(float, to_probability(model.part.score(rows))))
