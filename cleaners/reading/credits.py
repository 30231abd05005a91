"""Small print beside a story: sources of pictures, counters of readers."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaners.labels import Lexicon, fold_label

_MOST_WORDS_WITHOUT_COLON = 8
_MOST_WORDS_AT_END = 8  # of the source at the end of a caption
_MOST_WORDS_WITH_LOWER = 3
_LOWER_WORD = re.compile(r"[^\W\d_]{4,}")
_SPLIT = r"\s*(?::|©|/|–|—|-)\s*"


def is_credit(text: str, lexicon: Lexicon) -> bool:
    """Whether the whole line is a credit: no sentence, no story about pictures.

    >>> from cleaners.labels import load_lexicon
    >>> is_credit("фото ЦИК РК", load_lexicon())
    True
    >>> is_credit("Фото с места событий появились вечером.", load_lexicon())
    False
    """
    return extract_credit(text, lexicon) is not None


def extract_credit(text: str, lexicon: Lexicon) -> str | None:
    """The source that a credit line names, None for any other line.

    >>> from cleaners.labels import load_lexicon
    >>> extract_credit("Фото: пресс-служба акимата", load_lexicon())
    'пресс-служба акимата'
    """
    match = _pattern(lexicon).match(text.strip("()[] \t*_"))
    if not match:
        return None
    source = match["source"].strip(" .,;:()[]")
    if not source or (not match["split"].strip() and not _is_source(match["source"], lexicon)):
        return None
    return source


def split_credit(caption: str, lexicon: Lexicon) -> tuple[str, str | None]:
    """A caption without the credit at its end, and the source that this names; None for none.

    >>> from cleaners.labels import load_lexicon
    >>> split_credit("The pier on Tuesday. Photo: Lena Marsh", load_lexicon())
    ('The pier on Tuesday.', 'Lena Marsh')
    >>> split_credit("Photo shoots are rare here.", load_lexicon())
    ('Photo shoots are rare here.', None)
    """
    matches = list(_ending(lexicon).finditer(caption))
    for match in matches[-1:]:
        source = caption[match.end() :].strip(" .,;:()[]|/–—-")
        if source and len(source.split()) <= _MOST_WORDS_AT_END:
            return caption[: match.start()].rstrip(" ([|/–—-,;"), source
    return caption, None


def _is_source(source: str, lexicon: Lexicon) -> bool:
    """Without a colon between: a known role, or a name such as «ДЧС Алматинской области»."""
    words = source.split()
    if len(words) > _MOST_WORDS_WITHOUT_COLON or source.endswith((".", "!", "?", "…", ":")):
        return False
    if source.casefold().startswith(lexicon.credited):
        return True
    lower = any(word[0].islower() and _LOWER_WORD.match(word) for word in words)
    return not source[0].islower() and (not lower or len(words) <= _MOST_WORDS_WITH_LOWER)


@lru_cache(maxsize=4)
def _ending(lexicon: Lexicon) -> re.Pattern[str]:
    """Where a credit begins in a caption: a word with a colon, or the sign of copyright."""
    names = "|".join(re.escape(word) for word in lexicon.credit)
    return re.compile(rf"(?<!\w)(?:(?:{names})\s?[:：/©]\s?©?|©)\s?", re.IGNORECASE)


@lru_cache(maxsize=4)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in lexicon.credit)
    return re.compile(rf"(?:{names})(?P<split>{_SPLIT}|\s+)(?P<source>.+)", re.IGNORECASE)


_NUMBER = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+|\d+")
_SCALES = {"k": 1e3, "к": 1e3, "тыс": 1e3, "тис": 1e3, "mil": 1e3, "m": 1e6, "м": 1e6, "млн": 1e6}
_SHORT = re.compile(
    rf"(?<![\d.,])(\d{{1,4}}(?:[.,]\d{{1,2}})?)\s?({'|'.join(_SCALES)})(?![^\W\d_])", re.IGNORECASE
)


def is_view_count(text: str, words: frozenset[str]) -> bool:
    """A number with a word for readers on either side, and nothing more.

    >>> is_view_count("140 просмотров", frozenset({"просмотров"}))
    True
    """
    if not _NUMBER.search(text):
        return False
    beside = fold_label(" ".join(_NUMBER.sub(" ", text, count=1).split()))
    return beside in words


def extract_view_count(text: str) -> int | None:
    """The number in a counter; «2 064» and «2,064» are one number, «1.2K» is 1200, 0 is none.

    >>> extract_view_count("Просмотров: 2 064"), extract_view_count("Просмотров: –")
    (2064, None)
    >>> extract_view_count("1,2 тыс."), extract_view_count("0")
    (1200, None)
    """
    short = _SHORT.search(text)
    if short:
        return round(float(short[1].replace(",", ".")) * _SCALES[short[2].casefold()]) or None
    match = _NUMBER.search(text)
    return (int(re.sub(r"\D", "", match[0])) or None) if match else None
