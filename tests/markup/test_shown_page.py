"""The page as it is shown: the very blocks that are judged, within their parts."""

from __future__ import annotations

import pytest

from cleaners import load_profile
from cleaners.errors import DumpError
from cleaners.intake.open_document import open_document
from cleaners.markup.html_page import read_markup
from cleaners.markup.pointing import MatchedPages, point
from cleaners.markup.shown_page import BODY, walk_page
from cleaners.sites.profile import SiteProfile
from tests.layouts import LAYOUTS
from tests.replica_pages import STORIES, page_bytes

PAGE = """<body><header id="top1234"><a href="/">Газета</a></header>
<article itemprop="articleBody" class="story post-98765">
<h1>Мост открыт</h1>
<div class="meta"><span itemprop="author">Ася Петрова</span>, <time>3 мая 2026</time></div>
<p>Первый абзац о мосте.</p><div><p class="x1">Второй.</p></div></article></body>"""


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_blocks_of_unknown_sites_are_those_that_are_judged(layout: str) -> None:
    """All their values."""
    document = open_document(LAYOUTS[layout](3))
    assert walk_page(document, None).shown.blocks == read_markup(document, None).blocks


@pytest.mark.parametrize("slug", STORIES[:3])
@pytest.mark.parametrize("profile", [None, load_profile("kazpravda.kz")])
def test_blocks_with_a_profile_are_those_that_are_judged(
    slug: str, profile: SiteProfile | None
) -> None:
    """Parts that it removes as a whole are one block here, too."""
    document = open_document(page_bytes(slug)[0])
    assert walk_page(document, profile).shown.blocks == read_markup(document, profile).blocks


def test_parts_stand_around_blocks() -> None:
    """Each knows the one around it; the first is the body."""
    shown = walk_page(open_document(PAGE), None).shown
    last = shown.blocks[-1]
    around = [shown.parts[shown.block_parts[last.index]]]
    while around[-1] != shown.parts[BODY]:
        around.append(shown.parts[around[-1].parent])
    assert last.text == "Второй."
    assert [part.tag for part in around] == ["p", "div", "article", "body"]
    assert around[2].classes == "story post-98765"


def test_a_page_without_body_is_refused() -> None:
    """As where it is cleaned."""
    document = open_document("<html><frameset><frame src=a></frameset></html>")
    with pytest.raises(DumpError):
        walk_page(document, None)


def pointed_at(text: str) -> list[str]:
    """The selectors for the block with this text."""
    walked = walk_page(open_document(PAGE), None)
    [block] = [block.index for block in walked.shown.blocks if block.text == text]
    return [one.selector for one in point(walked, block)]


def test_names_by_meaning_come_first() -> None:
    """Then classes, then what the element is called below a named one."""
    assert pointed_at("Мост открыт")[:3] == [
        "h1",
        "article.story h1",
        "article[itemprop='articleBody']",
    ]


@pytest.mark.parametrize("unstable", ["top1234", "post-98765"])
def test_names_with_numbers_are_no_names(unstable: str) -> None:
    """The next page has another number."""
    walked = walk_page(open_document(PAGE), None)
    found = [one.selector for block in walked.shown.blocks for one in point(walked, block.index)]
    assert found
    assert not [selector for selector in found if unstable in selector]


def test_inline_elements_within_a_block_are_named() -> None:
    """The author within the line of author and date."""
    found = pointed_at("Ася Петрова") if "Ася Петрова" in _texts() else pointed_at(_byline())
    assert "span[itemprop='author']" in found


def _texts() -> list[str]:
    return [block.text for block in walk_page(open_document(PAGE), None).shown.blocks]


def _byline() -> str:
    return next(text for text in _texts() if "Ася" in text)


def test_matches_are_counted_on_each_page() -> None:
    """With the first text of each."""
    documents = [open_document(page) for page in (PAGE, "<body><p>Пусто</p><p>Ещё</p></body>")]
    found = MatchedPages(documents).match("p")
    assert found.counts == (2, 2)
    assert found.texts == ("Первый абзац о мосте.", "Пусто")
    assert MatchedPages(documents).match("xpath://h1").counts == (1, 0)
    assert MatchedPages(documents).match("h1").pages == 1
