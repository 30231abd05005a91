"""Which blocks of a page print the facts of its article."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.article import Article
from cleaners.block import Block
from cleaners.reading.dates import extract_date
from cleaners.reading.views import extract_view_count

_LONGEST_LINE = 120  # characters of a line that prints authors or a date


def find_printed(article: Article, blocks: Sequence[Block]) -> dict[str, tuple[int, ...]]:
    """Indices of the blocks that print headline, authors, day or counter, by field of a profile."""
    prints = {
        "headline": _prints_headline,
        "authors": _prints_authors,
        "date_published": _prints_day,
        "view_count": _prints_views,
    }
    found = {
        field: tuple(block.index for block in blocks if block.text and is_it(article, block.text))
        for field, is_it in prints.items()
    }
    return {field: indices for field, indices in found.items() if indices}


def _prints_headline(article: Article, text: str) -> bool:
    return article.headline is not None and text.casefold() == article.headline.casefold()


def _prints_authors(article: Article, text: str) -> bool:
    names = [author.name for author in article.authors]
    return bool(names) and len(text) <= _LONGEST_LINE and all(name in text for name in names)


def _prints_day(article: Article, text: str) -> bool:
    if article.date_published is None or len(text) > _LONGEST_LINE:
        return False
    date = extract_date(text) if any(map(str.isdigit, text)) else None
    return date is not None and date[:10] == article.date_published[:10]


def _prints_views(article: Article, text: str) -> bool:
    if article.view_count is None or len(text) > _LONGEST_LINE:
        return False
    return any(map(str.isdigit, text)) and extract_view_count(text) == article.view_count
