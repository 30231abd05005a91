"""The article as JSON: names, order, what is absent."""

from __future__ import annotations

import json

import pytest

from cleaners import (
    Article,
    ArticleBlock,
    Author,
    Breadcrumb,
    DocumentKind,
    Kind,
    MainImage,
    Metadata,
    Picture,
    Reason,
    Removed,
)

METADATA = Metadata(DocumentKind.HTML, "1.0")
FULL = Article(
    metadata=METADATA,
    url="https://a.kz/1",
    canonical_url="https://a.kz/1",
    headline="Мост открыт",
    authors=(Author("Ася Петрова"),),
    date_published="2025-05-20",
    date_published_raw="20 мая 2025",
    date_modified="2025-05-21",
    in_language="ru",
    description="О мосте",
    article_body="Лид",
    breadcrumbs=(Breadcrumb("Главная", "https://a.kz/"), Breadcrumb("Город")),
    main_image=MainImage("https://a.kz/a.jpg"),
    images=(Picture("https://a.kz/a.jpg", "Мост", "ЦИК"), Picture(credit="ЦИК")),
    lead="Лид",
    view_count=0,
    tags=("мост",),
    section="Город",
    blocks=(ArticleBlock(Kind.LEAD, "Лид"), ArticleBlock(Kind.EMBED, url="https://v.kz/1")),
    removed=(Removed("Поделиться", Reason.SHARE, "label_alone"),),
)
ORDER = [
    "url", "canonicalUrl", "headline", "authors", "datePublished", "datePublishedRaw",
    "dateModified", "inLanguage", "description", "articleBody", "breadcrumbs", "mainImage",
    "images", "lead", "viewCount", "tags", "section", "blocks", "removed", "metadata",
]  # fmt: skip


def test_the_order_of_fields_is_fixed() -> None:
    """A reader finds the headline on top and the metadata below."""
    assert list(FULL.to_dict(explain=True)) == ORDER


def test_blocks_and_removed_are_told_on_request() -> None:
    """They repeat the whole page."""
    assert list(FULL.to_dict()) == [name for name in ORDER if name not in ("blocks", "removed")]


def test_what_is_unknown_is_absent() -> None:
    """No nulls, no empty strings, no empty lists."""
    assert Article(metadata=METADATA).to_dict(explain=True) == {
        "metadata": {"kind": "html", "cleanerVersion": "1.0"}
    }


def test_no_readers_are_a_number_too() -> None:
    """Nought is known."""
    assert FULL.to_dict()["viewCount"] == 0


def test_parts_leave_out_what_they_do_not_know() -> None:
    """A breadcrumb without address, a picture with nothing but a credit."""
    told = FULL.to_dict(explain=True)
    assert told["breadcrumbs"][1] == {"name": "Город"}
    assert told["images"][1] == {"credit": "ЦИК"}
    assert told["blocks"][1] == {"kind": "embed", "url": "https://v.kz/1"}


def test_a_removed_block_has_its_reason_and_rule() -> None:
    """By the names that stand in the documentation."""
    assert FULL.to_dict(explain=True)["removed"] == [
        {"text": "Поделиться", "reason": "share", "rule": "label_alone"}
    ]


@pytest.mark.parametrize("explain", [False, True])
def test_json_is_the_dict_on_one_line(explain: bool) -> None:
    """In the same order, letters as they are."""
    line = FULL.to_json(explain=explain)
    told = FULL.to_dict(explain=explain)
    assert json.loads(line) == told
    assert list(json.loads(line)) == list(told)
    assert "\n" not in line
    assert "Мост открыт" in line


def test_the_text_of_an_article_without_body_is_empty() -> None:
    """A string in any case."""
    assert (Article(metadata=METADATA).text, FULL.text) == ("", "Лид")
