"""What is found where a crawl was killed, or where somebody was at the files."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.store.output_files import whole_members
from crawler.store.sqlite import State
from crawler.store.state_file import open_state
from crawler.store.write_batch import mend_archive, recover, remove_temporary_files

ONE, TWO = (gzip.compress(word * 1000, mtime=0) for word in (b"one", b"two"))
ARCHIVE, FEED = "warc/a.warc.gz", "feeds/a.jsonl"


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    """An empty state."""
    state = open_state(tmp_path / "state.sqlite3")
    yield state
    state.close()


def write(output: Path, name: str, data: bytes) -> Path:
    """A file below the output folder."""
    path = output / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def test_files_are_cut_to_their_noted_length(state: State, tmp_path: Path) -> None:
    """The archive's file is gone on with; the feed was that of the killed run."""
    archive, feed = write(tmp_path, ARCHIVE, ONE + TWO[:9]), write(tmp_path, FEED, b"{}\n{")
    state.save_length(ARCHIVE, len(ONE))
    state.save_length(FEED, 3)
    assert recover(state, tmp_path) == archive
    assert (archive.read_bytes(), feed.read_bytes()) == (ONE, b"{}\n")
    assert state.lengths() == {ARCHIVE: len(ONE)}


def test_a_file_of_which_nothing_is_noted_goes(state: State, tmp_path: Path) -> None:
    """It had just been made."""
    archive, feed = write(tmp_path, ARCHIVE, ONE), write(tmp_path, FEED, b"{}\n")
    state.save_length(ARCHIVE, 0)
    state.save_length(FEED, 0)
    assert recover(state, tmp_path) is None
    assert not archive.exists()
    assert not feed.exists()
    assert state.lengths() == {}


def test_a_file_that_was_moved_away_is_not_missed(state: State, tmp_path: Path) -> None:
    """Archives may be."""
    state.save_length(ARCHIVE, 17)
    assert recover(state, tmp_path) is None
    assert state.lengths() == {}


def test_a_file_that_is_too_short_keeps_what_is_whole(state: State, tmp_path: Path) -> None:
    """A copy that was cut short, or a disk that lost what it had promised."""
    archive = write(tmp_path, ARCHIVE, ONE + TWO[:9])
    feed = write(tmp_path, FEED, b'{"a": 1}\n{"a": ')
    state.save_length(ARCHIVE, len(ONE + TWO))
    state.save_length(FEED, 100)
    assert recover(state, tmp_path) == archive
    assert (archive.read_bytes(), feed.read_bytes()) == (ONE, b'{"a": 1}\n')


def test_an_archive_without_its_state_is_mended(tmp_path: Path) -> None:
    """Its newest file; whole ones and those of others are left alone."""
    old, new = (write(tmp_path, f"warc/{name}.warc.gz", ONE + TWO[:9]) for name in "ab")
    other = write(tmp_path, "warc/c.txt", b"note")
    mend_archive(tmp_path / "warc")
    assert (old.read_bytes(), new.read_bytes()) == (ONE + TWO[:9], ONE)
    assert other.read_bytes() == b"note"
    mend_archive(tmp_path / "nowhere")


def test_unfinished_files_go(tmp_path: Path) -> None:
    """And no others."""
    unfinished = write(tmp_path, "articles/.tmp-abc", b"{")
    article = write(tmp_path, "articles/a.json", b"{}")
    remove_temporary_files(tmp_path)
    assert not unfinished.exists()
    assert article.exists()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", 0),
        (ONE, len(ONE)),
        (ONE + TWO, len(ONE + TWO)),
        (ONE + TWO[:-1], len(ONE)),
        (ONE + b"\0" * 100, len(ONE)),
        (b"no gzip", 0),
    ],
    ids=["empty", "one", "two", "torn", "zeros", "no gzip"],
)
def test_whole_members(tmp_path: Path, data: bytes, expected: int) -> None:
    """Up to the first that is torn, or is none."""
    assert whole_members(write(tmp_path, ARCHIVE, data)) == expected
