"""The commands of docs/templates.md that measure, on the pages of a paper that never was."""

from __future__ import annotations

import re
import shlex
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.templates.contenders import drop_repeated
from benchmarks.templates.hosts import load_hosts
from benchmarks.training.held_out import FOLDS, line_model_path, model_path
from tests.benchmarks.quality_sets import write_set
from tests.paper import HOST, page, paragraphs

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "cleaners" / "judge" / "markup_model.npz"
SHIPPED_LINES = ROOT / "cleaners" / "judge" / "line_model.npz"
TEMPLATES = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
COMMANDS: list[str] = re.findall(r"^\$ (python .*)$", TEMPLATES, re.MULTILINE)
SETS = ("daniel-ru-dev", "daniel-other", "cpe")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder `data` with a host of eight pages and one of two, and held-out models."""
    pages = [
        {
            "id": f"20120106_{HOST if number < 8 else 'small.example'}_{number}",
            "html": page(number),
            "gold": "\n".join(paragraphs(number)),
            "lang": "ru",
        }
        for number in range(10)
    ]
    write_set(tmp_path / "data" / "daniel-ru-dev.jsonl.xz", pages)
    for name in SETS[1:]:
        write_set(tmp_path / "data" / f"{name}.jsonl.xz", [])
    (tmp_path / "output" / "held-out").mkdir(parents=True)
    for fold in range(FOLDS):
        shutil.copy(SHIPPED, model_path(tmp_path / "output" / "held-out", fold))
        shutil.copy(SHIPPED_LINES, line_model_path(tmp_path / "output" / "held-out", fold))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def run(command: str, *more: str) -> str:
    """What a command of the documentation prints."""
    _, _, module, *words = shlex.split(command)
    main = import_module(f"{module}.__main__" if module == "benchmarks.templates" else module).main
    result = CliRunner().invoke(main, [*words, *more])
    assert result.exit_code == 0, result.output
    return str(result.output)


@pytest.mark.usefixtures("data")
class TestCommands:
    def test_scores(self) -> None:
        """A row a host, all of them and the Russian ones; who is better, and how surely."""
        told = run(_command("benchmarks.templates"))
        row = re.compile(rf"^{HOST} +8 +1\.000 \(1\.000 1\.000\)", re.MULTILINE)
        assert row.search(told)
        assert "small.example" not in told
        assert re.search(r"^Russian: learned − generic [+-]\d\.\d{4} \(", told, re.MULTILINE)

    def test_scores_of_dumps(self, tmp_path: Path) -> None:
        """The sets have the name of the renderer behind their own."""
        rules = paragraphs(50)
        dumps = [
            {
                "id": f"20120106_{HOST}_{number}",
                "html": "\n\n".join([*paragraphs(number), *paragraphs(number + 20), *rules]),
                "gold": "\n".join([*paragraphs(number), *paragraphs(number + 20)]),
                "lang": "ru",
            }
            for number in range(8)
        ]
        for name in SETS:
            given = dumps if name == "daniel-ru-dev" else []
            write_set(tmp_path / "output" / "dumps" / f"{name}.html-text.jsonl.xz", given)
        told = run(_command("benchmarks.templates", dumps=True))
        assert re.search(r"^all: learned − generic \+0\.[1-9]", told, re.MULTILINE)

    def test_curve(self) -> None:
        """A row for each number of pages, and one for none."""
        told = run(_command("benchmarks.templates.curve"))
        sizes = re.findall(r"^(none|\d+)", told, re.MULTILINE)
        assert sizes == ["none", "1", "2", "4", "8", "16"]

    def test_speed(self) -> None:
        """Ratios to the generic road and to trafilatura."""
        told = run(_command("benchmarks.templates.speed"), "--rounds", "1")
        assert re.search(r"learning: 8 pages of 1 hosts, \d+ pages/s of processor", told)
        assert re.search(r"trafilatura .* learned ÷ it: \d", told)

    def test_growth(self) -> None:
        """Memory as the pages grow; the body is found among made-up words."""
        told = run(_command("benchmarks.templates.growth"), "--pages", "30")
        assert re.search(r"^ +30 +\d+ +\d+$", told, re.MULTILINE)
        assert "body div.text" in told


def test_an_unknown_host(data: Path) -> None:
    """It is an error, and no empty table."""
    main = import_module("benchmarks.templates.__main__").main
    result = CliRunner().invoke(main, [str(data), "--host", "nobody.example"])
    assert result.exit_code == 1
    assert "no such host" in result.output


def test_every_page_is_scored_once(data: Path) -> None:
    """And never learned from for its own score."""
    [host] = load_hosts(data)
    scored = []
    for taught, left_out in host.folds(3):
        assert {page.id for page in taught}.isdisjoint(page.id for page in left_out)
        scored += [page.id for page in left_out]
    assert sorted(scored) == sorted(page.id for page in host.pages)


def test_the_naive_rule() -> None:
    """A line of two pages stays."""
    assert drop_repeated(["a\nx", "b\nx"]) == ["a\nx", "b\nx"]


def _command(module: str, *, dumps: bool = False) -> str:
    """As the documentation has it."""
    [command] = [
        command
        for command in COMMANDS
        if shlex.split(command)[2] == module and ("--dumps" in command) is dumps
    ]
    return command
