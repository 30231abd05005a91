"""What it costs to move the folder of a site: `python -m benchmarks.crawls.moving`."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from benchmarks.crawls.running import crawl
from crawler.fleet.site_folder import SiteStore
from fixtures.grown.serving import GrownReplica, serving

SITE = "kazpravda.kz"


@click.command()
@click.option("--articles", default=3000, show_default=True, help="Stories of the first crawl.")
@click.option("--more", default=24, show_default=True, help="Stories of the second one.")
def main(articles: int, more: int) -> None:
    """Crawl a replica on two machines in turn, by way of a store on this disk.

    What is told is the packed state, the files that are written once, and what was brought.
    """
    with tempfile.TemporaryDirectory() as name, serving(f"--articles={articles}") as site:
        statuses = [_visit(Path(name), site, 1)]
        site.change(articles=articles + more)
        statuses.append(_visit(Path(name), site, 2))
    sys.exit(max(statuses))


def _visit(place: Path, site: GrownReplica, token: int) -> int:
    store, folder = SiteStore(f"{place}/store"), place / str(token)
    fetched = _seconds(lambda: store.fetch(SITE, folder))
    status, _ = crawl(folder, site.proxied_environment())
    published = _seconds(lambda: store.publish(SITE, folder, token))
    stories = len(list((folder / "articles").rglob("*.json")))
    (state,) = place.rglob(f"store/*/state/*{token}.tar.zst")
    new = [file for file in store.published_files(SITE) if file.token == token]
    print(
        f"visit {token}: exit status {status}, {stories:,} stories; brought in {fetched:.1f} s, "
        f"published in {published:.1f} s: a state of {state.stat().st_size:,} bytes, "
        f"{len(new)} files of {sum(file.content.size for file in new):,} bytes"
    )
    return status


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
