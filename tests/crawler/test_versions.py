"""`chistovik versions`: what changed in a story."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.cli.chistovik import main
from tests.crawler.runs_on_disk import NOON, RunOnDisk, exchange, run_on_disk
from tests.crawler.village_paper import Answer, story

URL = "https://example.org/2025/05/bridge-in-the-village/"
EVENING = "2025-05-20T20:00:00Z"


def store(disk: RunOnDisk, answer: Answer, time: str) -> None:
    """Store the page of the story as it was at a time."""
    item = disk.accepted(URL, answer.body.decode(), time)
    visit = replace(item.visit, exchange=exchange(URL, time, answer.body))
    disk.write(replace(item, visit=visit), line="{}\n")
    disk.run.batch.flush()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """What crawls have left of a story that was edited: another place, one paragraph less."""
    edited = story("Watermill").body.replace(
        b"</article>", b"<p>It opened on Friday.</p></article>"
    )
    with run_on_disk(tmp_path) as disk:
        store(disk, story("Mill"), NOON)
        store(disk, Answer(edited), EVENING)
    return tmp_path


def run(output: Path, *arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["versions", *arguments, "--output", str(output)])


def test_versions_are_listed_with_time_and_place(output: Path) -> None:
    """Whatever the spelling of the address."""
    done = run(output, f"{URL}?utm_source=rss")
    assert done.exit_code == 0
    heading, file, first, second = done.output.splitlines()
    assert heading.startswith(URL)
    assert file.strip() == "articles/bridge-in-the-village.json"
    assert first.split()[:2] == ["1", NOON]
    assert second.split()[:2] == ["2", EVENING]
    assert "warc/chistovik-" in second


def test_the_difference_is_shown_line_by_line(output: Path) -> None:
    """Headline and paragraphs that went, and that came."""
    lines = [line.strip() for line in run(output, URL, "--diff").output.splitlines()]
    assert "1 → 2" in lines
    assert "- Mill rebuilds its bridge" in lines
    assert "+ Watermill rebuilds its bridge" in lines
    assert "+ It opened on Friday." in lines


def test_a_deleted_story_says_so(output: Path) -> None:
    """With since when."""
    with run_on_disk(output) as disk:
        disk.run.ledger.deleted(URL)
    assert "its page is gone since 20" in run(output, URL).output


def test_an_archive_that_is_gone_is_told(output: Path) -> None:
    """The list is still there."""
    shutil.rmtree(output / "warc")
    done = run(output, URL, "--diff")
    assert done.exit_code == 0
    assert "version 1 is not in the archive any more" in done.output


def test_an_unknown_story_is_one_sentence(output: Path) -> None:
    """Exit status 1."""
    done = run(output, "https://example.org/2025/05/another-story/")
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert "no article of https://example.org/2025/05/another-story/ is stored" in done.output


def test_a_folder_without_a_state_is_one_sentence(tmp_path: Path) -> None:
    """Nothing is made there."""
    done = run(tmp_path, URL)
    assert done.exit_code == 1
    assert "state.sqlite3 can't be read" in done.output
    assert list(tmp_path.iterdir()) == []
