"""Crawl real publishing systems on loopback, and count which stories and facts are right.

    python -m benchmarks.systems [--stories 102] [--system wordpress] [--wrong]

It needs Debian's packages of WordPress and MariaDB, and Pelican, and names what is not there.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
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


HEAD = ("system, theme", "", "stories", "others", "requests", "body F1", *FACTS)


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


def line(row: Row) -> str:
    """One line of the Markdown table."""
    found = row.score
    facts = [f"{found.facts[fact]:.3f}" if fact in found.facts else "–" for fact in FACTS]
    numbers = (f"{found.found} of {found.stories}", str(len(found.others) + found.twice))
    each = f"{found.requests / found.stories:.2f}"
    name = f"{row.theme.system}, {row.theme.name}"
    return _line([name, row.who, *numbers, each, f"{found.body:.4f}", *facts])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table, line by line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.systems", description=__doc__)
    parser.add_argument("--stories", type=int, default=102)
    parser.add_argument("--system", choices=SYSTEMS, action="append")
    parser.add_argument("--no-peer", action="store_true", help="leave trafilatura out")
    parser.add_argument("--wrong", action="store_true", help="name what is wrong, below each line")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # servers end with their blocks
    print(_line(HEAD), _line(["---", "---", *["---:"] * (len(HEAD) - 2)]), sep="\n", flush=True)
    for system in asked.system or SYSTEMS:
        try:
            for row in measure(asked.stories, system, with_peer=not asked.no_peer):
                print(line(row), *(_wrong(row.score) if asked.wrong else ()), sep="\n", flush=True)
        except wordpress.NotInstalledError as error:
            parser.exit(2, f"{error}\n")


def _wrong(found: Score) -> Iterator[str]:
    yield from (f"  no story: {url}" for url in found.others)
    yield from (f"  {text}" for text in found.wrong)


if __name__ == "__main__":
    main()
