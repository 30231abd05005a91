"""How fast a learned profile cleans, against trafilatura, and how fast it is learned.

The contenders take turns in every round; what counts are the ratios within a round.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from benchmarks.quality.values import SetPage
from benchmarks.speed import report
from benchmarks.templates.contenders import clean_text, learn, trafilatura_text
from benchmarks.templates.hosts import Host, data_argument, load_hosts
from cleaners.sites.profile import SiteProfile

Work = Sequence[tuple[SetPage, SiteProfile | None]]


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@data_argument
@click.option("--rounds", default=5, show_default=True, help="Counted rounds.")
def main(data: Path, rounds: int) -> None:
    """Time cleaning with a learned body, the generic road and trafilatura in turns.

    Hosts whose profile names no body are left out: their pages take the generic road.

        python -m benchmarks.templates.speed data
    """
    hosts = load_hosts(data)
    work = [
        (page, profile)
        for host, profile in zip(hosts, _time_learning(hosts), strict=True)
        if profile.story.body
        for page in host.pages
    ]
    contenders: dict[str, Callable[[SetPage, SiteProfile | None], object]] = {
        "learned": lambda page, profile: clean_text(page, profile, None),
        "generic": lambda page, _profile: clean_text(page, None, None),
        "trafilatura": lambda page, _profile: trafilatura_text(page),
    }
    rates: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):  # the first one is not counted
        for name, run in contenders.items():
            rate = _rate(work, run)
            if number:
                rates[name].append(rate)
    report(f"{len(work)} pages with a learned body", rates, "learned")


def _time_learning(hosts: Sequence[Host]) -> list[SiteProfile]:
    """Learn from all pages of each host, twice; prints the processor time of the second time."""
    seconds, profiles = 0.0, []
    for host in hosts:
        learn(host.pages, host.name, None)
        gc.collect()
        start = time.process_time()
        profiles.append(learn(host.pages, host.name, None))
        seconds += time.process_time() - start
    pages = sum(len(host.pages) for host in hosts)
    click.echo(
        f"learning: {pages} pages of {len(hosts)} hosts, "
        f"{pages / seconds:.0f} pages/s of processor time"
    )
    return profiles


def _rate(work: Work, run: Callable[[SetPage, SiteProfile | None], object]) -> float:
    gc.collect()  # garbage of one contender must not cost another one time
    start = time.perf_counter()
    for page, profile in work:
        run(page, profile)
    return len(work) / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
