"""The pages of the replica, as a crawler and a dump file give them, and what is made of them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from cleaners import Article, NoMainContent, clean
from cleaners.block import Kind
from fixtures.replica.loading import load_site
from fixtures.replica.render import Pages
from fixtures.replica.routes import answer, parse_target
from fixtures.replica.site import Article as Source

SITE = load_site()
PAGES = Pages(SITE)
MODES = ("profile", "generic", "dump")
BY_SLUG = {source.slug: source for source in SITE.articles}
STORIES = sorted(source.slug for source in SITE.articles if "no_story" not in source.covers)
WITHOUT_STORY = sorted(set(BY_SLUG) - set(STORIES))

each_story = pytest.mark.parametrize("slug", STORIES)
each_mode = pytest.mark.parametrize("mode", MODES)


def address(source: Source) -> str:
    """Where the page is found."""
    return f"http://kazpravda.kz{source.path}"


@cache
def page_bytes(slug: str) -> tuple[bytes, str]:
    """The page as the server sends it, with its content type."""
    response = answer(PAGES, parse_target(address(BY_SLUG[slug])))
    return response.body, dict(response.headers)["Content-Type"]


def dump_bytes(source: Source) -> bytes:
    """The page as a plain-text dump."""
    return (source.folder / "dump.txt").read_bytes()


def expected(slug: str) -> dict[str, Any]:
    """The approved answer, written by hand."""
    text = (BY_SLUG[slug].folder / "expected.json").read_text(encoding="utf-8")
    answer: dict[str, Any] = json.loads(text)
    return answer


def plain_blocks(article: dict[str, Any]) -> dict[str, Any]:
    """An article whose blocks are texts without numbers and links: nobody writes those by hand."""
    blocks = [
        {key: block[key] for key in block if key not in ("block", "links")}
        for block in article["blocks"]
        if block["kind"] != Kind.PICTURE
    ]
    return article | {"blocks": blocks}


def clean_anew(slug: str, mode: str) -> Article:
    """The article of a page: with the profile of the site, without it, or from the dump."""
    source = BY_SLUG[slug]
    if mode == "dump":
        return clean(dump_bytes(source))
    body, content_type = page_bytes(slug)
    url = address(source)
    if mode == "generic":
        return clean(body, url, profile=None, content_type=content_type)
    return clean(body, url, content_type=content_type)


@cache
def cleaned(slug: str, mode: str) -> Article:
    """The same, once a session."""
    return clean_anew(slug, mode)


def refusal(slug: str, mode: str) -> NoMainContent:
    """What is raised for a page without a story."""
    with pytest.raises(NoMainContent) as caught:
        clean_anew(slug, mode)
    return caught.value
