"""`metadata.origins`: where each fact was found."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from cleaners import Article, clean
from cleaners.sites.profile import Fields, SiteProfile, Story

PROSE = "<p>Новый мост через Ишим открыли в среду для всех машин, сообщили в акимате района.</p>"
LINKED = {
    "@type": "NewsArticle",
    "headline": "Мост через Ишим открыт",
    "datePublished": "2026-03-04T09:15:00+05:00",
    "dateModified": "2026-03-04T10:15:00+05:00",
    "author": {"@type": "Person", "name": "Ася Петрова"},
    "articleSection": "Город",
    "keywords": ["мост", "дороги"],
    "image": "https://a.kz/i.jpg",
}
METAS = (
    '<meta property="og:title" content="Мост через Ишим открыт">'
    '<meta property="article:published_time" content="2026-03-04T09:15:00+05:00">'
    '<meta property="article:author" content="Ася Петрова">'
    '<meta property="article:section" content="Город">'
    '<meta name="news_keywords" content="мост, дороги">'
    '<meta property="og:image" content="https://a.kz/i.jpg">'
    '<meta name="description" content="Открыли.">'
)
PRINTED = (
    "<article><h1>Мост через Ишим открыт</h1><p class=byline>Автор: Ася Петрова</p>"
    f"<time datetime='2026-03-04T09:15:00+05:00'>4 марта</time>{PROSE * 3}</article>"
)


def origins(
    page: str, url: str | None = None, profile: SiteProfile | None = None
) -> dict[str, str]:
    """Those of the article, as they stand in the JSON."""
    found: dict[str, str] = clean(page, url, profile=profile).to_dict()["metadata"]["origins"]
    return found


def page(head: str, body: str) -> str:
    """A whole page."""
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def test_json_ld() -> None:
    """What it tells goes before what meta tells."""
    head = f'<script type="application/ld+json">{json.dumps(LINKED)}</script>{METAS}'
    assert origins(page(head, PROSE * 3)) == {
        "headline": "json_ld",
        "authors": "json_ld",
        "datePublished": "json_ld",
        "dateModified": "json_ld",
        "description": "meta",
        "articleBody": "page",
        "mainImage": "json_ld",
        "tags": "meta",
        "section": "json_ld",
    }


def test_meta() -> None:
    """Where the page prints nothing of it."""
    told = origins(page(METAS, PROSE * 3))
    assert {name: told[name] for name in told if name != "articleBody"} == dict.fromkeys(
        ("headline", "authors", "datePublished", "description", "mainImage", "tags", "section"),
        "meta",
    )


def test_the_page_itself() -> None:
    """What readers see; a heading counts as printed even where the head has it as well."""
    assert set(origins(page("", PRINTED)).values()) == {"page"}
    assert origins(page(METAS, PRINTED))["headline"] == "page"


@pytest.mark.parametrize(
    "dump", ["Мост открыт\n\nАвтор: Ася Петрова\n\n4 марта 2026\n\n{0}\n\n{0}"]
)
def test_a_dump_has_nothing_but_its_page(dump: str) -> None:
    """Whatever is found."""
    text = PROSE.removeprefix("<p>").removesuffix("</p>")
    assert set(origins(dump.format(text)).values()) == {"page"}


def test_the_address_may_tell_the_day() -> None:
    """Where nothing else does."""
    told = origins(
        page("", f"<h1>Мост через Ишим открыт</h1>{PROSE * 3}"), "https://a.kz/2026/03/04/most/"
    )
    assert told["datePublished"] == "address"


def test_a_profile_vouches_for_what_its_selectors_find() -> None:
    """And for nothing else."""
    profile = SiteProfile(
        "a.kz",
        dt.date(2026, 3, 4),
        story=Story(body=("article",)),
        fields=Fields(headline=("h1",), authors=("p.byline",), date_published=("time",)),
    )
    told = origins(page('<meta name="description" content="Открыли.">', PRINTED), profile=profile)
    assert told == {
        "headline": "profile",
        "authors": "profile",
        "datePublished": "profile",
        "description": "meta",
        "articleBody": "profile",
    }


def test_facts_of_the_generic_rules_keep_their_origin() -> None:
    """With `generic_facts` the profile finds the text alone."""
    story = Story(body=("article",), generic_facts=True)
    profile = SiteProfile("a.kz", dt.date(2026, 3, 4), story=story)
    told = origins(page(METAS, PRINTED), profile=profile)
    assert (told["articleBody"], told["headline"], told["section"]) == ("profile", "page", "meta")


def test_they_are_read_back() -> None:
    """From the JSON."""
    article = clean(page(METAS, PRINTED))
    assert Article.from_json(article.to_json(explain=True)) == article
