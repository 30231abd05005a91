"""How fast a crawl is beside a bare download: `python -m benchmarks.crawls.throughput`.

The bare spider asks for the very addresses that the crawl asked for, with the same number of
requests at a time, and does nothing with the answers: no parsing, no cleaning, no archive.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from benchmarks.crawls.running import HURRY, ROOT, SITE, crawl
from fixtures.grown.serving import GrownReplica, serving

BARE = Path(__file__).with_name("bare_spider.py")
QUIET = ("-s", "LOG_LEVEL=WARNING")


@click.command()
@click.option("--articles", default=2000, show_default=True, help="Stories of the replica.")
@click.option("--rounds", default=3, show_default=True, help="Pairs of runs, in turns.")
@click.option("--workers", default=2, show_default=True, help="Cleaning processes.")
def main(articles: int, rounds: int, workers: int) -> None:
    """Print pages a second of both and their ratio, for each pair of runs and in the middle."""
    ratios = []
    with tempfile.TemporaryDirectory() as temporary, serving(f"--articles={articles}") as site:
        for number in range(1, rounds + 1):
            site.forget()
            output = Path(temporary, str(number))
            ours = _crawl(output, site, workers)
            asked = Path(temporary, "asked.txt")
            targets = site.counts()["asked"]
            asked.write_text("".join(f"{SITE.rstrip('/')}{t}\n" for t in targets), encoding="utf-8")
            bare = _bare(asked, site, Path(temporary, "stats.json"))
            ratios.append(ours / bare)
            print(f"pair {number}: crawl {ours:.0f}, bare {bare:.0f} pages/s, {ratios[-1]:.2f}")
    print(f"in the middle: {statistics.median(ratios):.2f} of a bare download")


def _crawl(output: Path, site: GrownReplica, workers: int) -> float:
    crawl(output, site.proxied_environment(), *QUIET, "-s", f"CHISTOVIK_WORKERS={workers}")
    (report,) = (output / "runs").glob("*.json")
    stats = json.loads(report.read_text(encoding="utf-8"))["stats"]
    return _speed(stats)


def _bare(asked: Path, site: GrownReplica, stats: Path) -> float:
    words = ["-a", f"asked={asked}", "-a", f"told={stats}", *HURRY, *QUIET]
    command = [sys.executable, "-m", "scrapy", "runspider", str(BARE), *words]
    # Elsewhere: the settings of this project are not those of a bare spider.
    folder = asked.parent
    environment = site.proxied_environment() | {"PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=folder, env=environment, check=True)
    return _speed(json.loads(stats.read_text(encoding="utf-8")))


def _speed(stats: dict[str, float]) -> float:
    """Answers a second, between the first request and the last answer."""
    return stats["downloader/response_count"] / stats["elapsed_time_seconds"]


if __name__ == "__main__":
    main()
