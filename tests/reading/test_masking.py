"""Texts as templates repeat them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.reading.fold import mask_text, text_key


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Комментарии (12)", "КОММЕНТАРИИ (3)"),
        ("Обновлено 5 января 2012, 14:05", "Обновлено 21 мая 2025, 9:30"),
        ("Last updated at 1:24 AM on 17th January 2012", "Last updated at 5:27 AM on 5th May 2013"),
        ("Курс 450,15", "Курс 1 450"),
    ],
)
def test_what_changes_from_day_to_day_is_left_out(text: str, other: str) -> None:
    """Case, figures, months."""
    assert mask_text(text) == mask_text(other)


def test_a_month_without_a_figure_is_a_word() -> None:
    """May you and mar it."""
    assert mask_text("You may go") == "you may go"


def test_other_words_are_other_texts() -> None:
    """And have other keys."""
    assert text_key(mask_text("Популярное")) != text_key(mask_text("Последнее"))


@given(st.text())
def test_masking_twice_is_masking_once(text: str) -> None:
    """So that a profile may hold masked texts or those on the page."""
    assert mask_text(mask_text(text)) == mask_text(text)
