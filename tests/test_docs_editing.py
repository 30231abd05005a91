"""The commands of `docs/editing.md`, each run on pages and profiles of the kind it speaks of."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cleaners.cli.clean_file import main as clean_file
from cleaners.cli.site_profile import edit
from cleaners.cli.site_profile.group import main as site_profile
from tests.intake.dump_files import Archive
from tests.layouts import wordpress
from tests.replica_pages import STORIES, page_bytes
from tests.test_docs import blocks_of, commands_of

ROOT = Path(__file__).parents[1]
EDITING = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")
PROGRAMS = {"clean-file": clean_file, "site-profile": site_profile}
COMMANDS = [command for command in commands_of(EDITING) if not command.startswith("pip ")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the page takes for given, made the working folder."""
    for name in ("saved", "profiles", "output/warc"):
        (tmp_path / name).mkdir(parents=True)
    for number in range(3):
        (tmp_path / "saved" / f"{number}.html").write_text(wordpress(number), encoding="utf-8")
    archive = Archive(packed=True)
    for slug in STORIES[:3]:
        archive.response(page_bytes(slug)[0], url=f"https://kazpravda.kz/n/{slug}/")
    (tmp_path / "output" / "warc" / "crawl.warc.gz").write_bytes(archive.data())
    profile = 'host = "example.org"\nchecked = 2026-01-31\n[story]\nbody = ["div.entry-content"]\n'
    (tmp_path / "profiles" / "example.org.toml").write_text(profile, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", COMMANDS)
def test_commands(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each does what it says; the editor is not left waiting for a browser."""
    monkeypatch.setattr(edit, "_serve", lambda _bench, _port: None)
    monkeypatch.setattr(edit, "find_spec", lambda _name: True)
    program, *arguments = shlex.split(command)
    result = CliRunner().invoke(PROGRAMS[program], arguments)
    assert result.exit_code == 0, result.output


def test_cases_are_tested_as_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A saved case passes, and fails when its answer is another."""

    def save(bench: Any, _port: int) -> None:
        bench.save()
        bench.save_case(0)

    monkeypatch.setattr(edit, "_serve", save)
    monkeypatch.setattr(edit, "find_spec", lambda _name: True)
    arguments = ["edit", "saved/", "--site", "example.org", "-o", "profiles/example.org.toml"]
    CliRunner().invoke(site_profile, arguments)
    [code] = blocks_of(EDITING, "python")
    [case] = (folder / "cases").iterdir()
    shown: dict[str, Any] = {}
    exec(code, shown)  # noqa: S102  as the page shows it
    [marks] = shown["test_case"].pytestmark
    assert [path.name for path in marks.args[1]] == [case.name]
    shown["test_case"](case)
    answer = case / "expected.json"
    answer.write_text(answer.read_text().replace("headline", "headlines"), encoding="utf-8")
    with pytest.raises(AssertionError):
        shown["test_case"](case)
