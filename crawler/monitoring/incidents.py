"""Alarms for people: the signs of one change are one incident, told in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import takewhile

import msgspec

from crawler.monitoring.quality_flags import FAILED
from crawler.monitoring.run_report import SHOWN_URLS, Alarm, PastRun

# Monitors that compare how frequent a quality flag is: one change of a site raises many of them.
_COMPARING = frozenset({"spreading", "risen"})
_SIGNS_TOLD = 3
_FLAG_KINDS = ("missed", "dropped", "without", "low")

_HAPPENED = {
    "missed": "the layout has changed",
    "dropped": "pages of stories give no article",
    "without": "articles lack what they had",
    "low": "articles are less sure than they were",
    FAILED: "requests fail",
    "lost_by_profile": "articles lack what they had with the profile before",
    "fewer_articles": "fewer articles came than usual",
    "repeated_texts": "one text stands at many addresses",
    "many_copies": "many pages are copies of one article",
    "not_crawled": "the site gave nothing",
    "unreadable_indexes": "sitemaps or feeds are broken",
    "own_errors": "pages were lost on this machine",
    "disk": "nothing can be written",
}
_REPAIR = "try site-profile repair {site}, and compare a page in a browser with its article"
_ADVICE = {
    "missed": _REPAIR,
    "dropped": "compare these pages in a browser; a narrower discovery.article leaves others out",
    "without": _REPAIR,
    "low": _REPAIR,
    FAILED: "look at the statuses in the report; crawl less often, or write to the owner",
    "lost_by_profile": "take the line of that field out of the profile",
    "fewer_articles": "see in the report whether feeds and sitemaps answer",
    "repeated_texts": "look at one of the pages; nothing is stored twice",
    "many_copies": "look at one of the pages; nothing is stored twice",
    "not_crawled": "open the site in a browser; if it is there, ask its owner",
    "unreadable_indexes": "other sources make up for it; tell the owner",
    "own_errors": "look at disk, permissions and memory; the next run asks for the pages again",
    "disk": "make room, or give the crawl the right to write there, and run again",
}


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """What happened on a site, since when, on which pages, and what to do.

    `signs` are the messages of its alarms, `extent` says on how many pages, where they were
    compared; `since` is the start of the first run in a row that told of it.
    """

    site: str
    happened: str
    since: datetime
    extent: str = ""
    signs: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    advice: str = ""

    def sentence(self, report: str = "") -> str:
        """All of it; `report` is where the report of the run is, or will be."""
        more = len(self.signs) - _SIGNS_TOLD
        signs = "; ".join(self.signs[:_SIGNS_TOLD]) + (f"; {more} more signs" if more > 0 else "")
        parts = (
            f"{self.site}: {self.happened}, since {self.since:%Y-%m-%d %H:%M} UTC",
            f", {self.extent}" if self.extent else "",
            f" ({signs})" if signs else "",
            f"; look at {' '.join(self.urls)}" if self.urls else "",
            f"; what to do: {self.advice}" if self.advice else "",
            f"; report: {report}" if report else "",
        )
        return "".join(parts)


def kind_of(alarm: Alarm) -> str:
    """What alarms of one cause have in common: for a changed layout all that pages lack.

    >>> alarm = Alarm(
    ...     monitor="risen", site="a.kz", what="without authors", message="", before=0, now=1
    ... )
    >>> kind_of(alarm)
    'pages'
    """
    if alarm.monitor not in _COMPARING:
        return alarm.monitor
    return FAILED if alarm.what == FAILED else "pages"


def incidents(
    alarms: Iterable[Alarm], started: datetime, history: Sequence[PastRun] = ()
) -> list[Incident]:
    """The alarms of a run that `started` then, those of one cause as one.

    `history` are the earlier runs of the site, the newest first.
    """
    groups: dict[tuple[str, str], list[Alarm]] = {}
    for alarm in alarms:
        groups.setdefault((alarm.site, kind_of(alarm)), []).append(alarm)
    return [_incident(group, _since(kind, started, history)) for (_, kind), group in groups.items()]


def _since(kind: str, started: datetime, history: Sequence[PastRun]) -> datetime:
    told = takewhile(lambda run: kind in map(kind_of, run.alarms), history)
    return min((run.started for run in told), default=started)


def _incident(group: list[Alarm], since: datetime) -> Incident:
    site, cause = group[0].site, _cause(group)
    urls = dict.fromkeys(url for alarm in group for url in alarm.urls)
    return Incident(
        site=site,
        happened=_HAPPENED[cause],
        since=since,
        extent=_extent(group),
        signs=tuple(map(_sign, group)),
        urls=tuple(urls)[:SHOWN_URLS],
        advice=_ADVICE[cause].format(site=site),
    )


def _sign(alarm: Alarm) -> str:
    raised = f", raised after {alarm.raised_after} pages" if alarm.raised_after else ""
    return alarm.message + raised


def _cause(group: list[Alarm]) -> str:
    """The weightiest sign among them; the monitor where that speaks for itself."""
    if group[0].monitor not in _COMPARING:
        return group[0].monitor
    words = {alarm.what.partition(" ")[0] for alarm in group}
    return next(word for word in (*_FLAG_KINDS, FAILED) if word in words)


def _extent(group: list[Alarm]) -> str:
    """On how many pages the most frequent sign is, where shares of pages were compared."""
    worst = max(group, key=lambda alarm: alarm.now)
    return f"on {round(worst.now * worst.pages)} of {worst.pages} pages" if worst.pages else ""
