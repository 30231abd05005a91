"""Lines that credit authors."""

from __future__ import annotations

import pytest

from cleaners.reading.bylines import is_group, read_byline, read_group
from tests.builders import LEXICON


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("Автор: Ася Петрова, Иван Кузнецов", ("Ася Петрова", "Иван Кузнецов")),
        ("Par Zoé Blanc, envoyée spéciale à Brest", ("Zoé Blanc",)),
        ("by: Ziyi Xu, Dec 17, 2025", ("Ziyi Xu",)),
        ("ByTravis Haddon", ("Travis Haddon",)),
    ],
)
def test_a_byline_names_people(text: str, names: tuple[str, ...]) -> None:
    """Whatever role, place or day stands beside them."""
    assert read_byline(text, LEXICON) == names


@pytest.mark.parametrize(
    "text",
    ["By the river", "Byron Smith", "Ann Lee", "By Monday the pier will be open again",
     "Авторы просят о помощи", "Text Size", ""],
)  # fmt: skip
def test_other_lines_are_no_bylines(text: str) -> None:
    """Sentences, names alone, words that begin alike."""
    assert read_byline(text, LEXICON) == ()


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("By SolutionsHub Editorial Team", "SolutionsHub Editorial Team"),
        ("Harbour Desk on Friday December 19, 2025", "Harbour Desk"),
        ("AFP", "AFP"),
        ("afp", "afp"),
        ("mbl.is", "mbl.is"),
        ("harbour", None),
        ("Articles by Ann", None),
        ("5 Great Ideas", None),
        ("—", None),
    ],
)
def test_groups(text: str, group: str | None) -> None:
    """Without the day behind them; a login is none."""
    assert read_group(text, LEXICON) == group


@pytest.mark.parametrize(
    ("name", "surely"), [("Harbour Desk", True), ("dpa", True), ("Ann Lee", False), ("Size", False)]
)
def test_a_word_makes_a_group(name: str, surely: bool) -> None:
    """One that no person has."""
    assert is_group(name, LEXICON) is surely
