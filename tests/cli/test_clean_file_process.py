"""The command as a process: signals, pipes, what it imports."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "cleaners.cli.clean_file"]
STORY = "Мост открыт\n\nНовый мост через Ишим открыли в среду для всех машин."
LINE = json.dumps({"text": STORY}).encode() + b"\n"


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    """The command in a process group of its own, as a shell starts it."""
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(condition: Iterator[object]) -> None:
    """Until the condition finds something; only what hangs takes two minutes."""
    for _ in range(2400):
        if next(condition, None):
            return
        time.sleep(0.05)
    pytest.fail("waited in vain")


def test_help_imports_nothing_heavy() -> None:
    """It must answer at once."""
    code = (
        "import sys; from cleaners.cli.clean_file import main; main(['--help'], None, None, False);"
        "print(sorted({'rich', 'fastwarc', 'zstandard', 'multiprocessing', 'trafilatura'}"
        " & sys.modules.keys()))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    """`| head` has seen enough."""
    (tmp_path / "a.jsonl").write_bytes(LINE * 40)
    with running(tmp_path / "a.jsonl", "--jobs", "1") as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(120) == 128 + signal.SIGPIPE


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (signal.SIGINT, b"interrupted"),
        pytest.param(signal.SIGTERM, b"terminated", marks=pytest.mark.slow),
        pytest.param(signal.SIGHUP, b"the terminal was closed", marks=pytest.mark.slow),
    ],
)
def test_an_interrupt_leaves_one_line_and_no_file(
    number: signal.Signals, word: bytes, tmp_path: Path
) -> None:
    """The whole process group gets it, workers too."""
    with running("-", "-o", tmp_path / "a.jsonl", "--jobs", "2") as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write(LINE * 60)
        process.stdin.flush()
        wait_for(path for _ in range(2400) for path in [list(tmp_path.iterdir())])
        time.sleep(0.3)
        os.killpg(process.pid, number)
        assert process.stderr.read() == b"clean-file: " + word + b"\n"
        assert process.wait(120) == 128 + number
    assert list(tmp_path.iterdir()) == []
