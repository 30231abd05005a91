"""The monitors that need no history: what is a fault whenever it is seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from crawler.monitoring.run_report import SHOWN_URLS, Alarm, RunReport

# Outcomes that only this program or this machine can cause: one of them raises an alarm.
OWN_ERRORS = ("pipeline_error", "cleaning_failed", "worker_lost")

# Outcomes that say of a page that it gave nothing.
LOST = ("no_story", "unreadable", "over_limit", "repeated")
# What the report has for an index that is none (`discovery.index_problem`).
NO_INDEX = "it is no sitemap and no feed"
# How many links to stories the sources of a run had, known ones among them.
NAMED_STAT = "sources/stories_named"
# So many pages of one kind are no accident.
MANY = 5


def faults(run: RunReport) -> Iterator[Alarm]:
    """The alarms of a run by itself, whatever earlier runs were like."""
    for monitor in (own_errors, repeated_texts, many_copies, not_crawled, unreadable_indexes):
        yield from monitor(run)


def own_errors(run: RunReport) -> Iterator[Alarm]:
    """Pages that were lost on this side."""
    for reason in OWN_ERRORS:
        pages = run.articles_dropped.get(reason, [])
        if pages:
            lost = "1 page" if len(pages) == 1 else f"{len(pages)} pages"
            yield _alarm(
                run,
                monitor="own_errors",
                what=reason,
                message=f"{lost} lost: {reason}: {pages[0].message}",
                urls=[page.url for page in pages],
            )


def repeated_texts(run: RunReport) -> Iterator[Alarm]:
    """One text at many addresses: dead pages that answer 200, or a site under repair."""
    pages = [page.url for page in run.articles_dropped.get("repeated", [])]
    if not run.articles_withdrawn and len(pages) < MANY:
        return
    urls = [*run.articles_withdrawn, *pages]
    yield _alarm(
        run,
        monitor="repeated_texts",
        what="repeated text",
        message=f"one text at many addresses: {len(urls)} pages are no articles",
        urls=urls,
    )


def many_copies(run: RunReport) -> Iterator[Alarm]:
    """Many pages dropped as copies of one article."""
    copies = defaultdict(list)
    for page in run.articles_dropped.get("duplicate", []):
        copies[page.message].append(page.url)
    for message, urls in copies.items():
        if len(urls) >= MANY:
            yield _alarm(
                run,
                monitor="many_copies",
                what="duplicate",
                message=f"{len(urls)} pages dropped: {message}",
                urls=urls,
            )


def not_crawled(run: RunReport) -> Iterator[Alarm]:
    """A run, not stopped by hand, in which the site could not be read, or gave nothing at all."""
    if run.reason == "shutdown":
        return
    problems = [*run.failures, *(f"HTTP {status}" for status in run.http_errors)]
    refused = [page.url for why in LOST for page in run.articles_dropped.get(why, [])]
    if run.stats.get("robotstxt/unreachable"):
        message = "robots.txt can't be had, so that nothing may be asked for"
    elif problems and not run.pages_fetched:
        message = f"nothing was fetched: {', '.join(problems)}"
    elif len(refused) >= MANY and not _gave_articles(run):
        message = f"none of {len(refused)} pages gave an article"
    elif run.reason == "finished" and not run.period and not run.stats.get(NAMED_STAT):
        message = "no page, feed or sitemap of the site names a story"
    else:
        return
    yield _alarm(run, monitor="not_crawled", what="not crawled", message=message, urls=refused)


def unreadable_indexes(run: RunReport) -> Iterator[Alarm]:
    """Sitemaps and feeds that hide what they should name.

    One that is something else, a page for missing pages for the most part, hides nothing.
    """
    hiding = {url: why for url, why in run.indexes_unreadable.items() if why != NO_INDEX}
    if not hiding:
        return
    urls, problems = list(hiding), sorted(set(hiding.values()))
    message = f"{len(urls)} sitemaps or feeds led to less than they should: {'; '.join(problems)}"
    yield _alarm(run, monitor="unreadable_indexes", what="indexes", message=message, urls=urls)


def _gave_articles(run: RunReport) -> bool:
    return bool(run.articles_stored or run.articles_dropped.get("unchanged"))


def _alarm(run: RunReport, *, monitor: str, what: str, message: str, urls: Sequence[str]) -> Alarm:
    return Alarm(
        monitor=monitor,
        site=run.site,
        what=what,
        message=message,
        before=0,
        now=len(urls),
        urls=tuple(urls[:SHOWN_URLS]),
    )
