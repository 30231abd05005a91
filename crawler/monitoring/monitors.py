"""The monitors that raise alarms at the end of a run, compared with the site's earlier runs.

A changed layout shows as risen quality flags (`risen_flags`); while the crawl still runs,
`run_monitor` looks for the same flags among the last pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import takewhile

from crawler.monitoring.faults import faults
from crawler.monitoring.quality_flags import (
    QUICK,
    THOROUGH,
    USUAL_PAGES,
    WITHOUT,
    FlagCounts,
    Sensitivity,
    rises,
)
from crawler.monitoring.run_report import Alarm, PastRun, RunReport, article_history

# A week, so that a quiet Sunday has been seen before.
DAYS = 7
KNOWN_DAYS = 3
# With fewer articles a day, half of them may well stay away.
MIN_ARTICLES = 10
FEWER = 0.5

Urls = Callable[[str], tuple[str, ...]]


def judge_run(run: RunReport, history: Sequence[PastRun], urls: Urls) -> Iterator[Alarm]:
    """The alarms of a run; `history` has the newest run first, `urls` pages with a flag."""
    yield from faults(run)
    if run.reason != "finished":
        return  # stopped by hand or by a limit: it says nothing of the site that it is short
    if not run.period:
        yield from never_an_article(run, history)
        yield from fewer_articles(run, [past for past in history if not past.period])
    yield from risen_flags(run, history, urls)
    yield from lost_by_profile(run, history, urls)


def never_an_article(run: RunReport, history: Sequence[PastRun]) -> Iterator[Alarm]:
    """No run, this one included, has found an article: said after each of them."""
    if _stored(run) or any(past.articles_stored for past in history):
        return
    runs = len(history) + 1
    message = "the first run found no article" if runs == 1 else f"{runs} runs found no article"
    yield _too_few(run, message, before=0)


def fewer_articles(run: RunReport, history: Sequence[PastRun]) -> Iterator[Alarm]:
    """Fewer articles in the last 24 hours than on half of the poorest day of the last week.

    Days and not runs are compared: that an hourly run at night finds nothing is usual.
    """
    day = timedelta(days=1)
    days: dict[int, int] = {0: _stored(run)}
    for past in history:
        age = (run.started - past.started) // day
        if 0 <= age <= DAYS:
            days[age] = days.get(age, 0) + past.articles_stored
    today, *before = (days[age] for age in sorted(days))
    if len(before) < KNOWN_DAYS or min(before) < MIN_ARTICLES:
        return
    if today < FEWER * min(before):
        message = (
            f"{today} articles in 24 hours, at least {min(before)} on {len(before)} days before"
        )
        yield _too_few(run, message, before=min(before), now=today)


def _stored(run: RunReport) -> int:
    return max(run.articles_stored - len(run.articles_withdrawn), 0)


def _too_few(run: RunReport, message: str, *, before: float, now: float = 0) -> Alarm:
    return Alarm(
        monitor="fewer_articles",
        site=run.site,
        what="articles",
        message=message,
        before=before,
        now=now,
    )


def risen_flags(run: RunReport, history: Sequence[PastRun], urls: Urls) -> Iterator[Alarm]:
    """Flags that the newest runs show more often than those before them.

    Hourly runs have few pages each, so that as many runs are taken together as it needs.
    """
    raised = {alarm.what for alarm in run.alarms}
    for ours, theirs in (
        (run.article_flags, article_history(history, run.profile)),
        (run.answer_flags, [past.answer_flags for past in history]),
    ):
        for sensitivity in (QUICK, THOROUGH):
            now, before = _split([ours, *theirs], sensitivity)
            for rise in rises(before, now, sensitivity):
                if rise.flag in raised:
                    continue
                raised.add(rise.flag)
                usual = f"{rise.before:.0%} before" if before.pages >= USUAL_PAGES else "too many"
                yield Alarm(
                    monitor="risen",
                    site=run.site,
                    what=rise.flag,
                    message=f"«{rise.flag}» on {rise.now:.0%} of {now.pages} pages, {usual}",
                    before=rise.before,
                    now=rise.now,
                    urls=urls(rise.flag),
                    pages=now.pages,
                )


def lost_by_profile(run: RunReport, history: Sequence[PastRun], urls: Urls) -> Iterator[Alarm]:
    """Fields that articles lack more often than before the profile of the site changed.

    Runs since the change are taken together, and judged once they have enough pages.
    """
    since = list(takewhile(lambda past: past.profile == run.profile, history))
    if len(since) == len(history):
        return
    former = history[len(since)].profile
    before = FlagCounts.total(article_history(history, former))
    judged = FlagCounts.total(past.article_flags for past in since)
    now = FlagCounts.total([judged, run.article_flags])
    raised = {alarm.what for alarm in run.alarms}
    for sensitivity in (QUICK, THOROUGH):
        if judged.pages >= sensitivity.pages:
            continue
        for rise in rises(before, now, sensitivity):
            if not rise.flag.startswith(WITHOUT) or rise.flag in raised:
                continue
            raised.add(rise.flag)
            yield Alarm(
                monitor="lost_by_profile",
                site=run.site,
                what=rise.flag,
                message=(
                    f"«{rise.flag}» on {rise.now:.0%} of {now.pages} pages with "
                    f"{_named(run.profile)}, {rise.before:.0%} with {_named(former)}"
                ),
                before=rise.before,
                now=rise.now,
                urls=urls(rise.flag),
                pages=now.pages,
            )


def _named(profile: str) -> str:
    return f"the profile {profile}" if profile else "no profile"


def _split(counts: Sequence[FlagCounts], sensitivity: Sensitivity) -> tuple[FlagCounts, FlagCounts]:
    """The newest runs that have enough pages together, and all older ones."""
    pages = 0
    for number, one in enumerate(counts, start=1):
        pages += one.pages
        if pages >= sensitivity.pages:
            return FlagCounts.total(counts[:number]), FlagCounts.total(counts[number:])
    return FlagCounts.total(counts), FlagCounts()
