"""The model's file: what is written is read again, and nothing in it can run."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import numpy as np
import pytest

import cleaners.judge
from cleaners.judge.classifier import FIRST_NAMES, SECOND_NAMES, SECONDED_NAMES
from cleaners.judge.measure import whole
from cleaners.judge.model import FORESTS, Model, load_model, read_model, save_model
from tests.judge.models import asks, make_model, says

SHIPPED = Path(cleaners.judge.__file__).parent / "model.npz"
NAMES = {"story": 2.5, "entry content": 1.0, "sidebar": -3.25, "(hidden)": -2.0}

shipped = pytest.mark.skipif(not SHIPPED.exists(), reason="the model is not trained yet")


def read(path: Path) -> Model:
    """The model of a file."""
    with path.open("rb") as file:
        return read_model(file)


@pytest.mark.parametrize("names", [NAMES, {}])
def test_names_are_read_as_they_were_written(tmp_path: Path, names: dict[str, float]) -> None:
    """In their order."""
    save_model(make_model(names=names), tmp_path / "model.npz")
    assert list(read(tmp_path / "model.npz").names.items()) == list(names.items())


@pytest.mark.parametrize("name", FORESTS)
def test_forests_are_read_as_they_were_written(tmp_path: Path, name: str) -> None:
    """Each in its own place."""
    written = Model(
        {},
        first=asks(FIRST_NAMES, "words"),
        second=asks(SECOND_NAMES, "belief"),
        seconded=asks(SECONDED_NAMES, "opinion"),
        confidence=says(0.7),
    )
    save_model(written, tmp_path / "model.npz")
    expected, actual = getattr(written, name), getattr(read(tmp_path / "model.npz"), name)
    assert expected.columns.tolist() == actual.columns.tolist()
    assert expected.borders.tolist() == actual.borders.tolist()
    assert expected.leaves.tolist() == actual.leaves.tolist()
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
        read_model(io.BytesIO(pickle.dumps(Trap())))


def test_an_array_of_objects_is_no_model(tmp_path: Path) -> None:
    """Such arrays are pickles in disguise."""
    path = tmp_path / "model.npz"
    np.savez(path, names=np.array([Trap()], object))
    with pytest.raises(ValueError, match="allow_pickle"):
        read(path)


@shipped
def test_the_shipped_model_is_small() -> None:
    """The library is downloaded with it."""
    assert SHIPPED.stat().st_size < 3_000_000


@shipped
@pytest.mark.parametrize(
    ("name", "measures"),
    [
        ("first", FIRST_NAMES),
        ("second", SECOND_NAMES),
        ("seconded", SECONDED_NAMES),
        ("confidence", whole.NAMES),
    ],
)
def test_the_shipped_model_asks_for_measures_that_there_are(
    name: str, measures: tuple[str, ...]
) -> None:
    """A measure that was added or struck off needs a new training."""
    forest = getattr(load_model(), name)
    trees, depth = forest.columns.shape
    assert 0 <= forest.columns.min() <= forest.columns.max() < len(measures)
    assert (forest.borders.shape, forest.leaves.shape) == ((trees, depth), (trees, 2**depth))
    assert np.isfinite(forest.leaves).all()


@shipped
def test_the_shipped_model_knows_names() -> None:
    """For and against the story."""
    names = load_model().names
    assert min(names.values()) < 0 < max(names.values())


@shipped
def test_the_shipped_model_is_read_once() -> None:
    """It takes longer than a page."""
    assert load_model() is load_model()
