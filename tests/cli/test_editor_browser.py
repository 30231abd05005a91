"""The editor in a browser: a profile made by pointing alone, and pages that would do harm."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaners import clean, load_profiles
from cleaners.sites.loader import read_profile
from fixtures.grown.edition import Edition
from fixtures.grown.frame import Frames
from fixtures.grown.pages import Pages
from tests.cli import browsing

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [
    pytest.mark.slow,
    browsing.needs_browser,
    pytest.mark.skipif(
        not (find_spec("starlette") and find_spec("uvicorn")), reason="needs chistovik[edit]"
    ),
]
HOST = "stepnaya.example"
NUMBERS = range(40, 45)  # of them two have an author
PROSE = "Новый мост через Ишим открыли в среду для всех машин, сообщили в акимате района."
HOSTILE = f"""<html><head><title>Порт</title><script>alert(1)</script>
<link rel=stylesheet href="http://127.0.0.1:9/evil.css"><meta http-equiv=refresh content="0;url=http://127.0.0.1:9/">
<base href="http://127.0.0.1:9/"></head><body onload="alert(2)">
<h1 class='x" onclick="alert(3)'>Порт &lt;img src=x onerror=alert(4)&gt; открыт</h1>
<p style="background:url(http://127.0.0.1:9/a)">{PROSE} &lt;script&gt;alert(5)&lt;/script&gt;</p>
<svg onload=alert(6)><style>@import 'http://127.0.0.1:9/b'</style></svg>
<p id="status">{PROSE}</p><img src="http://127.0.0.1:9/p.gif" onerror="alert(7)">
<iframe srcdoc="<script>alert(8)</script>" src="http://127.0.0.1:9/f"></iframe>
<form action="http://127.0.0.1:9/"><button>Отправить</button></form>
<p><a href="javascript:alert(9)">Ещё</a> {PROSE}</p></body></html>"""


def second_layout(folder: Path) -> list[bytes]:
    """Saved pages of the replica's second layout, of a host that nobody has a profile for."""
    pages = Pages(Edition(articles=100), Frames())
    made = [pages.article(n, f"https://{HOST}", second=True) for n in NUMBERS]
    for number, page in zip(NUMBERS, made, strict=True):
        (folder / f"{number}.html").write_bytes(page)
    return made


@contextmanager
def editing(work: Path, *arguments: str) -> Iterator[str]:
    """The address of an editor that runs for as long as the block lasts."""
    command = [sys.executable, "-m", "cleaners.cli.site_profile.group", "edit", *arguments]
    with subprocess.Popen(command, cwd=work, stdout=subprocess.PIPE, text=True) as process:
        try:
            found = re.search(r"http://\S+", process.stdout.readline() if process.stdout else "")
            assert found
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=240) == 0


@contextmanager
def opened(address: str, *, dark: bool = False) -> Iterator[Page]:
    """The editor in a browser, its first page shown."""
    with browsing.opened(address, address.split("#", maxsplit=1)[0], dark=dark) as page:
        page.locator("#page .block").first.wait_for()
        yield page


def say(page: Page, block: Locator, role: str) -> None:
    """Click a block and say what it is; what changes is shown then."""
    block.click()
    page.get_by_role("button", name=role, exact=True).click()
    page.locator("#effects h2").wait_for()


def take(page: Page) -> None:
    """Take the first proposal over."""
    page.click("#take")
    page.locator("#status", has_text="Taken into the profile").wait_for()


def test_a_profile_is_made_by_pointing_alone(tmp_path: Path) -> None:
    """From nothing to articles whose every fact comes from it."""
    (tmp_path / "saved").mkdir()
    pages = second_layout(tmp_path / "saved")
    (tmp_path / "profiles").mkdir()
    path = tmp_path / "profiles" / f"{HOST}.toml"
    arguments = ["saved/", "--site", HOST, "-o", str(path)]
    with editing(tmp_path, *arguments) as address, opened(address) as page:
        assert page.locator("#host").inner_text() == HOST
        assert page.locator("#pages option").count() == len(NUMBERS)
        number = next(n for n, one in enumerate(pages) if b"meta-who" in one)
        page.select_option("#pages", str(number))
        headline = clean(pages[number]).headline
        page.locator("#facts", has_text=headline).wait_for()
        blocks = page.locator("#page .block")
        say(page, blocks.filter(has_text=headline).first, "Headline")
        assert "on 5 of 5 pages" in page.locator("#proposals label").first.inner_text()
        take(page)
        say(page, page.locator("#page .block.kept").nth(3), "Body of the story")
        take(page)
        author = re.search(r'meta-who">([^<]+)', pages[number].decode())
        assert author
        say(page, blocks.filter(has_text=author[1]).first, "Author")
        take(page)
        say(page, blocks.filter(has_text="2024").first, "Date")
        take(page)
        say(page, blocks.filter(has_text="Фото").first, "Remove")
        take(page)
        page.click("#undo")
        page.locator("#status", has_text="Undone").wait_for()
        assert not path.exists()
        page.click("#save")
        page.locator("#status", has_text="Saved as").wait_for()
        page.click("#case")
        page.locator("#status", has_text="cases").wait_for()
    profile = read_profile(path)
    assert profile.fields.headline == ("h1.post-head",)
    assert profile.fields.authors == ("span.meta-who",)
    assert profile.fields.date_published == ("span.meta-day",)
    assert profile.story.body == ("section.post",)
    assert not profile.remove
    article = clean(pages[number], f"https://{HOST}/n/1/", profile=load_profiles(path.parent))
    assert article.metadata.profile == HOST
    assert not article.metadata.profile_missed
    assert [one.name for one in article.authors] == [author[1]]
    [case] = (tmp_path / "cases").iterdir()
    expected = json.loads((case / "expected.json").read_text())
    assert expected["articleBody"] == article.article_body


def test_a_page_that_would_do_harm_does_none(tmp_path: Path) -> None:
    """No script of it runs, nothing is asked of the network, and it stays text."""
    (tmp_path / "evil.html").write_text(HOSTILE, encoding="utf-8")
    with (
        editing(tmp_path, "evil.html", "--site", "evil.example") as address,
        opened(address) as page,
    ):
        block = page.locator("#page .block", has_text="Порт").first
        assert "<img src=x onerror=alert(4)>" in block.inner_text()
        assert (
            page.locator("#page img, #page script, #page a, #page iframe, #page svg").count() == 0
        )
        say(page, block, "Headline")
        take(page)
        say(page, page.locator("#page .block.kept").first, "Body of the story")
        take(page)
        assert page.locator("#status").inner_text().startswith("Taken")


def test_the_keyboard_is_enough(tmp_path: Path) -> None:
    """Arrows lead through the page, Enter chooses and presses."""
    (tmp_path / "a.html").write_text(f"<h1>Мост открыт</h1><p class=s>{PROSE}</p><p>{PROSE}</p>")
    with editing(tmp_path, "a.html", "--site", "a.example") as address, opened(address) as page:
        page.locator("#page .block").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        assert page.locator("#text").inner_text() == "Мост открыт"
        page.keyboard.press("Enter")
        page.locator("#effects h2").wait_for()
        page.locator("#value").press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator("#status", has_text="Taken").wait_for()
        assert 'headline = ["h1"]' in (page.locator("#toml").text_content() or "")


def test_a_narrow_screen(tmp_path: Path) -> None:
    """Nothing is wider than it, and what a block is can be said at once."""
    (tmp_path / "a.html").write_text(f"<h1>{PROSE}</h1><p>{PROSE}</p><p>{'слово' * 90}</p>")
    with editing(tmp_path, "a.html", "--site", "a.example") as address, opened(address) as page:
        from playwright.sync_api import expect

        page.set_viewport_size({"width": 360, "height": 640})
        page.locator("#page .block").nth(1).click()
        expect(page.get_by_role("button", name="Keep")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_its_token_the_page_is_empty(tmp_path: Path) -> None:
    """It says why."""
    (tmp_path / "a.html").write_text(f"<h1>Мост</h1><p>{PROSE}</p>")
    with editing(tmp_path, "a.html", "--site", "a.example") as address, opened(address) as page:
        page.goto("about:blank")
        page.goto(address.split("#")[0] + "#guess")
        page.locator("#status.error").wait_for()
        assert page.locator("#status").inner_text() == "not the page of this run"
        assert page.locator("#page .block").count() == 0


@pytest.mark.parametrize("dark", [False, True])
def test_everybody_can_use_it(tmp_path: Path, dark: bool) -> None:
    """Axe finds nothing serious, neither at first nor with a block chosen and its effects shown."""
    (tmp_path / "a.html").write_text(
        f"<nav><ul><li><a href=/>Главная</a></ul></nav><article><h1>Мост открыт</h1><p>{PROSE}</p>"
        f"<ul><li>{PROSE}</ul><table><tr><td>1<td>2</table></article><aside><p>Ещё</aside>"
    )
    arguments = ["a.html", "--site", "a.example"]
    with editing(tmp_path, *arguments) as address, opened(address, dark=dark) as page:
        assert browsing.serious_findings(page) == []
        say(page, page.locator("#page .block", has_text="Мост").first, "Headline")
        assert browsing.serious_findings(page) == []
