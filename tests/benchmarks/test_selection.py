"""Which pages of a set are measured."""

from __future__ import annotations

import pytest

from benchmarks.quality.selection import Selection
from benchmarks.quality.values import PageSet, SetPage
from benchmarks.training.examples import domain_of, fold_of
from benchmarks.training.held_out import FOLDS

PAGES = [SetPage(f"{number}", "", host=f"host{number}.example{number}") for number in range(20)]
SET = PageSet("set", lambda: iter(PAGES))


@pytest.mark.parametrize("fold", range(FOLDS))
def test_a_fold_holds_the_hosts_that_its_model_has_not_seen(fold: int) -> None:
    """And no other."""
    found = list(Selection(folds=(fold,)).pages(SET))
    assert found == [page for page in PAGES if fold_of(domain_of(page), FOLDS) == fold]


def test_all_folds_are_all_pages() -> None:
    """So are none."""
    assert list(Selection(folds=range(FOLDS)).pages(SET)) == PAGES
    assert list(Selection().pages(SET)) == PAGES
