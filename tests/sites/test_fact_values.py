"""Facts before and after: the same, better, worse."""

from __future__ import annotations

import pytest

from cleaners import Article, Author, DocumentKind, Metadata, Picture
from cleaners.sites.fact_values import compare_fact, read_facts

DAY, TIME = "2026-03-01", "2026-03-01T08:15:00"


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (DAY, DAY, "same"),
        (DAY, TIME, "better"),
        (DAY, f"{TIME}+05:00", "better"),
        (TIME, f"{TIME}+05:00", "better"),
        (f"{TIME}+05:00", "2026-03-01T03:15:00+00:00", "same"),
        (DAY, "2026-03-02", "worse"),
        (DAY, "2026-03-02T08:15:00", "worse"),
        (TIME, DAY, "worse"),
        (TIME, "2026-03-01T09:15:00", "worse"),
        (f"{TIME}+05:00", TIME, "worse"),
        (f"{TIME}+05:00", f"{TIME}+06:00", "worse"),
        ("2026", "2027", "worse"),
    ],
)
def test_dates_with_time_and_zone(before: str, after: str, change: str) -> None:
    """More of the same moment is better, less of it or another one is worse."""
    assert compare_fact("datePublished", (before,), (after,)) == change


@pytest.mark.parametrize(
    ("field", "before", "after", "change"),
    [
        ("authors", ("А", "Б"), ("А", "Б"), "same"),
        ("authors", ("А",), ("А", "Б"), "worse"),
        ("authors", ("А", "Б"), ("Б", "А"), "worse"),
        ("authors", (), ("А",), "better"),
        ("authors", ("А",), (), "worse"),
        ("tags", ("а", "б"), ("б", "а"), "same"),
        ("tags", ("а",), ("а", "б"), "worse"),
        ("section", ("а",), ("б",), "worse"),
        ("captions", ("1 а",), ("1 а", "2 б"), "better"),
        ("captions", ("1 а", "2 б"), ("2 б",), "worse"),
        ("mainImage", ("1",), ("2",), "same"),
        ("mainImage", ("1",), (), "worse"),
    ],
)
def test_other_facts(
    field: str, before: tuple[str, ...], after: tuple[str, ...], change: str
) -> None:
    """The very list of authors, in its order; tags in any; captions none of which is lost."""
    assert compare_fact(field, before, after) == change


def test_facts_of_an_article() -> None:
    """By the names of the article JSON, those without a value left out."""
    article = Article(
        authors=(Author("Ася Петрова"),),
        view_count=7,
        images=(Picture(url="/a.jpg", caption="Мост"), Picture(url="/b.jpg")),
        metadata=Metadata(kind=DocumentKind.HTML, cleaner_version="1"),
    )
    assert read_facts(article) == {
        "authors": ("Ася Петрова",),
        "viewCount": ("7",),
        "images": ("/a.jpg", "/b.jpg"),
        "captions": ("/a.jpg Мост",),
    }
