"""Features of a whole page, once its blocks are classified."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cleaners.judge.features.confidence import CONFIDENCE_FEATURES, confidence_features
from cleaners.judge.features.first_pass import FIRST_PASS, Features
from cleaners.judge.features.line_words import split_words
from tests.judge.features.pages import BARE, HOSTILE, features_of
from tests.markup.pages import read

LAST = [0.9, 0.6, 0.1, 0.9]


def floats(values: list[float]) -> NDArray[np.float32]:
    """A value a block."""
    return np.array(values, np.float32)


def of_blocks(name: str, values: list[float]) -> dict[str, float]:
    """The features of a page whose blocks have this one."""
    features: dict[str, Any] = {name: values}
    return whole(**features)


def whole(
    last: list[float] = LAST,
    *,
    first: list[float] | None = None,
    kept: list[bool] | None = None,
    words: float = 10,
    opinion: list[float] | None = None,
    **features: Sequence[float],
) -> dict[str, float]:
    """The features of a page of four blocks, two groups of similar ones.

    Features of blocks are 0 unless told otherwise; what is rather story than not is kept.
    """
    matrix = np.zeros((4, len(FIRST_PASS)), np.float32)
    for name, values in features.items():
        matrix[:, FIRST_PASS.index(name)] = values
    row = confidence_features(
        Features(
            columns={name: column for column, name in enumerate(FIRST_PASS)},
            matrix=matrix,
            words=np.full(4, words, np.float32),
            groups=np.array([0, 0, 1, 1]),
            split=split_words([]),
        ),
        floats(first or last),
        floats(last),
        np.array(kept) if kept else floats(last) >= 0.5,
        None if opinion is None else floats(opinion),
    )
    return dict(zip(CONFIDENCE_FEATURES, row.tolist(), strict=True))


def test_probabilities_tell_how_good_a_result_is() -> None:
    """Three blocks of four are kept, one of them is unsure."""
    table = [
        ("precision", 24 / 30),
        ("recall", 24 / 25),
        ("expected", 48 / 55),
        ("doubt", (0.9 * 0.1 * 2 + 0.6 * 0.4 + 0.1 * 0.9) / 2.5),
        ("least_kept", 0.6),
        ("unsure_share", 10 / 25),
        ("first_differs", 0),
        ("kept_share", 3 / 4),
        ("longest_run", 2 / 3),
        ("gaps", 1 / 3),
        ("most_probability", 0.9),
    ]
    for name, value in table:
        assert whole()[name] == pytest.approx(value), name


def test_counts_are_logarithms() -> None:
    """Of words, of blocks."""
    for name, value in [("kept_words", 30), ("kept_blocks", 3), ("blocks_on_page", 4)]:
        assert math.expm1(whole()[name]) == pytest.approx(value), name


def test_passes_that_differ_are_a_warning() -> None:
    """By the words they differ about."""
    found = whole([1, 1, 0, 0], first=[1, 0.5, 0, 0])
    assert found["first_differs"] == pytest.approx(1 / 4)


def test_passes_agree_about_what_they_both_keep() -> None:
    """By words, as F1; and by the probabilities of the first one."""
    found = whole([1, 1, 0, 0], first=[1, 0, 1, 0])
    assert [found["agreed"], found["expected_first"]] == pytest.approx([1 / 2, 1 / 2])


@pytest.mark.parametrize(
    ("name", "of_block"),
    [
        ("mean_link_share", "link_share"),
        ("mean_headline_share", "headline_share"),
        ("mean_list_item", "list_item"),
        ("mean_group_prose", "group_prose"),
    ],
)
def test_what_kind_of_blocks_are_kept(name: str, of_block: str) -> None:
    """By its words; the block that is not kept has no say."""
    assert of_blocks(of_block, [1, 0, 1, 0])[name] == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("ends", "kept", "of_page"), [([1, 1, 0, 0], 2 / 3, 1), ([1, 0, 1, 0], 1 / 3, 1 / 2)]
)
def test_how_much_prose_is_kept(ends: list[float], kept: float, of_page: float) -> None:
    """The share of it in what is kept, and the share of it that is kept."""
    found = whole(ends_sentence=ends)
    assert [found["kept_prose"], found["prose_kept"]] == pytest.approx([kept, of_page])


def test_long_blocks_are_prose_without_a_full_stop() -> None:
    """Twenty words and more."""
    assert (whole(words=20)["kept_prose"], whole(words=19)["kept_prose"]) == (1, 0)


def test_the_headline_on_the_page_is_a_heading() -> None:
    """The same words in a paragraph are none."""
    assert whole(headline_cover=[1, 0.5, 0, 0], level=[0, 1, 0, 0])["headline_on_page"] == 0.5


def test_the_description_is_sought_in_what_is_kept() -> None:
    """Below 0 where the head has none."""
    assert whole(description_share=[-1] * 4)["description_kept"] == -1
    assert whole(description_share=[0, 0.5, 1, 0])["description_kept"] == 0.5


def test_how_much_prose_is_left() -> None:
    """In all, between kept blocks, and by group of similar blocks."""
    found = whole([1, 0, 1, 0], words=20)
    assert math.expm1(found["prose_left"]) == pytest.approx(40)
    names = ("prose_in_gaps", "other_group", "largest_group")
    assert [found[name] for name in names] == pytest.approx([1 / 2, 1 / 2, 1 / 2])


def test_likely_elements_should_be_kept_whole() -> None:
    """The share of their prose that is kept."""
    assert whole([1, 0, 0, 0], words=20, in_candidate=[1, 1, 0, 0])["kept_in_candidate"] == 0.5


@pytest.mark.parametrize(
    ("levels", "distance"), [([0, 0, 0, 0], -1), ([1, 0, 0, 0], 2), ([0, 0, 0, 1], 1)]
)
def test_the_story_begins_near_the_headline(levels: list[float], distance: float) -> None:
    """In blocks, above it or below; below 0 where the page has no headline."""
    assert whole([0, 0, 1, 1], level=levels)["from_h1"] == distance


def test_what_is_kept_tells_not_what_is_probable() -> None:
    """An unclear page has a lower threshold."""
    assert whole([0.4] * 4, kept=[True, True, True, False])["kept_share"] == pytest.approx(3 / 4)


def test_nothing_kept_has_features() -> None:
    """No words, and the story begins nowhere."""
    found = whole([0, 0, 0, 0])
    assert [found[name] for name in ("kept_words", "precision", "gaps", "above")] == [0, 0, 0, 1]


def test_a_second_opinion_is_laid_beside_what_is_kept() -> None:
    """Below 0 where none was asked."""
    asked, unasked = whole(opinion=[1, 0, 1, 0]), whole()
    names = ("kept_in_opinion", "opinion_kept")
    assert [asked[name] for name in names] == pytest.approx([1 / 3, 1 / 2])
    assert [unasked[name] for name in names] == [-1, -1]


@given(HOSTILE | st.sampled_from(BARE), st.randoms(use_true_random=False), st.booleans())
def test_every_page_has_finite_features(body: str, random: Random, asked: bool) -> None:
    """A column a name."""
    features = features_of(read(f"<body>{body}</body>"))
    words = features.words
    first, last, opinion = (floats([random.choice([0, 0.5, 1]) for _ in words]) for _ in range(3))
    row = confidence_features(features, first, last, last > 0, opinion if asked else None)
    assert row.shape == (len(CONFIDENCE_FEATURES),)
    assert np.isfinite(row).all()
