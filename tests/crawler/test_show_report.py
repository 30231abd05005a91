"""`chistovik report`: the last crawls at a glance."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from crawler.cli.chistovik import main
from crawler.monitoring.run_report import Alarm, DroppedPage, Story
from tests.crawler.monitoring.runs import report

ALARM = Alarm(
    monitor="risen", site="b.kz", what="missed story.body", message="«missed story.body»",
    before=0, now=0.5, pages=30,
)  # fmt: skip


def write(folder: Path, site: str, days: int = 0, **more: Any) -> None:
    """The report of a run so many days ago."""
    run = report(**more)
    started = run.started - timedelta(days=days)
    fields = {name: getattr(run, name) for name in run.__struct_fields__} | {
        "id": f"news-{started:%Y-%m-%dT%H-%M-%S}-{site}",
        "site": site,
        "started": started,
        "finished": started + timedelta(minutes=5),
    }
    (folder / "runs").mkdir(exist_ok=True)
    (folder / "runs" / f"{fields['id']}.json").write_text(type(run)(**fields).to_json())


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Reports of two sites, and files that are none."""
    write(tmp_path, "a.kz", 1)
    new = [Story(f"https://a.kz/{n}", f"Мост {n}") for n in range(25)]
    pages = [DroppedPage("https://a.kz/x", "no story")]
    write(tmp_path, "a.kz", articles_new=new, articles_dropped={"no_story": pages})
    write(tmp_path, "b.kz", 1, alarms=(ALARM,))
    write(tmp_path, "b.kz", alarms=(ALARM,))
    (tmp_path / "runs" / "broken.json").write_text("{")
    return tmp_path


def shown(*arguments: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def test_a_row_for_each_site(output: Path) -> None:
    """Of its last crawl; the exit status tells of alarms."""
    result = shown("--output", output)
    _, first, second = result.stdout.splitlines()
    assert {first.split()[0], second.split()[0]} == {"a.kz", "b.kz"}
    rows = {row.split()[0]: row.split()[1:] for row in (first, second)}
    assert rows["a.kz"][2:] == ["0:05:00", "25", "0", "1", "0", "0", "finished"]
    assert rows["b.kz"][-2] == "1"
    assert result.exit_code == 3


def test_one_site_has_its_stories(output: Path) -> None:
    """The first of them, and where the page is."""
    result = shown("a.kz", "--output", output)
    assert result.exit_code == 0
    assert "new: Мост 0  https://a.kz/0" in result.stdout
    assert "new: 5 more" in result.stdout
    assert "passed over: no_story: 1" in result.stdout
    assert result.stdout.splitlines()[-1].endswith("-a.kz.html")


def test_one_site_has_its_alarms(output: Path) -> None:
    """In a sentence, since the first run that had them."""
    result = shown("b.kz", "--output", output)
    assert "ALARM: b.kz: the layout has changed, since 2026-05-19" in result.stdout
    assert result.exit_code == 3


def test_what_is_not_there_is_said(output: Path, tmp_path: Path) -> None:
    """With what there is."""
    assert "no report of c.kz; there are: a.kz, b.kz" in shown("c.kz", "--output", output).stderr
    (tmp_path / "empty").mkdir()
    result = shown("--output", tmp_path / "empty")
    assert "crawl first, or name --output" in result.stderr
    assert result.exit_code == 1
