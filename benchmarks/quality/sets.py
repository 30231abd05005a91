"""Sets from files: one JSON object a line, `.jsonl.xz`, `.jsonl.gz` or `.jsonl`."""

from __future__ import annotations

import gzip
import json
import lzma
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import msgspec

from benchmarks.quality.values import PageSet, SetPage

BAD_GOLD = "daniel-bad-gold.txt"  # beside DAnIEL's sets: ids of pages whose gold is not to be used
_DANIEL_ID = re.compile(r"\d{8}_([^_]+)_")  # day, host, hash
_ENDINGS = (".jsonl.xz", ".jsonl.gz", ".jsonl")


class SetError(Exception):
    """A set can't be found or read; the message names file and line."""


def load_file(path: Path) -> PageSet:
    """The set in this file; its pages are read one by one, never all at once.

    Raises `SetError` here for a file that is not there, while reading for a line that is no page.
    """
    if not path.is_file():
        raise SetError(f"{path}: no such file")
    name = next((path.name.removesuffix(end) for end in _ENDINGS if path.name.endswith(end)), None)
    if name is None:
        raise SetError(f"{path}: a set is a file named *.jsonl.xz, *.jsonl.gz or *.jsonl")
    return PageSet(name, lambda: _read(path), bad=_bad_ids(path.with_name(BAD_GOLD)))


def parse_page(line: str) -> SetPage:
    """The page of one line; an address that is none is dropped, a missing host is filled in.

    Raises `ValueError` for a line that is no page.

    >>> parse_page('{"id": "20111103_www.express.gr_0043", "html": "<p>", "url": "x"}').host
    'www.express.gr'
    """
    try:
        page: SetPage = msgspec.convert(json.loads(line), SetPage)
    except RecursionError:
        raise ValueError("too deeply nested") from None
    url = web_address(page.url)
    return msgspec.structs.replace(page, url=url, host=page.host or host_of(page.id, url))


def web_address(url: str | None) -> str | None:
    """The address, None if it is none of the web."""
    return url if url and url.startswith(("http://", "https://")) else None


def host_of(page_id: str, url: str | None) -> str | None:
    """The host of the address; without one, the host in a DAnIEL id.

    >>> host_of("1", "https://example.org/a"), host_of("1", None)
    ('example.org', None)
    """
    if url:
        try:
            return urlsplit(url).hostname
        except ValueError:
            return None
    daniel = _DANIEL_ID.match(page_id)
    return daniel[1] if daniel else None


def _read(path: Path) -> Iterator[SetPage]:
    number = 0
    try:
        with _opened(path) as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _page_of(line, path, number)
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise SetError(f"{path}, line {number + 1}: {one_line(error)}") from error


def _page_of(line: str, path: Path, number: int) -> SetPage:
    try:
        return parse_page(line)
    except ValueError as error:
        raise SetError(f"{path}, line {number}: no page: {one_line(error)}") from error


def one_line(error: Exception) -> str:
    """What an error says, on one line."""
    return " ".join(str(error).split()) or type(error).__name__


def _opened(path: Path) -> IO[str]:
    openers: dict[str, Callable[..., IO[str]]] = {".xz": lzma.open, ".gz": gzip.open}
    opener: Callable[..., IO[str]] = openers.get(path.suffix, open)
    return opener(path, "rt", encoding="utf-8", errors="surrogatepass")


def _bad_ids(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()
