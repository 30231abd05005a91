"""Reports are the history of the runs after them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from crawler.monitoring import run_report as history
from crawler.monitoring.run_report import Alarm, PastRun, article_history, load_history
from tests.crawler.monitoring.runs import past, report


def save(folder: Path, run: PastRun) -> None:
    """Put a report into the folder."""
    (folder / f"{run.id}.json").write_bytes(msgspec.json.encode(run))


def test_a_report_is_read_back(tmp_path: Path) -> None:
    """With its alarms; what later runs do not need is left out."""
    alarm = Alarm(
        monitor="spreading",
        site="a.kz",
        what="failed",
        message="m",
        before=0,
        now=1,
        urls=("https://a.kz/",),
        raised_after=30,
    )
    run = report(alarms=(alarm,), stats={"start_time": report().started, "odd": {1, 2}})
    (tmp_path / f"{run.id}.json").write_text(run.to_json(), encoding="utf-8")
    (found,) = load_history(tmp_path, "news", "a.kz")
    assert (found.id, found.started, found.alarms) == (run.id, run.started, (alarm,))


def test_the_newest_comes_first(tmp_path: Path) -> None:
    """Whatever the order in the folder."""
    for days in (2, 1, 3):
        save(tmp_path, past(days))
    assert load_history(tmp_path, "news", "a.kz") == (past(1), past(2), past(3))


def test_articles_are_compared_with_those_of_the_same_profile() -> None:
    """Cleaned by another one, they show other flags."""
    generic, learned = past(2), past(1, profile="a.kz")
    assert article_history([learned, generic], "a.kz") == [learned.article_flags]
    assert article_history([learned, generic], "") == [generic.article_flags]


def test_other_sites_do_not_count(tmp_path: Path) -> None:
    """The spider `news` writes the reports of all of them into one folder."""
    save(tmp_path, past(1, site="b.kz"))
    save(tmp_path, past(2))
    assert load_history(tmp_path, "news", "a.kz") == (past(2),)


@pytest.mark.parametrize("text", ["", "{", '{"spider": "news"}', "[]"])
def test_a_report_that_cannot_be_read_is_left_out(tmp_path: Path, text: str) -> None:
    """The others still tell."""
    save(tmp_path, past(2))
    (tmp_path / "news-2026-05-20T00-00-00.json").write_text(text, encoding="utf-8")
    assert load_history(tmp_path, "news", "a.kz") == (past(2),)


def test_it_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest are forgotten."""
    monkeypatch.setattr(history, "MAX_RUNS", 2)
    for days in (1, 2, 3):
        save(tmp_path, past(days))
    assert load_history(tmp_path, "news", "a.kz") == (past(1), past(2))


def test_no_folder_is_no_history(tmp_path: Path) -> None:
    """As before the first run."""
    assert load_history(tmp_path / "none", "news", "a.kz") == ()
