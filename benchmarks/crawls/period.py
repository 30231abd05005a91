"""What a crawl of some days asks a large archive for: `python -m benchmarks.crawls.period`."""

from __future__ import annotations

import json
import sys
import tempfile
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import click

from benchmarks.crawls.running import crawl
from fixtures.grown.edition import Edition
from fixtures.grown.serving import serving

# What a story costs, by the kind of answer; everything else leads to stories.
STORY_KINDS = frozenset({"article", "redirect"})


@click.command()
@click.option("--articles", default=5000, show_default=True, help="Stories of the replica.")
def main(articles: int) -> None:
    """Crawl the day in the middle of the archive and its month, and count requests.

    Exit status 1 if a story is missing, or a page of another day was asked for.
    """
    edition, is_right = Edition(articles), True
    print("| period | its stories | stored | story pages | redirects to them | other requests |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory() as temporary, serving(f"--articles={articles}") as site:
        for since, until in _periods(edition):
            site.forget()
            output = Path(temporary, f"{since}-{until}")
            days = ("-a", f"since={since}", "-a", f"until={until}")
            crawl(output, site.proxied_environment(), *days)
            wanted = {n for day, ns in edition.by_day.items() if since <= day <= until for n in ns}
            found, kinds = _stored(output), site.counts()["kinds"]
            asked = kinds.get("article", 0)
            is_right = is_right and found == sorted(wanted) and asked == len(wanted)
            print(f"| {since} to {until} | {len(wanted)} | {len(found)} | {_cells(kinds)} |")
    sys.exit(0 if is_right else 1)


def _periods(edition: Edition) -> Iterator[tuple[date, date]]:
    """First and last day."""
    days = list(edition.by_day)
    middle = days[len(days) // 2]
    yield middle, middle
    _, length = monthrange(middle.year, middle.month)
    yield middle.replace(day=1), middle.replace(day=length)


def _cells(kinds: Mapping[str, int]) -> str:
    """Three cells of the table."""
    others = {kind: n for kind, n in sorted(kinds.items()) if kind not in STORY_KINDS}
    told = ", ".join(f"{n} {kind}" for kind, n in others.items())
    cells = (kinds.get("article", 0), kinds.get("redirect", 0), f"{sum(others.values())}: {told}")
    return " | ".join(map(str, cells))


def _stored(output: Path) -> list[int]:
    """The numbers of the stories that were stored."""
    paths = (output / "articles").rglob("*.json")
    addresses = (json.loads(path.read_text(encoding="utf-8"))["canonicalUrl"] for path in paths)
    return sorted(int(url.rstrip("/").rpartition("-")[2]) for url in addresses)


if __name__ == "__main__":
    main()
