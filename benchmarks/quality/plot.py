"""One plot of a run: quality with its interval against speed."""

from __future__ import annotations

from pathlib import Path

from benchmarks.quality.resampling import Estimate
from benchmarks.quality.summary import Row, Summary


def draw(summary: Summary, path: Path) -> None:
    """Write the plot as PNG. Raises `ImportError` if matplotlib is not installed."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 5), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for place, row in enumerate(summary.rows):
        quality = _quality(row)
        axes.errorbar(
            row.pages_per_second,
            quality.value,
            yerr=[
                [max(0.0, quality.value - quality.low)],
                [max(0.0, quality.high - quality.value)],
            ],
            fmt="o" if place else "D",
            color=f"C{place}",
            capsize=3,
            label=row.name,
        )
    axes.set_xscale("log")
    axes.set_xlabel("pages per second, one core")
    axes.set_ylabel("F1 of shingles" if summary.rows[0].f1 else "F1 of snippets")
    axes.set_title(
        f"{summary.set_name}, {len(summary.scores)} pages; bars: 95 % of bootstrap draws"
    )
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize="small")
    figure.savefig(path, format="png", dpi=150)


def _quality(row: Row) -> Estimate:
    return row.f1 or row.snippet_f1 or Estimate(0.0, 0.0, 0.0)
