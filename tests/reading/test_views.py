"""Counters of readers."""

from __future__ import annotations

import pytest

from cleaners.reading.credits import extract_view_count, is_view_count
from tests.builders import LEXICON


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("140", 140),
        ("2 064", 2064),
        ("2\u00a0064", 2064),
        ("2\u202f064", 2064),
        ("2,064", 2064),
        ("2.064", 2064),
        ("1 234 567 просмотров", 1_234_567),
        ("Просмотров: 7", 7),
        ("0", None),
        ("Просмотров: –", None),
        ("", None),
    ],
)
def test_groups_of_three_figures_are_one_number(text: str, number: int | None) -> None:
    """Whatever stands between them."""
    assert extract_view_count(text) == number


@pytest.mark.parametrize(
    "text", ["140 просмотров", "Просмотров: 2 064", "140 views", "140 рет қаралды", "Қаралым – 5"]
)
def test_a_counter_is_a_number_and_a_word(text: str) -> None:
    """On either side, in every language."""
    assert is_view_count(text, LEXICON.views)


@pytest.mark.parametrize(
    "text",
    ["140", "просмотров", "140 человек", "140 просмотров за день", "140 просмотров и 3 лайка"],
)
def test_other_lines_are_no_counters(text: str) -> None:
    """No number, no word, or more than that."""
    assert not is_view_count(text, LEXICON.views)
