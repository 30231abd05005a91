"""Crawl real publishing systems on loopback, and count which stories and facts are right.

    python -m benchmarks.systems [--stories 120] [--system wordpress] [--wrong]

It needs Debian's packages of WordPress and MariaDB, and Pelican, and names what is not there.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import msgspec

from benchmarks.systems import static_site, wordpress
from benchmarks.systems.crawling import Crawled, crawl
from benchmarks.systems.newsroom import Newsroom, newsroom
from benchmarks.systems.peer import ask_trafilatura
from benchmarks.systems.scoring import FACTS, Score, read_article, score


class Site(Protocol):
    """A publishing system that is served."""

    url: str

    def switch_theme(self, theme: str) -> None:
        """Show the stories in this theme."""


class System(Protocol):
    """A module with a publishing system."""

    def serving(self, newsroom: Newsroom, folder: Path) -> AbstractContextManager[Site]:
        """Install and fill it."""


class Theme(msgspec.Struct, frozen=True):
    """A theme of a system.

    `printed`: whether it shows the featured picture (`main image`), and links to the further pages
    of a story (`parts`); all other facts every theme shows.
    """

    system: str
    name: str
    printed: frozenset[str]


SYSTEMS: dict[str, System] = {"wordpress": wordpress, "pelican": static_site}
THEMES = (
    Theme("wordpress", "twentytwentyone", frozenset({"main image", "parts"})),
    Theme("wordpress", "twentytwentythree", frozenset({"main image"})),
    Theme("pelican", "notmyidea", frozenset({"parts"})),
    Theme("pelican", "simple", frozenset({"parts"})),
)


class Row(msgspec.Struct, frozen=True):
    """One line of the table."""

    theme: Theme
    who: str
    score: Score


def measure(stories: int, system: str, *, with_peer: bool = True) -> Iterator[Row]:
    """Crawl each theme of a system without profile, then with the one that was learned."""
    content = newsroom(stories)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with SYSTEMS[system].serving(content, folder) as site:
            for theme in (theme for theme in THEMES if theme.system == system):
                site.switch_theme(theme.name)
                yield from _measure_theme(content, site.url, folder / theme.name, theme)
                if with_peer:
                    answers, requests = ask_trafilatura(site.url)
                    yield Row(
                        theme, "trafilatura", score(content, answers, requests, theme.printed)
                    )


def _measure_theme(content: Newsroom, url: str, folder: Path, theme: Theme) -> Iterator[Row]:
    folder.mkdir()
    first = crawl(url, folder / "first")
    yield Row(theme, "Chistovik", _score_crawl(content, first, theme))
    learned = folder / "first" / "profiles"
    if learned.is_dir():
        second = crawl(url, folder / "second", learned)
        yield Row(theme, "with learned profile", _score_crawl(content, second, theme))


def _score_crawl(content: Newsroom, crawled: Crawled, theme: Theme) -> Score:
    answers = [read_article(article) for article in crawled.articles]
    return score(content, answers, len(crawled.requests), theme.printed)


def table(rows: list[Row]) -> str:
    """A Markdown table."""
    head = ["system, theme", "", "stories", "others", "requests", "body F1", *FACTS]
    lines = [head, ["---", "---", *["---:"] * (len(head) - 2)]]
    for row in rows:
        found = row.score
        facts = [f"{found.facts[fact]:.3f}" if fact in found.facts else "–" for fact in FACTS]
        numbers = (f"{found.found} of {found.stories}", str(len(found.others) + found.twice))
        each = f"{found.requests / found.stories:.2f}"
        name = f"{row.theme.system}, {row.theme.name}"
        lines.append([name, row.who, *numbers, each, f"{found.body:.4f}", *facts])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.systems", description=__doc__)
    parser.add_argument("--stories", type=int, default=120)
    parser.add_argument("--system", choices=SYSTEMS, action="append")
    parser.add_argument("--no-peer", action="store_true", help="leave trafilatura out")
    parser.add_argument("--wrong", action="store_true", help="name what is wrong")
    asked = parser.parse_args()
    rows: list[Row] = []
    for system in asked.system or SYSTEMS:
        try:
            rows += measure(asked.stories, system, with_peer=not asked.no_peer)
        except wordpress.NotInstalledError as error:
            parser.exit(2, f"{error}\n")
    print(table(rows))
    for row in rows if asked.wrong else ():
        print(f"\n{row.theme.system}, {row.theme.name}, {row.who}")
        print(*(f"  no story: {url}" for url in row.score.others), sep="\n")
        print(*(f"  {line}" for line in row.score.wrong), sep="\n")


if __name__ == "__main__":
    main()
