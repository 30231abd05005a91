"""Mistakes that everybody makes once, and what `clean-file` says to each of them."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaners.cli import clean_sources
from cleaners.cli.clean_file import main
from cleaners.cli.signals import StoppedError

STORY = "Мост открыт\n\nНовый мост через Ишим открыли в среду для всех машин.\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a story, a picture, an empty folder and a profile with a mistake in it."""
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "x.png").write_bytes(PNG)
    (tmp_path / "empty").mkdir()
    (tmp_path / "profiles").mkdir()
    profile = 'host = "a.kz"\nchecked = 2026-01-31\n[storry]\n'
    (tmp_path / "profiles" / "a.toml").write_text(profile)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("command", "status", "message"),
    [
        ("nowhere.html", 1, "nowhere.html: there is no such file or folder; check the name"),
        ("a.txt --fromat md", 2, "No such option '--fromat'. (Did you mean one of: '--format'"),
        ("https://a.kz/n/1/", 1, "an address, no file: `chistovik clean` fetches it"),
        ("empty", 1, "empty: there is no file in this folder"),
        ("x.png", 1, "x.png: a PNG picture, no page: leave it out"),
        ("a.txt -o /proc/x.jsonl", 1, "/proc/x.jsonl: No such file or directory"),
        ("a.txt --profiles profiles", 2, "storry: no key of a profile; the nearest is `story`"),
        ("a.txt --url a.kz/n/1/", 2, "an address begins with http:// or https://"),
        ("a.txt -o b.jsonl -o c.jsonl", 2, "given 2 times; name one"),
        ("a.txt -o story.docx", 2, "story.docx: nothing is written as .docx; endings are .jsonl"),
        ("a.txt --site a.kz", 2, "no profile for 'a.kz'; known are: "),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_is_wrong_is_said(command: str, status: int, message: str) -> None:
    """With what to do, and the exit status of its kind."""
    result = CliRunner().invoke(main, command.split())
    assert result.exit_code == status
    assert message in " ".join(result.stderr.split())
    assert "Traceback" not in result.output


def test_ctrl_c(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Says that the run was interrupted; the exit status is that of a killed program."""

    def interrupt(*_arguments: object) -> int:
        raise StoppedError(signal.SIGINT)

    monkeypatch.setattr(clean_sources, "run", interrupt)
    result = CliRunner().invoke(main, [str(folder / "a.txt")])
    assert result.exit_code == 130
    assert result.stderr == "clean-file: interrupted\n"
