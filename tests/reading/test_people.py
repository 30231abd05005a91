"""Names of authors, told from newsrooms and from everything else."""

from __future__ import annotations

import pytest

from cleaners.reading.people import (
    is_byline,
    is_full_name,
    is_name_line,
    is_person,
)
from tests.builders import LEXICON

PEOPLE = [
    "Ася Петрова",
    "А. Б. Иванов",
    "А.Б. Иванов",
    "Иванов А.Б.",
    "Анна-Мария Римская-Корсакова",
    "Ғалия Әбдіқадырқызы",
    "Куаныш СУЛТАНОВ",
    "Мухтар Ерман улы",
    "Сергей фон Дервиз",
    "Ludwig van Beethoven",
    "John O’Neill",
    "Ewan McGregor",
    "José García Márquez",
    "Нұрлан Ұлан Әлімұлы Қасым",
]

NOT_PEOPLE = [
    "Волшебный мир",
    "Петрова",
    "ася петрова",
    "Мост через Ишим",
    "Ася Петрова вчера",
    "Ася Петрова.",
    "Один Два Три Четыре Пять",
    "2025 Год",
    "",
]


@pytest.mark.parametrize("name", PEOPLE)
def test_two_to_four_capitalised_words_are_a_person(name: str) -> None:
    """With initials, hyphens, particles, in three alphabets."""
    assert is_person(name)


@pytest.mark.parametrize("text", NOT_PEOPLE)
def test_other_texts_are_none(text: str) -> None:
    """One word, small letters, five words."""
    assert not is_person(text)


@pytest.mark.parametrize(
    "text",
    ["Автор: Ася Петрова", "Автор – Ася Петрова", "Авторы: Ася Петрова и Иван Кузнецов",
     "By John Smith and Jane Doe", "Дайындаған Әсел Қасымова", "автор статьи Ася Петрова"],
)  # fmt: skip
def test_a_word_before_names_makes_a_byline(text: str) -> None:
    """In every language."""
    assert is_byline(text, LEXICON)


@pytest.mark.parametrize(
    "text", ["By the river", "Автор: редакция", "Ася Петрова", "Авторы обещают", "By Monday"]
)
def test_other_lines_are_no_bylines(text: str) -> None:
    """No such word, or no person behind it."""
    assert not is_byline(text, LEXICON)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ася Петрова", True),
        ("Ася Петрова, Иван Кузнецов", True),
        ("Ася Петрова и Иван Кузнецов", True),
        ("Ася Петрова / Иван Кузнецов", True),
        ("Ася Петрова, Астана", False),
        ("", False),
        ("Ася Петрова, " * 20, False),
    ],
)
def test_a_name_line_has_names_alone(line: str, names: bool) -> None:
    """Any number of them, up to the length of a byline."""
    assert is_name_line(line) is names


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Ася Петрова", True),
        ("Γιώργος Παπαδόπουλος", True),
        ("渡辺洋介", True),
        ("배윤경", True),
        ("राम कुमार", True),
        ("Ludwig van Beethoven", True),
        ("Mazi", False),
        ("viktor hedlund", False),
        ("", False),
    ],
)
def test_a_full_name_has_two_words_or_eastern_characters(name: str, full: bool) -> None:
    """In any alphabet; small letters may be a user's name."""
    assert is_full_name(name) is full
