"""The report of a run, as it is written to `runs/<id>.json`, and what is read of earlier ones."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from crawler.watching.alarm import Alarm
from crawler.watching.signs import SignCounts


class DroppedPage(msgspec.Struct, frozen=True):
    """A page that gave no article, and why."""

    url: str
    message: str


class Speed(msgspec.Struct, frozen=True):
    """Answers in each of many equally long stretches of the run."""

    seconds: float = 0.0
    answers: tuple[int, ...] = ()


class RunReport(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """All that is told of a run.

    `articles_by_day` and `articles_by_section` count stored articles by `datePublished` and
    `section`, «» where the article has none. `confidence` are counts in tenths, 0–0.1 first.
    `article_signs` are those of all pages taken for stories, `answer_signs` of all requests.
    `period` are the days that were asked for, empty for all; `profile` is the host of the profile
    that cleaned the pages, empty for none.
    """

    id: str
    spider: str
    site: str
    reason: str
    period: str = ""
    profile: str = ""
    started: datetime
    finished: datetime
    pages_fetched: int
    articles_stored: int
    articles_dropped: dict[str, list[DroppedPage]]
    http_errors: dict[str, list[str]]
    failures: dict[str, list[str]]
    redirects: dict[str, str]
    profile_selectors_missed: dict[str, list[str]]
    articles_by_day: dict[str, int]
    articles_by_section: dict[str, int]
    confidence: tuple[int, ...]
    speed: Speed
    article_signs: SignCounts
    answer_signs: SignCounts
    alarms: tuple[Alarm, ...] = ()
    stats: dict[str, Any] = {}

    def to_json(self) -> str:
        """Indented, so that one can read it; what JSON does not know becomes text."""
        return msgspec.json.format(msgspec.json.encode(self, enc_hook=str)).decode() + "\n"


class PastRun(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """What the next runs need to know of a run; a `RunReport` can be read as one."""

    id: str
    site: str
    reason: str
    period: str = ""
    profile: str = ""
    started: datetime
    finished: datetime
    articles_stored: int
    article_signs: SignCounts
    answer_signs: SignCounts
    alarms: tuple[Alarm, ...] = ()
