"""Lines that credit authors: «Автор: Ася Петрова», "By the Harbour Desk", «dpa»."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaners.decision import Reason
from cleaners.labels import OPENING, Lexicon, fold_label
from cleaners.reading.author_names import (
    button_openings,
    drop_date_words,
    extract_authors,
    is_degree,
)
from cleaners.reading.calendar import load_calendar
from cleaners.reading.day_words import fold_date
from cleaners.reading.people import is_full_name, is_name_line, opens_byline

_LONGEST_LINE = 160  # characters
_MOST_BESIDE = 8  # words of a byline beside its names: roles, place, date
_MOST_BEFORE = 6  # characters between the word of a byline and its first name, such as a title

_LONGEST_GROUP = 60  # characters
_MOST_GROUP_WORDS = 6
_AROUND = ' \t.,;:|/–—-•·*«»"()[]'
_NO_GROUP = re.compile(r"https?:|[@<>{}=?!]|^\d|\bby\b", re.IGNORECASE)
_GROUP_ENDS = re.compile(r"\s[|/•·–—-]\s|,\s|\s(?=\d)|\s\(|\son\s")
# Behind the first author: what others did, or the next fact of the line.
_OTHERS = re.compile(
    r"[·•|]|\s[–—-]\s|[.;,]\s(?=(?:photo|фото|foto|video|видео|illustrat|picture)\w*)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[·•|]|\s[–—-]\s")
_LEAST_PARTS = 2
_FIGURE = re.compile(r"\d")
_READING_TIME = re.compile(
    r"(?:(?:Tempo di lettura|Lesezeit|Reading time|Время чтения|Temps de lecture|Tiempo de lectura"
    r"|Czas czytania|Tempo de leitura):\s)?"
    r"\d{1,3}\s?(?:[Mm]in(?:s|utes?|uten|uti)?|мин(?:ут[аы]?)?|хв|dk)\b\.?"
    r"(?: read| чтения| читання| Lesezeit| de lecture| de lectura| di lettura| de leitura| czytania"
    r"| okuma)?"
)
# Where a page parts name and date by style alone.
_GLUED_FIGURE = re.compile(r"(?<=\d)(?=[^\W\d_]{3})|(?<=[^\W\d_]{3})(?=\d)")
_BETWEEN_FACTS = re.compile(r"[\s,·•|/–—()]+")
_LONGEST_DATED = 90  # characters of a line of a name and a date
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[:.]\d\d|(?<!\S)0(?!\S)")  # 0: time to read
_SMALL = 2  # letters of a word of a date: «в», "at", "г"
_WRITERS_OF_THE_EAST = ("作者", "記者", "记者", "기자")
_TITLED = re.compile(r"(?P<name>[^,\d]{4,60}),\s(?P<role>[^,.\d]{4,60})")
_SOURCE = re.compile(
    r"(?:источник|дереккөз|джерело|source|quelle|fuente|fonte|źródło|kaynak|来源)\s?[:：]\s?",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"[\w-]{2,}\.[a-z]{2,}(?:\.[a-z]{2,})?")


def read_byline(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The full names in a line that begins with a word such as «Автор» or "By"; none of any other.

    The word may be glued to the name, as where a page parts them by style alone.

    >>> from cleaners.labels import load_lexicon
    >>> read_byline("By Lizzie Streit, MS, RDN", load_lexicon())
    ('Lizzie Streit',)
    >>> read_byline("ByTravis Haddon", load_lexicon()), read_byline("By the river", load_lexicon())
    (('Travis Haddon',), ())
    """
    start = opens_byline(text, lexicon) if len(text) <= _LONGEST_LINE else 0
    if not start:
        return ()
    behind = _OTHERS.split(_before_tags(text[start:].strip(), lexicon), maxsplit=1)[0]
    names = tuple(name for name in extract_authors((behind,), lexicon) if is_full_name(name))
    if not names or names[0].casefold() not in behind[: len(names[0]) + _MOST_BEFORE].casefold():
        return ()
    beside = len(behind.split()) - sum(len(name.split()) for name in names)
    return names if beside <= _MOST_BESIDE else ()


def _before_tags(text: str, lexicon: Lexicon) -> str:
    """A line before its tags: «Ася Петрова Теги: мост»."""
    words = text.split(" ")
    for place, word in enumerate(words):
        if word.endswith(":") and (Reason.TAGS, f"{fold_label(word)}: ") in lexicon.begins.get(
            fold_label(word)[:OPENING], ()
        ):
            return " ".join(words[:place])
    return text


def read_meta_line(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The name in a line that themes print below a headline; none in any other line.

    The line ends with the name, behind the time that reading takes; or it has the name and a title
    such as "correspondent"; or it begins with it, behind «Опубликовано», and a figure follows.
    Other lines of parts may name places as well.

    >>> from cleaners.labels import load_lexicon
    >>> read_meta_line("May 20, 2026 · 3 min · Ann Lee", load_lexicon())
    ('Ann Lee',)
    >>> read_meta_line("Опубликовано Ася Петрова - Ср, 20/05/2026", load_lexicon())
    ('Ася Петрова',)
    >>> read_meta_line("Ann Lee, health correspondent", load_lexicon())
    ('Ann Lee',)
    >>> read_meta_line("May 20, 2026 · New York", load_lexicon())
    ()
    """
    if len(text) > _LONGEST_LINE:
        return ()
    titled = _TITLED.fullmatch(text)
    if titled and not lexicon.writers.isdisjoint(map(fold_label, titled["role"].split())):
        name = titled["name"]
        return (name,) if is_name_line(name) and is_full_name(name) else ()
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    if len(parts) < _LEAST_PARTS:
        return ()
    opening = next((w for w in lexicon.published if parts[0].casefold().startswith(f"{w} ")), "")
    if opening and _FIGURE.search(parts[1]):
        name = parts[0][len(opening) :].strip()
    elif any(map(_READING_TIME.fullmatch, parts[:-1])):
        name = parts[-1]
    else:
        return ()
    return (name,) if is_name_line(name) and is_full_name(name) else ()


def read_dated_name(text: str) -> tuple[str, ...]:
    """The full name in a line of nothing else but a date or the time that reading takes.

    Below a headline alone: elsewhere such lines are about other stories. A word for a reporter
    stands beside names of the East.

    >>> read_dated_name("Ася Петрова сегодня, 14:20"), read_dated_name("12 marzo 2025Marta Rinaldi")
    (('Ася Петрова',), ('Marta Rinaldi',))
    >>> read_dated_name("New York, 20 May 2026"), read_dated_name("Zero Waste 101")
    ((), ())
    """
    if any(word in text for word in _WRITERS_OF_THE_EAST):
        return _read_eastern(text[:_LONGEST_LINE])
    if len(text) > _LONGEST_DATED or not _FIGURE.search(text):
        return ()
    bare = _GLUED_FIGURE.sub(" ", _READING_TIME.sub(" 0 ", text))
    words = [word for word in _BETWEEN_FACTS.split(bare) if word.strip("-:.")]
    others = [n for n, word in enumerate(words) if not _is_of_date(word)]
    if len(others) == 1 and words[others[0] - 1].istitle():
        others.insert(0, others[0] - 1)  # Marta, May, Avril are months as well
    rest = " ".join(word for n, word in enumerate(words) if n not in others)
    if not others or not _DATED.search(rest) or others[-1] - others[0] + 1 != len(others):
        return ()
    if others[0] and others[-1] + 1 != len(words):
        return ()  # between two dates
    name = " ".join(words[n] for n in others)
    if name.isupper() or not is_name_line(name):
        return ()  # newspapers write places so
    return (name,) if is_full_name(name) else ()


def _is_of_date(word: str) -> bool:
    if _FIGURE.search(word) or (len(word) <= _SMALL and word.islower()):
        return True
    return fold_date(word).strip(":.") in load_calendar().beside


def _read_eastern(text: str) -> tuple[str, ...]:
    """The name beside the Chinese, Japanese or Korean word for a reporter."""
    match = _eastern_writer().search(text)
    return (match["before"] or match["behind"],) if match else ()


@lru_cache(maxsize=1)
def _eastern_writer() -> re.Pattern[str]:
    """Compiled when it is first needed, as `_letters`."""
    return re.compile(
        r"(?:作者|記者|记者)(?:\s?[:：/]\s?|\s)(?P<behind>[\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"
        r"|(?<![\uac00-\ud7a3])(?P<before>[\uac00-\ud7a3]{2,4})\s?기자(?![\uac00-\ud7a3])"
    )


@lru_cache(maxsize=1)
def _letters() -> re.Pattern[str]:
    """Letters enough for a name; compiled when it is first needed, since such ranges take 1 ms."""
    return re.compile(r"(?:[^\W\d_]\W*){3}|[\u3040-\u9fff]{2}")


def read_group(text: str, lexicon: Lexicon) -> str | None:
    """A newsroom, an agency or a firm that a source of authors names; None for anything else.

    A word in lower case is somebody's login, but for agencies and names of sites.

    >>> from cleaners.labels import load_lexicon
    >>> read_group("By the Harbour Desk | 3 May", load_lexicon()), read_group("dpa", load_lexicon())
    ('the Harbour Desk', 'dpa')
    >>> read_group("admin", load_lexicon()), read_group("asya5", load_lexicon())
    (None, None)
    """
    behind = text[opens_byline(text, lexicon) :].strip()
    name = drop_date_words(_GROUP_ENDS.split(behind, maxsplit=1)[0].strip(_AROUND))
    folded = fold_label(name)
    words = name.split()
    if len(name) > _LONGEST_GROUP or len(words) > _MOST_GROUP_WORDS or _NO_GROUP.search(name):
        return None
    if (
        is_degree(name)
        or not (_letters().search(name) or folded in lexicon.agencies)
        or folded in lexicon.nobody
    ):
        return None
    if f"{folded} ".startswith(button_openings(lexicon)):
        return None
    if name.count("«") > name.count("»"):
        name += "»"
    if name.islower() and folded not in lexicon.agencies and not _DOMAIN.fullmatch(name):
        return None
    return name


def read_agency(line: str, lexicon: Lexicon) -> str | None:
    """The news agency that a line by the headline names, with a date behind it at most.

    >>> from cleaners.labels import load_lexicon
    >>> read_agency("ТАСС, 4 марта", load_lexicon()), read_agency("Источник: dpa", load_lexicon())
    ('ТАСС', 'dpa')
    >>> read_agency("ТАСС сообщил о пожаре", load_lexicon()) is None
    True
    """
    if len(line) > _LONGEST_GROUP:
        return None
    name, _, behind = _SOURCE.sub("", line.strip(), count=1).partition(",")
    name = name.strip(_AROUND)
    is_dated = not behind.strip() or any(map(str.isdigit, behind))
    return name if is_dated and fold_label(name) in lexicon.agencies else None


def is_group(name: str, lexicon: Lexicon) -> bool:
    """Whether a name has a word that newsrooms, agencies and firms have and no person.

    >>> from cleaners.labels import load_lexicon
    >>> is_group("Harbour Desk", load_lexicon()), is_group("Ann Lee", load_lexicon())
    (True, False)
    """
    words = [fold_label(word) for word in name.split()]
    has_word = len(words) > 1 and not lexicon.groups.isdisjoint(words)
    return has_word or fold_label(name) in lexicon.agencies
