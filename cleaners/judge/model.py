"""What the classifier has learned, as it ships: words, forests, and the measures they were made of.

The file is made by `python -m benchmarks.training`; it holds arrays alone, nothing that could run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import IO, Any

import numpy as np

from cleaners.judge.forest import Forest

FORESTS = ("first", "second", "seconded", "confidence")
_FILE = "model.npz"


@dataclass(frozen=True, slots=True)
class Model:
    """`names` maps a word of an element's names to its log odds; the forests are in order of use.

    `first` looks at the measures of blocks, `second` also at what the first believes of the
    blocks around, `seconded` at a second opinion too; `confidence` looks at the whole page.
    """

    names: dict[str, float]
    first: Forest
    second: Forest
    seconded: Forest
    confidence: Forest


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The model that ships with the library."""
    with (resources.files("cleaners.judge") / _FILE).open("rb") as file:
        return read_model(file)


def read_model(file: IO[bytes]) -> Model:
    """A model from an open file."""
    with np.load(file, allow_pickle=False) as arrays:
        words = arrays["names"].tobytes().decode("utf-8").splitlines()
        scores = arrays["name_scores"].astype(np.float32).tolist()
        return Model(
            dict(zip(words, scores, strict=True)),
            *(read_forest(arrays, name) for name in FORESTS),
        )


def save_model(model: Model, path: Path) -> None:
    """Write a model; the same model gives the same bytes."""
    arrays: dict[str, Any] = {
        "names": np.frombuffer("\n".join(model.names).encode("utf-8"), np.uint8),
        "name_scores": np.array(list(model.names.values()), np.float16),
    }
    for name in FORESTS:
        arrays |= forest_arrays(name, getattr(model, name))
    np.savez_compressed(path, **arrays)


def forest_arrays(name: str, forest: Forest) -> dict[str, Any]:
    """A forest as arrays of a file; `name` tells it from other forests there."""
    return {
        f"{name}_columns": forest.columns.astype(np.int16),
        f"{name}_borders": forest.borders.astype(np.float32),
        f"{name}_leaves": forest.leaves.astype(np.float32),
        f"{name}_bias": np.array(forest.bias, np.float64),
    }


def read_forest(arrays: np.lib.npyio.NpzFile, name: str) -> Forest:
    """The forest that stands in a file under this name."""
    return Forest(
        arrays[f"{name}_columns"],
        arrays[f"{name}_borders"],
        arrays[f"{name}_leaves"],
        float(arrays[f"{name}_bias"]),
    )
