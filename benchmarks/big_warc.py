"""One large archive: `python -m benchmarks.big_warc`."""

from __future__ import annotations

import io
import tempfile
from itertools import count, cycle
from pathlib import Path

import click
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.measured_run import clean_file
from benchmarks.speed import load_pages

_GB = 10**9
_HTML = [("Content-Type", "text/html; charset=utf-8")]


def write_archive(path: Path, size: int) -> int:
    """Write responses with the pages of the replica until the file has this size."""
    pages = [page.data for page in load_pages()]
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for number, page in zip(count(), cycle(pages), strict=False):
            if file.tell() >= size:
                return number
            record = writer.create_warc_record(
                f"https://kazpravda.kz/n/{number}",
                "response",
                payload=io.BytesIO(page),
                http_headers=StatusAndHeaders("200 OK", _HTML, protocol="HTTP/1.1"),
            )
            writer.write_record(record)
    return 0


@click.command()
@click.option("--size", default=2.0, show_default=True, help="Size of the archive in GB.")
@click.option("--packed", is_flag=True, help="Pack each record with gzip; SIZE is the packed size.")
@click.option("--jobs", type=int, help="Processes. [default: the processors]")
def main(size: float, packed: bool, jobs: int | None) -> None:
    """Clean an archive of SIZE GB from a temporary folder; print speed and memory."""
    with tempfile.TemporaryDirectory() as temporary:
        archive = Path(temporary, "big.warc.gz" if packed else "big.warc")
        records = write_archive(archive, int(size * _GB))
        options = ["--jobs", str(jobs)] if jobs else []
        measures = clean_file([str(archive), "-o", f"{temporary}/articles.jsonl", *options])
        click.echo(measures.report(records))


if __name__ == "__main__":
    main()
