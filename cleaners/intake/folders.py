"""The files below a folder, and those that a pattern means."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from glob import has_magic, iglob
from pathlib import Path

_ANY_DEPTH = "**"
_Key = tuple[int, int]  # device and inode: what a folder is, whatever its name


def walk(top: str) -> Iterator[str | OSError]:
    """Paths of the files below a folder, relative to it and sorted by name within each folder.

    Hidden files are left out, so is a link to a folder that is being read or was linked before, and
    one to a folder that all of this lies in.
    A folder that can't be read comes as its error. One folder is listed at a time: what is held
    are the names of the folders on the way down.
    """
    open_folders: list[tuple[_Key | None, Iterator[tuple[str, bool]]]] = [
        (None, iter([("", True)]))
    ]
    linked = _keys_above(top)
    while open_folders:
        step = next(open_folders[-1][1], None)
        if step is None:
            open_folders.pop()
            continue
        relative, is_folder = step
        if not is_folder:
            yield relative
            continue
        try:
            path = Path(top, relative)
            if key := _key_unless_loop(path, {key for key, _ in open_folders}, linked):
                open_folders.append((key, _listing(path, relative)))
        except OSError as error:
            yield error


def _keys_above(top: str) -> set[_Key]:
    """The folders that a folder lies in."""
    try:
        return {(s.st_dev, s.st_ino) for s in map(Path.stat, Path(top).resolve().parents)}
    except OSError:
        return set()


def _key_unless_loop(folder: Path, above: set[_Key | None], linked: set[_Key]) -> _Key | None:
    status = folder.stat()
    key = status.st_dev, status.st_ino
    if key in above:
        return None
    if folder.is_symlink():
        if key in linked:
            return None
        linked.add(key)
    return key


def _listing(folder: Path, relative: str) -> Iterator[tuple[str, bool]]:
    """Files and folders by name; pipes, sockets and dead links are neither."""
    with os.scandir(folder) as entries:
        names = sorted(
            (entry.name, kind)
            for entry in entries
            if not entry.name.startswith(".") and (kind := _is_folder(entry)) is not None
        )
    prefix = f"{relative}/" if relative else ""
    return ((prefix + name, is_folder) for name, is_folder in names)


def _is_folder(entry: os.DirEntry[str]) -> bool | None:
    try:
        return True if entry.is_dir() else False if entry.is_file() else None
    except OSError:  # a link to itself
        return None


def is_pattern(source: str) -> bool:
    """Whether the shell would have expanded it.

    >>> is_pattern("dumps/*.html"), is_pattern("dumps/a.html")
    (True, False)
    """
    return has_magic(source)


def is_many(source: str) -> bool:
    """Whether a SOURCE stands for any number of files: a folder, or a pattern."""
    return Path(source).is_dir() or (is_pattern(source) and not Path(source).exists())


def fixed_part(pattern: str) -> str:
    """The folder before the first wildcard.

    >>> fixed_part("dumps/2026/**/*.html"), fixed_part("*.html")
    ('dumps/2026', '')
    """
    parts = pattern.split("/")
    fixed = next(index for index, part in enumerate(parts) if has_magic(part))
    return "/".join(parts[:fixed]) or ("/" if pattern.startswith("/") else "")


def expand(pattern: str) -> Iterator[str | OSError]:
    """The files and folders that a pattern means, sorted; with `**` the files at any depth."""
    if _ANY_DEPTH not in pattern.split("/"):
        yield from sorted(iglob(pattern))  # noqa: PTH207  takes absolute patterns too
        return
    top = fixed_part(pattern)
    wanted = pattern[len(top) :].strip("/").split("/")
    for found in walk(top or "."):
        if isinstance(found, OSError):
            yield found
        elif _fits(found.split("/"), wanted):
            yield f"{top.rstrip('/')}/{found}" if top else found


def _fits(parts: list[str], wanted: list[str]) -> bool:
    """Whether a path fits a pattern: all places of the pattern that are reached, part by part.

    Trying one way after the other would take years for `**/a/**/a/**/a…`.
    """
    if wanted[-1] == _ANY_DEPTH:
        wanted = [*wanted, "*"]
    places = _with_skipped({0}, wanted)
    for part in parts:
        reached = {
            place if wanted[place] == _ANY_DEPTH else place + 1
            for place in places
            if place < len(wanted)
            and (wanted[place] == _ANY_DEPTH or fnmatchcase(part, wanted[place]))
        }
        places = _with_skipped(reached, wanted)
    return len(wanted) in places


def _with_skipped(places: set[int], wanted: list[str]) -> set[int]:
    """These places, and those behind each `**` among them: it may stand for no folder at all."""
    found = set(places)
    for place in range(min(places, default=0), len(wanted)):
        if place in found and wanted[place] == _ANY_DEPTH:
            found.add(place + 1)
    return found
