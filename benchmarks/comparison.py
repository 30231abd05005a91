"""Where all extractors stand on several sets: one table, one plot.

    python -m benchmarks.quality SET... -o output/quality
    python -m benchmarks.comparison output/quality/*.json [--plot docs/comparison.svg]

Nothing is measured here: the figures are those that `benchmarks.quality` wrote. Time is that of
trafilatura on the same pages, in turns, in one process: 2 takes twice as long.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.quality.extractors import REFERENCE, TRAFILATURA

_TICKS = (0.1, 0.2, 0.5, 1, 2, 4)


class Figures(NamedTuple):
    """One set: its name, pages, and of each extractor F1 (of snippets without gold) and time."""

    name: str
    pages: int
    f1: Mapping[str, float]
    time: Mapping[str, float]


def read_figures(path: Path) -> Figures:
    """The figures of a file that `benchmarks.quality` wrote.

    Raises `click.ClickException` for another file, or one without trafilatura.
    """
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
        rows = {row["name"]: row for row in run["extractors"]}
        speed = {name: row["pages_per_second"] for name, row in rows.items()}
        return Figures(
            name=run["set"],
            pages=len(run["pages"]),
            f1={name: (row["f1"] or row["snippet_f1"])["value"] for name, row in rows.items()},
            time={name: speed[TRAFILATURA] / speed[name] for name in rows},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = f"{path}: no figures of benchmarks.quality with {TRAFILATURA}: {error!r}"
        raise click.ClickException(reason) from error


def names_of(sets: Sequence[Figures]) -> list[str]:
    """The extractors that ran on all sets, the best on average first."""
    common = set.intersection(*(set(figures.f1) for figures in sets))
    return sorted(common, key=lambda name: mean_f1(sets, name), reverse=True)


def mean_f1(sets: Sequence[Figures], name: str) -> float:
    """The mean over the sets, each counted once."""
    return statistics.fmean(figures.f1[name] for figures in sets)


def mean_time(sets: Sequence[Figures], name: str) -> float:
    """The geometric mean over the sets of the time, in trafilatura's."""
    return statistics.geometric_mean(figures.time[name] for figures in sets)


def as_table(sets: Sequence[Figures]) -> str:
    """A table in Markdown: extractors below each other, sets beside each other."""
    heads = [f"{figures.name} ({figures.pages:,})" for figures in sets]
    rows = [["extractor", *heads, "mean", "time"], ["---"] + ["---:"] * (len(sets) + 2)]
    for name in names_of(sets):
        cells = [f"{figures.f1[name]:.3f}" for figures in sets]
        rows.append([name, *cells, f"{mean_f1(sets, name):.3f}", f"{mean_time(sets, name):.2f}"])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def draw(sets: Sequence[Figures], path: Path) -> None:
    """Write the plot: the mean F1 against the time, bars from the worst set to the best."""
    from matplotlib import rcParams
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # The same figures give the same bytes; texts stay texts.
    rcParams.update({"svg.hashsalt": "comparison", "svg.fonttype": "none"})
    figure = Figure(figsize=(8, 4.5), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for place, name in enumerate(names_of(sets)):
        time, mean = mean_time(sets, name), mean_f1(sets, name)
        values = [each.f1[name] for each in sets]
        bars = [[mean - min(values)], [max(values) - mean]]
        axes.errorbar(
            time,
            mean,
            yerr=bars,
            fmt="D" if name == REFERENCE else "o",
            capsize=3,
            color=f"C{place}",
            label=f"{name} {mean:.3f}",
        )
    axes.set_xscale("log")
    axes.set_xticks(_TICKS, [f"{tick:g}" for tick in _TICKS])
    axes.minorticks_off()
    axes.set_xlabel("time of a page, trafilatura's = 1 (left is faster)")
    axes.set_ylabel("F1, mean of the sets; bars: worst and best set")
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize="small", loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="An SVG or PNG.")
def main(files: Sequence[Path], plot: Path | None) -> None:
    """Print one table of FILES, JSON of `benchmarks.quality`, and draw a plot of them."""
    sets = [read_figures(path) for path in files]
    click.echo(as_table(sets))
    if plot:
        draw(sets, plot)


if __name__ == "__main__":
    main()
