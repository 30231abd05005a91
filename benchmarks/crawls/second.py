"""What a second crawl of an unchanged site costs: `python -m benchmarks.crawls.second`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from benchmarks.crawls.running import crawl
from fixtures.grown.serving import GrownReplica, serving

MOST_BYTES = 0.02


@click.command()
@click.option("--articles", default=5000, show_default=True, help="Stories of the replica.")
def main(articles: int) -> None:
    """Crawl twice, and count what the server was asked for; 1 if the second run cost too much.

    It may ask for no story, and for less than 2 % of the bytes of the first.
    """
    with tempfile.TemporaryDirectory() as temporary, serving(f"--articles={articles}") as site:
        output = Path(temporary, "output")
        first, second = (_counted(site, output, name) for name in ("first", "second"))
    share = second["bytes"] / first["bytes"]
    print(f"the second run sent {share:.2%} of the bytes of the first")
    sys.exit(1 if second["kinds"].get("article") or share >= MOST_BYTES else 0)


def _counted(site: GrownReplica, output: Path, name: str) -> dict[str, Any]:
    site.forget()
    status, seconds = crawl(output, site.proxied_environment())
    counts = site.counts()
    print(
        f"{name} run: exit status {status}, {seconds:.0f} s, "
        f"{counts['kinds'].get('article', 0):,} stories asked for, "
        f"{sum(counts['kinds'].values()):,} answers, {counts['bytes']:,} bytes"
    )
    return counts


if __name__ == "__main__":
    main()
