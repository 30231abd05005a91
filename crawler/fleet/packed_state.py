"""The state of a site as one packed file: all that a crawl changes in place.

Files that are written once (feeds, reports, archives) are no part of it, except for the reports
that the next crawl compares itself with.
"""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path, PurePosixPath

import zstandard

from cleaners import __version__
from cleaners.files import TEMPORARY_PREFIX
from crawler.configuration import STATE
from crawler.monitoring.run_report import MAX_RUNS
from crawler.store.lock import NAME as LOCK
from crawler.store.lock import RunLock
from crawler.store.state_file import StateError, open_state
from crawler.store.write_batch import recover, remove_temporary_files

WRITTEN_ONCE = ("feeds", "runs", "warc")
# What is known of the store, as the folder was brought from there.
BASE = "published.json"
# Of this machine alone.
_LEFT_HERE = frozenset({BASE, LOCK, f"{STATE}-shm", "logs"})
# So many stories a template is learned from; their pages are read from the archive.
STORIES = 100


def finish(folder: Path) -> None:
    """Take back what a killed crawl left, and end the archive's file: the next crawl begins one.

    Raises `LockedError` while a crawl is at work, and `StateError` where there is no sound state.
    """
    if not (folder / STATE).is_file():
        raise StateError(f"{folder} has no {STATE}: no crawl has begun there")
    with ExitStack() as stack:
        stack.callback(RunLock(folder).release)
        state = stack.enter_context(closing(open_state(folder / STATE)))
        remove_temporary_files(folder)
        recover(state, folder)
        for file in state.lengths():
            state.forget_length(file)
        state.commit()


def written_once(folder: Path) -> Iterator[Path]:
    """The files that are to be published as they are, in a steady order."""
    for part in WRITTEN_ONCE:
        yield from _files_below(folder / part)


def pages_wanted(folder: Path) -> dict[str, list[int]]:
    """Where the pages begin that the next crawl may read: offsets by file of the archive.

    They are those of the newest stories. None is wanted where a profile and the cleaner of today
    have cleaned all of them: nothing is left to be learned or to be cleaned anew.
    """
    with closing(open_state(folder / STATE)) as state:
        versions = [article.version for article in state.articles.newest_of_all(STORIES)]
    cleaners = {version.cleaner for version in versions}
    wanted: dict[str, list[int]] = {}
    if len(cleaners) == 1 and cleaners.pop().startswith(f"{__version__} "):
        return wanted
    for version in versions:
        wanted.setdefault(version.archive, []).append(version.offset)
    return wanted


def pack(folder: Path, target: Path) -> None:
    """Pack the state into a new file; raises `OSError`."""
    with (
        target.open("xb") as file,
        zstandard.ZstdCompressor().stream_writer(file) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        for path in _state_files(folder):
            tar.add(path, arcname=path.relative_to(folder).as_posix())


def unpack(source: Path, folder: Path) -> None:
    """Unpack a state into a new folder; raises `OSError`, and `StateError` for what is no state."""
    folder.mkdir()
    with (
        source.open("rb") as file,
        zstandard.ZstdDecompressor().stream_reader(file) as packed,
        tarfile.open(fileobj=packed, mode="r|") as tar,
    ):
        # `extractall` has a filter for what leads elsewhere, but from Python 3.11.4 on.
        for member in tar:
            name = PurePosixPath(member.name)
            content = tar.extractfile(member) if member.isfile() else None
            if content is None or name.is_absolute() or ".." in name.parts:
                raise StateError(f"{member.name!r} is nothing that a packed state has")
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with (folder / name).open("xb") as target:
                shutil.copyfileobj(content, target)


def _state_files(folder: Path) -> Iterator[Path]:
    for top in sorted(folder.iterdir()):
        if top.is_dir() and top.name not in {*WRITTEN_ONCE, *_LEFT_HERE}:
            yield from _files_below(top)
        elif top.is_file() and top.name not in _LEFT_HERE:
            yield top
    yield from sorted((folder / "runs").glob("*.json"), key=_moment)[-MAX_RUNS:]


def _moment(report: Path) -> str:
    """The time in the name of a report, `news-2026-05-20T14-05-00.json`."""
    return report.stem.partition("-")[2]


def _files_below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(TEMPORARY_PREFIX):
            yield path
