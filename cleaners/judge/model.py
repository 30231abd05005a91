"""What the classifiers have learned: boosted trees and scores of words, and the files they ship in.

The files are made by `python -m benchmarks.training`, and by `python -m benchmarks.training.lines`
and `python -m benchmarks.training.dumps`; they hold arrays alone, nothing that could run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import IO, Any

import numpy as np

from cleaners.judge.features.line_words import Vocabulary
from cleaners.judge.forest import Forest

_MARKUP_FILE, _LINE_FILE = "markup_model.npz", "line_model.npz"


@dataclass(frozen=True, slots=True)
class MarkupModel:
    """The classifier of pages; `names` maps a word of an element's names to its log odds of story.

    `vocabulary` has those of words that are read, and of short blocks. The forest of the `first`
    pass has the features of blocks, that of the `context` pass also the probabilities of the blocks
    around, that of the `opinion` pass a second opinion too; `confidence` has features of the whole
    page.
    """

    names: Mapping[str, float]
    vocabulary: Vocabulary
    first: Forest
    context: Forest
    opinion: Forest
    confidence: Forest


@dataclass(frozen=True, slots=True)
class LineModel:
    """The classifier of dumps: as `MarkupModel`, with scores of words and short lines.

    Nobody is asked for a second opinion on a dump. The forest of the `headline` has the features of
    lines that may be the headline, that of the `boundary` of places where the next story may begin,
    those of the `part` and of what is `continued` of parts between such places.
    """

    vocabulary: Vocabulary
    first: Forest
    context: Forest
    headline: Forest
    boundary: Forest
    part: Forest
    continued: Forest
    confidence: Forest


@lru_cache(maxsize=1)
def load_markup_model() -> MarkupModel:
    """The classifier of pages that ships with the library."""
    with (resources.files("cleaners.judge") / _MARKUP_FILE).open("rb") as file:
        return read_markup_model(file)


@lru_cache(maxsize=1)
def load_line_model() -> LineModel:
    """The classifier of dumps that ships with the library."""
    with (resources.files("cleaners.judge") / _LINE_FILE).open("rb") as file:
        return read_line_model(file)


def read_markup_model(file: IO[bytes]) -> MarkupModel:
    """A classifier of pages from an open file; `KeyError` if the file lacks a part of one."""
    with np.load(file, allow_pickle=False) as arrays:
        return MarkupModel(
            names=_read_scores(arrays, "names"),
            vocabulary=_read_vocabulary(arrays),
            first=_read_forest(arrays, "first"),
            context=_read_forest(arrays, "context"),
            opinion=_read_forest(arrays, "opinion"),
            confidence=_read_forest(arrays, "confidence"),
        )


def read_line_model(file: IO[bytes]) -> LineModel:
    """A classifier of dumps from an open file; `KeyError` if the file lacks a part of one."""
    with np.load(file, allow_pickle=False) as arrays:
        return LineModel(
            vocabulary=_read_vocabulary(arrays),
            first=_read_forest(arrays, "first"),
            context=_read_forest(arrays, "context"),
            headline=_read_forest(arrays, "headline"),
            boundary=_read_forest(arrays, "boundary"),
            part=_read_forest(arrays, "part"),
            continued=_read_forest(arrays, "continued"),
            confidence=_read_forest(arrays, "confidence"),
        )


def save_markup_model(model: MarkupModel, path: Path) -> None:
    """Write a classifier of pages; the same model gives the same bytes."""
    arrays = _scores_as_arrays("names", model.names) | _vocabulary_as_arrays(model.vocabulary)
    for name in ("first", "context", "opinion", "confidence"):
        arrays |= _forest_as_arrays(name, getattr(model, name))
    np.savez_compressed(path, **arrays)


def save_line_model(model: LineModel, path: Path) -> None:
    """Write a classifier of dumps; the same model gives the same bytes."""
    arrays = _vocabulary_as_arrays(model.vocabulary)
    for name in ("first", "context", "headline", "boundary", "part", "continued", "confidence"):
        arrays |= _forest_as_arrays(name, getattr(model, name))
    np.savez_compressed(path, **arrays)


def _vocabulary_as_arrays(vocabulary: Vocabulary) -> dict[str, Any]:
    return _scores_as_arrays("words", vocabulary.words) | _scores_as_arrays(
        "lines", vocabulary.lines
    )


def _read_vocabulary(arrays: np.lib.npyio.NpzFile) -> Vocabulary:
    return Vocabulary(words=_read_scores(arrays, "words"), lines=_read_scores(arrays, "lines"))


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
