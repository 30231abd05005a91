"""The commands of docs/extractor.md, on small sets and with few trees."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from click import Command
from click.testing import CliRunner

import benchmarks.confidence
import benchmarks.quality.__main__
import benchmarks.training.__main__
from benchmarks.quality.values import SetPage
from benchmarks.training.held_out import FOLDS, line_model_path, model_path
from tests.benchmarks.quality_sets import write_set
from tests.benchmarks.training_pages import gold_page

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "cleaners" / "judge" / "markup_model.npz"
SHIPPED_LINES = ROOT / "cleaners" / "judge" / "line_model.npz"
EXTRACTOR = (ROOT / "docs" / "extractor.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ (python .*)$", EXTRACTOR, re.MULTILINE)
HOSTS = tuple(f"{letter}.example" for letter in "abcdefgh")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with held-out models that are all the shipped ones."""
    held_out = tmp_path / "output" / "held-out"
    held_out.mkdir(parents=True)
    for fold in range(FOLDS):
        shutil.copy(SHIPPED, model_path(held_out, fold))
        shutil.copy(SHIPPED_LINES, line_model_path(held_out, fold))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def facts_of(page: SetPage) -> dict[str, Any]:
    """The page as it stands in a file."""
    names = ("id", "html", "host", "gold", "page_type")
    return {name: getattr(page, name) for name in names}


def find_command(module: str, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command of a module; those that train are given few trees."""
    if module == "benchmarks.quality":
        return benchmarks.quality.__main__.main
    if module == "benchmarks.confidence":
        return benchmarks.confidence.main
    pytest.importorskip("catboost")
    from benchmarks.training import ablation, fitting

    monkeypatch.setattr(fitting, "_PAGES", fitting.Size(4))
    monkeypatch.setattr(fitting, "_CONFIDENCE", fitting.Size(4))
    return benchmarks.training.__main__.main if module == "benchmarks.training" else ablation.main


@pytest.mark.parametrize("text", COMMANDS)
def test_command(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It works as it stands; a model is not written over the shipped one."""
    _, _, module, *arguments = shlex.split(text)
    pages = [gold_page(host) for host in HOSTS]
    pages += [gold_page(f"l{host}", "<p>Menu", page_type="listing", gold="") for host in HOSTS]
    for name in (word for word in arguments if word.endswith(".jsonl.xz")):
        write_set(folder / name, [facts_of(page) for page in pages])
    command = find_command(module, monkeypatch)
    if module == "benchmarks.training":
        arguments += ["-o", "model.npz"]
    elif module == "benchmarks.quality":
        arguments += ["--extractor", "chistovik"]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    assert result.stdout


def test_confidence_tells_articles_from_listings(folder: Path) -> None:
    """A row for each set and one for each type of page."""
    listing = gold_page("l.example", "<p>Menu</p>", page_type="listing", gold="")
    write_set(folder / "a.jsonl.xz", [facts_of(gold_page("a.example")), facts_of(listing)])
    options = ["a.jsonl.xz", "--held-out", "output/held-out"]
    result = CliRunner().invoke(benchmarks.confidence.main, options)
    assert "| listing | 1 | 1 | 0 |" in result.stdout
    assert "| a | 1 |" in result.stdout
