"""Short lines between story text, and lists that are one sentence."""

from __future__ import annotations

import numpy as np
import pytest

from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.line_judge import add_neighbours
from tests.builders import PROSE, TEASERS, make_page

LIST = ("Спасатели просят:", "купайтесь на пляжах;", "надевайте жилет;", "звоните 112.")


def keep(lines: tuple[str, ...], kept: str, probability: float = 0.1) -> str:
    """Which lines are kept, as ones and zeros; all have the same probability."""
    blocks = make_page(*lines).blocks
    probabilities = np.full(len(blocks), probability, np.float32)
    found = add_neighbours(
        blocks, [None] * len(blocks), probabilities, [mark == "1" for mark in kept]
    )
    return "".join(str(int(here)) for here in found)


@pytest.mark.parametrize(("story", "kept"), [(0.4, "111"), (0.2, "101")])
def test_a_line_between_two_of_the_story_needs_less(story: float, kept: str) -> None:
    """Subheadings are short, and so are calls to subscribe."""
    assert keep((PROSE[0], "Чего ждать", PROSE[1]), "101", story) == kept


def test_two_lines_between_vouch_for_each_other_no_more() -> None:
    """They are a box."""
    assert keep((PROSE[0], *TEASERS[:2], PROSE[1]), "1001", 0.4) == "1001"


@pytest.mark.parametrize("kept", ["10000", "11000", "11010"])
def test_a_list_that_is_one_sentence_stays(kept: str) -> None:
    """With the line that introduces it, up to its last item."""
    assert keep((PROSE[0], *LIST), kept) == "11111"


def test_a_list_below_no_story_does_not() -> None:
    """It is a menu."""
    assert keep((TEASERS[0], *LIST), "00000") == "00000"


def test_headlines_below_a_colon_are_no_such_list() -> None:
    """Their ends tell."""
    assert keep((PROSE[0], "Читайте также:", *TEASERS[:3]), "10000") == "10000"


def test_rules_are_not_overruled() -> None:
    """A button within a list goes."""
    blocks = make_page(PROSE[0], *LIST).blocks
    verdicts = [None, None, Verdict(Reason.SHARE, "label_alone"), None, None]
    found = add_neighbours(
        blocks, verdicts, np.zeros(5, np.float32), [True, False, False, False, False]
    )
    assert found == [True, True, False, True, True]
