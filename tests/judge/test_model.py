"""The model's file: what is written is read again, and nothing in it can run."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import numpy as np
import pytest

import cleaners.judge
from cleaners.judge.features.confidence import CONFIDENCE_FEATURES
from cleaners.judge.features.context_pass import CONTEXT_PASS, OPINION_PASS
from cleaners.judge.features.first_pass import FIRST_PASS
from cleaners.judge.model import (
    MarkupModel,
    load_markup_model,
    read_model,
    save_model,
)
from tests.judge.models import NO_WORDS, asks, make_model, says

SHIPPED = Path(cleaners.judge.__file__).parent / "markup_model.npz"
PASSES = ("first", "context", "opinion", "confidence")
NAMES = {"story": 2.5, "entry content": 1.0, "sidebar": -3.25, "(hidden)": -2.0}

shipped = pytest.mark.skipif(not SHIPPED.exists(), reason="the model is not trained yet")


def read(path: Path) -> MarkupModel:
    """The model of a file."""
    with path.open("rb") as file:
        return read_model(MarkupModel, file)


@pytest.mark.parametrize("names", [NAMES, {}])
def test_names_are_read_as_they_were_written(tmp_path: Path, names: dict[str, float]) -> None:
    """In their order."""
    save_model(make_model(names=names), tmp_path / "model.npz")
    assert list(read(tmp_path / "model.npz").names.items()) == list(names.items())


@pytest.mark.parametrize("name", PASSES)
def test_forests_are_read_as_they_were_written(tmp_path: Path, name: str) -> None:
    """Each in its own place."""
    written = MarkupModel(
        names={},
        vocabulary=NO_WORDS,
        first=asks(FIRST_PASS, "words"),
        context=asks(CONTEXT_PASS, "probability"),
        opinion=asks(OPINION_PASS, "opinion"),
        confidence=says(0.7),
    )
    save_model(written, tmp_path / "model.npz")
    expected, actual = getattr(written, name), getattr(read(tmp_path / "model.npz"), name)
    assert expected.features.tolist() == actual.features.tolist()
    assert expected.thresholds.tolist() == actual.thresholds.tolist()
    assert expected.leaf_values.tolist() == actual.leaf_values.tolist()
    assert expected.bias == actual.bias


def test_the_same_model_gives_the_same_bytes(tmp_path: Path) -> None:
    """Also after it was read."""
    first, again = tmp_path / "first.npz", tmp_path / "again.npz"
    save_model(make_model(names=NAMES), first)
    save_model(read(first), again)
    assert first.read_bytes() == again.read_bytes()


class Trap:
    """What a pickle would run."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Ends the test, if anybody listens."""
        return pytest.fail, ("the pickle ran",)


def test_a_pickle_is_no_model() -> None:
    """It is refused before anything in it runs."""
    with pytest.raises(ValueError, match="pickle"):
        read_model(MarkupModel, io.BytesIO(pickle.dumps(Trap())))


def test_an_array_of_objects_is_no_model(tmp_path: Path) -> None:
    """Such arrays are pickles in disguise."""
    path = tmp_path / "model.npz"
    np.savez(path, words=np.array([Trap()], object))
    with pytest.raises(ValueError, match="allow_pickle"):
        read(path)


@shipped
def test_the_shipped_model_is_small() -> None:
    """The library is downloaded with it."""
    assert SHIPPED.stat().st_size < 3_000_000


@shipped
@pytest.mark.parametrize(
    ("name", "features"),
    [
        ("first", FIRST_PASS),
        ("context", CONTEXT_PASS),
        ("opinion", OPINION_PASS),
        ("confidence", CONFIDENCE_FEATURES),
    ],
)
def test_the_shipped_model_asks_for_features_that_there_are(
    name: str, features: tuple[str, ...]
) -> None:
    """A feature that was added or struck off needs a new training."""
    forest = getattr(load_markup_model(), name)
    trees, depth = forest.features.shape
    assert 0 <= forest.features.min() <= forest.features.max() < len(features)
    assert (forest.thresholds.shape, forest.leaf_values.shape) == (
        (trees, depth),
        (trees, 2**depth),
    )
    assert np.isfinite(forest.leaf_values).all()


@shipped
def test_the_shipped_model_knows_names() -> None:
    """For and against the story."""
    names = load_markup_model().names
    assert min(names.values()) < 0 < max(names.values())


@shipped
def test_the_shipped_model_is_read_once() -> None:
    """It takes longer than a page."""
    assert load_markup_model() is load_markup_model()
