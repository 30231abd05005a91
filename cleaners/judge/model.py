"""What the classifiers have learned: boosted trees and scores of words, and the files they ship in.

The files are made by `python -m benchmarks.training`, and by `python -m benchmarks.training.lines`
and `python -m benchmarks.training.dumps`; they hold arrays alone, nothing that could run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import IO, Any, TypeVar

import numpy as np

from cleaners.judge.features.line_words import Vocabulary
from cleaners.judge.forest import Forest

_SCORES, _VOCABULARY = ("names", "prose"), "vocabulary"  # what of a model is no forest


@dataclass(frozen=True, slots=True)
class Model:
    """What is learned of pages and of dumps alike.

    `vocabulary` has the scores of words that are read, and of short blocks. The forest of the
    `first` pass has the features of blocks, that of the `context` pass also the probabilities of
    the blocks around; `confidence` has features of the whole page or dump.
    """

    vocabulary: Vocabulary
    first: Forest
    context: Forest
    confidence: Forest


@dataclass(frozen=True, slots=True)
class MarkupModel(Model):
    """The classifier of pages; `names` maps a word of an element's names to its log odds of story.

    The forest of the `opinion` pass has what that of the context pass has, and a second opinion.
    """

    names: Mapping[str, float]
    opinion: Forest


@dataclass(frozen=True, slots=True)
class LineModel(Model):
    """The classifier of dumps; `prose` maps a word of running text to its log odds of story.

    The forest of the `headline` has the features of lines that may be the headline, that of the
    `boundary` of places where the next story may begin, those of the `part` and of what is
    `continued` of parts between such places.
    """

    prose: Mapping[str, float]
    headline: Forest
    boundary: Forest
    part: Forest
    continued: Forest


ModelT = TypeVar("ModelT", bound=Model)


@lru_cache(maxsize=1)
def load_markup_model() -> MarkupModel:
    """The classifier of pages that ships with the library."""
    return _load(MarkupModel, "markup_model.npz")


@lru_cache(maxsize=1)
def load_line_model() -> LineModel:
    """The classifier of dumps that ships with the library."""
    return _load(LineModel, "line_model.npz")


def _load(kind: type[ModelT], name: str) -> ModelT:
    with (resources.files("cleaners.judge") / name).open("rb") as file:
        return read_model(kind, file)


def read_model(kind: type[ModelT], file: IO[bytes]) -> ModelT:
    """A classifier of this kind from an open file; `KeyError` if the file lacks a part of one."""
    with np.load(file, allow_pickle=False) as arrays:
        return kind(**{part.name: _read_part(arrays, part.name) for part in fields(kind)})


def save_model(model: Model, path: Path) -> None:
    """Write a classifier; the same model gives the same bytes."""
    arrays: dict[str, Any] = {}
    for part in fields(model):
        arrays |= _part_as_arrays(part.name, getattr(model, part.name))
    np.savez_compressed(path, **arrays)


def _read_part(arrays: np.lib.npyio.NpzFile, name: str) -> Any:
    if name in _SCORES:
        return _read_scores(arrays, name)
    return _read_vocabulary(arrays) if name == _VOCABULARY else _read_forest(arrays, name)


def _part_as_arrays(name: str, part: Any) -> dict[str, Any]:
    if name in _SCORES:
        return _scores_as_arrays(name, part)
    return _vocabulary_as_arrays(part) if name == _VOCABULARY else _forest_as_arrays(name, part)


def _vocabulary_as_arrays(vocabulary: Vocabulary) -> dict[str, Any]:
    arrays: dict[str, Any] = {}
    for name in Vocabulary._fields:
        arrays |= _scores_as_arrays(name, getattr(vocabulary, name))
    return arrays


def _read_vocabulary(arrays: np.lib.npyio.NpzFile) -> Vocabulary:
    return Vocabulary(*(_read_scores(arrays, name) for name in Vocabulary._fields))


def _scores_as_arrays(name: str, scores: Mapping[str, float]) -> dict[str, Any]:
    return {
        name: np.frombuffer("\n".join(scores).encode("utf-8"), np.uint8),
        f"{name}_scores": np.array(list(scores.values()), np.float16),
    }


def _read_scores(arrays: np.lib.npyio.NpzFile, name: str) -> dict[str, float]:
    texts = arrays[name].tobytes().decode("utf-8").split("\n")
    scores = arrays[f"{name}_scores"].astype(np.float32).tolist()
    return dict(zip(texts, scores, strict=True)) if scores else {}


def _forest_as_arrays(name: str, forest: Forest) -> dict[str, Any]:
    """A forest as arrays of a file; `name` is the pass, which keeps forests apart there."""
    return {
        f"{name}_features": forest.features.astype(np.int16),
        f"{name}_thresholds": forest.thresholds.astype(np.float32),
        f"{name}_leaf_values": forest.leaf_values.astype(np.float32),
        f"{name}_bias": np.array(forest.bias, np.float64),
    }


def _read_forest(arrays: np.lib.npyio.NpzFile, name: str) -> Forest:
    return Forest(
        features=arrays[f"{name}_features"],
        thresholds=arrays[f"{name}_thresholds"],
        leaf_values=arrays[f"{name}_leaf_values"],
        bias=float(arrays[f"{name}_bias"]),
    )
