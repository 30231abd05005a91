"""The command `site-profile edit`: what it says before a browser comes into it."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cleaners.cli.site_profile import edit as module
from cleaners.cli.site_profile.group import main
from tests.layouts import HOST, story, wordpress


def edit(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["edit", *map(str, arguments)])


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether or not the packages of the extra are."""
    monkeypatch.setattr(module, "find_spec", lambda _name: True)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The benches that would be served."""
    benches: list[Any] = []
    monkeypatch.setattr(module, "_serve", lambda bench, _port: benches.append(bench))
    return benches


def write_pages(path: Path, *numbers: int, host: str = HOST) -> Path:
    """Pages with addresses, as JSON Lines."""
    lines = [
        json.dumps({"url": story(n).url.replace(HOST, host), "html": wordpress(n)}) for n in numbers
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    """With the command that installs it."""
    monkeypatch.setattr(module, "find_spec", lambda name: name != missing)
    result = edit(write_pages(tmp_path / "a.jsonl", 1))
    assert result.exit_code == 1
    assert "pip install 'chistovik[edit]'" in result.stderr


def test_pages_of_the_first_site_are_taken(
    tmp_path: Path, served: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of others are counted."""
    monkeypatch.chdir(tmp_path)
    pages = write_pages(tmp_path / "a.jsonl", 1, 2)
    others = write_pages(tmp_path / "b.jsonl", 3, host="other.example")
    result = edit(pages, others)
    assert result.exit_code == 0, result.output
    [bench] = served
    assert (bench.host, len(bench.documents), str(bench.output)) == (HOST, 2, f"{HOST}.toml")
    assert "1 pages are left out" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "b.jsonl"]


def test_what_was_not_saved_is_told_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C saves nothing."""
    from cleaners.cli.editor.proposals import Role

    def change(bench: Any, _port: int) -> None:
        bench.apply(Role.HEADLINE, "h1", is_line=False)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "_serve", change)
    result = edit(write_pages(tmp_path / "a.jsonl", 1))
    assert "the last changes were not saved" in result.stderr
    assert not (tmp_path / f"{HOST}.toml").exists()


@pytest.mark.parametrize(
    ("content", "arguments", "message"),
    [
        ("<p>Мост открыт сегодня для всех.</p>", (), "name it with --site HOST"),
        ("", ("--site", "a.kz"), "there was no page to show"),
        ("<p>Мост</p>", ("--site", "a.kz", "-o", "no/a.toml"), "there is no folder no"),
        ("<p>Мост</p>", ("--site", "a.kz", "-o", "wrong.toml"), "wrong.toml: host: is missing"),
        ("<p>Мост</p>", ("--site", "a.kz", "-o", "b.toml"), "b.toml is the profile of b.kz"),
    ],
)
def test_usual_mistakes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: str,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    """Each in a sentence; nothing is served."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(content, encoding="utf-8")
    (tmp_path / "wrong.toml").write_text("checked = 2026-01-31\n", encoding="utf-8")
    (tmp_path / "b.toml").write_text('host = "b.kz"\nchecked = 2026-01-31\n', encoding="utf-8")
    result = edit("page.html", *arguments)
    assert result.exit_code in (1, 2)
    assert message in " ".join(result.stderr.split())


def test_a_port_that_is_taken_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a sentence."""
    pytest.importorskip("starlette")
    pytest.importorskip("uvicorn")

    def refuse(_socket: Any, _address: Any) -> None:
        raise OSError(errno.EADDRINUSE, "Address already in use")

    monkeypatch.setattr("socket.socket.bind", refuse)
    monkeypatch.chdir(tmp_path)
    result = edit(write_pages(tmp_path / "a.jsonl", 1), "--port", 8123)
    assert result.exit_code == 1
    assert "port 8123: Address already in use" in result.stderr
