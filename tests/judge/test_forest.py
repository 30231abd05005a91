"""Forests of oblivious trees, against a loop that walks each tree by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cleaners.judge.forest import Forest, to_probability
from tests.judge.models import forest

# Compares feature 1, then feature 0; the first answer is the lowest bit of the leaf's number.
TREE = forest([[1, 0]], [[0.5, 10]], [[0, 1, 2, 3]])

WIDTH = 4
quarters = st.integers(-8, 8).map(lambda number: number / 4)  # their sums are exact


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    """Some trees of one depth over `WIDTH` features."""
    trees, depth = draw(st.integers(1, 5)), draw(st.integers(1, 4))

    def table(values: st.SearchStrategy[float], width: int) -> list[list[float]]:
        row = st.lists(values, min_size=width, max_size=width)
        return draw(st.lists(row, min_size=trees, max_size=trees))

    features = table(st.integers(0, WIDTH - 1), depth)
    thresholds = table(quarters | st.just(float("inf")), depth)
    return Forest(
        np.array(features, np.int16),
        np.array(thresholds, np.float32),
        np.array(table(quarters, 2**depth), np.float32),
        draw(quarters),
    )


def matrix(*rows: list[float]) -> NDArray[np.float32]:
    """Some rows."""
    return np.array(rows, np.float32)


def walk(trees: Forest, row: NDArray[np.float32]) -> float:
    """The score of one row, tree by tree and level by level."""
    score = trees.bias
    for features, thresholds, values in zip(
        trees.features, trees.thresholds, trees.leaf_values, strict=True
    ):
        leaf = 0
        for level, (feature, threshold) in enumerate(zip(features, thresholds, strict=True)):
            leaf += 2**level if row[feature] > threshold else 0
        score += float(values[leaf])
    return score


@pytest.mark.parametrize(("row", "score"), [([0, 0], 0), ([0, 1], 1), ([11, 0], 2), ([11, 1], 3)])
def test_answers_are_the_bits_of_a_leafs_number(row: list[float], score: float) -> None:
    """The first comparison gives the lowest bit."""
    assert TREE.score(matrix(row)).tolist() == [score]


def test_a_value_at_the_threshold_is_not_above_it() -> None:
    """Equal is no."""
    assert TREE.score(matrix([10, 0.5])).tolist() == [0]


def test_every_row_has_its_own_score() -> None:
    """In the order of the rows."""
    assert TREE.score(matrix([11, 1], [0, 0], [0, 1])).tolist() == [3, 0, 1]


def test_trees_and_bias_are_added() -> None:
    """The bias once."""
    two = forest([[0], [1]], [[0], [0]], [[1, 2], [10, 20]], 0.5)
    assert two.score(matrix([1, 0], [0, 1], [1, 1])).tolist() == [12.5, 21.5, 22.5]


def test_an_infinite_threshold_is_never_passed() -> None:
    """Trees of less depth than the others have such levels."""
    shallow = forest([[0, 0]], [[0, float("inf")]], [[1, 2, 99, 99]])
    assert shallow.score(matrix([-5], [5], [1e30])).tolist() == [1, 2, 2]


def test_no_rows_have_no_scores() -> None:
    """An empty page."""
    assert TREE.score(np.zeros((0, 2), np.float32)).shape == (0,)


@pytest.mark.parametrize("count", [511, 512, 513, 1025])
def test_many_rows_are_scored_in_parts(count: int) -> None:
    """The parts are joined without a seam."""
    rows = np.zeros((count, 2), np.float32)
    rows[:, 1] = np.arange(count) % 2
    assert TREE.score(rows).tolist() == [number % 2 for number in range(count)]


def test_a_part_of_a_matrix_can_be_scored() -> None:
    """Every other column of it, so that its values lie apart in memory."""
    wide = np.array([[0, 9, 1, 9], [11, 9, 1, 9]], np.float32)
    assert TREE.score(wide[:, ::2]).tolist() == [1, 3]


@given(forests(), st.lists(st.lists(quarters, min_size=WIDTH, max_size=WIDTH), max_size=6))
def test_scores_are_those_of_a_walk(trees: Forest, rows: list[list[float]]) -> None:
    """Row by row, tree by tree, level by level."""
    values = np.array(rows, np.float32).reshape(-1, WIDTH)
    assert trees.score(values).tolist() == [walk(trees, row) for row in values]


@pytest.mark.parametrize(
    ("score", "probability"), [(0, 0.5), (np.log(3), 0.75), (-np.log(3), 0.25), (80, 1), (-80, 0)]
)
def test_a_score_is_the_log_odds_of_a_probability(score: float, probability: float) -> None:
    """0 is even."""
    found = to_probability(np.array([score], np.float32))
    assert found.tolist() == pytest.approx([probability])
