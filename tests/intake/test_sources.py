"""SOURCE → files: names, folders, patterns, standard input."""

from __future__ import annotations

import inspect
import io
import os
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cleaners.intake import streams
from cleaners.intake.folders import walk
from cleaners.intake.record import Failure, Record
from cleaners.intake.sources import read_sources
from tests.intake.dump_files import PAGE, json_lines, read, texts, told


def write(folder: Path, *names: str) -> None:
    """A page under each of these names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PAGE)


def relatives(*sources: object) -> list[str]:
    """Where the records of these sources stand below them."""
    found = read_sources([str(source) for source in sources])
    return [item.place.relative for item in found if isinstance(item, Record)]


def test_a_file_is_one_record(tmp_path: Path) -> None:
    """Its source is its path, without a number."""
    write(tmp_path, "a.html")
    (record,) = read(tmp_path / "a.html")
    assert isinstance(record, Record)
    assert (record.data, record.source) == (PAGE, f"{tmp_path}/a.html")


def test_a_folder_is_read_to_its_depth_by_name(tmp_path: Path) -> None:
    """Folders stand among the files of their folder."""
    write(tmp_path, "c.html", "a.txt", "b/2.html", "b/1/x.html", "b/10.html")
    assert relatives(tmp_path) == ["a.txt", "b/1/x.html", "b/10.html", "b/2.html", "c.html"]


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    """Those are of programs, not of people."""
    write(tmp_path, ".git/config", ".DS_Store", "a.html")
    assert relatives(tmp_path) == ["a.html"]


def test_a_link_to_a_folder_above_is_not_followed(tmp_path: Path) -> None:
    """It would never end."""
    write(tmp_path, "a/b/x.html")
    (tmp_path / "a/b/up").symlink_to(tmp_path)
    (tmp_path / "a/self").symlink_to("self")
    assert relatives(tmp_path) == ["a/b/x.html"]


def test_a_link_to_another_folder_is_followed_once(tmp_path: Path) -> None:
    """Folders which link to each other would multiply."""
    write(tmp_path, "in/1.html", "out/2.html")
    (tmp_path / "in/x").symlink_to(tmp_path / "out")
    (tmp_path / "in/y").symlink_to(tmp_path / "out")
    assert relatives(tmp_path / "in") == ["1.html", "x/2.html"]


def test_pipes_in_a_folder_are_left_out(tmp_path: Path) -> None:
    """Reading one would wait for ever."""
    os.mkfifo(tmp_path / "pipe")
    write(tmp_path, "a.html")
    assert relatives(tmp_path) == ["a.html"]


def test_a_deep_folder_does_not_deepen_the_stack(tmp_path: Path) -> None:
    """The walk asks for as much of it at the bottom as at the top."""
    write(tmp_path, "a", "/".join(["d"] * 60 + ["x"]))
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 40)
    try:
        assert list(walk(str(tmp_path))) == ["a", "/".join(["d"] * 60 + ["x"])]
    finally:
        sys.setrecursionlimit(limit)


def test_a_large_folder_costs_its_names_only(tmp_path: Path) -> None:
    """Less than 400 bytes a file while the walk is under way."""
    for number in range(2000):
        (tmp_path / f"{number:04}.html").touch()
    tracemalloc.start()
    assert sum(1 for _ in walk(str(tmp_path))) == 2000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2000 * 400


def test_files_are_opened_when_their_turn_comes(tmp_path: Path) -> None:
    """What is not asked for is not read."""
    write(tmp_path, "a.html", "b.html")
    found = read_sources([str(tmp_path)])
    next(found)
    (tmp_path / "b.html").write_bytes(b"later")
    assert texts(found) == [b"later"]


def test_a_pattern_is_expanded(tmp_path: Path) -> None:
    """As the shell would have done it."""
    write(tmp_path, "b.html", "a.html", "c.txt", "d/e.html")
    assert relatives(tmp_path / "*.html") == ["a.html", "b.html"]


def test_a_pattern_of_any_depth(tmp_path: Path) -> None:
    """`**` stands for any number of folders, none among them."""
    write(tmp_path, "a.html", "x/b.html", "x/y/c.html", "x/y/d.txt")
    assert relatives(tmp_path / "**/*.html") == ["a.html", "x/b.html", "x/y/c.html"]
    assert relatives(tmp_path / "x/**") == ["b.html", "y/c.html", "y/d.txt"]


def test_a_pattern_of_many_depths(tmp_path: Path) -> None:
    """Each `**` stands for any number of folders, and thirty of them take no longer than one."""
    write(tmp_path, "a/" * 40 + "b.html")
    assert len(relatives(tmp_path / ("**/a/" * 30) / "**/*.html")) == 1
    assert relatives(tmp_path / ("**/a/" * 30) / "**/c/*.html") == []


def test_a_pattern_that_means_a_folder_means_its_files(tmp_path: Path) -> None:
    """Their places begin below the fixed part of the pattern."""
    write(tmp_path, "2025/a.html", "2026/b.html")
    assert relatives(tmp_path / "202?") == ["2025/a.html", "2026/b.html"]


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    """A file that is there is no pattern."""
    write(tmp_path, "a[1].html")
    assert relatives(tmp_path / "a[1].html") == ["a[1].html"]


def test_standard_input() -> None:
    """`-` is read like a file; lines are counted."""
    data = json_lines({"text": "Мост"}, {"html": "<p>Мост"})
    found = list(read_sources(["-"], io.BytesIO(data)))
    assert [item.source for item in found] == ["-#1", "-#2"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere.html", "there is no such file or folder; check the name"),
        ("nothing*.html", "nothing matches this pattern"),
        ("", "there is no such file or folder; check the name"),
        ("x" * 300, "can't be read: File name too long; check the file and its permissions"),
    ],
)
def test_what_is_not_there_is_a_failure(name: str, message: str) -> None:
    """One sentence, and what to do."""
    assert [item.message for item in read(name) if isinstance(item, Failure)] == [message]


def test_an_empty_folder_is_a_failure(tmp_path: Path) -> None:
    """The user named the wrong one."""
    assert told(read(tmp_path)) == [f"{tmp_path}: there is no file in this folder"]


def test_a_failure_does_not_stop_the_others(tmp_path: Path) -> None:
    """It comes in its place."""
    write(tmp_path, "a.html")
    kinds = [type(item) for item in read("nowhere", tmp_path / "a.html")]
    assert kinds == [Failure, Record]


def test_a_name_that_is_no_utf_8_can_be_told(tmp_path: Path) -> None:
    """Its bytes are shown as escapes; JSON can't carry them."""
    path = os.fsencode(tmp_path) + b"/\xef\xf0.html"
    Path(os.fsdecode(path)).write_bytes(PAGE)
    (record,) = read(tmp_path)
    assert record.source == f"{tmp_path}/\\xef\\xf0.html"


def test_a_link_to_a_folder_above_leads_nowhere(tmp_path: Path) -> None:
    """Wherever above: what lies beside the source is not asked for."""
    top = tmp_path / "all" / "dumps" / "2026"
    top.mkdir(parents=True)
    (tmp_path / "all" / "other.html").write_bytes(PAGE)
    (top / "a.html").write_bytes(PAGE)
    for name, target in (("here", top), ("up", top.parent), ("far", tmp_path), ("root", Path("/"))):
        (top / name).symlink_to(target)
    assert [item.place.relative for item in read(tmp_path / "all" / "dumps")] == ["2026/a.html"]


def test_a_pipe_that_nobody_writes_to_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would wait for ever."""
    monkeypatch.setattr(streams, "_WRITER_SECONDS", 0.01)
    os.mkfifo(tmp_path / "pipe")
    assert told(read(tmp_path / "pipe"))[0].endswith(
        "can't be read: nobody writes to this pipe; check the file and its permissions"
    )


def test_a_pipe_that_somebody_writes_to_is_read(tmp_path: Path) -> None:
    """As `<(curl …)` of a shell is one."""
    os.mkfifo(tmp_path / "pipe")
    with ThreadPoolExecutor(1) as pool:
        written = pool.submit((tmp_path / "pipe").write_bytes, PAGE * 10_000)
        assert texts(read(tmp_path / "pipe")) == [PAGE * 10_000]
        assert written.result() == len(PAGE) * 10_000


def test_an_input_that_is_removed_meanwhile_is_told(tmp_path: Path) -> None:
    """The others are read."""
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("A bridge was opened.", encoding="utf-8")
    found = read_sources([str(tmp_path)])
    next(found)
    (tmp_path / "b.txt").unlink()
    gone, last = found
    assert isinstance(gone, Failure)
    assert gone.message == "there is no such file or folder; check the name"
    assert isinstance(last, Record)
