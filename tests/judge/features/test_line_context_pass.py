"""What the first pass found of other lines, as the context pass sees it."""

from __future__ import annotations

import numpy as np
import pytest

from cleaners.judge.features.context_pass import LINE_CONTEXT_FEATURES, line_context_features
from cleaners.judge.features.first_pass import line_features
from tests.builders import PROSE, TEASERS, make_page

LINES = (TEASERS[0], "", PROSE[0], PROSE[1], "", TEASERS[1])
PROBABILITIES = (0.1, 0.9, 0.8, 0.2)


def column(name: str, probabilities: tuple[float, ...] = PROBABILITIES) -> list[float]:
    """One feature of each of the four lines."""
    blocks = make_page(*LINES).blocks
    features = line_features(blocks, [None] * len(blocks))
    matrix = line_context_features(features, np.array(probabilities, np.float32))
    return [float(value) for value in matrix[:, LINE_CONTEXT_FEATURES.index(name)]]


def test_the_probability_of_the_lines_around() -> None:
    """Beyond the page stands less than nothing."""
    assert column("probability_above1") == pytest.approx([-0.1, 0.1, 0.9, 0.8])
    assert column("probability_below1") == pytest.approx([0.9, 0.8, 0.2, -0.1])


def test_the_probability_of_a_group_weighs_words() -> None:
    """Both paragraphs have the same."""
    group = column("group_probability")
    assert group[1] == group[2]
    assert 0.8 < group[1] < 0.9
    assert group[0] == pytest.approx(0.1)


def test_the_best_stretch_holds_what_is_probably_story() -> None:
    """And nothing around it."""
    assert column("best_stretch") == [0, 1, 1, 0]


def test_far_from_the_best_stretch_is_another_story() -> None:
    """Lines are counted to it and from it on."""
    assert column("since_best") == [1, 0, -1, -2]
    assert column("until_best") == [-2, -1, 0, 1]


def test_where_nothing_is_story_all_features_are_finite() -> None:
    """A menu alone."""
    for name in LINE_CONTEXT_FEATURES:
        assert np.isfinite(column(name, (0.0, 0.0, 0.0, 0.0))).all()
