"""What the first pass found of the blocks around a block."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.judge.features.context_pass import CONTEXT_FEATURES, context_features
from tests.judge.features.pages import BARE, HOSTILE, features_of
from tests.markup.pages import read

# Four blocks of ten words: two within a part, one beside it, one below.
PAGE = "<main><div><p>а<p>б</div><section>в</section></main><footer>г</footer>"
PROBABILITIES = [0.75, 0.75, 0.25, 0.25]


def column(name: str, probabilities: list[float] = PROBABILITIES, words: float = 10) -> list[float]:
    """One feature of all blocks, in page order."""
    page = read(f"<body>{PAGE}</body>")
    features = replace(features_of(page), words=np.full(len(probabilities), words, np.float32))
    matrix = context_features(features, np.array(probabilities, np.float32))
    values: list[float] = matrix[:, CONTEXT_FEATURES.index(name)].tolist()
    return values


def test_features_tell_of_the_blocks_around() -> None:
    """Its neighbours, the elements around it, the part that holds most of the story."""
    table = [
        ("probability", PROBABILITIES),
        ("probability_above1", [-0.1, 0.75, 0.75, 0.25]),
        ("probability_below1", [0.75, 0.25, 0.25, -0.1]),
        ("probability_above2", [-0.1, -0.1, 0.75, 0.75]),
        ("probability_below3", [0.25, -0.1, -0.1, -0.1]),
        ("probability_window3", [0.5] * 4),
        ("element_probability_0", PROBABILITIES),
        ("element_probability_1", [0.75, 0.75, 7 / 12, 0.5]),
        ("element_probability_2", [7 / 12, 7 / 12, 0.5, 0.5]),
        ("element_story_1", [0.75, 0.75, 0.875, 1]),
        ("element_story_2", [0.875, 0.875, 1, 1]),
        ("story_above", [0.375, 0.75, 0.875, 1]),
        ("story_below", [0.625, 0.25, 0.125, 0]),
        ("since_sure_8", [0, 0, 1, 2]),
        ("since_sure_25", [4, 5, 6, 7]),
        ("in_story_ancestor_50", [1, 1, 0, 0]),
        ("in_story_ancestor_90", [1, 1, 1, 1]),
        ("story_ancestor_position_50", [0, 0.5, 1, 1.5]),
        ("story_ancestor_probability_50", [0.75] * 4),
        ("story_of_page", [0.5] * 4),
        ("story_sure", [0.75] * 4),
        ("group_probability", PROBABILITIES),
    ]
    for name, values in table:
        assert column(name) == pytest.approx(values), name


def test_words_of_the_probable_story_are_a_logarithm() -> None:
    """Of the whole page."""
    assert math.expm1(column("story_words")[0]) == pytest.approx(20)


@given(HOSTILE | st.sampled_from(BARE), st.randoms(use_true_random=False), st.booleans())
def test_every_page_has_finite_features(body: str, random: Random, empty: bool) -> None:
    """A row a block, a column a name; whatever the first pass found, with words or without."""
    page = read(f"<body>{body}</body>")
    features = features_of(page)
    if empty:
        features = replace(features, words=np.zeros_like(features.words))
    values = [random.choice([0, 1e-9, 0.5, 1, random.random()]) for _ in page.blocks]
    matrix = context_features(features, np.array(values, np.float32))
    assert matrix.shape == (len(page.blocks), len(CONTEXT_FEATURES))
    assert np.isfinite(matrix).all()
