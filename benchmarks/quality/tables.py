"""Figures for people and for programs: a table, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.quality.resampling import DRAWS, Estimate
from benchmarks.quality.scoring import Counts
from benchmarks.quality.summary import PageScore, Row, Summary

MIB = 1024 * 1024
_MOST_FAILURES = 10  # lines below the table
_ESTIMATES = ("f1", "precision", "recall", "lead", "snippet_f1", "snippet_lead")
_NUMBERS = ("pages_per_second", "empty", "failed", "timed_out")

Column = tuple[str, Callable[[Row], str]]


def as_text(summary: Summary) -> str:
    """The table that is printed, remarks below it."""
    columns = list(_columns(summary))
    rows = [[title for title, _ in columns]]
    rows += ([show(row) for _, show in columns] for row in summary.rows)
    title = f"{summary.set_name}: {len(summary.scores)} pages"
    return "\n".join([title, "", *_aligned(rows), "", *remarks(summary)])


def remarks(summary: Summary) -> list[str]:
    """What stands below the table: failures, time page by page, memory, notes."""
    lines = _failures(summary)
    if ratio := summary.ratio:
        lines.append(
            f"time of {ratio.name} ÷ {ratio.other}, page by page: median {ratio.median:.2f}, "
            f"largest {ratio.largest:.1f} on page {ratio.largest_page}"
        )
    lines.append(f"peak memory of the process: {summary.peak_memory / MIB:,.0f} MiB")
    return [*lines, *summary.notes]


def _failures(summary: Summary) -> list[str]:
    names = [row.name for row in summary.rows]
    lines = [
        f"{name} failed on page {score.page.page.id}: {output.trouble}"
        for score in summary.scores
        for name, output in zip(names, score.page.outputs, strict=True)
        if output.trouble
    ]
    rest = len(lines) - _MOST_FAILURES
    return lines if rest <= 0 else [*lines[:_MOST_FAILURES], f"and {rest} more, see the JSON"]


def as_csv(summary: Summary) -> str:
    """One row an extractor; an estimate takes three columns."""
    rows = [_flat(row, summary.own_columns) for row in summary.rows]
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def as_json(summary: Summary) -> str:
    """All figures, and below `pages` the counts and seconds of every page; no texts."""
    names = [row.name for row in summary.rows]
    ratio = summary.ratio
    value = {
        "set": summary.set_name,
        "bootstrap_draws": DRAWS,
        "peak_memory_bytes": summary.peak_memory,
        "notes": summary.notes,
        "time_ratio": ratio and {key: getattr(ratio, key) for key in ratio.__slots__},
        "extractors": [_nested(row, summary.own_columns) for row in summary.rows],
        "pages": [_page(score, names) for score in summary.scores],
    }
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


def _columns(summary: Summary) -> Iterator[Column]:
    first, compared = summary.rows[0], len(summary.rows) > 1
    yield "extractor", lambda row: row.name
    if first.f1:
        yield "F1", lambda row: _with_interval(row.f1)
        yield "precision", lambda row: _plain(row.precision)
        yield "recall", lambda row: _plain(row.recall)
        if compared:
            yield f"{first.name} − it", lambda row: _difference(row.lead)
    if first.snippet_f1:
        yield "snippet F1", lambda row: _with_interval(row.snippet_f1)
        if compared:
            yield f"{first.name} − it", lambda row: _difference(row.snippet_lead)
    for place, title in enumerate(summary.own_columns):
        yield title, lambda row, place=place: _plain(row.own[place])  # type: ignore[misc]
    yield "pages/s", lambda row: f"{row.pages_per_second:.1f}"
    yield "empty", lambda row: str(row.empty)
    yield "failed", lambda row: str(row.failed)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns of equal width, the first one to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _plain(estimate: Estimate | None) -> str:
    return f"{estimate.value:.3f}" if estimate else ""


def _with_interval(estimate: Estimate | None) -> str:
    return f"{estimate.value:.3f} ({estimate.low:.3f}–{estimate.high:.3f})" if estimate else ""


def _difference(estimate: Estimate | None) -> str:
    return (
        f"{estimate.value:+.3f} ({estimate.low:+.3f} to {estimate.high:+.3f})" if estimate else ""
    )


def _flat(row: Row, own_columns: Sequence[str]) -> dict[str, Any]:
    flat: dict[str, Any] = {"extractor": row.name}
    estimates = {key: getattr(row, key) for key in _ESTIMATES}
    estimates |= dict(zip(own_columns, row.own, strict=True))
    for key, estimate in estimates.items():
        for part in ("value", "low", "high"):
            name = key if part == "value" else f"{key} {part}"
            flat[name.replace(" ", "_")] = getattr(estimate, part, "")
    return flat | {key: getattr(row, key) for key in _NUMBERS}


def _nested(row: Row, own_columns: Sequence[str]) -> dict[str, Any]:
    nested: dict[str, Any] = {"name": row.name}
    nested |= {key: _parts(getattr(row, key)) for key in _ESTIMATES}
    nested["own"] = {
        title: _parts(estimate) for title, estimate in zip(own_columns, row.own, strict=True)
    }
    return nested | {key: getattr(row, key) for key in _NUMBERS}


def _parts(estimate: Estimate | None) -> dict[str, float] | None:
    return {key: getattr(estimate, key) for key in estimate.__slots__} if estimate else None


def _page(score: PageScore, names: Sequence[str]) -> dict[str, Any]:
    page = score.page.page
    outputs = zip(names, score.page.outputs, strict=True)
    return {
        "id": page.id,
        "url": page.url,
        "host": page.host,
        "lang": page.lang,
        "page_type": page.page_type,
        "seconds": {name: round(output.seconds, 5) for name, output in outputs},
        "trouble": {
            name: output.trouble
            for name, output in zip(names, score.page.outputs, strict=True)
            if output.trouble
        },
        "shingles": _counts(score.shingles, names),
        "snippets": _counts(score.snippets, names),
    }


def _counts(counts: Sequence[Counts] | None, names: Sequence[str]) -> dict[str, list[int]] | None:
    if counts is None:
        return None
    return {name: [c.tp, c.fp, c.fn] for name, c in zip(names, counts, strict=True)}
