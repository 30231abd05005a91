"""Size of `clean-file --report` and the time a browser takes to open it.

    python -m benchmarks.report

Cleans the pages of the bundled replica again and again until there are as many as go on one page of
the report, and opens that in Chromium three times. Needs playwright and chromium.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import click

from cleaners.cli.clean_record import Cleaned, Wanted, clean_record
from cleaners.cli.report.entry import Entry
from cleaners.cli.report.report_file import MAX_DOCUMENTS, ReportFile
from cleaners.intake.record import Place, Record
from fixtures.replica.loading import load_site
from fixtures.replica.render import Pages
from fixtures.replica.routes import answer, parse_target

READY = (
    "document.querySelectorAll('#rows tr').length && !document.getElementById('document').hidden"
)


@click.command(help=__doc__)
@click.option("--documents", default=MAX_DOCUMENTS, show_default=True, help="How many.")
@click.option("--dumps", is_flag=True, help="The plain-text dumps in place of the HTML pages.")
def main(documents: int, dumps: bool) -> None:
    """Print size and times."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        write_report(path, documents, dumps=dumps)
        size = path.stat().st_size / 2**20
        click.echo(f"{documents:,} {'dumps' if dumps else 'pages'}: {size:.1f} MiB")
        for seconds in open_in_browser(path, 3):
            click.echo(f"opened and shown in {seconds:.2f} s")


def write_report(path: Path, documents: int, *, dumps: bool = False) -> None:
    """A report of so many documents; the pages of the replica come again and again."""
    report = ReportFile(path)
    for entry in islice(cycle(_entries(dumps=dumps)), documents):
        report.add(entry)
    report.finish()


def _entries(*, dumps: bool) -> Iterator[Entry]:
    site = load_site()
    pages = Pages(site)
    for article in site.articles:
        url = f"http://kazpravda.kz{article.path}"
        path = article.folder / "dump.txt"
        if not path.exists():
            continue
        data = path.read_bytes() if dumps else answer(pages, parse_target(url)).body
        place = Place(f"saved/{article.slug}.{'txt' if dumps else 'html'}")
        outcome = clean_record(Wanted(report=True), Record(data, place, url=url))
        if isinstance(outcome, Cleaned):
            yield from outcome.entries


def open_in_browser(path: Path, times: int) -> list[float]:
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
            page.close()
        browser.close()
    return found


if __name__ == "__main__":
    main()
