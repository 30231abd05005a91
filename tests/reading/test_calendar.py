"""Words of dates: every language whole, and told apart where they differ."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaners.reading import calendar
from cleaners.reading.calendar import load_calendar
from cleaners.reading.dates import read_now
from cleaners.reading.day_words import read_relative

SHEET = json.loads(Path(calendar.__file__).with_name("calendar.json").read_text(encoding="utf-8"))
NOW = read_now("2025-05-20T14:05:00+00:00")


def test_every_language_has_twelve_months() -> None:
    """Each with its own names."""
    for language in SHEET["months"]:
        rows = SHEET["months"][language]
        words = [word for row in rows for word in row.split()]
        assert len(rows) == 12, language
        assert all(rows), language
        assert len(words) == len(set(words)), language


def test_a_month_is_known_in_its_language() -> None:
    """Whatever the word means elsewhere."""
    for language in SHEET["months"]:
        for number, row in enumerate(SHEET["months"][language], 1):
            for word in row.split():
                assert load_calendar().month(word, language) == number, language


def test_words_are_written_as_they_are_compared() -> None:
    """Without case and «ё»."""
    words = [word for rows in SHEET["months"].values() for row in rows for word in row.split()]
    words += [word for words in SHEET["beside"].values() for word in words.split()]
    assert [word for word in words if word != word.casefold().replace("ё", "е")] == []


@pytest.mark.parametrize("text", ["fevrier", "marz", "kvetna", "agosto"])
def test_months_are_known_without_their_accents(text: str) -> None:
    """As they are printed in capitals."""
    assert load_calendar().month(text) is not None


@pytest.mark.parametrize("text", ["", "2 hours", "ago", "400 days ago", "вчера " * 20])
def test_other_texts_do_not_count_from_now(text: str) -> None:
    """Nor do long ones, and days too many are no day."""
    assert NOW is not None
    assert read_relative(text, NOW) is None
