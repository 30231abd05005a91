"""How far a second opinion on the whole page agrees about each block."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from cleaners.judge.features.context_pass import OPINION_FEATURES, opinion_features
from cleaners.shingles import shingle_set
from tests.builders import PROSE, make_page

PROBABILITIES = [1.0, 0.5, 0.0]


def column(name: str, opinion: str | None = PROSE[0], words: float = 10) -> list[float]:
    """One feature of three blocks, of which the second extractor holds the first one."""
    page = make_page(*PROSE[:3])
    if opinion is not None:
        page = msgspec.structs.replace(page, opinion=shingle_set(opinion))
    matrix = opinion_features(
        page, np.array(PROBABILITIES, np.float32), np.full(3, words, np.float32)
    )
    values: list[float] = matrix[:, OPINION_FEATURES.index(name)].tolist()
    return values


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("opinion", [1, 0, 0]),
        ("opinion_above", [0, 1, 0]),
        ("opinion_below", [0, 0, 0]),
        ("opinion_window", [1 / 3] * 3),
        ("opinion_of_page", [1 / 3] * 3),
        ("opinion_in_story", [2 / 3] * 3),
        ("story_in_opinion", [1] * 3),
    ],
)
def test_agreement_is_a_feature(name: str, values: list[float]) -> None:
    """Of the block, of its neighbours, of the page."""
    assert column(name) == pytest.approx(values)


@pytest.mark.parametrize("name", OPINION_FEATURES)
@pytest.mark.parametrize("opinion", [None, ""])
def test_an_opinion_that_holds_nothing_agrees_with_nothing(name: str, opinion: str | None) -> None:
    """Whether it was asked or not."""
    assert column(name, opinion) == [0, 0, 0]


@pytest.mark.parametrize("name", OPINION_FEATURES)
def test_a_page_without_words_has_finite_features(name: str) -> None:
    """There is nothing to agree about."""
    assert np.isfinite(column(name, words=0)).all()
