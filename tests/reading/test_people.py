"""Names of authors, told from newsrooms and from everything else."""

from __future__ import annotations

import pytest

from cleaners.reading.people import extract_authors, is_byline, is_name_line, is_person
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
