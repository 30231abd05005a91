"""Size of `clean-file --report` and the time a browser takes to open it.

    python -m benchmarks.report

Cleans the pages of the bundled replica again and again until there are as many as go on one page of
the report, and opens that in Chromium three times. Needs playwright and chromium.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import click

from cleaners import clean
from cleaners.cli.report.entry import entry_of_article
from cleaners.cli.report.report_file import MAX_DOCUMENTS, ReportFile

PAGES = sorted(Path("fixtures/sites/kazpravda.kz/articles").glob("*/dump.txt"))
READY = (
    "document.querySelectorAll('#rows tr').length && !document.getElementById('document').hidden"
)


@click.command(help=__doc__)
@click.option("--documents", default=MAX_DOCUMENTS, show_default=True, help="How many.")
@click.option("--picture", type=click.Path(path_type=Path), help="Also write a picture of it, PNG.")
def main(documents: int, picture: Path | None) -> None:
    """Print size and times."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        articles = [clean(page.read_bytes()) for page in PAGES]
        report = ReportFile(path)
        for number, article in enumerate(islice(cycle(articles), documents)):
            report.add(entry_of_article(article, f"dumps/{number}.txt"))
        report.finish()
        size = path.stat().st_size / 2**20
        click.echo(f"{documents:,} documents: {size:.1f} MiB")
        for seconds in open_in_browser(path, 3, picture):
            click.echo(f"opened and shown in {seconds:.2f} s")


def open_in_browser(path: Path, times: int, picture: Path | None) -> list[float]:
    """Seconds from the address to the list and the first document on the screen."""
    from playwright.sync_api import sync_playwright

    found = []
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for _ in range(times):
            page = browser.new_page(viewport={"width": 1200, "height": 900})
            started = time.perf_counter()
            page.goto(path.as_uri())
            page.wait_for_function(READY)
            found.append(time.perf_counter() - started)
            if picture:
                page.screenshot(path=picture)
            page.close()
        browser.close()
    return found


if __name__ == "__main__":
    main()
