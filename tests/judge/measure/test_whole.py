"""Measures of a whole page, once its blocks are judged."""

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

from cleaners.judge.measure.page import NAMES as BLOCK_NAMES
from cleaners.judge.measure.whole import NAMES, THRESHOLD, measure_whole
from tests.judge.measure.pages import BARE, HOSTILE, measure
from tests.markup.pages import read

LAST = [0.9, 0.6, 0.1, 0.9]


def floats(values: list[float]) -> NDArray[np.float32]:
    """A value a block."""
    return np.array(values, np.float32)


def of_blocks(name: str, values: list[float]) -> dict[str, float]:
    """The measures of a page on whose blocks this was measured."""
    measures: dict[str, Any] = {name: values}
    return whole(**measures)


def whole(
    last: list[float] = LAST,
    *,
    first: list[float] | None = None,
    words: float = 10,
    opinion: list[float] | None = None,
    **measures: Sequence[float],
) -> dict[str, float]:
    """The measures of a page of four blocks; those of blocks are 0 unless told otherwise."""
    matrix = np.zeros((4, len(BLOCK_NAMES)), np.float32)
    for name, values in measures.items():
        matrix[:, BLOCK_NAMES.index(name)] = values
    row = measure_whole(
        matrix,
        np.full(4, words, np.float32),
        floats(first or last),
        floats(last),
        None if opinion is None else floats(opinion),
    )
    return dict(zip(NAMES, row.tolist(), strict=True))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("precision", 24 / 30),
        ("recall", 24 / 25),
        ("unsure_share", 10 / 25),
        ("first_differs", 0),
        ("kept_share", 3 / 4),
        ("longest_run", 2 / 3),
        ("most_belief", 0.9),
    ],
)
def test_belief_tells_how_good_a_judgement_is(name: str, value: float) -> None:
    """Three blocks of four are kept, one of them is unsure."""
    assert whole()[name] == pytest.approx(value)


@pytest.mark.parametrize(
    ("name", "value"), [("kept_words", 30), ("kept_blocks", 3), ("blocks_on_page", 4)]
)
def test_counts_are_logarithms(name: str, value: float) -> None:
    """Of words, of blocks."""
    assert math.expm1(whole()[name]) == pytest.approx(value)


def test_looks_that_differ_are_a_warning() -> None:
    """By the words they differ about."""
    found = whole([1, 1, 0, 0], first=[1, 0.5, 0, 0])
    assert found["first_differs"] == pytest.approx(1 / 4)


@pytest.mark.parametrize(
    ("name", "measure_name"),
    [
        ("kept_links", "link_share"),
        ("kept_told", "body_share"),
        ("kept_lists", "list_item"),
        ("kept_group", "group_prose"),
        ("kept_clocks", "has_clock"),
    ],
)
def test_what_is_kept_is_measured(name: str, measure_name: str) -> None:
    """By its words; the block that is not kept has no say."""
    assert of_blocks(measure_name, [1, 0, 1, 0])[name] == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("ends", "kept", "of_page"), [([1, 1, 0, 0], 2 / 3, 1), ([1, 0, 1, 0], 1 / 3, 1 / 2)]
)
def test_prose_is_measured(ends: list[float], kept: float, of_page: float) -> None:
    """The share of it in what is kept, and the share of it that is kept."""
    found = whole(ends_sentence=ends)
    assert [found["kept_prose"], found["prose_kept"]] == pytest.approx([kept, of_page])


def test_long_blocks_are_prose_without_a_full_stop() -> None:
    """Twenty words and more."""
    assert (whole(words=20)["kept_prose"], whole(words=19)["kept_prose"]) == (1, 0)


def test_the_headline_on_the_page_is_a_heading() -> None:
    """The same words in a paragraph are none."""
    assert whole(headline_cover=[1, 0.5, 0, 0], level=[0, 1, 0, 0])["headline_on_page"] == 0.5


def test_a_told_story_is_known_by_its_best_block() -> None:
    """Below 0 where none was told."""
    assert whole(body_share=[-1] * 4)["told"] == -1
    assert whole(body_share=[0, 0.5, 0, 0])["told"] == 0.5


def test_a_second_opinion_is_laid_beside_what_is_kept() -> None:
    """Below 0 where none was asked."""
    asked, unasked = whole(opinion=[1, 0, 1, 0]), whole()
    names = ("seconded", "opinion_kept")
    assert [asked[name] for name in names] == pytest.approx([1 / 3, 1 / 2])
    assert [unasked[name] for name in names] == [-1, -1]


@pytest.mark.parametrize(("belief", "share"), [(THRESHOLD, 1), (THRESHOLD - 0.01, 0)])
def test_blocks_are_kept_from_the_threshold_on(belief: float, share: float) -> None:
    """As the judge keeps them."""
    row = measure_whole(
        np.zeros((1, len(BLOCK_NAMES)), np.float32),
        floats([10]), floats([belief]), np.array([belief]), None,
    )  # fmt: skip
    assert row[NAMES.index("kept_share")] == share


def test_every_measure_has_a_name_of_its_own() -> None:
    """Each once."""
    assert len(set(NAMES)) == len(NAMES)


@given(HOSTILE | st.sampled_from(BARE), st.randoms(use_true_random=False), st.booleans())
def test_every_page_has_finite_measures(body: str, random: Random, asked: bool) -> None:
    """A column a name."""
    measured = measure(read(f"<body>{body}</body>"))
    words = measured.words
    first, last, opinion = (floats([random.choice([0, 0.5, 1]) for _ in words]) for _ in range(3))
    row = measure_whole(measured.matrix, words, first, last, opinion if asked else None)
    assert row.shape == (len(NAMES),)
    assert np.isfinite(row).all()
