"""Going on with a run that was interrupted: nothing is lost and nothing comes twice."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaners.cli import clean_sources, journal
from cleaners.cli.clean_file import main
from cleaners.cli.journal import Journal, OtherArgumentsError, Progress
from cleaners.intake.record import Place, Record

ROOT = Path(__file__).parents[2]
STORY = "Мост {}\n\nНовый мост через Ишим открыли в среду для всех машин.\n"


def clean_file(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """A file of 8 stories, and 6 files of one; few enough for one process."""
    folder = tmp_path / "dumps"
    folder.mkdir()
    lines = [json.dumps({"text": STORY.format(f"a{n}")}) for n in range(8)]
    (folder / "a.jsonl").write_text("\n".join(lines))
    for n in range(6):
        (folder / f"b{n:03}.txt").write_text(STORY.format(f"b{n}"))
    return folder


def headlines(path: Path) -> list[str]:
    """The headlines of an output, in order."""
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    return [json.loads(line)["headline"] for line in text.splitlines()]


@pytest.fixture
def break_after(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The disk is full after so many records, once; every third one is noted."""
    monkeypatch.setattr(journal, "_EVERY", 3)
    left = [0]
    take = Journal.note

    def note(self: Journal, place: Place) -> bool:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(28, "No space left on device")
        return take(self, place)

    monkeypatch.setattr(Journal, "note", note)
    return left


@pytest.mark.parametrize("name", ["all.jsonl", "all.jsonl.gz"])
@pytest.mark.parametrize("records", [4, 7, 10, 14])
def test_a_run_goes_on_where_it_was_interrupted(
    dumps: Path, tmp_path: Path, break_after: list[int], name: str, records: int
) -> None:
    """The result is that of a run that was not."""
    whole, output = tmp_path / f"whole-{name}", tmp_path / name
    assert clean_file(dumps, "-o", whole, "--jobs", "1").exit_code == 0
    break_after[0] = records
    broken = clean_file(dumps, "-o", output, "--jobs", "1")
    assert broken.exit_code == 1
    assert broken.stderr.endswith(
        "No space left on device; the same command with --resume goes on\n"
    )
    assert not output.exists()
    assert clean_file(dumps, "-o", output, "--jobs", "1", "--resume").exit_code == 0
    assert headlines(output) == headlines(whole)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["dumps", name, whole.name])


def test_a_run_into_a_folder_goes_on(dumps: Path, tmp_path: Path, break_after: list[int]) -> None:
    """Files that are there are not written again."""
    output = tmp_path / "out"
    break_after[0] = 12
    assert clean_file(dumps, "--format", "md", "-o", output, "--jobs", "1").exit_code == 1
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.md")}
    result = clean_file(dumps, "--format", "md", "-o", output, "--jobs", "1", "--resume")
    after = {path: path.stat().st_mtime_ns for path in output.rglob("*.md")}
    assert len(after) == 14
    assert sum(after[path] == time for path, time in before.items()) == 9
    assert "cleaned 5, " in result.stderr


def test_a_run_that_was_not_interrupted_begins_anew(dumps: Path, tmp_path: Path) -> None:
    """So that a timer may always give the option."""
    output = tmp_path / "all.jsonl"
    for _ in range(2):
        assert clean_file(dumps, "-o", output, "--resume").exit_code == 0
        assert len(headlines(output)) == 14


def test_without_the_option_a_run_begins_anew(
    dumps: Path, tmp_path: Path, break_after: list[int]
) -> None:
    """What was left of the other is gone."""
    output = tmp_path / "all.jsonl"
    break_after[0] = 8
    clean_file(dumps, "-o", output, "--jobs", "1")
    assert clean_file(dumps, "-o", output).exit_code == 0
    assert Counter(headlines(output)).most_common(1)[0][1] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.jsonl", "dumps"]


def test_another_command_does_not_go_on(
    dumps: Path, tmp_path: Path, break_after: list[int]
) -> None:
    """Its articles would be of another kind."""
    output = tmp_path / "all.jsonl"
    break_after[0] = 8
    clean_file(dumps, "-o", output, "--jobs", "1")
    result = clean_file(dumps, "-o", output, "--explain", "--resume")
    assert result.exit_code == 1
    assert "was asked for something else" in result.stderr


def test_what_failed_is_kept_over_both_runs(
    dumps: Path, tmp_path: Path, break_after: list[int]
) -> None:
    """One line for each input that gave no article."""
    (dumps / "a.jsonl").write_text("{}\n" * 5)
    (dumps / "c.txt").write_text("[[year]]")
    output, failures = tmp_path / "all.jsonl", tmp_path / "failed.jsonl"
    options = ["-o", output, "--errors", failures, "--jobs", "1"]
    break_after[0] = 7
    clean_file(dumps, *options)
    clean_file(dumps, *options, "--resume")
    lines = [json.loads(line) for line in failures.read_text().splitlines()]
    assert [line["record"] for line in lines[:-1]] == list(range(1, 6))
    assert {line["outcome"] for line in lines[:-1]} == {"failed"}
    assert lines[0]["message"].startswith("no page in `html` or `text`")
    assert lines[-1]["outcome"] == "no_story"
    assert lines[-1]["source"].endswith("c.txt")


def test_a_traceback_is_kept(dumps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For who looks for the cause."""

    def clean(*_given: object, **_named: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("cleaners.clean", clean)
    failures = tmp_path / "failed.jsonl"
    result = clean_file(dumps / "b000.txt", "--errors", failures)
    line = json.loads(failures.read_text())
    assert result.exit_code == 1
    assert "unexpected KeyError in " in line["message"]
    assert line["traceback"].startswith("Traceback")


@pytest.mark.slow
def test_a_kill_leaves_what_was_saved(tmp_path: Path) -> None:
    """`kill -9` asks nobody."""
    source, output = tmp_path / "many.jsonl", tmp_path / "all.jsonl"
    source.write_text("".join(json.dumps({"text": STORY.format(n)}) + "\n" for n in range(400)))
    command = [
        *(sys.executable, "-m", "cleaners.cli.clean_file"),
        *(str(source), "-o", str(output), "--jobs", "1"),
    ]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as process:
        progress = tmp_path / ".all.jsonl.progress"
        for _ in range(2000):
            if progress.is_file() and progress.read_bytes().count(b"\n") > 3:
                break
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
    assert not output.exists()
    done = subprocess.run([*command, "--resume"], cwd=ROOT, capture_output=True, check=True)
    assert headlines(output) == [f"Мост {n}" for n in range(400)]
    assert b"cleaned 400" not in done.stderr


def test_a_journal_survives_names_of_any_bytes(tmp_path: Path) -> None:
    """And a line that was torn."""
    begun = Journal(tmp_path / "j", ("order",)).begin(Progress())
    for place in (Place("a\udcff.txt"), Place("b\n.jsonl", 3), Place("b\n.jsonl", 4)):
        begun.note(place)
    begun.save(17)
    with (tmp_path / "j").open("ab") as file:
        file.write(b'{"size":99,"do')
    progress = Journal(tmp_path / "j", ("order",)).read()
    assert progress == Progress(17, {"a\udcff.txt": 0, "b\n.jsonl": 4})
    with pytest.raises(OtherArgumentsError):
        Journal(tmp_path / "j", ("another",)).read()


def test_progress_passes_over_what_was_done() -> None:
    """Whole files, and the beginning of the last one."""
    progress = Progress(1, {"a": 7, "b": 2})
    places = [Place("a", 9), Place("b", 2), Place("b", 3), Place("c")]
    left = progress.left(Record("", place) for place in places)
    assert [item.place for item in left] == [Place("b", 3), Place("c")]
    assert progress.finished == {"a"}


@pytest.mark.parametrize("arguments", [["a", "--resume"], ["-", "-o", "a.jsonl", "--resume"]])
def test_what_cannot_be_gone_on_with_is_wrong_usage(arguments: list[str]) -> None:
    """Standard output was read by somebody, standard input is gone."""
    result = clean_file(*arguments)
    assert result.exit_code == 2
    assert "--resume needs sources that can be read twice" in result.stderr


def test_the_command_gives_advice_only_where_it_helps(
    dumps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Standard output can't be gone on with."""

    def run(*_given: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(clean_sources, "run", run)
    assert clean_file(dumps).stderr == "clean-file: output: No space left on device\n"
