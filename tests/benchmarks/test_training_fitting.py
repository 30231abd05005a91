"""Examples → model, with a few trees on a few pages; skipped where CatBoost is not installed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cleaners.judge.classifier import classify_page
from cleaners.judge.features.confidence import CONFIDENCE_FEATURES, THRESHOLD
from cleaners.judge.features.context_pass import CONTEXT_PASS, OPINION_PASS
from cleaners.judge.features.first_pass import FIRST_PASS
from cleaners.judge.judge import judge_by_rules
from cleaners.judge.model import MarkupModel, save_model
from cleaners.labels import load_lexicon
from tests.benchmarks.quality_sets import STORY
from tests.benchmarks.training_pages import examples, gold_page

pytest.importorskip("catboost")

from benchmarks.training import fitting

HOSTS = tuple(f"{letter}.example" for letter in "abcdef")
WITHOUT_STORY = (
    "<ul>" + "".join(f"<li>Thread {number} of many</li>" for number in range(9)) + "</ul>"
)


@pytest.fixture(scope="module")
def model() -> MarkupModel:
    """A model of six pages with a story and two without one."""
    return fit()


def fit() -> MarkupModel:
    """Trained on the same pages in the same order."""
    listings = [
        gold_page(host, WITHOUT_STORY, id=f"{host}/", page_type="listing", gold="")
        for host in HOSTS[:2]
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitting, "_PAGES", fitting.Size(8))
        patch.setattr(fitting, "_CONFIDENCE", fitting.Size(8))
        return fitting.fit_markup_model(examples(*map(gold_page, HOSTS), *listings))


def test_the_same_pages_give_the_same_bytes(model: MarkupModel, tmp_path: Path) -> None:
    """No clock, no chance, no threads."""
    first, again = tmp_path / "first.npz", tmp_path / "again.npz"
    save_model(model, first)
    save_model(fit(), again)
    assert first.read_bytes() == again.read_bytes()


@pytest.mark.parametrize(
    ("name", "features"),
    [
        ("first", FIRST_PASS),
        ("context", CONTEXT_PASS),
        ("opinion", OPINION_PASS),
        ("confidence", CONFIDENCE_FEATURES),
    ],
)
def test_each_forest_asks_for_its_own_features(
    model: MarkupModel, name: str, features: tuple[str, ...]
) -> None:
    """By their numbers."""
    forest = getattr(model, name)
    assert 0 <= forest.features.min() <= forest.features.max() < len(features)
    assert np.isfinite(forest.leaf_values).all()


def test_a_page_of_another_host_is_judged_rightly(model: MarkupModel) -> None:
    """It is made as the others are."""
    (example,) = examples(gold_page("other.example"))
    classified = classify_page(example.page, judge_by_rules(example.page, load_lexicon()), model)
    kept = classified.probability >= THRESHOLD
    texts = [block.text for block in example.page.blocks if kept[block.index]]
    assert set(STORY) <= set(texts)
    assert kept.sum() < len(kept)


def test_names_are_learned_too(model: MarkupModel) -> None:
    """From all pages."""
    assert model.names["story"] > 0 > model.names["sections"]


def test_a_forest_says_what_catboost_says() -> None:
    """Its trees in our form are the same trees."""
    from catboost import CatBoostRegressor

    generator = np.random.default_rng(1)
    matrix = generator.random((200, 5)).astype(np.float32)
    wanted = np.where(matrix[:, 0] > 0.5, matrix[:, 1], -matrix[:, 2])
    theirs = CatBoostRegressor(
        iterations=20, depth=3, verbose=0, allow_writing_files=False, thread_count=1
    ).fit(matrix, wanted)
    ours = fitting._read_forest(theirs)
    assert ours.score(matrix).tolist() == pytest.approx(theirs.predict(matrix).tolist(), abs=1e-5)
