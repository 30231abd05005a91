"""Names of authors out of bylines: parted, cleaned, each once."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaners.labels import Lexicon, fold_label, load_lexicon
from cleaners.reading.calendar import load_calendar
from cleaners.reading.people import (
    INNER_BY,
    MOST_WORDS,
    is_full_name,
    is_person,
    opens_byline,
    split_list,
)

_LONGEST_LIST = 600  # characters of all the authors of a long report
_MOST_PREFIXES = 3  # «Автор: текст Ася Петрова»
_AROUND_NAME = " \t.,;:|/–—-•·*©\"'«»“”()[]_+~"
_JOINING = frozenset({"and", "und", "et", "и", "by"})
_SURNAMES_TOO = frozenset(
    "author chief coach expert fellow former head lead ma partner president special student".split()
)
_NO_NAME = re.compile(r"\d|[^\W\d_]{3}\.[^\W\d_]{2}")  # figures, addresses of sites
# What is written behind a name, alone: "M.A. Journalism", "Ph.D. in Physics".
_DEGREE = re.compile(r"(?:[BM](?:\.\s?[AS]|\.?Sc|\.?Ed)|Ph\.?D|MBA|MPH|LL\.?[BM])\.?(?:\s|$)")
_BRACKETS = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_LAST_FIRST = re.compile(r"\s*(?P<family>[^\W\d_][\w'’-]+),\s+(?P<given>[^\W\d_][\w'’-]+)\s*")
_SHOUTED = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІЇЄҐ]{3,}(?:-[А-ЯЁӘҒҚҢӨҰҮҺІЇЄҐ]{3,})?")
_GLUED = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ][a-zа-яё])")
_WEB = re.compile(r"(?:https?://|www\.|(?<![^\s,;|])[^\s,;|@]*@)\S*")


def is_degree(text: str) -> bool:
    """Whether a text begins with a degree, as stands behind a name: "M.A. Journalism"."""
    return _DEGREE.match(text) is not None


def extract_authors(texts: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """People in bylines: split, cleaned, each once; newsrooms and addresses are no people.

    >>> from cleaners.labels import load_lexicon
    >>> extract_authors(("Автор: Ася Петрова, Иван Кузнецов", "Редакция"), load_lexicon())
    ('Ася Петрова', 'Иван Кузнецов')
    >>> extract_authors(("By JOHN SMITH, BBC News | 3 May 2025",), load_lexicon())
    ('John Smith',)
    """
    names = (_clean_name(part, lexicon) for text in texts for part in _split_names(text, lexicon))
    unique: dict[str, str] = {}
    for name in names:
        if name:
            unique.setdefault(name.casefold(), name)
    return tuple(unique.values())


def _split_names(text: str, lexicon: Lexicon) -> list[str]:
    """The parts of a byline; addresses go first, since a «/» parts names too."""
    if len(text) > _LONGEST_LIST:
        return []
    names = _BRACKETS.sub(" ", _WEB.sub("", text))
    names = _drop_prefixes(names, lexicon)
    turned = _LAST_FIRST.fullmatch(names)
    if turned:
        return [f"{turned['given']} {turned['family']}"]
    return split_list(names)


def _drop_prefixes(text: str, lexicon: Lexicon) -> str:
    """What stands behind «Автор:» or "Written by", which may stand behind something else."""
    inner = INNER_BY.search(text)
    if inner:
        text = text[inner.end() :]
    for _ in range(_MOST_PREFIXES):
        start = opens_byline(text, lexicon)
        if not start or not text[start:].strip():
            break
        text = text[start:]
    return text


def _clean_name(text: str, lexicon: Lexicon) -> str | None:
    cut = _after_name(lexicon).search(text)
    name = (text[: cut.start()] if cut else text).strip(_AROUND_NAME)
    if cut and text[cut.end() : cut.end() + 1].isdigit():
        name = drop_date_words(name)
    folded = fold_label(name)
    if (
        not name
        or folded in _JOINING
        or folded in lexicon.nobody
        or _NO_NAME.search(name)
        or is_degree(name)
    ):
        return None
    if f"{folded} ".startswith(_no_people(lexicon)):
        return None
    words = _drop_roles(_part_roles(name, lexicon).split(), lexicon)
    parts = (part for word in words for part in word.split("-"))
    if not words or not lexicon.groups.isdisjoint(map(fold_label, parts)) or _is_talk(words):
        return None
    words = _drop_echo(words)
    # «Von Mensch zu Mensch»: no name has a word twice.
    return " ".join(_spell(words)) if len({*map(str.casefold, words)}) == len(words) else None


def drop_date_words(name: str) -> str:
    """A name without the month or weekday that stood before a figure."""
    words = name.split()
    while words and fold_label(words[-1]) in load_calendar().beside:
        words.pop()
    return " ".join(words).strip(_AROUND_NAME)


def _part_roles(name: str, lexicon: Lexicon) -> str:
    """A name parted from a role set apart by style alone: "Ann LeeCulture Writer"."""
    parts = _GLUED.split(name)
    roles = (part.partition(" ")[0] for part in parts[1:])
    return " ".join(parts) if any(fold_label(role) in lexicon.roles for role in roles) else name


def _drop_roles(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words before a role or a button; those behind it where the role comes first.

    A single word is no name, but some roles are surnames behind it.
    """
    buttons = button_openings(lexicon)
    for index, word in enumerate(words):
        folded = fold_label(word)
        if index > 1 and f"{folded} ".startswith(buttons):
            return words[:index]
        if folded in lexicon.roles and not (index == 1 and folded in _SURNAMES_TOO):
            return words[:index] if index > 1 else _behind_role(words[index:], lexicon)
    return words


def _behind_role(words: list[str], lexicon: Lexicon) -> list[str]:
    """The name behind a writer's role: "editor Ann Lee"; nothing where no full name follows."""
    last = ""
    while words and fold_label(words[0]) in lexicon.roles:
        last, words = fold_label(words[0]), words[1:]
    name = " ".join(words)
    is_named = len(words) > 1 and is_full_name(name) and is_person(name)
    return words if is_named and last in lexicon.writers else []


def _drop_echo(words: list[str]) -> list[str]:
    """A name once that a link and its picture say twice."""
    half = len(words) // 2
    return words[:half] if half > 1 and words[:half] == words[half:] else words


def _is_talk(words: list[str]) -> bool:
    """Whether words are no name: a part of a sentence, a user name."""
    particles = load_lexicon().particles
    small = sum(word[0].islower() and word not in particles for word in words)
    if len(words) <= 2:
        return small == 1
    return len(words) > MOST_WORDS or small > 1


def _spell(words: list[str]) -> list[str]:
    """A name in capitals as it is written elsewhere, and a Cyrillic family name; initials stay."""
    shouted = len(words) > 1 and all(word.isupper() for word in words)
    return [
        word.title()
        if len(word) > 2 and "." not in word and (shouted or _SHOUTED.fullmatch(word))
        else word
        for word in words
    ]


@lru_cache(maxsize=4)
def _no_people(lexicon: Lexicon) -> tuple[str, ...]:
    """How a text begins that is no person."""
    return tuple(f"{word} " for word in lexicon.not_people | lexicon.buttons)


@lru_cache(maxsize=4)
def button_openings(lexicon: Lexicon) -> tuple[str, ...]:
    """How texts of buttons beside authors begin, each with a space behind it."""
    return tuple(f"{word} " for word in lexicon.buttons)


@lru_cache(maxsize=4)
def _after_name(lexicon: Lexicon) -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in lexicon.after_names)
    glued = r"(?<=[a-zа-яё])(?=(?:Published|Updated|Posted|Опубликовано|Обновлено)\b)"
    other = r"\.\s(?=(?:Photo|Фото|Foto|Fotos|Video|Видео|Illustration)\w*\b)"
    return re.compile(rf"\s(?:{names})(?!\S)|\s?[–—•·]|\s-\s|\s(?=\d)|(?<=\w)@|{glued}|{other}")
