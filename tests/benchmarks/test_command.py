"""`python -m benchmarks.quality`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.quality import __main__ as command
from tests.benchmarks.quality_sets import STORY, line, write_set


def call(*arguments: str | Path) -> Result:
    """Run the command, files into a folder of the test."""
    return CliRunner().invoke(command.main, [*map(str, arguments)])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A set with one article and one forum page."""
    pages = [line("p1", gold="\n".join(STORY)), line("p2", page_type="forum", gold="x")]
    return write_set(tmp_path / "small.jsonl.xz", pages)


def only(*names: str) -> list[str]:
    """Options for these extractors."""
    return [part for name in names for part in ("--extractor", name)]


def test_module() -> None:
    """`python -m` finds the command; its help shows an example."""
    shown = subprocess.run(
        [sys.executable, "-m", "benchmarks.quality", "--help"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "python -m benchmarks.quality data/wcxb-dev.jsonl.xz" in shown.stdout


class TestRun:
    def test_table_and_files(self, small: Path, tmp_path: Path) -> None:
        """A table on standard output, files in the folder."""
        result = call(small, *only("chistovik", "trafilatura"), "-o", tmp_path / "out")
        assert result.exit_code == 0, result.output
        assert "small: 2 pages" in result.stdout
        assert {path.suffix for path in (tmp_path / "out").iterdir()} >= {".csv", ".json", ".html"}

    def test_page_type(self, small: Path, tmp_path: Path) -> None:
        """Only pages of this type."""
        result = call(small, *only("chistovik"), "--page-type", "article", "-o", tmp_path)
        assert "small: 1 pages" in result.stdout

    def test_two_sets_of_one_name(self, small: Path, tmp_path: Path) -> None:
        """The second one does not overwrite the first one's files."""
        call(small, small, *only("chistovik"), "-o", tmp_path / "out")
        assert (tmp_path / "out" / "small-2.csv").exists()

    def test_missing_peer(
        self, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without names, what is not installed is left out and named."""
        monkeypatch.setattr(command, "is_installed", lambda name: name == "chistovik")
        result = call(small, "-o", tmp_path)
        assert result.exit_code == 0, result.output
        assert "left out: trafilatura, " in result.stderr
        assert "make bench-setup" in result.stderr


class TestErrors:
    def test_missing_peer_that_was_asked_for(
        self, small: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A peer named by the user can't be left out in silence."""
        monkeypatch.setattr(command, "is_installed", lambda name: name == "chistovik")
        result = call(small, *only("justext"))
        assert (result.exit_code, result.stderr) == (
            1,
            "Error: justext: not installed (make bench-setup)\n",
        )

    def test_broken_line(self, tmp_path: Path) -> None:
        """One line that names file and line; no traceback."""
        path = write_set(tmp_path / "a.jsonl.xz", [line(gold="x"), "{"])
        result = call(path, *only("chistovik"), "-o", tmp_path)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"Error: {path}, line 2: no page: ")
        assert result.stderr.count("\n") == 1

    def test_unknown_set(self) -> None:
        """The same for a set that is not there."""
        result = call("nowhere.jsonl.xz")
        assert (result.exit_code, result.stderr) == (1, "Error: nowhere.jsonl.xz: no such file\n")

    def test_nothing_chosen(self, small: Path, tmp_path: Path) -> None:
        """A set without pages of the type says so."""
        result = call(small, *only("chistovik"), "--page-type", "shop", "-o", tmp_path)
        assert (result.exit_code, result.stderr) == (1, "Error: small: no pages of this kind\n")
