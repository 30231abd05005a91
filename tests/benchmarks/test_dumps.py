"""Pages rendered to text: each renderer in its own form, the sets that hold them, stories alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.dumps import __main__ as dumps
from benchmarks.dumps.renderers import NAMES, RENDERERS, STORY, cut_story, is_installed
from benchmarks.quality.sets import load_file
from benchmarks.quality.values import SetPage
from tests.benchmarks.quality_sets import HTML, line, page, write_set

MARKUP = "<h1>Мост открыт</h1><ul><li>Первое</li><li>Второе</li></ul><p>Город рад.</p>"


def render_to(folder: Path, *arguments: str) -> str:
    """What the command says; it must not fail."""
    result = CliRunner().invoke(dumps.main, [*arguments, "-o", str(folder)])
    assert result.exit_code == 0, result.output
    return result.output


def texts(path: Path) -> list[str]:
    """The dumps of a set."""
    return [dump.html for dump in load_file(path).read()]


@pytest.mark.parametrize("name", NAMES)
def test_every_renderer_gives_the_words_of_the_page(name: str) -> None:
    """On lines, without markup; who looks for the main content leaves out short lists."""
    if not is_installed(name):
        pytest.skip(f"{name} is not installed")
    text = RENDERERS[name](f"<html><head><meta charset=utf-8></head><body>{MARKUP}</body></html>")
    lines = [line.strip(" •*-") for line in text.splitlines() if line.strip()]
    assert lines[-1] == "Город рад."
    assert set(lines) <= {"Мост открыт", "Первое", "Второе", "Город рад."}


def test_a_set_of_dumps_is_a_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text stands in place of the markup, all else is as it was."""
    monkeypatch.setitem(RENDERERS, NAMES[0], lambda html: f"{len(html)} characters")
    monkeypatch.setattr(dumps, "is_installed", lambda name: name == NAMES[0])
    source = write_set(tmp_path / "own.jsonl", [line("1", gold="Open.", lang="ru")])
    render_to(tmp_path, str(source))
    read = list(load_file(tmp_path / f"own.{NAMES[0]}.jsonl.xz").read())
    assert read == [SetPage("1", f"{len(HTML)} characters", gold="Open.", lang="ru")]


def test_a_page_that_cannot_be_rendered_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are written all the same."""

    def render(html: str) -> str:
        if not html:
            raise ValueError("nothing")
        return html

    monkeypatch.setitem(RENDERERS, NAMES[0], render)
    monkeypatch.setattr(dumps, "is_installed", lambda name: name == NAMES[0])
    source = write_set(tmp_path / "own.jsonl", [line("bad", html=""), line("good", html="x")])
    said = render_to(tmp_path, str(source))
    assert f"{NAMES[0]}: bad: ValueError('nothing')" in said
    assert texts(tmp_path / f"own.{NAMES[0]}.jsonl.xz") == ["x"]


def test_a_renderer_that_is_not_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command that installs it."""
    monkeypatch.setattr(dumps, "is_installed", lambda _name: False)
    source = write_set(tmp_path / "own.jsonl", [line()])
    arguments = [str(source), "--renderer", NAMES[0], "-o", str(tmp_path)]
    result = CliRunner().invoke(dumps.main, arguments)
    assert result.exit_code == 1
    assert "make bench-setup" in result.output


def test_stories_are_written_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their gold is what they hold; pages without gold have none."""
    monkeypatch.setattr(dumps, "is_installed", lambda _name: False)
    source = write_set(tmp_path / "own.jsonl", [line("1", gold="Один.\nДва."), line("2")])
    render_to(tmp_path, str(source))
    (story,) = load_file(tmp_path / f"own.{STORY}.jsonl.xz").read()
    assert story.html == story.gold
    assert story.html.startswith("Один.")


def test_a_story_is_cut_behind_a_paragraph() -> None:
    """Never within one; about every other one is whole."""
    gold = "Один.\n\nДва.\nТри."
    whole = "Один.\n\nДва.\n\nТри."
    cuts = [cut_story(page(str(number), gold=gold)) for number in range(60)]
    assert set(cuts) == {"Один.", "Один.\n\nДва.", whole}
    assert 20 < cuts.count(whole) < 50


def test_what_no_file_can_hold_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lone surrogate."""
    monkeypatch.setitem(RENDERERS, NAMES[0], lambda _html: "a\ud800b")
    monkeypatch.setattr(dumps, "is_installed", lambda name: name == NAMES[0])
    source = write_set(tmp_path / "own.jsonl", [line()])
    render_to(tmp_path, str(source))
    assert texts(tmp_path / f"own.{NAMES[0]}.jsonl.xz") == ["a?b"]
