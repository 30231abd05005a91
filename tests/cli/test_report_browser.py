"""The report in a browser: found, filtered, read by keyboard; nothing of a page runs in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cleaners.cli.clean_file import main
from tests.cli import browsing

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.slow, browsing.needs_browser]
PROSE = "Новый мост через Ишим открыли в среду для всех машин, сообщили в акимате района."
HOSTILE = (
    "<meta property='article:published_time' content='2026-03-04T09:15:00+05:00'>"
    "<article id=story class='post wide'><h1>Порт &lt;img src=x onerror=alert(1)&gt; открыт</h1>"
    f"<div><p>Мэр &lt;script&gt;alert(2)&lt;/script&gt; сказал, что {PROSE}</p></div><p>{PROSE}</p>"
    '<p><a href="javascript:alert(3)">Ещё</a> {}</p>'
    "<ul class=more><li><a href=/1>Один</a><li><a href=/2>Два</a></ul></article>"
).format("&lt;/script&gt;" * 3)
PAGES = {
    "bridge.txt": f"Мост открыт\n\n{PROSE}\n\nПопулярное\n",
    "school.txt": "School opened\n\nThe new school on the hill took in its first pupils today.\n",
    "empty.txt": "[[year]]\n",
    "hostile.html": HOSTILE,
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of four documents."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "in").mkdir()
    for name, text in PAGES.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    outputs = ["-o", str(folder / "out.jsonl"), "--report", str(folder / "report.html")]
    outputs += ["--report-against", "trafilatura"]
    CliRunner().invoke(main, [str(folder / "in"), *outputs])
    return folder / "report.html"


@pytest.fixture
def page(report: Path) -> Iterator[Page]:
    """The report, open."""
    with browsing.opened(report.as_uri(), report.as_uri()) as page:
        yield page


def rows(page: Page) -> list[str]:
    """The headlines of the list."""
    return page.locator("#rows tr td:first-child").all_inner_texts()


def test_documents_are_listed_and_the_first_is_open(page: Page) -> None:
    """With its blocks on the left and the story on the right."""
    assert page.locator("#count").inner_text() == "4 of 4 documents"
    assert page.locator("#title").inner_text() == "Мост открыт"
    assert page.locator("#page .block").count() == 3
    assert page.locator("#story").inner_text() == PROSE


def test_a_block_says_why_when_it_is_pointed_at(page: Page) -> None:
    """Or tapped; before, its mark and colour alone tell."""
    block = page.locator(".block.removed")
    why = block.locator(".why")
    assert not why.is_visible()
    assert block.locator(".mark").inner_text() == "✕"
    block.hover()
    assert why.inner_text().startswith("removed · label · ")


def test_a_page_is_shown_in_its_parts(page: Page) -> None:
    """With the names that the page gives them; what holds one thing alone has no box."""
    page.get_by_role("button", name="Порт").click()
    names = page.locator("#page .part > .name").all_inner_texts()
    assert names == ["article#story.post.wide", "ul.more"]
    assert page.locator("#page .part .part .block").count() == 2
    assert page.locator("#page .block.level1").inner_text().startswith("◆Порт")


def test_each_fact_says_where_it_was_found(page: Page) -> None:
    """In words."""
    page.get_by_role("button", name="Порт").click()
    rows = page.locator("#facts tr").all_inner_texts()
    assert "datePublished\t2026-03-04T09:15:00+05:00\tmeta" in rows


def test_what_another_extractor_makes_of_it(page: Page) -> None:
    """Line by line, below the story."""
    page.get_by_role("button", name="Порт").click()
    assert page.locator("#against").is_visible()
    assert page.locator("#difference p").count() >= 2


def test_arrows_lead_through_the_page(page: Page) -> None:
    """What is come to says why."""
    page.locator("#page .block").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator("#page .block.removed .why").is_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_everybody_can_read_it(report: Path, dark: bool) -> None:
    """Axe finds nothing serious."""
    with browsing.opened(report.as_uri(), report.as_uri(), dark=dark) as page:
        page.get_by_role("button", name="Порт").click()
        assert browsing.serious_findings(page) == []


def test_search_and_filters(page: Page) -> None:
    """Each narrows the list."""
    page.fill("#search", "school")
    assert rows(page) == ["School opened"]
    page.keyboard.press("Escape")
    page.select_option("#outcome", "no story")
    assert rows(page) == ["no story among 1 blocks of text"]
    page.select_option("#outcome", "")
    page.select_option("#reason", "label")
    assert rows(page) == ["Мост открыт"]


def test_sorting(page: Page) -> None:
    """By a column, and the other way round at the second click."""
    button = page.locator("th[data-sort=headline] button")
    button.click()
    first = rows(page)
    button.click()
    assert rows(page)[-1] == first[0]
    assert page.locator("th[data-sort=headline]").get_attribute("aria-sort") == "descending"


def test_keyboard(page: Page) -> None:
    """Next and previous document, and the search."""
    page.keyboard.press("j")
    assert "[[year]]" in page.locator("#page").inner_text()
    page.keyboard.press("k")
    assert page.locator("#title").inner_text() == "Мост открыт"
    page.keyboard.press("/")
    page.keyboard.type("school")
    assert rows(page) == ["School opened"]


def test_nothing_of_a_page_runs(page: Page) -> None:
    """Its markup is text; see the fixture for what would fail."""
    page.get_by_role("button", name="Порт").click()
    assert page.locator("#title").inner_text() == "Порт <img src=x onerror=alert(1)> открыт"
    assert "<script>alert(2)</script>" in page.locator("#story").inner_text()
    assert page.locator("#document img, #document script, #document a").count() == 0


def test_a_document_has_an_address(page: Page) -> None:
    """It can be bookmarked: who comes back finds it open."""
    page.keyboard.press("j")
    assert page.url.endswith("#d1")
    page.evaluate("location.reload()")
    page.wait_for_function("document.getElementById('title').textContent.startsWith('no story')")


def test_a_narrow_screen(page: Page) -> None:
    """Nothing is wider than it."""
    page.set_viewport_size({"width": 360, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
