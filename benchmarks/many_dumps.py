"""Many small files: `python -m benchmarks.many_dumps`."""

from __future__ import annotations

import tempfile
from itertools import cycle, islice
from pathlib import Path

import click

from benchmarks.measured_run import PAGES, clean_file

_A_FOLDER = 1000  # files


def write_dumps(folder: Path, count: int) -> None:
    """Write pages and dumps of the project's own fixtures in turn, a thousand to a folder."""
    originals = sorted([*PAGES.glob("*/article.html"), *PAGES.glob("*/dump.txt")])
    contents = [(path.suffix, path.read_bytes()) for path in originals]
    for number, (suffix, data) in enumerate(islice(cycle(contents), count)):
        path = folder / f"{number // _A_FOLDER:03}" / f"{number:06}{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


@click.command()
@click.option("--count", default=10_000, show_default=True, help="Number of files.")
@click.option("--jobs", type=int, help="Processes. [default: the processors]")
def main(count: int, jobs: int | None) -> None:
    """Clean COUNT small files from a temporary folder; print speed and memory."""
    with tempfile.TemporaryDirectory() as temporary:
        dumps = Path(temporary, "dumps")
        dumps.mkdir()
        write_dumps(dumps, count)
        options = ["--jobs", str(jobs)] if jobs else []
        measures = clean_file([str(dumps), "-o", f"{temporary}/articles.jsonl", *options])
        click.echo(measures.report(count))


if __name__ == "__main__":
    main()
