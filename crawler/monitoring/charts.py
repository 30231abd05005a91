"""The plots of the report page as data: bars with a label, a height and what stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from crawler.monitoring.quality_flags import FIELDS
from crawler.monitoring.run_report import PastRun, RunReport

# More columns than that are hairs; then months, and then years, are shown.
MAX_COLUMNS = 62
DAY, MONTH, YEAR = len("2025-05-20"), len("2025-05"), len("2025")
UNKNOWN = "not told"


class Bar(msgspec.Struct, frozen=True):
    """One bar; `share` of the longest, 0 to 1."""

    label: str
    shown: str
    share: float


def by_day(counts: Mapping[str, int]) -> list[Bar]:
    """Articles by day of publication, by month or year where the days are too many."""
    dated = {day: n for day, n in counts.items() if day}
    columns: dict[str, int] = {}
    for length in (DAY, MONTH, YEAR):
        columns = _shortened(dated, length)
        if length == DAY:
            columns = _with_empty_days(columns)
        if len(columns) <= MAX_COLUMNS:
            break
    return _bars(sorted(columns.items())[-MAX_COLUMNS:])


def by_section(counts: Mapping[str, int], most: int = 15) -> list[Bar]:
    """Articles by rubric, the largest ones first."""
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])
    rest = sum(n for _, n in ranked[most:])
    rows = [(name or UNKNOWN, n) for name, n in ranked[:most]]
    return _bars([*rows, *([("others", rest)] if rest else [])])


def outcomes(run: RunReport) -> list[Bar]:
    """What became of the pages."""
    rows = [
        ("stored", run.articles_stored),
        *([("cleaned anew", len(run.articles_recleaned))] if run.articles_recleaned else []),
        *((f"dropped: {why}", len(pages)) for why, pages in run.articles_dropped.items()),
        *((f"HTTP {status}", len(urls)) for status, urls in run.http_errors.items()),
        *((f"failed: {kind}", len(urls)) for kind, urls in run.failures.items()),
        *([("redirected", len(run.redirects))] if run.redirects else []),
    ]
    return _bars(rows)


def coverage(run: RunReport) -> list[Bar]:
    """On how many of the stored articles, and of those that came again unchanged, each field is."""
    again = len(run.articles_dropped.get("unchanged", ())) + len(run.articles_recleaned)
    articles = run.articles_stored + again
    if not articles:
        return []
    lacking = ((name, run.article_flags.flags.get(f"without {name}", 0)) for name in FIELDS)
    shares = ((name, 1 - missing / articles) for name, missing in lacking)
    return [Bar(name, f"{share:.0%}", share) for name, share in shares]


def confidence(run: RunReport) -> list[Bar]:
    """How many articles have a confidence of 0.0–0.1, 0.1–0.2 and so on."""
    if not any(run.confidence):
        return []
    return _bars([(f"{n / 10:.1f}–{(n + 1) / 10:.1f}", x) for n, x in enumerate(run.confidence)])


def speed(run: RunReport) -> list[Bar]:
    """Answers a second over the run."""
    seconds = run.speed.seconds
    ends = ((_clock(seconds * (n + 1)), x) for n, x in enumerate(run.speed.answers))
    highest = max(run.speed.answers, default=0)
    return [Bar(label, f"{x / seconds:.1f}/s", x / highest) for label, x in ends]


def stored_by_run(runs: Sequence[PastRun | RunReport]) -> list[Bar]:
    """Articles of each run; the newest comes first and is shown last."""
    newest = reversed(runs[:MAX_COLUMNS])
    return _bars([(f"{run.started:%Y-%m-%d %H:%M}", run.articles_stored) for run in newest])


def _bars(rows: Iterable[tuple[str, int]]) -> list[Bar]:
    rows = list(rows)
    highest = max((n for _, n in rows), default=0) or 1
    return [Bar(label, f"{n:,}".replace(",", "\u202f"), n / highest) for label, n in rows]


def _shortened(dated: Mapping[str, int], length: int) -> dict[str, int]:
    columns = Counter[str]()
    for day, n in dated.items():
        columns[day[:length]] += n
    return columns


def _with_empty_days(columns: Mapping[str, int]) -> dict[str, int]:
    """A day without articles is a gap and not left out."""
    try:
        first, last = (date.fromisoformat(end(columns)) for end in (min, max))
    except ValueError:  # none at all, or a page that tells a month alone
        return dict(columns)
    if (last - first).days >= MAX_COLUMNS:
        return {str(first + timedelta(n)): 0 for n in range(MAX_COLUMNS + 1)}
    days = (str(first + timedelta(n)) for n in range((last - first).days + 1))
    return {day: columns.get(day, 0) for day in days}


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
