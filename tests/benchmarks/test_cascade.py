"""What a second opinion is worth, bound by bound."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.cascade import Asked, below, main
from benchmarks.training.held_out import FOLDS, model_path
from tests.benchmarks.quality_sets import STORY, line, write_set

SHIPPED = Path(__file__).parents[2] / "cleaners" / "judge" / "markup_model.npz"
PAGES = [Asked(0.1, 0.2, 0.8, 30), Asked(0.6, 0.9, 0.8, 50)]


@pytest.mark.parametrize(
    ("bound", "share", "gain", "milliseconds"),
    [(0.1, 0.0, 0.0, 0.0), (0.5, 0.5, 0.3, 15.0), (1.01, 1.0, 0.25, 40.0)],
)
def test_bound(bound: float, share: float, gain: float, milliseconds: float) -> None:
    """Pages below it are asked about; gain and time are spread over all pages."""
    assert below(PAGES, bound) == pytest.approx((share, gain, milliseconds))


@pytest.mark.slow
def test_table(tmp_path: Path) -> None:
    """A row a set and bound, then all sets, then the pages without a story."""
    for fold in range(FOLDS):
        shutil.copy(SHIPPED, model_path(tmp_path, fold))
    story = line("story", gold="\n".join(STORY), url="https://a.kz/1")
    shop = line("shop", gold="", url="https://b.kz/1", page_type="product")
    path = write_set(tmp_path / "small.jsonl.xz", [story, shop])
    done = CliRunner().invoke(main, [str(path), "--held-out", str(tmp_path)])
    names = [row.split("|")[1].strip() for row in done.output.splitlines()[2:]]
    assert list(dict.fromkeys(names)) == ["small", "all", "no story"]
    assert "| small | 1 | 1 | 100.0% | +0.0000 |" in done.output
