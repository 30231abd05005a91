"""What the user named → records, one after another."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from cleaners.intake.article_json import NO_PAGE
from cleaners.intake.containers import read_file, read_stream
from cleaners.intake.fetched import AnswerOf, is_address, record_of
from cleaners.intake.folders import expand, fixed_part, is_pattern, walk
from cleaners.intake.record import Failure, Place, Record
from cleaners.intake.streams import describe

STDIN = "-"


def read_sources(
    sources: Iterable[str],
    stdin: BinaryIO | None = None,
    finished: frozenset[str] = frozenset(),
    *,
    with_articles: bool = False,
    answer_of: AnswerOf | None = None,
) -> Iterator[Record | Failure]:
    """The records of files, folders, patterns, `-` and addresses, lazily and in order.

    `answer_of` has what was fetched for an address; without it addresses are failures.
    Nothing is raised for what can't be read: it comes as a `Failure` in its place, as articles do
    that were cleaned already, unless they are asked for. Files that are `finished` are not opened.
    """
    for item in _read(sources, stdin, finished, answer_of):
        if isinstance(item, Record) and item.is_article and not with_articles:
            yield Failure(item.place, NO_PAGE)
        else:
            yield item


def _read(
    sources: Iterable[str],
    stdin: BinaryIO | None,
    finished: frozenset[str],
    answer_of: AnswerOf | None,
) -> Iterator[Record | Failure]:
    for origin, source in enumerate(sources):
        for found in _find(source, origin):
            if isinstance(found, Failure):
                yield found
            elif found.path in finished:
                continue
            elif is_address(found.path):
                yield record_of(found, answer_of)
            elif found.path == STDIN and stdin is not None:
                yield from read_stream(stdin, found)
            else:
                yield from read_file(found)


def count_files(sources: Iterable[str]) -> int:
    """How many files the sources mean; standard input is one."""
    found = (place for origin, source in enumerate(sources) for place in _find(source, origin))
    return sum(isinstance(place, Place) for place in found)


def _find(source: str, origin: int) -> Iterator[Place | Failure]:
    """The files that a SOURCE means."""
    place = Place(source, origin=origin, relative=Path(source).name)
    if source == STDIN:
        yield Place(STDIN, origin=origin, relative="stdin")
    elif is_address(source):
        yield msgspec.structs.replace(place, relative=Path(source).name or "page")
    elif not source:
        yield Failure(place, describe(FileNotFoundError()))
    elif _is_folder(source):
        yield from _or_failure(_in_folder(source, origin), place, "there is no file in this folder")
    elif is_pattern(source) and not os.path.lexists(source):
        yield from _or_failure(_matches(source, origin), place, "nothing matches this pattern")
    else:
        yield place


def _in_folder(folder: str, origin: int, base: str | None = None) -> Iterator[Place | Failure]:
    """The files below a folder; `relative` starts at `base`, which is the folder by default."""
    prefix = "" if base is None else f"{_below(folder, base)}/"
    for found in walk(folder):
        if isinstance(found, OSError):
            yield Failure(Place(found.filename or folder, origin=origin), describe(found))
        else:
            yield Place(_join(folder, found), origin=origin, relative=prefix + found)


def _matches(pattern: str, origin: int) -> Iterator[Place | Failure]:
    base = fixed_part(pattern)
    for found in expand(pattern):
        if isinstance(found, OSError):
            yield Failure(Place(found.filename or pattern, origin=origin), describe(found))
        elif _is_folder(found):
            yield from _in_folder(found, origin, base)
        else:
            yield Place(found, origin=origin, relative=_below(found, base))


def _or_failure(
    found: Iterator[Place | Failure], place: Place, message: str
) -> Iterator[Place | Failure]:
    first = next(found, None)
    if first is None:
        yield Failure(place, message)
    else:
        yield first
        yield from found


def _below(path: str, base: str) -> str:
    return path[len(base) :].lstrip("/")


def _join(folder: str, relative: str) -> str:
    return f"{folder.rstrip('/')}/{relative}"


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False
