"""CONTRIBUTING.md names files that are there and commands that work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaners.cli.clean_file import main as clean_file
from tests.test_docs import BENCHMARKS, README, ROOT, commands_of, run_make

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TARGETS = re.findall(r"`(make [\w-]+)`", TEXT)


def test_every_path_is_there() -> None:
    """In tables, text and links; `dist/` comes into being by a command."""
    paths = set(re.findall(r"`([\w./-]*/[\w./-]*|[\w-]+\.(?:md|toml))`", TEXT)) - {"dist/"}
    paths |= set(re.findall(r"\]\((?!https?:)([^)]+)\)", TEXT))
    assert len(paths) > 30
    assert sorted(path for path in paths if not (ROOT / path.partition("#")[0]).exists()) == []


COMMANDS = {*commands_of(TEXT), *TARGETS}
MAKE = sorted(command for command in COMMANDS if command.startswith("make"))


@pytest.mark.parametrize("command", MAKE)
def test_every_target_works(command: str) -> None:
    """Of the Makefile."""
    run_make(command)


def test_the_command_that_times_is_the_one_of_the_benchmarks() -> None:
    """Whose commands are run."""
    [command] = [command for command in COMMANDS if command.startswith("python")]
    assert command.split()[:3] == ["python", "-m", "benchmarks.against"]
    assert "python -m benchmarks.against" in BENCHMARKS


@pytest.mark.slow
def test_the_comparison_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cleans all dumps of the replica."""
    [command] = [command for command in COMMANDS if command.startswith("clean-file")]
    monkeypatch.chdir(tmp_path)
    _, pattern, *words = shlex.split(command)
    (tmp_path / "output").mkdir()
    files = [str(path) for path in ROOT.glob(pattern)]
    result = CliRunner().invoke(clean_file, [*files, *words])
    assert result.exit_code == 0, result.stderr
    assert len((tmp_path / "output/before.jsonl").read_text("utf-8").splitlines()) == len(files)


def test_readme_leads_there() -> None:
    """It says where developers go on."""
    assert "(CONTRIBUTING.md)" in README
