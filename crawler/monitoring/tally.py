"""What a crawl's report counts, and how it is shown."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crawler.monitoring.run_report import DroppedPage, RulesFile, Speed, Story

# The table shows where to look; the JSON has all of them.
SHOWN_URLS = 3
MIN_TITLE_WIDTH = 20
# Most pages lack something that a profile names: their addresses alone would outgrow the crawl.
MAX_MISSED_URLS = 100
TENTHS = 10

# Stories that are named in the report; the feed of the run has all.
MAX_STORIES = 1000

MAX_STRETCHES = 120
FIRST_SECONDS = 1.0


class Speedometer:
    """Counts in equal stretches of time; when there are too many of them, two become one.

    >>> now = iter([0.0, 0.2, 0.9, 1.5])
    >>> meter = Speedometer(lambda: next(now))
    >>> meter.tick(), meter.tick(), meter.tick()
    (None, None, None)
    >>> meter.speed()
    Speed(seconds=1.0, answers=(2, 1))
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start = clock()
        self._seconds = FIRST_SECONDS
        self._answers: list[int] = []

    def tick(self) -> None:
        """Count an answer that came now."""
        age = self._clock() - self._start
        while age / self._seconds >= MAX_STRETCHES:
            pairs = zip(self._answers[::2], [*self._answers[1::2], 0], strict=False)
            self._answers = [sum(pair) for pair in pairs]
            self._seconds *= 2
        place = int(age / self._seconds)
        self._answers += [0] * (place + 1 - len(self._answers))
        self._answers[place] += 1

    def speed(self) -> Speed:
        """Answers by stretch of time."""
        return Speed(self._seconds, tuple(self._answers))


@dataclass(slots=True)
class Tally:
    """Grows during a crawl; of the lists those of addresses alone."""

    fetched: int = 0
    stored: int = 0
    withdrawn: list[str] = field(default_factory=list)
    truncated: list[str] = field(default_factory=list)
    rules_files: list[RulesFile] = field(default_factory=list)
    new: list[Story] = field(default_factory=list)
    changed: list[Story] = field(default_factory=list)
    recleaned: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    resting: list[str] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)
    dropped: defaultdict[str, list[DroppedPage]] = field(default_factory=lambda: defaultdict(list))
    http_errors: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    failures: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    missed: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    missed_pages: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    sections: Counter[str] = field(default_factory=Counter)
    confidence: list[int] = field(default_factory=lambda: [0] * TENTHS)
    speed: Speedometer = field(default_factory=Speedometer)

    def add_article(self, article: Mapping[str, Any]) -> None:
        """Count an article, given as its JSON, and the selectors that found nothing on its page."""
        self.stored += 1
        self.days[article.get("datePublished", "")[:10]] += 1
        self.sections[article.get("section", "")] += 1
        facts = article["metadata"]
        if facts.get("truncated"):
            self.truncated.append(article.get("url", ""))
        if "confidence" in facts:
            self.confidence[min(int(facts["confidence"] * TENTHS), TENTHS - 1)] += 1
        for selector in facts.get("profileMissed", ()):
            self.missed_pages[selector] += 1
            if len(self.missed[selector]) < MAX_MISSED_URLS:
                self.missed[selector].append(article.get("url", ""))

    def add_story(self, article: Mapping[str, Any], *, is_new: bool) -> None:
        """Note a story by its address and headline."""
        stories = self.new if is_new else self.changed
        if len(stories) < MAX_STORIES:
            stories.append(Story(article.get("url", ""), article.get("headline", "")))

    def report(self) -> dict[str, Any]:
        """Its part of a `RunReport`, in a fixed order.

        >>> Tally(fetched=3, stored=2).report()["articles_stored"]
        2
        """
        return {
            "pages_fetched": self.fetched,
            "articles_stored": self.stored,
            "articles_withdrawn": self.withdrawn,
            "articles_truncated": self.truncated,
            "rules_files": self.rules_files,
            "articles_new": self.new,
            "articles_changed": self.changed,
            "articles_recleaned": self.recleaned,
            "articles_deleted": self.deleted,
            "articles_dropped": _sorted(self.dropped),
            "http_errors": _sorted(self.http_errors),
            "failures": _sorted(self.failures),
            "indexes_unreadable": self.unreadable,
            "sitemaps_resting": len(self.resting),
            "redirects": self.redirects,
            "profile_selectors_missed": _sorted(self.missed),
            "articles_by_day": _sorted(self.days),
            "articles_by_section": dict(self.sections.most_common()),
            "confidence": tuple(self.confidence),
            "speed": self.speed.speed(),
        }


def table_of(tally: Tally) -> str:
    """The report as a short table; selectors that missed are counted only, most pages lack some.

    >>> print(table_of(Tally(fetched=3, stored=2, redirects={"http://a.kz/r": "http://a.kz/s"})))
    pages fetched           3
    articles stored         2
    redirected              1  http://a.kz/r
    """
    dropped = {why: [page.url for page in pages] for why, pages in tally.dropped.items()}
    rows = [
        ("pages fetched", tally.fetched, ""),
        ("articles stored", tally.stored, ""),
        *_rows("{}", _named(changed=[story.url for story in tally.changed])),
        *_rows("{}", _named(withdrawn=tally.withdrawn, truncated=tally.truncated)),
        *_rows("{}", _named(recleaned=tally.recleaned, deleted=tally.deleted)),
        *_rows("dropped: {}", dropped),
        *_rows("HTTP {}", tally.http_errors),
        *_rows("failed: {}", tally.failures),
        *_rows("index unreadable: {}", _by_problem(tally.unreadable)),
        *_rows("{} at rest", _named(sitemaps=tally.resting)),
        *_rows("{}", _named(redirected=list(tally.redirects))),
        *((f"selector missed: {key}", n, "") for key, n in sorted(tally.missed_pages.items())),
    ]
    width = max(MIN_TITLE_WIDTH, *(len(title) for title, _, _ in rows))
    return "\n".join(f"{t:<{width}} {n:>4}  {urls}".rstrip() for t, n, urls in rows)


def _rows(title: str, groups: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int, str]]:
    for key, urls in sorted(groups.items()):
        more = " …" if len(urls) > SHOWN_URLS else ""
        yield title.format(key), len(urls), " ".join(urls[:SHOWN_URLS]) + more


def _by_problem(problems: Mapping[str, str]) -> dict[str, list[str]]:
    urls = defaultdict(list)
    for url, problem in problems.items():
        urls[problem].append(url)
    return urls


def _named(**groups: Sequence[str]) -> dict[str, Sequence[str]]:
    return {name: urls for name, urls in groups.items() if urls}


def _sorted(groups: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted(groups.items()))
