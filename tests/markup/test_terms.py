"""Section and tags, as publishing systems print them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners.markup.terms import read_terms

STORY = "<div class=text><p>Мост открыли в среду, <a href='/tag/ishim'>Ишим</a> внизу.</p></div>"
SYSTEMS = {
    "WordPress, classic": (
        "<footer class=entry-footer><span class=cat-links>Рубрики: <a href=/c/1 rel='category tag'>"
        "Город</a></span><span class=tags-links>Метки: <a href=/t/1 rel=tag>мост</a>, "
        "<a href=/t/2 rel=tag>река</a></span></footer>"
    ),
    "WordPress, blocks": (
        "<div class='taxonomy-category wp-block-post-terms'><a href=/c/1 rel=tag>Город</a></div>"
        "<p>Tags:</p><div class='taxonomy-post_tag wp-block-post-terms'><a href=/t/1 rel=tag>мост"
        "</a><span class=separator>, </span><a href=/t/2 rel=tag>река</a></div>"
    ),
    "Pelican": (
        "<p>In <a href=https://a.kz/category/gorod.html>Город</a>.</p>"
        "<p>tags: <a href=https://a.kz/tag/most.html>мост</a> "
        "<a href=https://a.kz/tag/reka.html>река</a></p>"
    ),
    "Hugo": (
        "<ul class=post-categories><li><a href=/categories/город/>Город</a></li></ul>"
        "<ul class=post-tags><li><a href=/tags/мост/>мост</a></li>"
        "<li><a href=/tags/река/>#река</a></li></ul>"
    ),
    "Blogger": (
        "<span class=post-section itemprop=articleSection>Город</span>"
        "<span class=post-labels>Labels: <a href=/search/label/a rel=tag>мост</a>, "
        "<a href=/search/label/b rel=tag>река</a></span>"
    ),
    "Joomla": (
        "<dl class=article-info><dd class=category-name>Категория: "
        "<a href=/category/3-gorod itemprop=genre>Город</a></dd></dl>"
        "<ul class='tags inline'><li itemprop=keywords><a href=/component/1>мост</a></li>"
        "<li itemprop=keywords><a href=/component/2>река</a></li></ul>"
    ),
    "Bitrix": (
        "<div class=news-detail-rubric><a href=/rubric/gorod/>Город</a></div>"
        "<div class=bx-tags>Теги: <a href='/search/?tags=мост'>мост</a>, "
        "<a href='/search/?tags=река'>река</a></div>"
    ),
    "DLE": (
        "<ul class=left><li class=story_cat><a href=/gorod/>Город</a></li></ul>"
        "<div class=story_tags>Теги: <span><a href=/tags/most/>мост</a></span>, "
        "<span><a href=/tags/reka/>река</a></span></div>"
    ),
    "tags of tags": (
        "<p class=category-name>Рубрика: <a href=/3>Город</a></p>"
        "<ul class=tags><li itemprop=keywords><a href=/tags/1>мост</a></li>"
        "<li itemprop=keywords><a href=/tags/2>река</a></li></ul>"
    ),
    "Ghost": (
        "<a class=article-section href=/section/city/>Город</a>"
        "<div class=post-tags><a href=/tag/most/>мост</a><a href=/tag/reka/>река</a></div>"
    ),
}


def terms(markup: str) -> tuple[str | None, tuple[str, ...]]:
    """Section and tags of a page with this body."""
    body = LexborHTMLParser(f"<html><body>{markup}</body></html>").body
    assert body is not None
    found = read_terms(body, None)
    return found.section, found.tags


@pytest.mark.parametrize("facts", SYSTEMS.values(), ids=SYSTEMS)
@pytest.mark.parametrize("layout", ["{story}{facts}", "{facts}{story}"], ids=["below", "above"])
def test_section_and_tags(facts: str, layout: str) -> None:
    """Of every system, above the text or below it."""
    story = layout.format(story=STORY, facts=facts)
    page = f"<article><h1>Мост открыт</h1>{story}</article>"
    assert terms(page) == ("Город", ("мост", "река"))


@pytest.mark.parametrize(
    "foreign",
    [
        "<nav><a href=/category/a>Мир</a> <a href=/category/b>Спорт</a></nav>",
        "<aside class=widget><a href=/tag/x rel=tag>выборы</a></aside>",
        "<div class=related><article><a href=/c rel='category tag'>Мир</a></article></div>",
        "<div>" + "".join(f"<a href=/category/{n}>Рубрика {n}</a> " for n in range(9)) + "</div>",
        "<div>" + "".join(f"<a href=/tag/{n}>тема {n}</a> " for n in range(40)) + "</div>",
        "<p>Все статьи рубрики <a href=/tag/x>выборы</a> собраны на отдельной странице сайта.</p>",
    ],
    ids=["menu", "widget", "related", "sections", "cloud", "sentence"],
)
def test_lists_of_other_things_are_no_terms(foreign: str) -> None:
    """Menus, clouds, other stories, links within a sentence."""
    page = f"<h1>Мост открыт</h1>{STORY}{{}}{foreign}"
    assert terms(page.format("")) == (None, ())
    assert terms(page.format(SYSTEMS["Pelican"])) == ("Город", ("мост", "река"))


def test_hot_topics_above_the_headline_are_those_of_the_day() -> None:
    """Links to tags count in the story or below its headline, unless they are marked."""
    strip = "<div class=hot><a href=/tag/x>выборы</a> <a href=/tag/y>паводок</a></div>"
    page = f"{strip}<h1>Мост открыт</h1>{STORY}"
    assert terms(page) == (None, ())
    assert terms(page + SYSTEMS["Hugo"]) == ("Город", ("мост", "река"))


def test_tags_may_have_many_words() -> None:
    """A list of links with many words is no list of teasers where they are marked as tags."""
    tags = "<ul><li><a href=/t/1 rel=tag>мосты через реку Ишим</a></li></ul>"
    assert terms(f"<h1>Мост</h1>{tags}")[1] == ("мосты через реку Ишим",)
