"""The watch over one run: windows while it runs, monitors at its end."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import msgspec

from crawler.watching.alarm import Alarm
from crawler.watching.history import article_history, load_history
from crawler.watching.monitors import judge_run
from crawler.watching.run import PastRun, RunReport
from crawler.watching.signs import SignCounts
from crawler.watching.window import Window


class Watch:
    """Two windows, one over the pages that are taken for stories and one over all answers."""

    def __init__(self, site: str, history: tuple[PastRun, ...] = (), profile: str = "") -> None:
        self.history = history
        self.articles = Window(site, SignCounts.total(article_history(history, profile)))
        self.answers = Window(site, SignCounts.total(run.answer_signs for run in history))
        self._alarms: list[Alarm] = []

    @classmethod
    def from_reports(cls, folder: Path, spider: str, site: str, profile: str) -> Self:
        """A watch that knows the reports of earlier runs."""
        return cls(site, load_history(folder, spider, site), profile)

    def add_article(self, url: str, signs: frozenset[str]) -> list[Alarm]:
        """Note a page that was taken for a story; the alarms which that raises."""
        return self._note(self.articles.add(url, signs))

    def add_answer(self, url: str, signs: frozenset[str]) -> list[Alarm]:
        """Note an answer, or that none came; the alarms which that raises."""
        return self._note(self.answers.add(url, signs))

    def judge(self, run: RunReport) -> tuple[RunReport, list[Alarm]]:
        """The report with all alarms of the run, and those that only its end raised."""
        run = msgspec.structs.replace(run, alarms=tuple(self._alarms))
        found = self._note(list(judge_run(run, self.history, self._urls)))
        return msgspec.structs.replace(run, alarms=tuple(self._alarms)), found

    def _note(self, alarms: list[Alarm]) -> list[Alarm]:
        self._alarms += alarms
        return alarms

    def _urls(self, sign: str) -> tuple[str, ...]:
        return self.articles.urls(sign) or self.answers.urls(sign)
