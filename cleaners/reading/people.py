"""Names of authors."""

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
_WEB = re.compile(r"(?:https?://|www\.|(?<![^\s,;|])[^\s,;|@]*@)\S*")


def is_person(text: str) -> bool:
    """Whether a text has the form of a person's name: two to four capitalised words.

    >>> is_person("Ася Петрова"), is_person("Волшебный мир"), is_person("А. Б. Иванов")
    (True, False, True)
    """
    return _person().fullmatch(text) is not None


def is_byline(text: str, lexicon: Lexicon) -> bool:
    """Whether a line credits authors by a word such as «Автор» or «By».

    >>> from cleaners.labels import load_lexicon
    >>> is_byline("Автор: Ася Петрова", load_lexicon()), is_byline("By the river", load_lexicon())
    (True, False)
    """
    match = _prefix(lexicon.byline).match(text)
    return match is not None and _all_people(text[match.end() :])


def is_name_line(text: str) -> bool:
    """Whether a line holds names of people and nothing else."""
    return len(text) <= _LONGEST_BYLINE and _all_people(text)


def extract_authors(texts: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """People in bylines: split, cleaned, each once; newsrooms and addresses are no people.

    >>> from cleaners.labels import load_lexicon
    >>> extract_authors(("Автор: Ася Петрова, Иван Кузнецов", "Редакция"), load_lexicon())
    ('Ася Петрова', 'Иван Кузнецов')
    """
    names = (_clean_name(part, lexicon) for text in texts for part in _split_names(text, lexicon))
    return tuple(dict.fromkeys(name for name in names if name))


def _split_names(text: str, lexicon: Lexicon) -> list[str]:
    """The parts of a byline; addresses go first, since a «/» parts names too."""
    names = _WEB.sub("", text)
    prefix = _prefix(lexicon.byline).match(names)
    return _between().split(names[prefix.end() :] if prefix else names)


def _clean_name(text: str, lexicon: Lexicon) -> str | None:
    name = text.strip(" .,;:|/–—-")
    folded = fold_label(name)
    if not name or any(character.isdigit() for character in name):
        return None
    if any(f"{folded} ".startswith(f"{word} ") for word in lexicon.not_people):
        return None
    return name


def _all_people(text: str) -> bool:
    parts = [part for part in _between().split(text.strip(" .,:")) if part]
    return bool(parts) and all(is_person(part) for part in parts)


@lru_cache(maxsize=4)
def _prefix(words: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in words)
    return re.compile(rf"\s*(?:{names})(?:\s*[:–—]\s*|\s+)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _person() -> re.Pattern[str]:
    particles = "|".join(load_lexicon().particles)
    rest = rf"(?:[ -](?:(?:{particles}) )?(?:{_NAME_WORD}|{particles}))"
    return re.compile(rf"{_NAME_WORD}{rest}{{1,3}}")


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    words = "|".join(load_lexicon().between_names)
    return re.compile(rf"\s*(?:[,;/|&]|\s(?:{words})\s)\s*", re.IGNORECASE)
