"""Scenarios tried by crawls, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hostile_servers.certificates import self_signed
from benchmarks.hostile_servers.crawling import Crawls, Start, crawl
from benchmarks.hostile_servers.newspaper import GOOD, answers_for, answers_of, flat, is_below
from benchmarks.hostile_servers.serving import Server, serving
from benchmarks.hostile_servers.values import Found, Scenario, Site


@dataclass(frozen=True)
class Tried:
    """What became of all of them, by name.

    `good` counts the stories that are not hostile and were stored beside the scenarios; `trapped`
    the connections to a server that nobody may be led to; `secrets` are cookies and passwords that
    servers were sent.
    """

    scenarios: dict[str, Found]
    sites: dict[str, Found]
    good: int
    trapped: int
    secrets: list[str]
    crawls: tuple[Crawls, ...]


def try_all(scenarios: Sequence[Scenario], sites: Sequence[Site], folder: Path) -> Tried:
    """Serve everything and crawl it: the scenarios by one process, and the sites by another."""
    with ExitStack() as stack:
        trap = stack.enter_context(serving())
        common = stack.enter_context(serving(trap=trap.origin))
        common.answers = answers_for(scenarios, common.origin)
        here = str(folder / "common")
        crawls = crawl([Start(f"{common.origin}/", here)], folder / "common.log")
        servers = {site.name: _serve(site, trap.origin, folder, stack) for site in sites}
        outputs = {site.name: str(folder / site.name.replace(" ", "-")) for site in sites}
        starts = [
            Start(f"{servers[site.name].origin}/", outputs[site.name], dict(site.settings))
            for site in sites
        ]
        of_sites = crawl(starts, folder / "sites.log")
        return Tried(
            {one.name: _found(one, common, crawls, here) for one in scenarios},
            {name: _found_of_site(servers[name], of_sites, outputs[name]) for name in servers},
            good=sum(url in _urls(crawls, here, common) for url in GOOD),
            trapped=trap.connections,
            secrets=[secret for server in (common, *servers.values()) for secret in server.secrets],
            crawls=(crawls, of_sites),
        )


def _serve(site: Site, trap: str, folder: Path, stack: ExitStack) -> Server:
    tls = self_signed(folder) if site.tls else None
    server = stack.enter_context(serving(trap=trap, tls=tls))
    server.answers = answers_of(site)
    return server


def _urls(crawls: Crawls, output: str, server: Server) -> list[str]:
    """The paths of the articles that were stored."""
    return [article["url"].removeprefix(server.origin) for article in crawls.articles[output]]


def _found(scenario: Scenario, server: Server, crawls: Crawls, output: str) -> Found:
    told = _told(crawls, output)
    stored = _urls(crawls, output, server)
    return Found(
        frozenset(said for url, said in told if is_below(url, server.origin, scenario)),
        sum(url.startswith(scenario.story_path) for url in stored),
        server.asked[scenario.path],
        server.sent[scenario.path],
        server.held.get(scenario.path, 0.0),
    )


def _found_of_site(server: Server, crawls: Crawls, output: str) -> Found:
    return Found(
        frozenset(said for _, said in _told(crawls, output)),
        len(crawls.articles[output]),
        server.asked.total(),
        server.sent.total(),
        max(server.held.values(), default=0.0),
    )


def _told(crawls: Crawls, output: str) -> Iterator[tuple[str, str]]:
    """Addresses and problems that the report of a crawl tells."""
    report = crawls.reports[output]
    yield from ((url, f"HTTP {status}") for url, status in flat(report.http_errors))
    yield from flat(report.failures)
    yield from ((url, "redirected") for url in report.redirects)
    yield from report.indexes_unreadable.items()
    yield from ((url, "truncated") for url in report.articles_truncated)
    for reason, pages in report.articles_dropped.items():
        yield from ((page.url, reason) for page in pages)
