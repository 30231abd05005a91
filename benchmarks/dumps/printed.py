"""Which facts of a page its dump still shows, and how many of those were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.fields_metric import Facts, fold_words, same_day
from cleaners import Article
from cleaners.reading.dates import extract_date

_LONGEST_LINE = 300  # characters of a line that may hold a date


@dataclass(frozen=True, slots=True)
class Shown:
    """The facts that gold knows and the text of the dump holds, a headline as a line of it."""

    headline: bool
    authors: tuple[str, ...]
    date: bool


def find_shown(text: str, gold: Facts) -> Shown:
    """Look for the facts of the gold in a dump; headline and date are looked for line by line.

    A headline that the gold has in other words than the page, or that shares its line with others,
    is not shown.
    """
    words = f" {' '.join(fold_words(text))} "

    def holds(fact: str | None) -> bool:
        folded = " ".join(fold_words(fact))
        return bool(folded) and f" {folded} " in words

    lines = (line for line in text.splitlines() if any(map(str.isdigit, line)))
    dated = gold.date is not None and any(
        same_day(extract_date(line[:_LONGEST_LINE]), gold.date) for line in lines
    )
    headed = any(same_headline(line, gold.headline) for line in text.splitlines())
    return Shown(headed, tuple(filter(holds, gold.authors)), dated)


def facts_of(article: Article | None) -> Facts:
    """The facts of an article, none without one."""
    if article is None:
        return Facts()
    names = tuple(author.name for author in article.authors)
    return Facts(article.headline, names, article.date_published, article.in_language)


def same_headline(answer: str | None, gold: str | None) -> bool:
    """Whether two headlines have the same words."""
    return bool(gold) and fold_words(answer) == fold_words(gold)


Compared = tuple[Facts, Shown, Facts]  # gold, what the dump shows of it, the answer


def score_shown(compared: Sequence[Compared]) -> dict[str, float]:
    """Every figure by its name, shares in 0…1.

    Recall is over the pages whose dump shows the fact, precision over all answers for pages whose
    gold knows it, of headlines for those whose dump shows it; `date_wrong` is the share of pages
    with a date in the gold that have another one.
    """
    headed = [(g, s, a) for g, s, a in compared if g.headline]
    right = [same_headline(a.headline, g.headline) for g, _, a in headed]
    dated = [(g, s, a) for g, s, a in compared if g.date]
    days = [same_day(a.date, g.date or "") for g, _, a in dated]
    named = [(g, s, a) for g, s, a in compared if g.authors]
    shared = [_names(g.authors) & _names(a.authors) for g, _, a in named]
    return {
        "pages": float(len(compared)),
        "headline": _over(right, [s.headline for _, s, _ in headed]),
        "headline_precision": _over(right, [s.headline and bool(a.headline) for _, s, a in headed]),
        "date": _over(days, [s.date for _, s, _ in dated]),
        "date_precision": _over(days, [bool(a.date) for _, _, a in dated]),
        "date_wrong": _mean(
            [bool(a.date) and not day for day, (_, _, a) in zip(days, dated, strict=True)]
        ),
        "authors": _ratio(sum(map(len, shared)), sum(len(_names(s.authors)) for _, s, _ in named)),
        "authors_precision": _ratio(
            sum(map(len, shared)), sum(len(_names(a.authors)) for _, _, a in named)
        ),
    }


def _names(authors: Sequence[str]) -> set[str]:
    return {" ".join(fold_words(author)) for author in authors}


def _over(right: Sequence[bool], counted: Sequence[bool]) -> float:
    """The share of the right ones among those that count."""
    return _mean([hit for hit, counts in zip(right, counted, strict=True) if counts])


def _mean(values: Sequence[float | bool]) -> float:
    return _ratio(sum(values), len(values))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
