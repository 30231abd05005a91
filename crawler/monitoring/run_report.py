"""The report of a run, as it is written to `runs/<id>.json`, its alarms, and earlier reports."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from crawler.monitoring.quality_flags import FlagCounts

# Enough to look at; the report has the rest.
SHOWN_URLS = 5

logger = logging.getLogger(__name__)

# Two weeks of hourly runs; more would only slow the start down.
MAX_RUNS = 336
# Reports that are opened for it: a spider that crawls many sites writes into the same folder.
MAX_REPORTS = 2000


class DroppedPage(msgspec.Struct, frozen=True):
    """A page that gave no article, and why."""

    url: str
    message: str


class Story(msgspec.Struct, frozen=True):
    """A story that a run stored."""

    url: str
    headline: str = ""


class RulesFile(msgspec.Struct, frozen=True):
    """A robots.txt or a tdmrep.json as it was when the run asked for it.

    `digest` is the `WARC-Payload-Digest` of its record in the archive.
    """

    url: str
    status: int
    fetched: str
    digest: str


class Speed(msgspec.Struct, frozen=True):
    """Answers in each of many equally long stretches of the run."""

    seconds: float = 0.0
    answers: tuple[int, ...] = ()


class RunReport(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """What is known of a run.

    `articles_by_day` and `articles_by_section` count stored articles by `datePublished` and
    `section`, «» where the article has none. `articles_new` and `articles_changed` are the first
    thousand stories that were not known before, or have another text than before.
    `confidence` are counts in tenths, 0–0.1 first.
    `articles_withdrawn` were stored, by this run or an earlier one, and turned out to be none;
    `articles_truncated` are stored, and their pages came without an end; `articles_recleaned` were
    written anew although their pages had not changed: what cleans them had; the pages of
    `articles_deleted`, stored before, are gone since this run.
    `indexes_unreadable` are sitemaps and feeds that led to less than they should, with the reason;
    `sitemaps_resting` counts those that were not asked for, since they have long been the same.
    `article_flags` are those of all pages taken for stories, `answer_flags` of all requests.
    `period` are the days that were asked for, empty for all; `profile` is the mark of the profile
    that cleaned the pages (its host and a digest of its rules), empty for none. `profile_learned`
    says what was learned for the next run: facts that are better with it, lines left out.
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
    rules_files: list[RulesFile] = []
    articles_new: list[Story] = []
    articles_changed: list[Story] = []
    articles_recleaned: list[str] = []
    articles_deleted: list[str] = []
    articles_dropped: dict[str, list[DroppedPage]]
    articles_withdrawn: list[str] = []
    articles_truncated: list[str] = []
    indexes_unreadable: dict[str, str] = {}
    sitemaps_resting: int = 0
    http_errors: dict[str, list[str]]
    failures: dict[str, list[str]]
    redirects: dict[str, str]
    profile_selectors_missed: dict[str, list[str]]
    articles_by_day: dict[str, int]
    articles_by_section: dict[str, int]
    confidence: tuple[int, ...]
    speed: Speed
    article_flags: FlagCounts = msgspec.field(name="articleSigns")
    answer_flags: FlagCounts = msgspec.field(name="answerSigns")
    alarms: tuple[Alarm, ...] = ()
    profile_learned: tuple[str, ...] = ()
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
    article_flags: FlagCounts = msgspec.field(name="articleSigns")
    answer_flags: FlagCounts = msgspec.field(name="answerSigns")
    alarms: tuple[Alarm, ...] = ()


class Alarm(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True, kw_only=True):
    """What changed on which site: `before` and `now` are what was usual and what was seen.

    `monitor` names the rule, `what` its subject: a quality flag, or `articles`. `raised_after` is
    the number of pages of the run which had been looked at; absent for alarms at its end. Where
    they are shares of pages, `pages` are those that `now` was counted on.
    """

    monitor: str
    site: str
    what: str
    message: str
    before: float
    now: float
    urls: tuple[str, ...] = ()
    raised_after: int | None = None
    pages: int | None = None


def load_history(folder: Path, spider: str, site: str) -> tuple[PastRun, ...]:
    """The runs of this spider on this site, the newest first, at most `MAX_RUNS`."""
    newest = sorted(folder.glob(f"{spider}-*.json"), reverse=True)[:MAX_REPORTS]
    runs = (run for run in _read_all(newest) if run.site == site)
    return tuple(sorted(islice(runs, MAX_RUNS), key=lambda run: run.started, reverse=True))


def article_history(history: Iterable[PastRun], profile: str) -> list[FlagCounts]:
    """What articles showed that were cleaned by this profile; by another one, they show others."""
    return [past.article_flags for past in history if past.profile == profile]


def _read_all(paths: list[Path]) -> Iterator[PastRun]:
    decoder = msgspec.json.Decoder(PastRun)
    for path in paths:
        try:
            yield decoder.decode(path.read_bytes())
        except (OSError, msgspec.DecodeError) as error:
            # A report of an older version, or one that was edited: the others still tell.
            logger.info("no history from %s: %s", path, error)
