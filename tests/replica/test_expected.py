"""Each hand-written `expected.json` agrees with its page; no cleaner has a say in this."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from fixtures.replica.loading import load_site
from fixtures.replica.site import Article
from fixtures.replica.words import PREFIXES

SITE = load_site()
ORIGIN, CANONICAL = "http://kazpravda.kz", "https://kazpravda.kz"


def expected(article: Article) -> dict[str, Any]:
    """The approved answer of an article."""
    answer: dict[str, Any] = json.loads((article.folder / "expected.json").read_text("utf-8"))
    return answer


STORIES = [article for article in SITE.articles if "no_story" not in article.covers]
# No part of any text; the article with `control_references` has them between its letters.
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


def folded(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(CONTROLS.sub("", text).split())


def page_text(article: Article) -> str:
    """All text of the hand-written part of a page."""
    root: HtmlElement = lxml_html.document_fromstring(article.story.html)
    return folded(root.text_content())


def dump_text(article: Article) -> str:
    """All text of a plain-text dump."""
    return folded((article.folder / "dump.txt").read_text(article.encoding))


def texts(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what must stand in the page: a table's cells one by one."""
    for block in blocks:
        if block["kind"] == "table":
            yield from block["text"].replace("\n", " | ").split(" | ")
        elif "text" in block:
            yield block["text"]


@pytest.mark.parametrize("read", [page_text, dump_text])
def test_blocks_stand_in_order(read: Callable[[Article], str]) -> None:
    """Every block's text is part of the page's text, and of the dump's, in the page's order."""
    for article in STORIES:
        whole, position = read(article), 0
        for text in texts(expected(article)["blocks"]):
            found = whole.find(text, position)
            assert found >= 0, (article.slug, text)
            position = found + len(text)


def test_lead_comes_first() -> None:
    """The first block is the lead, and no other block is one."""
    for article in STORIES:
        answer = expected(article)
        kinds = [block["kind"] for block in answer["blocks"]]
        assert answer["blocks"][0] == {"kind": "lead", "text": answer["lead"]}, article.slug
        assert kinds.count("lead") == 1, article.slug


def test_facts() -> None:
    """Headline, dates, language and section are those of the page."""
    for article in STORIES:
        answer = expected(article)
        assert answer["headline"] == folded(article.story.headline), article.slug
        assert answer["datePublished"] == article.published.isoformat(), article.slug
        modified = article.modified and article.modified.isoformat()
        assert answer.get("dateModified") == modified, article.slug
        assert answer["datePublishedRaw"] in page_text(article), article.slug
        assert answer["inLanguage"] == article.language, article.slug
        assert answer["description"] == article.description, article.slug
        rubrics = SITE.words[article.language].rubrics
        assert answer["section"] == rubrics[article.rubric], article.slug


def test_addresses() -> None:
    """Own and canonical address and the breadcrumbs follow from path, language and rubric."""
    for article in STORIES:
        answer, words = expected(article), SITE.words[article.language]
        front = ORIGIN + PREFIXES[article.language]
        assert answer["url"] == ORIGIN + article.path, article.slug
        assert answer["canonicalUrl"] == CANONICAL + article.path, article.slug
        assert answer["breadcrumbs"] == [
            {"name": words.home, "url": f"{front}/"},
            {"name": words.rubrics[article.rubric], "url": f"{front}/r/{article.rubric}"},
        ]


def test_counter_and_author() -> None:
    """The counter is the number shown; authors are there if the page names one."""
    for article in STORIES:
        answer = expected(article)
        views = article.story.views
        assert answer.get("viewCount") == (int(views) if views else None), article.slug
        assert bool(answer.get("authors")) == bool(article.story.author), article.slug
        names = [author["name"] for author in answer.get("authors", [])]
        assert all(name in (article.story.author or "") for name in names), article.slug


def test_tags() -> None:
    """Tags are those below the story, in their order, or the hashtags at its end."""
    for article in STORIES:
        hashtags = [text for text in article.story.paragraphs if text.startswith("#")]
        named = [word.removeprefix("#") for line in hashtags for word in line.split()]
        tags = list(article.story.tags.values()) or named
        assert expected(article).get("tags", []) == tags, article.slug


def test_pictures() -> None:
    """Pictures are those of the story, in order; credits and captions stand in the page."""
    for article in STORIES:
        answer = expected(article)
        root = lxml_html.document_fromstring(article.story.html)
        shown = [img.get("data-src") or img.get("src") for img in root.iter("img")]
        images = answer.get("images", [])
        assert [urlsplit(image["url"]).path for image in images] == shown, article.slug
        main = answer.get("mainImage", {}).get("url")
        assert main == (ORIGIN + article.image if article.image else None), article.slug
        said = [image[key] for image in images for key in ("credit", "caption") if key in image]
        assert all(text in page_text(article) for text in said), article.slug


def test_nothing_is_empty() -> None:
    """An unknown fact is left out: there is no null, empty string or empty list."""
    for article in SITE.articles:
        empty = [key for key, value in expected(article).items() if value in (None, "", [], {})]
        assert empty == [], article.slug
