"""`chistovik report`: what the last crawl of each site did, from the reports that crawls leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
import msgspec

from crawler.monitoring.incidents import Incident, incidents
from crawler.monitoring.printable import printable, readable
from crawler.monitoring.run_report import PastRun, Story

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_STORIES = 20  # headlines shown of one run
_RUNS = 10  # earlier runs shown of one site
_MOST_REPORTS = 5_000  # the newest ones are opened


class _Run(PastRun, frozen=True, rename="camel", kw_only=True):
    """What is shown of a run; a report of an older version may lack some of it."""

    articles_new: list[Story] = msgspec.field(default_factory=list)
    articles_changed: list[Story] = msgspec.field(default_factory=list)
    articles_dropped: dict[str, list[msgspec.Raw]] = msgspec.field(default_factory=dict)
    http_errors: dict[str, list[msgspec.Raw]] = msgspec.field(default_factory=dict)
    failures: dict[str, list[msgspec.Raw]] = msgspec.field(default_factory=dict)


@click.command()
@click.argument("host", required=False)
@click.option("--output", type=FOLDER, default="output", show_default=True, help="Of the crawls.")
def report(host: str | None, output: Path) -> None:
    r"""Tell what the last crawl of each site did; of one HOST, its alarms and new stories, too.

    \b
    chistovik report
    chistovik report kazpravda.kz

    What was kept and removed of stored articles is shown by a page of its own:

    \b
    clean-file output/articles/ -o articles.jsonl --report report.html

    Exit status 3 when a last crawl raised an alarm, as that crawl had it.
    """
    runs = _read(output / "runs")
    if not runs:
        raise click.ClickException(f"no report in {output / 'runs'}: crawl first, or name --output")
    by_site: dict[str, list[_Run]] = {}
    for run in runs:
        by_site.setdefault(run.site, []).append(run)
    if host is None:
        _show(_table([(run.site, run) for run, *_ in by_site.values()]))
        last = [run for run, *_ in by_site.values()]
    elif host not in by_site:
        raise click.ClickException(f"no report of {host}; there are: {', '.join(sorted(by_site))}")
    else:
        _show(_of_site(by_site[host], output / "runs"))
        last = by_site[host][:1]
    raise SystemExit(3 if any(run.alarms for run in last) else 0)


def _show(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(printable(readable(line)))


def _read(folder: Path) -> list[_Run]:
    """The runs, the newest first; what is no report of a run is passed over."""
    decoder = msgspec.json.Decoder(_Run)
    found = []
    for path in sorted(folder.glob("*.json"), key=_moment, reverse=True)[:_MOST_REPORTS]:
        try:
            found.append(decoder.decode(path.read_bytes()))
        except (OSError, msgspec.DecodeError):
            continue
    return sorted(found, key=lambda run: run.started, reverse=True)


def _moment(path: Path) -> str:
    """The time in the name of a report, `news-2026-05-20T14-05-00.json`."""
    return path.stem.partition("-")[2]


def _table(rows: Sequence[tuple[str, _Run]], title: str = "site") -> Iterator[str]:
    width = max(len(title), *(len(name) for name, _ in rows))
    yield (
        f"{title:<{width}}  {'started (UTC)':16} {'took':>8} {'new':>6} {'changed':>8} "
        f"{'passed over':>12} {'failed':>7} {'alarms':>7}  ended"
    )
    for name, run in rows:
        yield (
            f"{name:<{width}}  {run.started:%Y-%m-%d %H:%M} {_span(run.finished - run.started):>8} "
            f"{len(run.articles_new):>6,} {len(run.articles_changed):>8,} "
            f"{_count(run.articles_dropped):>12,} {_count(run.http_errors, run.failures):>7,} "
            f"{len(_incidents(run)):>7}  {run.reason}"
        )


def _of_site(runs: Sequence[_Run], folder: Path) -> Iterator[str]:
    run, *earlier = runs
    yield from _table([(one.id, one) for one in runs[: _RUNS + 1]], "run")
    for incident in _incidents(run, earlier):
        yield f"ALARM: {incident.sentence()}"
    for name, stories in (("new", run.articles_new), ("changed", run.articles_changed)):
        for story in stories[:_STORIES]:
            yield f"{name}: {story.headline or '(no headline)'}  {story.url}"
        if len(stories) > _STORIES:
            yield f"{name}: {len(stories) - _STORIES:,} more"
    for reason, pages in run.articles_dropped.items():
        yield f"passed over: {reason}: {len(pages):,}"
    yield f"page: {folder / f'{run.id}.html'}"


def _incidents(run: _Run, earlier: Sequence[_Run] = ()) -> list[Incident]:
    return incidents(run.alarms, run.started, earlier)


def _count(*groups: dict[str, list[Any]]) -> int:
    return sum(len(items) for group in groups for items in group.values())


def _span(length: timedelta) -> str:
    return str(timedelta(seconds=round(length.total_seconds())))
