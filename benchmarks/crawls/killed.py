"""Crawls that are killed again and again: `python -m benchmarks.crawls.killed`."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import click

from benchmarks.crawls.running import crawl, crawl_and_kill
from benchmarks.crawls.snapshot import differences, snapshot
from fixtures.grown.serving import serving


@click.command()
@click.option("--articles", default=2000, show_default=True, help="Stories of the replica.")
@click.option("--kills", default=30, show_default=True, help="Runs that are killed.")
@click.option("--seed", default=1, show_default=True, help="Of the moments.")
@click.option("--within", default=4.0, show_default=True, help="Seconds after a run's start.")
def main(articles: int, kills: int, seed: int, within: float) -> None:
    """Crawl once undisturbed; then KILLS times with `kill -9` at a random moment, and to the end.

    A run starts when it takes its lock; before that, it is Python that is loaded. Articles, state,
    feeds and archive of both must be the same but for times; 1 if they are not.
    """
    moments = random.Random(seed)  # noqa: S311 - moments, not secrets
    with tempfile.TemporaryDirectory() as temporary, serving(f"--articles={articles}") as site:
        calm, killed = Path(temporary, "calm"), Path(temporary, "killed")
        environment = site.proxied_environment()
        status, seconds = crawl(calm, environment)
        print(f"undisturbed: exit status {status}, {seconds:.0f} s, {_stored(calm)} articles")
        for number in range(1, kills + 1):
            after = moments.uniform(0, within)
            was_killed = crawl_and_kill(killed, environment, after)
            how = "killed" if was_killed else "ended before it could be killed"
            print(f"run {number}: {how} after {after:.2f} s, {_stored(killed)} articles")
        status, seconds = crawl(killed, environment)
        print(f"to the end: exit status {status}, {seconds:.0f} s, {_stored(killed)} articles")
        found = differences(snapshot(calm), snapshot(killed))
    print("\n".join(found) or "articles, state, feeds and archive are the same")
    sys.exit(1 if found else 0)


def _stored(output: Path) -> int:
    return sum(1 for _ in (output / "articles").rglob("*.json"))


if __name__ == "__main__":
    main()
