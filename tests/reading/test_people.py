"""Names of authors, told from newsrooms and from everything else."""

from __future__ import annotations

import pytest

from cleaners.reading.people import (
    extract_authors,
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
    ("texts", "authors"),
    [
        (("Ася Петрова",), ("Ася Петрова",)),
        (("Автор: Ася Петрова, Иван Кузнецов",), ("Ася Петрова", "Иван Кузнецов")),
        (("Ася Петрова и Иван Кузнецов",), ("Ася Петрова", "Иван Кузнецов")),
        (("Jane Doe and John Smith",), ("Jane Doe", "John Smith")),
        (("Ася Петрова", "Ася Петрова"), ("Ася Петрова",)),
        (("Ася Петрова | ",), ("Ася Петрова",)),
        (("Редакция",), ()),
        (("Пресс-служба акимата",), ()),
        (("Staff Reporter",), ()),
        (("https://a.kz/authors/1",), ()),
        (("https://www.facebook.com/asya.petrova",), ()),
        (("asya@a.kz",), ()),
        (("Ася Петрова, asya@a.kz",), ("Ася Петрова",)),
        (("Автор 2",), ()),
        (("By John Smith, BBC News",), ("John Smith",)),
        (("John Smith, Staff Writer",), ("John Smith",)),
        (("John Smith | Associated Press",), ("John Smith",)),
        (("Nicoletta Richardson Trending Editor",), ("Nicoletta Richardson",)),
        (("JOHN SMITH and MARY-ANN O'NEIL",), ("John Smith", "Mary-Ann O'Neil")),
        (("Gary Marcus Dec 14, 2025",), ("Gary Marcus",)),
        (("Posted by Ann Lee on Friday, 3 May 2025",), ("Ann Lee",)),
        (("Updated 3 May 2025 By Ann Lee",), ("Ann Lee",)),
        (("Elena Oberholzer (obe)",), ("Elena Oberholzer",)),
        (("Jean-Luc Aufranc @cnx",), ("Jean-Luc Aufranc",)),
        (("Steve Kamb Steve Kamb",), ("Steve Kamb",)),
        (("Smith, John",), ("John Smith",)),
        (("Jane Doe, John Smith, and Ann Lee",), ("Jane Doe", "John Smith", "Ann Lee")),
        (("Jane Doe\nJohn Smith",), ("Jane Doe", "John Smith")),
        (("Felix Schröder und Jörg Soldwisch, dpa",), ("Felix Schröder", "Jörg Soldwisch")),
        (("Par Marie Dupont avec AFP",), ("Marie Dupont",)),
        (("Von Anna Müller",), ("Anna Müller",)),
        (("Por José García y Ana Ruiz",), ("José García", "Ana Ruiz")),
        (("Әсел Қасымова және Ерлан Ахметов",), ("Әсел Қасымова", "Ерлан Ахметов")),
        (("記者 渡辺洋介",), ("渡辺洋介",)),
        (("Jonathan Head",), ("Jonathan Head",)),
        (("The Investopedia Team",), ()),
        (("Aidoc Staff",), ()),
        (("NZZ-Redaktion",), ()),
        (("View all posts by Ann Lee",), ("Ann Lee",)),
        (("She writes about food and wine for a living",), ()),
        (("hessenschau.de",), ()),
        (("6 minutes",), ()),
        (("Ann Lee " * 100,), ()),
        (("",), ()),
        ((), ()),
    ],
)
def test_authors_are_people_each_once(texts: tuple[str, ...], authors: tuple[str, ...]) -> None:
    """Newsrooms, addresses and numbers are left out."""
    assert extract_authors(texts, LEXICON) == authors


@pytest.mark.parametrize("name", ["Kirby Jones", "Stafford Smith", "Абай Текстов"])
def test_a_name_may_hold_a_word_for_bylines_or_newsrooms(name: str) -> None:
    """Words count as words only: «by» is none in Kirby, «staff» none in Stafford."""
    assert extract_authors((name,), LEXICON) == (name,)


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
