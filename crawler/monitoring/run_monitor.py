"""Monitoring of one run: windows of pages while it runs, monitors at its end.

A window raises the alarm for a changed layout some pages after the change.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from pathlib import Path
from typing import Self

import msgspec

from crawler.monitoring.monitors import judge_run
from crawler.monitoring.quality_flags import QUICK, FlagCounts, Rise, rises
from crawler.monitoring.run_report import (
    SHOWN_URLS,
    Alarm,
    PastRun,
    RunReport,
    article_history,
    load_history,
)


class RunMonitor:
    """Two windows, one over the pages that are taken for stories and one over all answers."""

    def __init__(self, site: str, history: tuple[PastRun, ...] = (), profile: str = "") -> None:
        self.history = history
        self.articles = Window(site, FlagCounts.total(article_history(history, profile)))
        self.answers = Window(site, FlagCounts.total(run.answer_flags for run in history))
        self._alarms: list[Alarm] = []

    @classmethod
    def from_reports(cls, folder: Path, *, spider: str, site: str, profile: str) -> Self:
        """Monitoring that knows the reports of earlier runs, in `folder`.

        Counted are those of the same spider and site; how articles were, only with this profile.
        """
        return cls(site, load_history(folder, spider, site), profile)

    def add_article(self, url: str, flags: frozenset[str]) -> list[Alarm]:
        """Note a page that was taken for a story; the alarms which that raises."""
        return self._note(self.articles.add(url, flags))

    def add_answer(self, url: str, flags: frozenset[str]) -> list[Alarm]:
        """Note an answer, or that none came; the alarms which that raises."""
        return self._note(self.answers.add(url, flags))

    def judge(self, run: RunReport) -> tuple[RunReport, list[Alarm]]:
        """The report with all alarms of the run, and those that only its end raised."""
        run = msgspec.structs.replace(run, alarms=tuple(self._alarms))
        found = self._note(list(judge_run(run, self.history, self._urls)))
        return msgspec.structs.replace(run, alarms=tuple(self._alarms)), found

    def _note(self, alarms: list[Alarm]) -> list[Alarm]:
        self._alarms += alarms
        return alarms

    def _urls(self, flag: str) -> tuple[str, ...]:
        return self.articles.urls(flag) or self.answers.urls(flag)


class Window:
    """Raises an alarm for each flag that spreads over the last `QUICK.pages` pages, once a run.

    `before` is what the site showed in earlier runs; pages that leave the window are added to it.
    """

    def __init__(self, site: str, before: FlagCounts) -> None:
        self._site = site
        self._pages, self._flags = before.pages, Counter(before.flags)
        self._last: deque[frozenset[str]] = deque()
        self._urls: defaultdict[str, deque[str]] = defaultdict(lambda: deque(maxlen=SHOWN_URLS))
        self._now: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        self._count = 0
        self._raised: set[str] = set()

    @property
    def counts(self) -> FlagCounts:
        """What the pages of this run showed."""
        return FlagCounts(self._count, dict(sorted(self._seen.items())))

    def urls(self, flag: str) -> tuple[str, ...]:
        """The last pages of this run with this flag, the newest first."""
        return tuple(reversed(self._urls[flag]))

    def add(self, url: str, flags: frozenset[str]) -> list[Alarm]:
        """Note a page; the alarms which that raises."""
        self._count += 1
        self._seen.update(flags)
        self._last.append(flags)
        for flag in flags:
            self._urls[flag].append(url)
        self._now.update(flags)
        if len(self._last) > QUICK.pages:
            self._forget()
        before = FlagCounts(self._pages, self._flags)
        now = FlagCounts(len(self._last), self._now)
        found = [rise for rise in rises(before, now, QUICK) if rise.flag not in self._raised]
        self._raised.update(rise.flag for rise in found)
        return [self._alarm(rise) for rise in found]

    def _forget(self) -> None:
        flags = self._last.popleft()
        self._now.subtract(flags)
        self._pages += 1
        self._flags.update(flags)

    def _alarm(self, rise: Rise) -> Alarm:
        where = f"on {rise.now:.0%} of the last {len(self._last)} pages, {rise.before:.0%} before"
        return Alarm(
            monitor="spreading",
            site=self._site,
            what=rise.flag,
            message=f"«{rise.flag}» {where}",
            before=rise.before,
            now=rise.now,
            urls=self.urls(rise.flag),
            raised_after=self._count,
            pages=len(self._last),
        )
