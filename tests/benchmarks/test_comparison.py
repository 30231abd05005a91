"""One table and one plot of several sets."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.comparison import as_table, main, read_figures
from benchmarks.quality.summary import summarise
from benchmarks.quality.tables import as_json
from tests.benchmarks.quality_sets import page, results_of

pytest.importorskip("matplotlib", reason="make bench-setup")

GOLD = "a b c d e f"


@pytest.fixture
def measured(tmp_path: Path) -> list[Path]:
    """What `benchmarks.quality` writes of two sets: one with gold, one with snippets."""
    good, half = GOLD, "a b c d x e f"
    with_gold = results_of([page(gold=GOLD)], chistovik=[good], trafilatura=[half])
    facts = page(gold=None, with_=("open",), without=("also",))
    snippets = results_of(
        [facts], chistovik=["open"], trafilatura=["open also"], justext=["nothing"]
    )
    paths = []
    for name, results in [("gold", with_gold), ("snippets", snippets)]:
        paths.append(tmp_path / f"{name}.json")
        paths[-1].write_text(as_json(summarise(name, results)))
    return paths


def test_table(measured: list[Path]) -> None:
    """A row an extractor that ran on all sets, the best first; a column a set, and their mean."""
    rows = as_table([read_figures(path) for path in measured]).splitlines()
    assert rows[0] == "| extractor | gold (1) | snippets (1) | mean | time |"
    assert [row.split(" | ")[:4] for row in rows[2:]] == [
        ["| chistovik", "1.000", "1.000", "1.000"],
        ["| trafilatura", "0.286", "0.667", "0.476"],
    ]


def test_time_of_trafilatura(measured: list[Path]) -> None:
    """It is its own measure."""
    assert as_table([read_figures(path) for path in measured]).endswith("| 1.00 |")


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_plot(measured: list[Path], tmp_path: Path, ending: str) -> None:
    """The same figures give the same bytes."""
    pictures = [tmp_path / f"{number}.{ending}" for number in range(2)]
    for picture in pictures:
        arguments = [*map(str, measured), "--plot", str(picture)]
        assert CliRunner().invoke(main, arguments).exit_code == 0
    assert pictures[0].read_bytes() == pictures[1].read_bytes() != b""


@pytest.mark.parametrize("text", ["", "[]", '{"set": "x", "extractors": []}'])
def test_other_file(tmp_path: Path, text: str) -> None:
    """The message names it."""
    path = tmp_path / "other.json"
    path.write_text(text)
    result = CliRunner().invoke(main, [str(path)])
    assert result.exit_code == 1
    assert str(path) in result.output
    assert "Traceback" not in result.output
