"""How facts are scored against gold, field by field.

Only pages whose gold names the fact count, and a fact that is not found is a miss.

- **headline**: right if equal after folding: no case, no punctuation, typographic marks as plain
  ones. `headline_f1` is the mean F1 over the words.
- **authors**: precision, recall and F1 over folded names, summed over pages. `no_authors` is the
  share of the pages without an author in gold for which none is given.
- **date**: right if the day is the same; an answer with a zone is moved to the zone of the gold.
  `date` is the share of pages with the right one, `date_wrong` of those with another; the
  precision is of the dates given. Where a page shows only when it was last changed, gold may be
  that day, which is no date of publication.
- **moment**: right if date, time and zone are the same minute; counted where gold has a zone.
- **language**: right if the ISO 639-1 code is the same; both kinds of Norwegian are one.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import msgspec

_WORDS = re.compile(r"\w+")
_BETWEEN_NAMES = re.compile(r"\s*(?:[;,&\n]|\s(?:and|und|et|y|и)\s)\s*", re.IGNORECASE)
_LANGUAGES = {"nb": "no", "nn": "no"}


class Facts(msgspec.Struct, frozen=True):
    """What gold or an extractor tells about one page; dates are ISO 8601 or nearly so."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    language: str | None = None


def score_facts(golds: Sequence[Facts], answers: Sequence[Facts]) -> dict[str, float]:
    """Every figure by its name, shares in 0…1."""
    pairs = list(zip(golds, answers, strict=True))
    return {
        **_score_headlines(pairs),
        **_score_authors(pairs),
        **_score_dates(pairs),
        "language": _share([same_language(a.language, g.language) for g, a in pairs if g.language]),
    }


def split_gold_names(text: str | None) -> tuple[str, ...]:
    """Names in the author field of a gold.

    >>> split_gold_names("Ann Lee, Bo Ray and Cy Fox"), split_gold_names(None)
    (('Ann Lee', 'Bo Ray', 'Cy Fox'), ())
    """
    parts = re.sub(r",\s+and\s", ", ", text or "")
    return tuple(name.strip() for name in _BETWEEN_NAMES.split(parts) if name.strip())


def fold_words(text: str | None) -> list[str]:
    """The words of a text without case, marks and accents.

    >>> fold_words("«Мост» открыт – Café’s")
    ['мост', 'открыт', 'cafe', 's']
    """
    decomposed = unicodedata.normalize("NFKD", text or "")
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _WORDS.findall(bare.casefold())


def same_day(answer: str | None, gold: str) -> bool:
    """Whether two dates are the same day, seen from the zone of the gold.

    >>> same_day("2025-05-20T23:30:00+00:00", "2025-05-21 04:30:00+05:00")
    True
    """
    if not answer:
        return False
    theirs, ours = parse_moment(answer), parse_moment(gold)
    if theirs is None or ours is None:
        return False
    if theirs.tzinfo and ours.tzinfo and theirs.astimezone(ours.tzinfo).date() == ours.date():
        return True
    return theirs.date() == ours.date()


def same_moment(answer: str | None, gold: str) -> bool:
    """Whether two times with zones are the same minute.

    >>> same_moment("2025-05-20T14:05:09+05:00", "2025-05-20 09:05:00+00:00")
    True
    """
    theirs, ours = parse_moment(answer or ""), parse_moment(gold)
    if theirs is None or ours is None or not theirs.tzinfo or not ours.tzinfo:
        return False
    return abs(theirs - ours) < dt.timedelta(minutes=1)


def parse_moment(text: str) -> dt.datetime | None:
    """A date or time in ISO 8601, None for what is none."""
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def same_language(answer: str | None, gold: str | None) -> bool:
    """Whether two language tags name one language, whatever the region."""
    return _code(answer) == _code(gold)


def _code(tag: str | None) -> str:
    code = re.split(r"[-_]", tag or "")[0].lower()
    return _LANGUAGES.get(code, code)


def _score_headlines(pairs: Sequence[tuple[Facts, Facts]]) -> dict[str, float]:
    folded = [(fold_words(g.headline), fold_words(a.headline)) for g, a in pairs if g.headline]
    return {
        "headline": _share([gold == answer for gold, answer in folded]),
        "headline_f1": _share([_f1_of_words(gold, answer) for gold, answer in folded]),
    }


def _f1_of_words(gold: list[str], answer: list[str]) -> float:
    shared = (Counter(gold) & Counter(answer)).total()
    return 2 * shared / (len(gold) + len(answer)) if gold or answer else 1.0


def _score_authors(pairs: Sequence[tuple[Facts, Facts]]) -> dict[str, float]:
    named = [(_names(g.authors), _names(a.authors)) for g, a in pairs if g.authors]
    shared = sum(len(gold & answer) for gold, answer in named)
    precision = shared / max(1, sum(len(answer) for _, answer in named))
    recall = shared / max(1, sum(len(gold) for gold, _ in named))
    return {
        "authors_precision": precision,
        "authors_recall": recall,
        "authors_f1": 2 * precision * recall / (precision + recall) if shared else 0.0,
        "no_authors": _share([not a.authors for g, a in pairs if not g.authors]),
    }


def _names(authors: Sequence[str]) -> set[str]:
    return {" ".join(fold_words(author)) for author in authors}


def _score_dates(pairs: Sequence[tuple[Facts, Facts]]) -> dict[str, float]:
    dated = [(g.date, a.date) for g, a in pairs if g.date]
    zoned = [(gold, answer) for gold, answer in dated if "+" in gold[10:] or "-" in gold[10:]]
    right = _share([same_day(answer, gold) for gold, answer in dated])
    given = _share([bool(answer) for _, answer in dated])
    return {
        "date": right,
        "date_wrong": given - right,
        "date_precision": right / given if given else 0.0,
        "date_f1": 2 * right / (1 + given) if dated else 0.0,
        "moment": _share([same_moment(answer, gold) for gold, answer in zoned]),
    }


def _share(values: Sequence[float | bool]) -> float:
    """The mean; 0 where there is nothing to count."""
    return sum(values) / len(values) if values else 0.0
