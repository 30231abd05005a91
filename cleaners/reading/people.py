"""Which texts are names of people, and which lines credit authors."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaners.labels import Lexicon, fold_label, load_lexicon

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІЇЄҐ\u00c0-\u00de\u0100-\u017f"
_LOWER = "a-zа-яёәғқңөұүһіїєґ\u00df-\u00ff\u0100-\u017f"
_NAME_WORD = (
    rf"(?:(?:[{_UPPER}]['’]|Mc|Mac)?[{_UPPER}][{_LOWER}'’]*(?:-[{_UPPER}][{_LOWER}'’]+)?"
    rf"|[{_UPPER}]{{2,}}|(?:[{_UPPER}]\.)+)"
)
_LONGEST_BYLINE = 120  # characters
MOST_WORDS = 5
INNER_BY = re.compile(r"\s(?:[Ww]ritten |[Pp]osted )?[Bb]y:?\s+(?=\w)")
# What no given name ends in: «Красный Яр», «Нижняя Тура», «Новое время» are none.
_ADJECTIVES = ("ый", "ное", "кое", "вое", "ные", "кие", "няя", "ная", "кая", "вая", "ший", "жний")


def is_person(text: str) -> bool:
    """Whether a text has the form of a person's name: two to four capitalised words.

    >>> is_person("Ася Петрова"), is_person("Волшебный мир"), is_person("А. Б. Иванов")
    (True, False, True)
    """
    return _person().fullmatch(text) is not None


def opens_byline(text: str, lexicon: Lexicon) -> int:
    """Where the names begin in a line that credits authors by its first word; 0 for other lines.

    >>> from cleaners.labels import load_lexicon
    >>> opens_byline("Автор: Ася Петрова", load_lexicon()), opens_byline("Мост", load_lexicon())
    (7, 0)
    """
    opening, known = text.lstrip()[:2].lower(), _first_letters(lexicon)
    if opening not in known and opening[:1] not in known:
        return 0  # as of most lines
    match = _prefix(lexicon).match(text) or _glued(lexicon).match(text)
    return match.end() if match else 0


def is_byline(text: str, lexicon: Lexicon) -> bool:
    """Whether a line credits authors by a word such as «Автор» or «By».

    >>> from cleaners.labels import load_lexicon
    >>> is_byline("Автор: Ася Петрова", load_lexicon()), is_byline("By the river", load_lexicon())
    (True, False)
    """
    start = opens_byline(text, lexicon)
    return start > 0 and _all_people(text[start:])


def is_name_line(text: str) -> bool:
    """Whether a line holds names of people and nothing else."""
    return len(text) <= _LONGEST_BYLINE and _is_name_line(text)


def starts_byline(text: str, lexicon: Lexicon) -> bool:
    """Whether a line credits an author, with a date or a role behind the name.

    >>> from cleaners.labels import load_lexicon
    >>> starts_byline("By Jane Doe, 3 May 2025", load_lexicon())
    True
    >>> starts_byline("Von Mensch zu Mensch", load_lexicon())
    False
    >>> starts_byline("03/01/2017 by Ann Lee, head of the club", load_lexicon())
    True
    """
    match = _prefix(lexicon).match(text) or (INNER_BY.search(text) if text[:1].isdigit() else None)
    name = _person().match(text[match.end() :]) if match else None
    return name is not None and _is_likely(name[0], lexicon)


def is_full_name(text: str) -> bool:
    """Whether a cleaned name is surely a person's: two words or more, or Chinese characters.

    >>> is_full_name("Ася Петрова"), is_full_name("渡辺洋介"), is_full_name("admin5")
    (True, True, False)
    """
    words = text.split()
    if not 2 <= len(words) <= MOST_WORDS:
        return not text.isascii() and _eastern().fullmatch(text) is not None
    particles = load_lexicon().particles
    return all(
        word.casefold() in particles or (word[0].isalpha() and not word[0].islower())
        for word in words
    )


def split_list(text: str) -> list[str]:
    """The parts of a list of names; runs of white space are folded first, lines stay."""
    return _between().split(_fold_lines(text))


@lru_cache(maxsize=2048)
def _is_name_line(text: str) -> bool:
    """The same of a short text; the judge of a dump asks again and again."""
    return _all_people(text)


def _all_people(text: str) -> bool:
    names = _fold_lines(text.strip(" .,:"))
    if names[:1].isalpha() and not _person().match(names):
        return False  # as of most lines: the first of the names begins here
    parts = [part for part in _between().split(names) if part]
    lexicon = load_lexicon()
    return bool(parts) and all(is_person(part) and _is_likely(part, lexicon) for part in parts)


def _is_likely(name: str, lexicon: Lexicon) -> bool:
    """Whether a text in the form of a name may be one: no place, no button, no newsroom."""
    words = [fold_label(word) for word in name.split()]
    buttons = (lexicon.alone, lexicon.tabs, lexicon.groups)
    return (
        len(set(words)) == len(words)
        and not words[0].endswith(_ADJECTIVES)
        and not any(word in known for word in words for known in buttons)
        and fold_label(name) not in lexicon.not_people
        and fold_label(name) not in lexicon.alone
    )


@lru_cache(maxsize=4)
def _first_letters(lexicon: Lexicon) -> frozenset[str]:
    """The first two letters of words before names; one of a word that has no other."""
    return frozenset(word[:2] for word in lexicon.byline)


@lru_cache(maxsize=4)
def _prefix(lexicon: Lexicon) -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in lexicon.byline)
    return re.compile(rf"\s*+(?:{names})(?:\s*+[:：–—／]\s*+|\s++)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _glued(lexicon: Lexicon) -> re.Pattern[str]:
    """A word that a page parts from the name by style alone: "ByTravis Haddon"."""
    names = "|".join(re.escape(word.capitalize()) for word in lexicon.byline)
    return re.compile(rf"\s*(?:{names})(?=[{_UPPER}][{_LOWER}])")


@lru_cache(maxsize=1)
def _eastern() -> re.Pattern[str]:
    """A name of which each character is a word or a syllable."""
    return re.compile(
        r"[\u4e00-\u9fff\u3005]{2,5}|[\uac00-\ud7a3]{2,4}|[\u30a0-\u30ff]{2,8}・[\u30a0-\u30ff]{2,10}"
    )


@lru_cache(maxsize=1)
def _person() -> re.Pattern[str]:
    particles = "|".join(load_lexicon().particles)
    rest = rf"(?:[ -](?:(?:{particles}) )?(?:{_NAME_WORD}|{particles}))"
    return re.compile(rf"{_NAME_WORD}{rest}{{1,3}}")


def _fold_lines(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    words = "|".join(load_lexicon().between_names)
    return re.compile(
        rf"\s?(?:[,;/|&\n、，；]\s?(?:(?:{words})\s)?|\s(?:{words})\s)\s?", re.IGNORECASE
    )
