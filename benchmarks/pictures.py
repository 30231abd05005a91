"""The pictures of the documents: docs/report.png and docs/editor.png.

    python -m benchmarks.pictures

The report shows pages of the bundled replica, the editor those of its second layout, with a block
chosen. Needs playwright, chromium and the extra `edit`.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks.report import write_report
from fixtures.grown.edition import Edition
from fixtures.grown.frame import Frames
from fixtures.grown.pages import Pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOST = "stepnaya.example"
WIDTH, HEIGHT = 1200, 900
SHOWN = 4  # which document of the report


@click.command(help=__doc__)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default="docs",
    show_default=True,
    help="Where they are written.",
)
def main(folder: Path) -> None:
    """Write both."""
    with tempfile.TemporaryDirectory() as work, _browser() as page:
        report = Path(work) / "report.html"
        write_report(report, 36)
        page.goto(report.as_uri())
        # The list may be as long as half of the window: a picture needs less of it.
        page.evaluate("document.getElementById('list').style.maxHeight = '11rem'")
        for _ in range(SHOWN):
            page.keyboard.press("j")
        page.screenshot(path=folder / "report.png")
        _write_pages(Path(work))
        with _editor(Path(work)) as address:
            page.goto(address)
            page.locator("#page .block.kept").nth(2).click()
            page.get_by_role("button", name="Body of the story").click()
            page.locator("#effects h2").wait_for()
            page.screenshot(path=folder / "editor.png")


@contextmanager
def _browser() -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        browser.close()


def _write_pages(folder: Path) -> None:
    pages = Pages(Edition(articles=100), Frames())
    for number in range(40, 45):
        page = pages.article(number, f"https://{HOST}", second=True)
        (folder / f"{number}.html").write_bytes(page)


@contextmanager
def _editor(folder: Path) -> Iterator[str]:
    """The address of an editor of the pages in a folder."""
    pages = sorted(path.name for path in folder.glob("4*.html"))
    command = [sys.executable, "-m", "cleaners.cli.site_profile.group", "edit", *pages]
    command += ["--site", HOST]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield re.findall(r"http://\S+", line)[0]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


if __name__ == "__main__":
    main()
