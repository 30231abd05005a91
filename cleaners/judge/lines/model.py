"""What the judge of lines has learned, as it ships: words, lines, forests.

The file is made by `python -m benchmarks.training.lines`; it holds arrays alone, nothing that
could run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import IO, Any

import numpy as np

from cleaners.judge.forest import Forest
from cleaners.judge.lines.words import Vocabulary
from cleaners.judge.model import forest_arrays, read_forest

FORESTS = ("first", "second", "confidence")
_FILE = "model.npz"


@dataclass(frozen=True, slots=True)
class LineModel:
    """`first` looks at the measures of lines, `second` also at what the first believes of others.

    `confidence` looks at the whole dump.
    """

    vocabulary: Vocabulary
    first: Forest
    second: Forest
    confidence: Forest


@lru_cache(maxsize=1)
def load_line_model() -> LineModel:
    """The model that ships with the library."""
    with (resources.files("cleaners.judge.lines") / _FILE).open("rb") as file:
        return read_line_model(file)


def read_line_model(file: IO[bytes]) -> LineModel:
    """A model from an open file."""
    with np.load(file, allow_pickle=False) as arrays:
        vocabulary = Vocabulary(_read_scores(arrays, "words"), _read_scores(arrays, "lines"))
        return LineModel(vocabulary, *(read_forest(arrays, name) for name in FORESTS))


def save_line_model(model: LineModel, path: Path) -> None:
    """Write a model; the same model gives the same bytes."""
    arrays: dict[str, Any] = {}
    for name in Vocabulary._fields:
        scores: Mapping[str, float] = getattr(model.vocabulary, name)
        arrays[name] = np.frombuffer("\n".join(scores).encode("utf-8"), np.uint8)
        arrays[f"{name}_scores"] = np.array(list(scores.values()), np.float16)
    for name in FORESTS:
        arrays |= forest_arrays(name, getattr(model, name))
    np.savez_compressed(path, **arrays)


def _read_scores(arrays: np.lib.npyio.NpzFile, name: str) -> dict[str, float]:
    texts = arrays[name].tobytes().decode("utf-8").split("\n")
    scores = arrays[f"{name}_scores"].astype(np.float32).tolist()
    return dict(zip(texts, scores, strict=True)) if scores else {}
