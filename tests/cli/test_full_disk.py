"""Output on a disk that is full before the run has ended."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_clean_file_process import COMMAND, ROOT
from tests.disks import small_disk

pytestmark = pytest.mark.slow

RECORDS = 60
STORY = "The new bridge over the canal was opened on Tuesday for lorries, too. " * 40
GOES_ON = "the same command with --resume goes on"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    command = [*COMMAND, *map(str, arguments), "--jobs", "1"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def files_in(folder: Path) -> dict[str, bytes]:
    """The files that a user sees."""
    shown = (path for path in folder.iterdir() if not path.name.startswith("."))
    return {path.name: path.read_bytes() for path in shown}


@pytest.mark.parametrize(("output", "form"), [("a.jsonl", "jsonl"), ("", "md")])
def test_the_run_says_so_and_goes_on_when_there_is_room(
    tmp_path: Path, output: str, form: str
) -> None:
    """Nothing half-written stands under its name, and nothing is there twice in the end."""
    lines = [{"text": f"Bridge {n}\n\n{n}. {STORY}"} for n in range(RECORDS)]
    pages = tmp_path / "pages.jsonl"
    pages.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with small_disk(tmp_path / "disk", kib=128) as disk:
        order = (pages, "-o", disk.path / output, "--format", form)
        full = run(*order)
        assert full.returncode == 1
        assert full.stderr.startswith(f"clean-file: {disk.path / output}: No space left on device")
        assert full.stderr.count("\n") == 1
        early = files_in(disk.path)
        disk.resize(8192)
        # A run that was short has nothing to go on with.
        more = ["--resume"] if GOES_ON in full.stderr else []
        assert run(*order, *more).returncode == 0
        late = files_in(disk.path)
    assert early.items() <= late.items()
    articles = len(late) if form == "md" else late[output].count(b"\n")
    assert articles == RECORDS


@pytest.mark.parametrize("arguments", [["-o", "/dev/full"], []], ids=["-o", "stdout"])
def test_a_device_that_takes_nothing(tmp_path: Path, arguments: list[str]) -> None:
    """One line, and exit status 1."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        command = [*COMMAND, str(tmp_path / "a.txt"), *arguments]
        done = subprocess.run(
            command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("No space left on device")
    assert "Traceback" not in done.stderr
