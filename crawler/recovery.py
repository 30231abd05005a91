"""What is done before a crawl where the last one was killed: half of a step is taken back.

A step is: records appended to the archive, the article's file, a line of the feed, and then the
state, which also notes how far archive and feed are written. Whatever was written behind the last
note belongs to a step that the state knows nothing of; its page will be fetched again.
"""

from __future__ import annotations

import logging
from pathlib import Path

from crawler.archive.files import ENDING
from crawler.output import TEMPORARY_PREFIX
from crawler.state.interface import State
from crawler.written import cut_to, whole_members

logger = logging.getLogger(__name__)


def recover(state: State, output: Path) -> Path | None:
    """Cut growing files to their noted length; returns the archive file to go on with."""
    lengths = state.lengths()
    for file, length in lengths.items():
        _mend(output / file, length)
        if not file.endswith(ENDING) or not (output / file).is_file():
            state.forget_length(file)
    unfinished = [output / file for file in lengths if (output / file).name.endswith(ENDING)]
    return next((path for path in unfinished if path.is_file()), None)


def remove_temporary_files(output: Path) -> None:
    """Remove files that were being written when a run was killed."""
    for path in output.rglob(f"{TEMPORARY_PREFIX}*"):
        path.unlink()


def mend_archive(folder: Path) -> None:
    """Cut a torn record off the newest file of an archive whose state is lost."""
    files = sorted(folder.glob(f"*{ENDING}"))
    if files:
        _cut(files[-1], whole_members(files[-1]))


def _mend(path: Path, length: int) -> None:
    if not path.is_file():
        return
    if path.stat().st_size < length:
        # Not of our doing: a copy that was cut short, or a disk that lost what it had promised.
        logger.warning("%s is shorter than it was; what is whole of it is used", path)
        length = whole_members(path) if path.name.endswith(ENDING) else _whole_lines(path)
    _cut(path, length)
    if not length:
        path.unlink()


def _cut(path: Path, length: int) -> None:
    if more := cut_to(path, length):
        logger.info("%s: %d bytes of an unfinished step taken back", path, more)


def _whole_lines(path: Path) -> int:
    return path.read_bytes().rfind(b"\n") + 1
