"""`chistovik clean https://…`: the page behind an address, fetched as politely as a crawl does.

`python -m crawler.cli.fetch_pages FOLDER` is the process that fetches: Scrapy runs once a process,
and leaves signal handlers behind.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from crawler.checking.page_spider import Answer

_ADDRESSES = "addresses.json"


@contextmanager
def fetch_pages(addresses: Sequence[str]) -> Iterator[Callable[[str], Answer]]:
    """Fetch all addresses; what is given out reads the answer for each."""
    with TemporaryDirectory(prefix="chistovik-") as name:
        folder = Path(name)
        (folder / _ADDRESSES).write_bytes(msgspec.json.encode(addresses))
        command = [sys.executable, "-m", "crawler.cli.fetch_pages", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        said = (done.stderr.strip().splitlines() or ["nothing came"])[-1]
        yield lambda address: _answer(folder, addresses.index(address), said)


def _answer(folder: Path, number: int, otherwise: str) -> Answer:
    from crawler.checking.page_spider import Answer, answer_file

    file = answer_file(folder, number)
    if not file.is_file():
        return Answer(problem=otherwise)
    return msgspec.msgpack.decode(file.read_bytes(), type=Answer)


def main() -> None:
    """Fetch what the folder asks for."""
    from crawler.checking.page_spider import fetch_into

    folder = Path(sys.argv[1])
    addresses: list[str] = msgspec.json.decode((folder / _ADDRESSES).read_bytes())
    fetch_into(folder, addresses)


if __name__ == "__main__":
    main()
