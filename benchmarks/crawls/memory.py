"""Memory of a long crawl, as a plot: `python -m benchmarks.crawls.memory`."""

from __future__ import annotations

import csv
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.crawls.running import ROOT, command
from benchmarks.measured_run import descendants, kib_of
from fixtures.grown.serving import serving

FOLDER = ROOT / "output" / "crawls"
LONG = ("-s", "CLOSESPIDER_PAGECOUNT=0", "-s", "LOG_LEVEL=WARNING")
KIB_A_MIB = 1024


class Sample(NamedTuple):
    """One look at a crawl; memory in KiB. `own` is what all its processes share with nobody."""

    seconds: float
    articles: int
    crawl: int
    largest_worker: int
    own: int


@click.command()
@click.option("--articles", default=50_000, show_default=True, help="Stories of the replica.")
@click.option("--workers", default=2, show_default=True, help="Cleaning processes.")
@click.option("--every", default=2.0, show_default=True, help="Seconds between two looks.")
@click.option("--output", default=FOLDER, type=click.Path(path_type=Path), help="For the files.")
def main(articles: int, workers: int, every: float, output: Path) -> None:
    """Crawl, write `memory.csv` and `memory.png`, and print by how much memory grows with a page.

    Growth is that over the second half of the pages.
    """
    more = (*LONG, "-s", f"CHISTOVIK_WORKERS={workers}")
    with tempfile.TemporaryDirectory() as temporary, serving(f"--articles={articles}") as site:
        crawled = Path(temporary, "crawl")
        with subprocess.Popen(
            command(crawled, *more), cwd=ROOT, env=site.proxied_environment()
        ) as crawl:
            samples = list(watch(crawl, crawled / "state.sqlite3", every))
    output.mkdir(parents=True, exist_ok=True)
    with (output / "memory.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([Sample._fields, *samples])
    print("\n".join(told(samples)))
    print(output / "memory.csv", plot(samples, output / "memory.png"), sep="\n")


def watch(crawl: subprocess.Popen[bytes], state: Path, every: float) -> Iterator[Sample]:
    """Look at a crawl until it ends."""
    started = time.monotonic()
    while crawl.poll() is None:
        below = descendants(crawl.pid)
        size = kib_of(crawl.pid, "status", "VmRSS:")
        if not size:  # it has just ended
            return
        yield Sample(
            round(time.monotonic() - started, 1),
            stored(state),
            size,
            max((kib_of(pid, "status", "VmRSS:") for pid in below), default=0),
            sum(kib_of(pid, "status", "RssAnon:") for pid in (crawl.pid, *below)),
        )
        time.sleep(every)


def stored(state: Path) -> int:
    """How many articles the state has; 0 as long as it is being made."""
    try:
        with closing(sqlite3.connect(f"file:{state}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def told(samples: list[Sample]) -> Iterator[str]:
    """Pace, the memory at the half and at the end, and the growth between them."""
    end = samples[-1]
    half = next(sample for sample in samples if sample.articles * 2 >= end.articles)
    yield f"{end.articles:,} articles in {end.seconds:.0f} s"
    for name in ("crawl", "largest_worker", "own"):
        first, last = getattr(half, name), getattr(end, name)
        growth = (last - first) / max(end.articles - half.articles, 1)
        yield (
            f"{name.replace('_', ' ')}: {first / KIB_A_MIB:.0f} MiB at {half.articles:,},"
            f" {last / KIB_A_MIB:.0f} MiB at {end.articles:,} articles: {growth:+.2f} KiB a page"
        )


def plot(samples: list[Sample], path: Path) -> str:
    """Memory against articles; the path, or why there is none."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        return "no plot: matplotlib is not installed (make bench-setup)"
    figure = Figure(figsize=(8, 4), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    stories = [sample.articles for sample in samples]
    for name in ("crawl", "own", "largest_worker"):
        sizes = [getattr(sample, name) / KIB_A_MIB for sample in samples]
        axes.plot(stories, sizes, label=name.replace("_", " "))
    axes.set_xlabel("articles stored")
    axes.set_ylabel("MiB")
    axes.set_ylim(bottom=0)
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize="small")
    figure.savefig(path, format="png", dpi=100)
    return str(path)


if __name__ == "__main__":
    main()
