"""Names of authors."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaners.labels import Lexicon, fold_label, load_lexicon
from cleaners.reading.calendar import load_calendar

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІЇЄҐ\u00c0-\u00de\u0100-\u017f"
_LOWER = "a-zа-яёәғқңөұүһіїєґ\u00df-\u00ff\u0100-\u017f"
_NAME_WORD = (
    rf"(?:(?:[{_UPPER}]['’]|Mc|Mac)?[{_UPPER}][{_LOWER}'’]*(?:-[{_UPPER}][{_LOWER}'’]+)?"
    rf"|[{_UPPER}]{{2,}}|(?:[{_UPPER}]\.)+)"
)
_LONGEST_BYLINE = 120  # characters
_LONGEST_LIST = 600  # characters of all the authors of a long report
_MOST_PREFIXES = 3  # «Автор: текст Ася Петрова»
_MOST_WORDS = 5
_AROUND_NAME = " \t.,;:|/–—-•·*©\"'«»“”()[]_+~"
_JOINING = frozenset({"and", "und", "et", "и", "by"})
_SURNAMES_TOO = frozenset(
    "author chief coach expert fellow former head lead ma partner president special student".split()
)
_NO_NAME = re.compile(r"\d|[^\W\d_]{3}\.[^\W\d_]{2}")  # figures, addresses of sites
# What is written behind a name, alone: "M.A. Journalism", "Ph.D. in Physics".
_DEGREE = re.compile(r"(?:[BM](?:\.\s?[AS]|\.?Sc|\.?Ed)|Ph\.?D|MBA|MPH|LL\.?[BM])\.?(?:\s|$)")
_BRACKETS = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_INNER_BY = re.compile(r"\s(?:[Ww]ritten |[Pp]osted )?[Bb]y:?\s+(?=\w)")
_LAST_FIRST = re.compile(r"\s*(?P<family>[^\W\d_][\w'’-]+),\s+(?P<given>[^\W\d_][\w'’-]+)\s*")
# What no given name ends in: «Красный Яр», «Нижняя Тура», «Новое время» are none.
_SHOUTED = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІЇЄҐ]{3,}(?:-[А-ЯЁӘҒҚҢӨҰҮҺІЇЄҐ]{3,})?")
_GLUED = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ][a-zа-яё])")
_ADJECTIVES = ("ый", "ное", "кое", "вое", "ные", "кие", "няя", "ная", "кая", "вая", "ший", "жний")
_WEB = re.compile(r"(?:https?://|www\.|(?<![^\s,;|])[^\s,;|@]*@)\S*")


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
    match = _prefix(lexicon).match(text) or (_INNER_BY.search(text) if text[:1].isdigit() else None)
    name = _person().match(text[match.end() :]) if match else None
    return name is not None and _is_likely(name[0], lexicon)


def is_full_name(text: str) -> bool:
    """Whether a cleaned name is surely a person's: two words or more, or Chinese characters.

    >>> is_full_name("Ася Петрова"), is_full_name("渡辺洋介"), is_full_name("admin5")
    (True, True, False)
    """
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS:
        return not text.isascii() and _eastern().fullmatch(text) is not None
    particles = load_lexicon().particles
    return all(
        word.casefold() in particles or (word[0].isalpha() and not word[0].islower())
        for word in words
    )


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
    return _split_list(names)


def _drop_prefixes(text: str, lexicon: Lexicon) -> str:
    """What stands behind «Автор:» or "Written by", which may stand behind something else."""
    inner = _INNER_BY.search(text)
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
    return len(words) > _MOST_WORDS or small > 1


def _spell(words: list[str]) -> list[str]:
    """A name in capitals as it is written elsewhere, and a Cyrillic family name; initials stay."""
    shouted = len(words) > 1 and all(word.isupper() for word in words)
    return [
        word.title()
        if len(word) > 2 and "." not in word and (shouted or _SHOUTED.fullmatch(word))
        else word
        for word in words
    ]


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
def _no_people(lexicon: Lexicon) -> tuple[str, ...]:
    """How a text begins that is no person."""
    return tuple(f"{word} " for word in lexicon.not_people | lexicon.buttons)


@lru_cache(maxsize=4)
def button_openings(lexicon: Lexicon) -> tuple[str, ...]:
    """How texts of buttons beside authors begin, each with a space behind it."""
    return tuple(f"{word} " for word in lexicon.buttons)


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


@lru_cache(maxsize=4)
def _after_name(lexicon: Lexicon) -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in lexicon.after_names)
    glued = r"(?<=[a-zа-яё])(?=(?:Published|Updated|Posted|Опубликовано|Обновлено)\b)"
    other = r"\.\s(?=(?:Photo|Фото|Foto|Fotos|Video|Видео|Illustration)\w*\b)"
    return re.compile(rf"\s(?:{names})(?!\S)|\s?[–—•·]|\s-\s|\s(?=\d)|(?<=\w)@|{glued}|{other}")


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


def _split_list(text: str) -> list[str]:
    """The parts of a list of names; runs of white space are folded first, lines stay."""
    return _between().split(_fold_lines(text))


def _fold_lines(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    words = "|".join(load_lexicon().between_names)
    return re.compile(
        rf"\s?(?:[,;/|&\n、，；]\s?(?:(?:{words})\s)?|\s(?:{words})\s)\s?", re.IGNORECASE
    )
