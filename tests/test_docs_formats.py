"""What docs/formats.md shows is true."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from cleaners.cli.clean_file import main
from cleaners.cli.formats import ENDINGS, Format, ending_of
from cleaners.cli.name_template import KEYS
from tests.replica_pages import STORIES, cleaned
from tests.test_docs import ROOT, blocks_of, commands_of

feedparser = pytest.importorskip("feedparser")

FORMATS = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what a crawl has stored."""
    article = cleaned(STORIES[0], "profile")
    for name in ("articles", "feeds"):
        (tmp_path / "output" / name).mkdir(parents=True)
    (tmp_path / "output" / "feeds" / "a.jsonl").write_text(article.to_json() + "\n")
    text = msgspec.json.format(article.to_json(explain=True))
    (tmp_path / "output" / "articles" / "a.json").write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each writes what it says, and what reads the table prints a count."""
    pytest.importorskip("pyarrow")
    pytest.importorskip("duckdb")
    for command in commands_of(FORMATS):
        result = CliRunner().invoke(main, shlex.split(command)[1:])
        assert result.exit_code == 0, result.stderr
    assert len(feedparser.parse(str(folder / "news.atom")).entries) == 1
    assert (folder / "notes" / "a.json.md").read_text().startswith("---\ntitle: ")
    [code] = blocks_of(FORMATS, "python")
    exec(code, {})  # noqa: S102  the document's own example
    assert str(cleaned(STORIES[0], "profile").in_language) in capsys.readouterr().out


def test_the_table_of_formats() -> None:
    """All of them, by the endings that tell them."""
    told = {
        name: set(re.findall(r"`(\.\w+)`", endings))
        for name, endings in re.findall(r"^\| `(\w+)` \| ((?:`\.\w+` ?)+)", FORMATS, re.M)
    }
    known = {format_ for format_ in Format if format_ is not Format.VIEW}
    assert told == {
        str(format_): {ending for ending, of in ENDINGS.items() if of is format_}
        for format_ in known
    }
    assert all(ending_of(format_) in told[format_] for format_ in known)


def test_the_keys_of_names() -> None:
    """All of them, in their order."""
    section = FORMATS.split("## Names of files")[1].split("## ")[0]
    assert re.findall(r"`\{(\w+)\}`", section) == list(KEYS)
