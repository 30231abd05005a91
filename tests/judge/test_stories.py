"""Dumps of several pages: where a page may begin, and where it can't."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cleaners.block import Block, Kind
from cleaners.decision import Decision, Judgement, Reason
from cleaners.judge.features.boundary import BOUNDARY, Begin
from cleaners.judge.forest import Forest
from cleaners.judge.model import LineModel, load_line_model
from cleaners.judge.stories import judge_stories
from cleaners.page import Page
from tests.builders import PROSE

H, T, _ = Reason.HEADLINE, Reason.STORY_TEXT, Reason.OUTSIDE_STORY
NOWHERE = Begin(0.5, np.zeros(len(BOUNDARY), np.float32))


def judgement(*reasons: Reason, confidence: float = 0.5) -> Judgement:
    """One decision a line; lines of the story are sentences."""
    return Judgement(
        tuple(
            Decision(
                Block(index, PROSE[0] if reason is T else f"Строка {index}", Kind.PARAGRAPH),
                reason,
                "test",
            )
            for index, reason in enumerate(reasons)
        ),
        confidence,
    )


def parts_asked(
    whole: Judgement, begins: list[int], *parts: Judgement, model: LineModel | None = None
) -> list[int]:
    """How many lines each part had that was judged alone; of several pages where they begin."""
    asked: list[int] = []
    page = Page(blocks=tuple(decision.block for decision in whole.decisions))
    answers = iter(parts)

    def judge_part(part: Page) -> tuple[Judgement, object]:
        asked.append(len(part.blocks))
        return next(answers, whole), dict

    found = judge_stories(
        page,
        whole,
        dict.fromkeys(begins, NOWHERE),
        judge_part,  # type: ignore[arg-type]
        model or load_line_model(),
    )
    return [begin for begin, _end in found] or asked


@pytest.mark.parametrize("begin", [2, 3, 4])
def test_no_page_begins_between_a_headline_and_its_story(begin: int) -> None:
    """Whatever stands there: a box, a form, the lives of the authors."""
    whole = judgement(_, H, _, _, T, T, T)
    assert parts_asked(whole, [begin], whole) == [7]


@pytest.mark.parametrize(("begin", "lines"), [(1, [1, 6]), (5, [5, 2])])
def test_elsewhere_a_page_may_begin(begin: int, lines: list[int]) -> None:
    """With the headline, or below the first line of the story."""
    whole = judgement(_, H, _, _, T, T, T)
    nothing = judgement(*[_] * lines[0]), judgement(*[_] * lines[1])
    assert parts_asked(whole, [begin], *nothing) == lines


def test_the_headline_of_the_whole_dump_begins_a_page() -> None:
    """Though its part alone does not look like one."""
    whole = judgement(_, H, T, T, _, T, T, T, T)
    above, below = judgement(_, H, T, T, _), judgement(T, T, T, T)
    begun = parts_asked(whole, [5], above, below)
    assert begun == [5, 4] or begun[0] == 0


def test_what_looks_like_no_story_beside_one_that_does_is_no_page() -> None:
    """It is the tail of another page, whatever the forest says of it."""
    yes = replace(load_line_model(), part=says(9.0))
    whole = judgement(T, T, _, H, T, T, T)
    lines = judgement(T, T, _, confidence=0.3), judgement(H, T, T, T, confidence=0.9)
    assert parts_asked(whole, [3], *lines, model=yes) == [3]
    lines = judgement(T, T, _, confidence=0.6), judgement(H, T, T, T, confidence=0.9)
    assert parts_asked(whole, [3], *lines, model=yes) == [0, 3]


def says(score: float) -> Forest:
    """A forest that says the same of every part."""
    nothing = np.zeros((1, 1), np.float32)
    return Forest(np.zeros((1, 1), np.int16), nothing, np.zeros((1, 2), np.float32), score)
