"""Head data: JSON-LD first, then meta."""

from __future__ import annotations

import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners.markup.head import read_head
from cleaners.page import HeadData

URL = "https://a.kz/n/most/"
STORY = {"@type": "NewsArticle", "headline": "Мост открыт", "datePublished": "2025-05-20"}


def head(markup: str) -> HeadData:
    """What a page with this head tells."""
    page = f"<!doctype html><html><head>{markup}</head><body><p>а</p></body></html>"
    return read_head(LexborHTMLParser(page), URL)


def script(text: str) -> str:
    """A JSON-LD block."""
    return f'<script type="application/ld+json">{text}</script>'


def linked(data: Any) -> HeadData:
    """What a page with this JSON-LD tells."""
    return head(script(json.dumps(data, ensure_ascii=False)))


def story(**facts: Any) -> HeadData:
    """What a page with one story tells."""
    return linked(STORY | facts)


@pytest.mark.parametrize(
    "data",
    [
        STORY,
        [STORY],
        {"@graph": [{"@type": "WebSite", "name": "Газета"}, STORY]},
        [{"@type": "BreadcrumbList"}, {"@graph": [STORY]}],
        {"@type": "WebPage", "mainEntity": STORY},
        {"@type": "WebPage", "mainEntityOfPage": STORY},
        STORY | {"@type": ["Thing", "Article"]},
        STORY | {"@type": "ReportageNewsArticle"},
        STORY | {"@type": "LiveBlogPosting"},
    ],
)
def test_the_story_is_found_wherever_it_stands(data: Any) -> None:
    """In a graph, a list, a page."""
    found = linked(data)
    assert (found.headline, found.published) == ("Мост открыт", "2025-05-20")


@pytest.mark.parametrize(
    "data", [{"@type": "WebSite", "name": "Газета"}, {"@type": "Product", "name": "Мост"}, 7, "а",
             None, [], {}, {"@type": {"@id": "Article"}}]
)  # fmt: skip
def test_other_objects_tell_nothing(data: Any) -> None:
    """Shops and sites have names too."""
    assert linked(data) == head("")


@pytest.mark.parametrize(
    "data",
    [
        [{"@type": "Article", "headline": "Другая"}, STORY],
        [{"@type": "JobPosting", "headline": "Другая"}, STORY],
        [{"@type": "Review", "name": "Другая"}, STORY],
        [STORY | {"headline": "Другая", "url": "https://a.kz/n/2/"},
         STORY | {"url": "http://www.a.kz/n/most?a=1"}],
        [STORY | {"headline": "Другая"},
         STORY | {"mainEntityOfPage": {"@id": "https://a.kz/n/most/"}}],
    ],
)  # fmt: skip
def test_of_several_stories_the_news_of_this_page_wins(data: Any) -> None:
    """By its type, then by its address."""
    assert linked(data).headline == "Мост открыт"


def test_the_page_tells_what_the_story_leaves_open() -> None:
    """Its dates, but not its name, which has the site in it."""
    page = {"@type": "WebPage", "name": "Мост | Газета", "datePublished": "2025-05-20"}
    assert linked([page, {"@type": "Article", "headline": "Мост"}]).published == "2025-05-20"
    assert (linked(page).published, linked(page).headline) == ("2025-05-20", None)


def test_an_author_may_be_a_reference() -> None:
    """To an object elsewhere in the graph."""
    person = {"@type": "Person", "@id": "#asya", "name": "Ася Петрова"}
    group = {"@type": "Organization", "@id": "#paper", "name": "Газета"}
    story = STORY | {"author": [{"@id": "#asya"}, {"@id": "#paper"}, {"@id": "#nobody"}]}
    assert linked({"@graph": [story, person, group]}).credits == (("Ася Петрова",),)


def test_the_first_story_wins() -> None:
    """Further ones are teasers."""
    assert linked([STORY, STORY | {"headline": "Другая"}]).headline == "Мост открыт"


@pytest.mark.parametrize(
    ("before", "after"),
    [("<!--", "-->"), ("//<![CDATA[\n", "\n//]]>"), ("<![CDATA[", "]]>"), ("\n ", " \n")],
)
def test_marks_around_the_json_are_forgiven(before: str, after: str) -> None:
    """Old templates hide scripts from old browsers."""
    markup = script(before + json.dumps(STORY, ensure_ascii=False) + after)
    assert head(markup).headline == "Мост открыт"


def test_line_breaks_within_strings_are_forgiven() -> None:
    """Templates print descriptions as they are."""
    markup = script('{"@type": "Article", "headline": "Мост\nоткрыт"}')
    assert head(markup).headline == "Мост открыт"


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, "", "var a = 1;"])
def test_broken_json_tells_nothing(broken: str) -> None:
    """The next block may tell all the same."""
    markup = script(broken) + script(json.dumps(STORY, ensure_ascii=False))
    assert head(markup).headline == "Мост открыт"


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("Ася Петрова", ("Ася Петрова",)),
        ({"@type": "Person", "name": "Ася Петрова"}, ("Ася Петрова",)),
        ([{"name": "Ася Петрова"}, {"name": "Иван Кузнецов"}], ("Ася Петрова", "Иван Кузнецов")),
        ({"@type": "Person", "name": ["Ася Петрова"]}, ("Ася Петрова",)),
        (["Ася Петрова", "Ася Петрова"], ("Ася Петрова",)),
        ({"@type": "Organization", "name": "Газета"}, ()),
        ([{"@type": "Organization", "name": "Газета"}, "Ася Петрова"], ("Ася Петрова",)),
        ({"@type": "Person"}, ()),
        ({"@type": ["Person", "Organization"], "name": "Ася Петрова"}, ("Ася Петрова",)),
        ({"@type": "NewsMediaOrganization", "name": "Газета"}, ()),
        ({"givenName": "Ася", "familyName": "Петрова"}, ("Ася Петрова",)),
        (None, ()),
        (7, ()),
        ("", ()),
    ],
)
def test_authors_are_people(author: Any, authors: tuple[str, ...]) -> None:
    """One, several, as text or as objects; newsrooms are none."""
    assert story(author=author).credits == ((authors,) if authors else ())


def test_entities_in_json_are_read() -> None:
    """Many publishers escape twice."""
    assert story(headline="&laquo;Мост&raquo; &amp; люди").headline == "«Мост» & люди"


@pytest.mark.parametrize(
    ("image", "url"),
    [
        ("/a.jpg", "https://a.kz/a.jpg"),
        (["/a.jpg", "/b.jpg"], "https://a.kz/a.jpg"),
        ({"@type": "ImageObject", "url": "/a.jpg"}, "https://a.kz/a.jpg"),
        ({"@id": "https://b.kz/a.jpg"}, "https://b.kz/a.jpg"),
        ([{"url": "/a.jpg"}], "https://a.kz/a.jpg"),
        ([], None),
        ({}, None),
    ],
)
def test_an_image_may_be_text_list_or_object(image: Any, url: str | None) -> None:
    """schema.org allows all of them."""
    assert story(image=image).image == url


@pytest.mark.parametrize(
    ("keywords", "tags"),
    [("мост, Ишим,", ("мост", "Ишим")), (["мост", "Ишим", "мост"], ("мост", "Ишим")), (7, ()),
     (None, ())],
)  # fmt: skip
def test_keywords_are_tags(keywords: Any, tags: tuple[str, ...]) -> None:
    """As a list or with commas."""
    assert story(keywords=keywords).tags == tags


@pytest.mark.parametrize("wrong", [7, [], {}, None, True, [[]]])
def test_a_field_of_the_wrong_type_is_unknown(wrong: Any) -> None:
    """And raises nothing."""
    found = story(headline=wrong, datePublished=wrong, articleSection=wrong, inLanguage=wrong)
    assert (found.headline, found.published, found.section) == (None, None, None)


@pytest.mark.parametrize(
    ("markup", "field", "value"),
    [
        ('<meta property="og:title" content="Мост">', "headline", "Мост"),
        ('<meta name="twitter:title" content="Мост">', "headline", "Мост"),
        ('<meta property="article:published_time" content="2025">', "published", "2025"),
        ('<meta itemprop="datePublished" content="2025">', "published", "2025"),
        ('<meta name="aiturec:datetime" content="2025">', "published", "2025"),
        ('<meta property="article:modified_time" content="2025">', "modified", "2025"),
        ('<meta name="Description" content=" Мост  открыт ">', "description", "Мост открыт"),
        ('<meta property="article:section" content="Город">', "section", "Город"),
        ('<meta property="og:image" content="/a.jpg">', "image", "https://a.kz/a.jpg"),
        ('<meta property="og:site_name" content="Газета">', "site_name", "Газета"),
        ('<meta http-equiv="Content-Language" content="kk">', "language", "kk"),
        ('<meta name="author" content="Ася Петрова">', "credits", (("Ася Петрова",),)),
        ('<meta property="article:tag" content="мост"><meta property="article:tag" content="Ишим">',
         "tags", ("мост", "Ишим")),
        ('<meta name="news_keywords" content="мост, Ишим">', "tags", ("мост", "Ишим")),
        ('<link rel="canonical" href="/n/most">', "canonical", "https://a.kz/n/most"),
        ('<meta property="og:url" content="https://a.kz/n/1">', "canonical", "https://a.kz/n/1"),
        ("<title> Мост -\n Газета </title>", "title", "Мост - Газета"),
        ('<meta name="description" content="">', "description", None),
        ('<meta name="description">', "description", None),
    ],
)  # fmt: skip
def test_meta_tells_a_field(markup: str, field: str, value: object) -> None:
    """By name, property, itemprop or http-equiv, whatever its case."""
    assert getattr(head(markup), field) == value


def test_json_ld_wins_over_meta() -> None:
    """It is written for one story, meta for the page."""
    markup = '<meta property="og:title" content="Газета">' + script(json.dumps(STORY))
    assert head(markup).headline == "Мост открыт"


def test_meta_fills_what_json_ld_leaves_open() -> None:
    """Field by field."""
    markup = '<meta name="description" content="О мосте">' + script(json.dumps(STORY))
    assert head(markup).description == "О мосте"


def test_an_empty_head_tells_nothing() -> None:
    """Nor is there a title."""
    assert head("") == HeadData(base=URL)


def test_the_root_tells_the_language() -> None:
    """Before meta does."""
    page = '<html lang="kk-KZ"><head><meta property="og:locale" content="ru"></head><body>а</body>'
    assert read_head(LexborHTMLParser(page), None).language == "kk-KZ"


def test_every_source_has_its_say() -> None:
    """JSON-LD, meta, then the markup of the body; each credit by itself."""
    page = f"""<html><head><title>Мост | Газета</title>
        <meta property="og:title" content="Мост">
        <meta name="author" content="Ян Ли">
        <meta property="article:published_time" content="2025-05-20">
        {script(json.dumps(STORY | {"author": "Ася Петрова", "datePublished": "2025-05-19"}))}
        </head><body><h1>Мост через Ишим</h1><a rel="author">Иван Кузнецов</a>
        <p class="byline">Лев Ким</p><time datetime="2025-05-21"></time></body></html>"""
    found = read_head(LexborHTMLParser(page), None)
    assert found.titles == ("Мост открыт", "Мост")
    assert found.headings == ("Мост через Ишим",)
    assert found.credits == (("Ася Петрова",), ("Ян Ли",))
    assert found.marked == (("Иван Кузнецов",),)
    assert found.bylines == ("Лев Ким",)
    assert found.dates == ("2025-05-19", "2025-05-20")
    assert found.shown == ("2025-05-21",)


def test_language_versions() -> None:
    """Each language once; not the page itself, nor the one that is for nobody in particular."""
    found = head(
        '<link rel="canonical" href="https://a.kz/n/a/">'
        '<link rel="alternate" hreflang="ru" href="/n/a/">'
        '<link rel="alternate" hreflang="kk" href="/kk/n/a/">'
        '<link rel="alternate" hreflang="KK" href="/kk/n/b/">'
        '<link rel="alternate" hreflang="x-default" href="/x/">'
        '<link rel="alternate" hreflang="en" href="javascript:void(0)">'
    )
    assert found.versions == (("kk", "https://a.kz/kk/n/a/"),)


@pytest.mark.parametrize(
    ("tags", "marks"),
    [
        ('<meta name="robots" content="index, NoAI, noimageai">', ["noai", "noimageai"]),
        ('<meta name="ROBOTS" content="noarchive">', ["noarchive"]),
        ('<meta name="chistovik" content="noai">', ["noai"]),
        ('<meta name="googlebot" content="noai">', []),
        ('<meta name="robots" content="noaidea">', []),
        ('<meta name="tdm-reservation" content="1">', ["tdm"]),
        ('<meta name="tdm-reservation" content="0">', []),
    ],
)
def test_reservations(tags: str, marks: list[str]) -> None:
    """Robots directives for all and for us, and the TDM protocol; nothing that only looks alike."""
    assert [found.mark for found in head(tags).reservations] == marks


def test_the_terms_of_a_reservation() -> None:
    """Where its owner tells them."""
    tags = '<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="/terms.json">'
    assert [found.policy for found in head(tags).reservations] == ["/terms.json"]


PICTURE = {"@type": "ImageObject", "@id": "https://a.kz/n/most/#primaryimage"}


@pytest.mark.parametrize(
    ("nodes", "image"),
    [
        ([PICTURE | {"url": "https://a.kz/a.jpg"}], "https://a.kz/a.jpg"),
        ([PICTURE | {"contentUrl": ["https://a.kz/b.jpg"]}], "https://a.kz/b.jpg"),
        ([PICTURE], None),
        ([], None),
    ],
    ids=["url", "content", "no address", "nowhere"],
)
@pytest.mark.parametrize("form", [dict, str])
def test_the_name_of_a_picture_is_no_address(
    nodes: list[dict[str, Any]], image: str | None, form: type
) -> None:
    """An `@id` refers to an object elsewhere in the graph, which may have the address."""
    name = PICTURE["@id"]
    reference = {"@id": name} if form is dict else [{"@id": name}]
    found = linked({"@graph": [STORY | {"image": reference}, *nodes]})
    assert found.image == image


def test_a_picture_without_address_leaves_it_to_meta() -> None:
    """As for every field."""
    data = json.dumps(STORY | {"image": {"@id": PICTURE["@id"]}})
    found = head(script(data) + '<meta property="og:image" content="/c.jpg">')
    assert found.image == "https://a.kz/c.jpg"


@pytest.mark.parametrize(
    ("value", "is_free"),
    [
        (False, False),
        (True, True),
        ("False", False),
        ("true", True),
        ("http://schema.org/False", False),
        ("maybe", None),
        (0, None),
        (None, None),
    ],
)
def test_whether_a_story_is_read_without_paying(value: Any, is_free: bool | None) -> None:
    """As the page declares it to search engines, in any spelling of schema.org."""
    assert story(isAccessibleForFree=value).is_free is is_free
    assert linked({"@type": "WebPage", "isAccessibleForFree": value}).is_free is is_free


def test_a_paywall_is_never_guessed() -> None:
    """Not from words of the page, nor of its parts."""
    assert head('<meta name="description" content="Subscribers only">').is_free is None
    assert story(hasPart={"cssSelector": ".paywall"}).is_free is None


@pytest.mark.parametrize(
    ("steps", "crumbs"),
    [
        (
            [{"name": "Главная", "item": "https://a.kz/"}, {"item": {"@id": "https://a.kz/city",
             "name": "Город"}}, {"name": "Мост открыт"}],
            [("Главная", "https://a.kz/"), ("Город", "https://a.kz/city"), ("Мост открыт", None)],
        ),
        ([{"name": "Город", "item": "/city"}], [("Город", "https://a.kz/city")]),
        ([{"item": "https://a.kz/"}, "Город", 7], []),
        ("Город", []),
    ],
)  # fmt: skip
def test_breadcrumbs(steps: Any, crumbs: list[tuple[str, str | None]]) -> None:
    """The path from the front page; steps without a name are none."""
    found = linked([STORY, {"@type": "BreadcrumbList", "itemListElement": steps}]).breadcrumbs
    assert [(link.text, link.url) for link in found] == crumbs
