"""Where a line stands: in its group, in a run, in the stretch with most prose."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.block import Block
from cleaners.judge.features.first_pass import line_features
from cleaners.judge.features.line_positions import best_stretch
from tests.builders import PROSE, TEASERS, make_page


def column(name: str, *lines: Block | str) -> list[float]:
    """One feature of these lines."""
    page = make_page(*lines)
    features = line_features(page.blocks, [None] * len(page.blocks))
    return [float(value) for value in features.column(name)]


def test_blank_lines_are_counted() -> None:
    """Above and below; the end of the page is far from everything."""
    lines = ("a", "", "", "b", "c")
    assert column("gap_above", *lines) == [0, 2, 0]
    assert column("gap_below", *lines) == [2, 0, 6]


def test_lines_between_blank_ones_are_a_group() -> None:
    """Each knows its position there."""
    lines = ("a", "b", "", "c")
    assert column("group_lines", *lines) == pytest.approx(np.log1p([2, 2, 1]).tolist())
    assert column("position_in_group", *lines) == [0, 0.5, 0]


def test_lines_without_prose_are_a_run() -> None:
    """A menu is long; running text counts the other way."""
    lines = (*TEASERS[:3], PROSE[0], TEASERS[3])
    assert column("run_lines", *lines) == pytest.approx(
        [*np.log1p([3, 3, 3]), -np.log1p(1), np.log1p(1)]
    )


def test_the_stretch_of_prose_is_found() -> None:
    """Between two menus."""
    lines = (*TEASERS, *PROSE, *TEASERS)
    assert column("in_span", *lines) == [0] * 6 + [1] * 4 + [0] * 6


def test_a_subheading_does_not_end_the_stretch() -> None:
    """Prose goes on behind it."""
    assert column("in_span", PROSE[0], "Чего ждать", PROSE[1]) == [1, 1, 1]


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=12))
def test_no_other_stretch_adds_up_to_more(values: list[int]) -> None:
    """Whichever one takes."""
    first, last = best_stretch(np.array(values, np.float32))
    count = len(values)
    sums = [sum(values[a : b + 1]) for a in range(count) for b in range(a, count)]
    assert first <= last
    assert sum(values[first : last + 1]) == max(sums)
