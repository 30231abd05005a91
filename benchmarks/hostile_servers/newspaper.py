"""The newspapers that scenarios stand in: what is served beside the hostile answers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from benchmarks.hostile_servers import answers as a
from benchmarks.hostile_servers.sites import FRONT, ROBOTS
from benchmarks.hostile_servers.values import Answer, Door, Scenario, Site

GOOD = tuple(f"/2025/05/good-story-number-{number}/" for number in range(3))


def answers_of(site: Site) -> dict[str, Answer]:
    """Three good stories, and what is hostile."""
    front = a.give(a.page_html("".join(map(_link, GOOD))))
    return {**_good(), FRONT: front, **site.answers}


def answers_for(scenarios: Sequence[Scenario], origin: str) -> dict[str, Answer]:
    """One newspaper that leads to all of these, and to three good stories behind them."""
    robots = [f"Sitemap: {origin}{path}\n" for path in _paths(scenarios, Door.SITEMAP)]
    feeds = [
        f'<link rel="alternate" type="application/rss+xml" href="{path}">'
        for path in _paths(scenarios, Door.FEED)
    ]
    pages = (*_paths(scenarios, Door.STORY), *_paths(scenarios, Door.LISTING), *GOOD)
    return {
        ROBOTS: a.give("".join(robots), "Content-Type: text/plain\r\n"),
        FRONT: a.give(a.page_html("".join(map(_link, pages)), "".join(feeds))),
        **_good(),
        **{one.story_path: a.story(one.slug) for one in scenarios},
        **{one.path: one.answer for one in scenarios},
    }


def _good() -> dict[str, Answer]:
    return {path: a.story(path) for path in GOOD}


def _paths(scenarios: Sequence[Scenario], door: Door) -> list[str]:
    return [one.path for one in scenarios if one.door is door]


def _link(path: str) -> str:
    return f'<p><a href="{path}">read this</a></p>'


def is_below(url: str, origin: str, scenario: Scenario) -> bool:
    """Whether an address belongs to a scenario."""
    path = url.removeprefix(origin)
    return any(path.startswith(one) for one in {scenario.path, scenario.story_path})


def flat(groups: dict[str, list[str]]) -> chain[tuple[str, str]]:
    """Pairs of an address and what is said of it."""
    return chain.from_iterable(((url, said) for url in urls) for said, urls in groups.items())
