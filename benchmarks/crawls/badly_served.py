"""A site that misbehaves in every way we know: `python -m benchmarks.crawls.badly_served`.

A share of the addresses misbehaves, each by its seed in one of sixteen ways; some stories appear
only while the crawl is on its way, so that the sitemaps change below it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.crawls.running import crawl
from fixtures.grown.edition import Edition
from fixtures.grown.faults import STAYS, Fault, trouble_of
from fixtures.grown.serving import serving

PROPER = "answers as it should"
LATE = "published while the crawl runs"
# Pages that never end must not take half a minute each.
POLICY = (
    *("-s", "DOWNLOAD_TIMEOUT=3"),
    *("-s", "CHISTOVIK_SITEMAP_REREAD_SECONDS=1"),
    *("-s", "CLOSESPIDER_PAGECOUNT=0"),
)


class Row(NamedTuple):
    """What became of the stories behind addresses of one kind."""

    kind: str
    addresses: int
    once: int
    twice: int
    torn: int
    reported: int
    reachable: bool

    @property
    def is_right(self) -> bool:
        """Every reachable story exactly once and whole; the others in the report, each of them."""
        if self.twice or self.torn:
            return False
        if self.reachable:
            return self.once == self.addresses
        return not self.once and self.reported == self.addresses


@click.command()
@click.option("--articles", default=5000, show_default=True, help="Stories of the replica.")
@click.option("--share", default=0.2, show_default=True, help="Of addresses that misbehave.")
def main(articles: int, share: float) -> None:
    """Crawl, and compare what is stored with what the site held; 1 where they differ."""
    late = articles // 50
    shape = (
        *(f"--articles={articles}", f"--faults={share}"),
        *(f"--late={late}", f"--late-after={articles // 2}"),
    )
    with tempfile.TemporaryDirectory() as temporary, serving(*shape) as site:
        status, seconds = crawl(Path(temporary), site.proxied_environment(), *POLICY)
        counts = site.counts()
        rows = compare(Edition(articles), share, late, Path(temporary))
    print(table(rows))
    asked = sum(counts["asked"].values())
    wrong = sum(n for kind, n in counts["kinds"].items() if kind.startswith("fault: "))
    print(f"\n{asked} requests, {wrong} answered badly, {seconds:.0f} s, exit status {status}")
    sys.exit(0 if all(row.is_right for row in rows) else 1)


def compare(edition: Edition, share: float, late: int, output: Path) -> list[Row]:
    """A row for each kind of address."""
    stored, torn = _stored(edition, output)
    reported = _reported(output)
    kinds: dict[str, list[int]] = {}
    for number in range(edition.articles):
        kinds.setdefault(_kind(edition, number, share, late), []).append(number)
    order = [PROPER, LATE, *(fault.value for fault in Fault)]
    return [
        Row(
            kind,
            len(numbers),
            once=sum(stored[number] == 1 for number in numbers),
            twice=sum(stored[number] > 1 for number in numbers),
            torn=sum(number in torn for number in numbers),
            reported=sum(number in reported for number in numbers),
            reachable=kind not in {fault.value for fault in STAYS},
        )
        for kind, numbers in sorted(kinds.items(), key=lambda item: order.index(item[0]))
    ]


def table(rows: list[Row]) -> str:
    """A Markdown table."""
    head = "| address | addresses | stored once | more than once | not whole |  |"
    lines = [head, "| --- | ---: | ---: | ---: | ---: | --- |"]
    for row in rows:
        good = "every one" if row.reachable else "none to be had, reported"
        verdict = good if row.is_right else "WRONG"
        lines.append(
            f"| {row.kind} | {row.addresses} | {row.once} | {row.twice} | {row.torn} | {verdict} |"
        )
    return "\n".join(lines)


def _kind(edition: Edition, number: int, share: float, late: int) -> str:
    trouble = trouble_of(edition.seed, edition.path(number), share)
    if trouble:
        return trouble.fault.value
    return LATE if number >= edition.articles - late else PROPER


def _stored(edition: Edition, output: Path) -> tuple[Counter[int], set[int]]:
    """How often each story was stored, and which are not whole."""
    stored: Counter[int] = Counter()
    torn = set()
    for path in (output / "articles").rglob("*.json"):
        article = json.loads(path.read_text(encoding="utf-8"))
        number = _number(article["canonicalUrl"])
        story = edition.story(number)
        stored[number] += 1
        if not all(text in article["articleBody"] for text in (story.lead, *story.paragraphs)):
            torn.add(number)
    return stored, torn


def _reported(output: Path) -> set[int]:
    """The stories that could not be had, as the report of the crawl tells them."""
    (path,) = (output / "runs").glob("*.json")
    report = json.loads(path.read_text(encoding="utf-8"))
    groups = (*report["httpErrors"].values(), *report["failures"].values())
    return {_number(url) for urls in groups for url in urls if "/n/" in url}


def _number(url: str) -> int:
    """The number of a story, which ends its address."""
    return int(url.rstrip("/").rpartition("-")[2])


if __name__ == "__main__":
    main()
