"""The file of the classifier of dumps: what is written is read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import cleaners.judge
from cleaners.judge.features.confidence import LINE_CONFIDENCE_FEATURES
from cleaners.judge.features.context_pass import LINE_CONTEXT_PASS
from cleaners.judge.features.first_pass import LINE_FIRST_PASS
from cleaners.judge.model import LineModel, load_line_model, read_model, save_model
from tests.judge.line_models import make_line_model
from tests.judge.models import says

SHIPPED = Path(cleaners.judge.__file__).parent / "line_model.npz"
PASSES = ("first", "context", "confidence")


def written(model: LineModel, folder: Path) -> LineModel:
    """The model, written and read."""
    save_model(model, folder / "model.npz")
    with (folder / "model.npz").open("rb") as file:
        return read_model(LineModel, file)


@pytest.mark.parametrize("scores", [{}, {"мост": 1.5, "читайте": -2.25}])
def test_words_are_read_as_they_were_written(tmp_path: Path, scores: dict[str, float]) -> None:
    """In their order; also none."""
    read = written(make_line_model(words=scores, lines=scores), tmp_path).vocabulary
    assert list(read.words.items()) == list(read.lines.items()) == list(scores.items())


@pytest.mark.parametrize("name", PASSES)
def test_forests_are_read_as_they_were_written(tmp_path: Path, name: str) -> None:
    """Each in its own place."""
    scores = dict(zip(PASSES, (1.0, 2.0, 3.0), strict=True))
    model = make_line_model(
        first=says(scores["first"]),
        context=says(scores["context"]),
        confidence=scores["confidence"],
    )
    assert getattr(written(model, tmp_path), name).bias == scores[name]


def test_the_same_model_gives_the_same_bytes(tmp_path: Path) -> None:
    """A model that was trained again can be compared."""
    for name in ("a", "b"):
        save_model(make_line_model(words={"мост": 1.0}), tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_the_shipped_model_is_small() -> None:
    """Under 2 MB."""
    assert SHIPPED.stat().st_size < 2_000_000


def test_the_shipped_model_asks_for_features_that_are_there() -> None:
    """Whoever changes the features has to train again."""
    model = load_line_model()
    for name, names in (
        ("first", LINE_FIRST_PASS), ("context", LINE_CONTEXT_PASS),
        ("confidence", LINE_CONFIDENCE_FEATURES),
    ):  # fmt: skip
        assert np.max(getattr(model, name).features) < len(names)
    assert len(model.vocabulary.words) > 1000
