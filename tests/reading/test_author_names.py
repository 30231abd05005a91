"""Names of authors out of bylines."""

from __future__ import annotations

import pytest

from cleaners.reading.author_names import extract_authors
from tests.builders import LEXICON


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
