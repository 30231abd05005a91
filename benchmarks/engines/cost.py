"""What a number of pages costs: core-hours, disk and money, from figures measured here."""

from __future__ import annotations

import resource
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.engines.inputs import write_archives
from benchmarks.measured_run import clean_file

SCALES = (10_000_000, 1_000_000_000, 10_000_000_000)
_GB, _MIB = 10**9, 2**20
_FEW_HOURS = 100


class Figures(NamedTuple):
    """Measured on one kind of pages: core-seconds and bytes of a page, bytes of one process."""

    kind: str
    core_seconds: float
    packed_bytes: float
    article_bytes: float
    memory: int


def measure(folder: Path, kind: str, pages: int) -> Figures:
    """Clean so many pages with `clean-file` in one process; time is that of the processor."""
    source, articles = folder / kind, folder / f"{kind}.jsonl.gz"
    write_archives(source, kind, pages, files=1)
    before = _processor_seconds()
    measures = clean_file([str(source), "-o", str(articles), "--jobs", "1"])
    return Figures(
        kind=kind,
        core_seconds=(_processor_seconds() - before) / pages,
        packed_bytes=sum(path.stat().st_size for path in source.iterdir()) / pages,
        article_bytes=articles.stat().st_size / pages,
        memory=measures.together,
    )


def table(measured: Sequence[Figures], price: float) -> str:
    """What was measured, then a row for each scale and kind; `price` is that of a core-hour."""
    lines = ["| kind | core-ms a page | pages/s a core | memory a process |", "|---|---|---|---|"]
    lines += [
        f"| {kind.kind} | {1000 * kind.core_seconds:.1f} | {1 / kind.core_seconds:.0f} | "
        f"{kind.memory / _MIB:.0f} MiB |"
        for kind in measured
    ]
    lines += [
        "",
        "| pages | kind | core-hours | on 2 cores | on 1,000 cores | archives | articles | price |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for scale in SCALES:
        for kind in measured:
            hours = kind.core_seconds * scale / 3600
            lines.append(
                f"| {scale:,} | {kind.kind} | {hours:,.0f} | {_time(hours / 2)} | "
                f"{_time(hours / 1000)} | {_size(kind.packed_bytes * scale)} | "
                f"{_size(kind.article_bytes * scale)} | {hours * price:,.2f} |"
            )
    return "\n".join(lines)


def _processor_seconds() -> float:
    """Of all child processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _time(hours: float) -> str:
    if hours < 1:
        return f"{60 * hours:.0f} min"
    return f"{hours:,.1f} h" if hours < _FEW_HOURS else f"{hours / 24:,.0f} days"


def _size(size: float) -> str:
    return f"{size / _GB:,.0f} GB" if size < 10_000 * _GB else f"{size / _GB / 1000:,.0f} TB"
