"""The facts of an article as values, and whether another value is as good."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from cleaners.article import Article

Values = tuple[str, ...]
Facts = dict[str, Values]  # fields without a value are left out

_DAY = 10  # characters of an ISO 8601 date


class Change(StrEnum):
    """What became of a fact."""

    SAME = "same"
    BETTER = "better"
    WORSE = "worse"


def read_facts(article: Article) -> Facts:
    """The facts by the names of the article JSON, those without a value left out.

    Of pictures `images` has the addresses; `captions` and `credits` have address and text.
    """
    pictures = article.images
    facts = {
        "headline": _values(article.headline),
        "authors": tuple(author.name for author in article.authors),
        "datePublished": _values(article.date_published),
        "dateModified": _values(article.date_modified),
        "viewCount": _values(article.view_count),
        "section": _values(article.section),
        "tags": article.tags,
        "breadcrumbs": tuple(f"{crumb.name} {crumb.url or ''}" for crumb in article.breadcrumbs),
        "mainImage": _values(article.main_image.url if article.main_image else None),
        "images": tuple(picture.url for picture in pictures if picture.url),
        "captions": tuple(f"{p.url or ''} {p.caption}" for p in pictures if p.caption),
        "credits": tuple(f"{p.url or ''} {p.credit}" for p in pictures if p.credit),
    }
    return {field: values for field, values in facts.items() if values}


def compare_fact(field: str, before: Values, after: Values) -> Change:
    """Whether a value is the same as one before, better or worse.

    A value where there was none is better, as is a date with a time where there was a day alone,
    or with a zone where there was none; of pictures, captions and credits more are better as long
    as none is lost. Any other difference is worse, since either value may be the right one.

    >>> compare_fact("datePublished", ("2026-03-01",), ("2026-03-01T08:15:00+05:00",))
    <Change.BETTER: 'better'>
    >>> compare_fact("authors", ("Ася Петрова",), ("Ася Петрова", "Pelican"))
    <Change.WORSE: 'worse'>
    """
    if before == after:
        return Change.SAME
    if not before or not after:
        return Change.WORSE if before else Change.BETTER
    if field in ("datePublished", "dateModified"):
        return _compare_dates(before[0], after[0])
    if field in ("images", "captions", "credits"):
        return Change.BETTER if set(before) < set(after) else _same_if(set(before) == set(after))
    if field == "mainImage":  # the first picture of the body, where the head names none
        return Change.SAME
    return _same_if(set(before) == set(after) if field == "tags" else False)


def compare_facts(before: Facts, after: Facts) -> dict[str, Change]:
    """The change of each field that has a value before or after."""
    return {
        field: compare_fact(field, before.get(field, ()), after.get(field, ()))
        for field in dict.fromkeys((*before, *after))
    }


def _values(value: str | int | None) -> Values:
    return () if value is None or value == "" else (str(value),)


def _same_if(is_same: bool) -> Change:
    return Change.SAME if is_same else Change.WORSE


def _compare_dates(before: str, after: str) -> Change:
    """Dates in ISO 8601: a day alone, a time without or with a zone."""
    if min(len(before), len(after)) < _DAY:
        return Change.WORSE
    if len(before) == _DAY:
        return Change.BETTER if after[:_DAY] == before else Change.WORSE
    if len(after) == _DAY:
        return Change.WORSE
    first, second = dt.datetime.fromisoformat(before), dt.datetime.fromisoformat(after)
    if first.tzinfo is None:
        is_same = first == second.replace(tzinfo=None)
        return Change.BETTER if is_same and second.tzinfo else _same_if(is_same)
    return _same_if(second.tzinfo is not None and first == second)
