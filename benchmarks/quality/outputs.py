"""The files of a run: CSV, JSON, plot, page-by-page report."""

from __future__ import annotations

from pathlib import Path

from benchmarks.quality.plot import draw
from benchmarks.quality.summary import Summary
from benchmarks.quality.tables import as_csv, as_json
from benchmarks.quality.worst import as_html


def write_all(summary: Summary, folder: Path, stem: str) -> list[str]:
    """Write the files of a set; give back the lines that say which, and what is missing why.

    Raises `OSError` for a folder that can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"csv": as_csv(summary), "json": as_json(summary), "html": as_html(summary)}
    for ending, text in texts.items():
        # Pages may hold lone surrogates, which no encoding takes.
        (folder / f"{stem}.{ending}").write_text(text, encoding="utf-8", errors="replace")
    written = [str(folder / f"{stem}.{ending}") for ending in texts]
    first = summary.rows[0]
    if not (first.f1 or first.snippet_f1):
        return [*written, "no plot: the set says nothing of main content"]
    try:
        draw(summary, folder / f"{stem}.png")
    except ImportError:
        return [*written, "no plot: matplotlib is not installed (make bench-setup)"]
    return [*written, str(folder / f"{stem}.png")]
