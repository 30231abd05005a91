"""Learned selectors match what CSS matches."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners.sites.learning.candidates import name_selectors, path_selectors
from cleaners.sites.learning.css import read_selector, read_step
from cleaners.sites.learning.judged_page import AgreedPage
from cleaners.sites.selectors import selector_problem
from tests.sites.learning.agreed_pages import seen, texts

PAGE = (
    "<div id=top class=wide><ul><li>Раз<li>Два</ul></div>"
    "<div id=main><div class='wide text'><p>Три<p class=lead>Четыре</div>"
    "<span><div class=text>Пять</div></span><div id=post-17345 class=text>Шесть"
    "<table><tr><td>Семь<td>Восемь</table></div></div>"
)


@pytest.mark.parametrize(
    "selector",
    [
        "#main", "div.wide", "div.wide.text", "div.text", "p", "#main p", "#main > div",
        "#main > p",
        "#main > div.text", "#main div.text", "div.wide > p.lead", "div[id^='post-']", "body > div",
        "#main > div > p", "#main > div:nth-of-type(2)", "#top > ul > li:nth-of-type(2)",
        "div div.text", "#top p", "td", "body > div:nth-of-type(2) > div:nth-of-type(1)",
    ],
)  # fmt: skip
def test_as_a_browser_would(selector: str) -> None:
    """The same texts, in the same order."""
    page, lines = seen(PAGE), texts(PAGE)
    ours = [
        [lines[block] for block in page.blocks_of(element)]
        for element in page.match(read_selector(selector))
    ]
    theirs = LexborHTMLParser(PAGE).css(selector)
    assert [" ".join(own) for own in ours] == [
        node.text(deep=True, separator=" ", strip=True) for node in theirs
    ]


def all_names(page: AgreedPage) -> list[tuple[int, str]]:
    """Every selector that could name an element, with the element."""
    return [
        (element, text)
        for element in range(1, len(page.steps))
        for text in (*name_selectors(page, element), *path_selectors(page, element))
    ]


def test_every_name_matches_its_element_and_is_css() -> None:
    """Whatever else it matches."""
    page = seen(PAGE)
    for element, text in all_names(page):
        assert element in page.match(read_selector(text)), text
        assert selector_problem(text) is None, text


def test_a_number_in_an_id_is_the_pages_own() -> None:
    """What stands before it is the site's."""
    assert read_step("div", "post-17345", None).names == ("div[id^='post-']",)


@pytest.mark.parametrize("name", ["1st", "a:b", "md:w-1/2", "x-123456", "{{name}}", ""])
def test_names_that_say_nothing_of_the_site(name: str) -> None:
    """Or would have to be escaped."""
    assert read_step("div", None, name).names == ()


def test_a_span_has_no_name_but_its_own() -> None:
    """Its tag would match spans in running text."""
    page = seen("<div class=text><p>Было <span class=comments>12</span></div>")
    assert name_selectors(page, len(page.steps) - 1) == ("span.comments",)
