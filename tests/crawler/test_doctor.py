"""`chistovik doctor`: what it says of a machine, and what to do."""

from __future__ import annotations

import importlib.metadata
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from scrapy.settings import Settings

from cleaners import CleanersError
from crawler.cli import doctor
from crawler.cli.chistovik import main
from crawler.configuration import STATE


def examined(*arguments: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["doctor", *map(str, arguments)])


def test_a_sound_machine(tmp_path: Path) -> None:
    """No problem; what is missing is a note."""
    result = examined("--output", tmp_path / "output")
    assert result.exit_code == 0, result.stdout
    assert {line.split()[0] for line in result.stdout.splitlines()} <= {"ok", "note"}
    for told in (
        "Python 3.",
        "cleaning of HTML",
        "cleaning of plain text",
        "clock: ",
        "GB are free",
    ):
        assert told in result.stdout
    assert not (tmp_path / "output").exists()


def test_a_broken_profile(tmp_path: Path) -> None:
    """By its file and key."""
    profile = 'host = "a.kz"\nchecked = 2026-01-31\n[storry]\n'
    (tmp_path / "a.toml").write_text(profile)
    result = examined("--output", tmp_path, "--profiles", tmp_path)
    assert result.exit_code == 1
    assert "problem profiles in " in result.stdout
    assert "storry: no key of a profile" in result.stdout


def test_a_state_that_is_none(tmp_path: Path) -> None:
    """A file of something else."""
    (tmp_path / STATE).write_text("no database, whatever its name says" * 9)
    (finding,) = doctor.state(tmp_path)
    assert finding.level == "problem"
    assert "can't be read" in finding.what


def test_a_folder_without_rights() -> None:
    """Such as one of the system."""
    (finding,) = doctor.rights(Path("/proc/output"))
    assert finding.level == "problem"
    assert "/proc can't be written to" in finding.what


def test_a_clock_that_goes_wrong() -> None:
    """Earlier than the newest profile."""
    (finding,) = doctor.clock(date(2001, 1, 1))
    assert finding.level == "problem"
    assert "set the clock" in finding.what
    assert [one.level for one in doctor.clock(date(2999, 1, 1))] == ["ok"]


def test_an_extra_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it; nothing needs it yet."""
    needed = ["a>=1", "no-such-package>=2; extra == 'x'", "click; extra == 'y'"]
    monkeypatch.setattr(importlib.metadata, "requires", lambda _: needed)
    found = list(doctor.extras())
    assert found == [
        doctor.Finding("note", "extra x: without no-such-package; pip install 'chistovik[x]'"),
        doctor.Finding("ok", "extra y"),
    ]


def test_a_browser_that_is_not_there(tmp_path: Path) -> None:
    """It is no problem until a site needs one."""
    pytest.importorskip("scrapy_playwright")
    settings = Settings({"CHISTOVIK_BROWSER": str(tmp_path / "nowhere")})
    (finding,) = doctor.browser(settings)
    assert finding.level == "note"
    assert "install chromium or set CHISTOVIK_BROWSER" in finding.what


def test_models_that_do_not_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever happens there."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise CleanersError("no model")

    monkeypatch.setattr("cleaners.clean", fail)
    assert {finding.level for finding in doctor.models()} == {"problem"}


@pytest.mark.parametrize(
    ("settings", "level", "told"),
    [
        ({}, "note", "set CHISTOVIK_CONTACT="),
        ({"CHISTOVIK_CONTACT": "mailto:a@b.kz"}, "ok", "contact: mailto:a@b.kz"),
        ({"CHISTOVIK_NOTIFY": "nonsense"}, "problem", "address 1 is none that apprise knows"),
        ({"CHISTOVIK_NOTIFY": "json://127.0.0.1/"}, "ok", "alarms are sent"),
    ],
)
def test_who_is_reached(settings: dict[str, str], level: str, told: str) -> None:
    """Owners of sites reach us, alarms reach somebody."""
    assert any(
        finding.level == level and told in finding.what
        for finding in doctor.contact(Settings(settings))
    )
