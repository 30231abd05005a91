"""`python -m benchmarks.fleet`: a month of visits, by several rules: their cost, and the delay.

Sites are made up, and the same for every rule: rates from one story a month to hundreds a day,
hours of the day by zone, weekends, bursts; some publish once a day, die, wake, or are silent. A
visit asks for robots.txt, tdmrep.json, the front page and a feed or sitemap, and for each story.
"""

from __future__ import annotations

from collections.abc import Callable

import click

from benchmarks.fleet.report import Figures, by_rate, compared
from benchmarks.fleet.rules import Rule, adaptive, fixed, learned, proportional, square_root
from benchmarks.fleet.simulation import Outcome, simulate
from benchmarks.fleet.sites import DAY, HOUR, make_sites
from crawler.fleet.rhythm import WORTH

# Set so that they make about as many visits as `learned` does.
OTHERS: dict[str, Callable[[], Rule]] = {
    "square root of the mean rate": lambda: square_root(1.2),
    "in proportion to the mean rate": lambda: proportional(1.25),
    "20 % less with news, 20 % more without": lambda: adaptive(0.2, 0.2),
}


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--sites", "count", default=10_000, show_default=True, help="Made-up sites.")
@click.option("--days", default=30, show_default=True, help="Days of visits.")
@click.option("--seed", default=1, show_default=True, help="Of what is made up.")
@click.option("--workers", default=64, show_default=True, help="Sites visited at a time.")
@click.option("--requests", default=4, show_default=True, help="Of a visit without news.")
@click.option("--worth", default=WORTH, show_default=True, help="Story-hours a visit is worth.")
@click.option("--others", is_flag=True, help="Rules of other crawlers, too.")
def main(
    count: int, days: int, seed: int, workers: int, requests: int, worth: float, others: bool
) -> None:
    """Visit sites each hour, as learned, and at a fixed pace with as many visits."""
    sites = make_sites(count, days, seed)

    def run(rule: Callable[[], Rule]) -> list[Outcome]:
        return simulate(sites, rule, days, requests=requests, workers=workers)

    ours = {"learned": run(lambda: learned(worth))}
    pause = days * DAY * count / Figures.of(ours["learned"]).visits
    ours[f"every {pause / HOUR:.1f} hours"] = run(lambda: fixed(pause))
    rules = {"every hour": run(lambda: fixed(HOUR))} | ours
    if others:
        rules |= {name: run(rule) for name, rule in OTHERS.items()}
    click.echo(f"{compared(rules, days, requests)}\n\n{by_rate(ours, days, requests)}")


if __name__ == "__main__":
    main()
