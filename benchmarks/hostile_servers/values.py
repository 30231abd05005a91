"""What a scenario is: one way in which a server behaves, and what has to come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from benchmarks.hostile_servers.connection import Connection

Answer = Callable[[Connection], None]


# A body may be so large in these crawls; what lies in the buffers of the system comes on top.
MAX_BODY = 4 * 1024 * 1024
_MOST_SENT = 4 * MAX_BODY


@dataclass(frozen=True)
class Found:
    """What became of a scenario.

    Problems that the report tells, stories stored, requests, bytes sent, and the most seconds that
    one answer was waited for.
    """

    problems: frozenset[str]
    stories: int
    asked: int
    sent: int
    held: float


class Door(Enum):
    """By which way a crawl comes to the answer."""

    STORY = "story"  # a link on the front page
    SITEMAP = "sitemap"  # a line of robots.txt
    FEED = "feed"  # announced by the front page
    LISTING = "listing"  # a section of the front page


@dataclass(frozen=True)
class Scenario:
    """One way in which a server behaves.

    `answer` writes what is sent for the scenario's address and all addresses below it. `problem` is
    what the report of the crawl has to say of it, empty for nothing; `stories` are the articles
    that have to be stored from below its story address, of which a listing, a feed or a sitemap
    should name one. `asks` bounds the requests.
    """

    name: str
    answer: Answer
    problem: str = ""
    stories: int = 1
    door: Door = Door.STORY
    asks: int = 1

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return self.name.replace(" ", "-")

    @property
    def story_path(self) -> str:
        """Where its story stands."""
        return f"/2025/05/{self.slug}-at-the-old-bridge/"

    @property
    def path(self) -> str:
        """Where its answer is given."""
        paths = {
            Door.STORY: self.story_path,
            Door.SITEMAP: f"/maps/{self.slug}.xml",
            Door.FEED: f"/feed/{self.slug}.xml",
            Door.LISTING: f"/{self.slug.replace('-', '')}/",
        }
        return paths[self.door]


@dataclass(frozen=True)
class Site:
    """A newspaper of which one thing is hostile that all of it depends on, such as robots.txt.

    `answers` are given by path, in place of those of a newspaper with three good stories.
    `problem` has to stand in the report of the crawl, `stories` have to be stored.
    """

    name: str
    answers: Mapping[str, Answer]
    problem: str = ""
    stories: int = 3
    settings: Mapping[str, Any] = field(default_factory=dict)
    tls: bool = False
    asks: int = 12


def mismatch(promised: Scenario | Site, found: Found) -> str:
    """What is not as promised, in words; empty where all is."""
    told = [problem for problem in found.problems if promised.problem in problem]
    if promised.problem and not told:
        return f"{sorted(found.problems)} is told, not {promised.problem!r}"
    if not promised.problem and found.problems:
        return f"{sorted(found.problems)} is told"
    if found.stories != promised.stories:
        return f"{found.stories} stories are stored, not {promised.stories}"
    if found.asked > promised.asks or bool(found.asked) != bool(promised.asks):
        return f"{found.asked} requests, not {promised.asks} at most"
    return f"{found.sent} bytes" if found.sent > promised.asks * _MOST_SENT else ""
