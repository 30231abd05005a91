"""Examples → model: a pass learns from probabilities by models that never saw the dump's host."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.quality.scoring import count_shingles
from benchmarks.training.fitting import (
    NO_STORY,
    fit_confidence,
    fit_pass,
    inner_folds,
)
from benchmarks.training.lines.examples import LineExample
from benchmarks.training.lines.vocabulary import learn_vocabulary
from cleaners.judge.classifier import keep_best
from cleaners.judge.features.block_text import Floats
from cleaners.judge.features.confidence import line_confidence_features
from cleaners.judge.features.context_pass import line_context_features
from cleaners.judge.features.first_pass import VOCABULARY_COLUMNS
from cleaners.judge.features.line_words import vocabulary_features
from cleaners.judge.model import LineModel

_TREES = 300


def fit_line_model(examples: Sequence[LineExample]) -> LineModel:
    """The whole model; deterministic for the same examples in the same order."""
    for others, these in inner_folds(examples):
        vocabulary = learn_vocabulary(others)
        for example in these:
            features = example.features
            columns = vocabulary_features(features.split, vocabulary)
            features.matrix[:, VOCABULARY_COLUMNS] = columns
    first = fit_pass(examples, first_rows, "first_probability", _TREES)
    context = fit_pass(examples, context_rows, "context_probability", _TREES)
    rows, quality = [], []
    for example in examples:
        if example.case.gold is not None:
            kept = keep_best(example.context_probability, example.features.words)
            rows.append(
                line_confidence_features(
                    example.features, example.first_probability, example.context_probability, kept
                )
            )
            quality.append(_quality(example, kept))
    return LineModel(
        vocabulary=learn_vocabulary(examples),
        first=first,
        context=context,
        confidence=fit_confidence(rows, quality),
    )


def first_rows(example: LineExample) -> Floats:
    """What the first pass sees of a dump: one row a line."""
    return example.features.matrix


def context_rows(example: LineExample) -> Floats:
    """What the context pass sees of a dump, once the example has `first_probability`."""
    context = line_context_features(example.features, example.first_probability)
    return np.hstack([first_rows(example), context])


def _quality(example: LineExample, kept: np.ndarray) -> float:
    """F1 of the dump's text, 0 where there is no story to find."""
    if example.case.page_type in NO_STORY:
        return 0.0
    text = "\n".join(block.text for block, here in zip(example.blocks, kept, strict=True) if here)
    return count_shingles(example.case.gold or "", text).f1
