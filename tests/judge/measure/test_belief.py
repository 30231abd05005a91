"""What a first look believes of the blocks around a block."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.judge.measure.belief import NAMES, measure_belief
from tests.judge.measure.pages import BARE, HOSTILE, measure
from tests.markup.pages import read

# Four blocks of ten words: two within a part, one beside it, one below.
PAGE = "<main><div><p>а<p>б</div><section>в</section></main><footer>г</footer>"
BELIEF = [0.75, 0.75, 0.25, 0.25]


def column(name: str, belief: list[float] = BELIEF, words: float = 10) -> list[float]:
    """One measure of all blocks, in page order."""
    page = read(f"<body>{PAGE}</body>")
    assert page.outline is not None
    matrix = measure_belief(
        page.outline,
        np.array(belief, np.float32),
        np.full(len(belief), words, np.float32),
        measure(page).groups,
    )
    values: list[float] = matrix[:, NAMES.index(name)].tolist()
    return values


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("belief", BELIEF),
        ("belief_above1", [-0.1, 0.75, 0.75, 0.25]),
        ("belief_below1", [0.75, 0.25, 0.25, -0.1]),
        ("belief_above2", [-0.1, -0.1, 0.75, 0.75]),
        ("belief_below3", [0.25, -0.1, -0.1, -0.1]),
        ("belief_window3", [0.5] * 4),
        ("belief_share_0", BELIEF),
        ("belief_share_1", [0.75, 0.75, 7 / 12, 0.5]),
        ("belief_share_2", [7 / 12, 7 / 12, 0.5, 0.5]),
        ("belief_story_1", [0.75, 0.75, 0.875, 1]),
        ("belief_story_3", [1] * 4),
        ("story_above", [0.375, 0.75, 0.875, 1]),
        ("story_below", [0.625, 0.25, 0.125, 0]),
        ("since_sure_8", [0, 0, 1, 2]),
        ("since_sure_25", [4, 5, 6, 7]),
        ("story_in_50", [1, 1, 0, 0]),
        ("story_in_90", [1, 1, 1, 1]),
        ("story_place_50", [0, 0.5, 1, 1.5]),
        ("story_share_50", [0.75] * 4),
        ("story_of_page", [0.5] * 4),
        ("story_sure", [0.75] * 4),
        ("belief_group", BELIEF),
    ],
)
def test_belief_is_measured_around_a_block(name: str, values: list[float]) -> None:
    """Its neighbours, the elements around it, the part that holds most of the story."""
    assert column(name) == pytest.approx(values)


def test_words_of_the_believed_story_are_a_logarithm() -> None:
    """Of the whole page."""
    assert math.expm1(column("story_words")[0]) == pytest.approx(20)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("belief", [0.0, 1.0])
def test_a_page_without_words_has_finite_measures(name: str, belief: float) -> None:
    """And one in which nothing is believed."""
    assert np.isfinite(column(name, [belief] * 4, words=0)).all()


@given(HOSTILE | st.sampled_from(BARE), st.randoms(use_true_random=False))
def test_every_page_has_finite_measures(body: str, random: Random) -> None:
    """A row a block, a column a name."""
    page = read(f"<body>{body}</body>")
    assert page.outline is not None
    measured = measure(page)
    belief = np.array(
        [random.choice([0, 1e-9, 0.5, 1, random.random()]) for _ in page.blocks], np.float32
    )
    matrix = measure_belief(page.outline, belief, measured.words, measured.groups)
    assert matrix.shape == (len(page.blocks), len(NAMES))
    assert np.isfinite(matrix).all()
