"""What the first look believes of other lines, as the second one sees it."""

from __future__ import annotations

import numpy as np
import pytest

from cleaners.judge.lines.belief import NAMES, measure_belief
from cleaners.judge.lines.measure import measure_lines
from cleaners.judge.lines.words import Vocabulary
from tests.builders import PROSE, TEASERS, make_page

LINES = (TEASERS[0], "", PROSE[0], PROSE[1], "", TEASERS[1])
BELIEF = (0.1, 0.9, 0.8, 0.2)


def column(name: str, belief: tuple[float, ...] = BELIEF) -> list[float]:
    """One measure of each of the four lines."""
    blocks = make_page(*LINES).blocks
    measured = measure_lines(blocks, [None] * len(blocks), Vocabulary({}, {}))
    matrix = measure_belief(measured, np.array(belief, np.float32))
    return [float(value) for value in matrix[:, NAMES.index(name)]]


def test_every_measure_has_a_name_of_its_own() -> None:
    """The model knows them by number."""
    assert len(set(NAMES)) == len(NAMES)


def test_the_belief_in_the_lines_around() -> None:
    """Beyond the page stands less than nothing."""
    assert column("belief_above1") == pytest.approx([-0.1, 0.1, 0.9, 0.8])
    assert column("belief_below1") == pytest.approx([0.9, 0.8, 0.2, -0.1])


def test_the_belief_in_a_group_weighs_words() -> None:
    """Both paragraphs have the same."""
    group = column("belief_group")
    assert group[1] == group[2]
    assert 0.8 < group[1] < 0.9
    assert group[0] == pytest.approx(0.1)


def test_the_best_stretch_holds_what_is_believed() -> None:
    """And nothing around it."""
    assert column("best_stretch") == [0, 1, 1, 0]


def test_far_from_the_best_stretch_is_another_story() -> None:
    """Lines are counted to it and from it on."""
    assert column("since_best") == [1, 0, -1, -2]
    assert column("until_best") == [-2, -1, 0, 1]


def test_where_nothing_is_believed_all_measures_are_finite() -> None:
    """A menu alone."""
    for name in NAMES:
        assert np.isfinite(column(name, (0.0, 0.0, 0.0, 0.0))).all()
