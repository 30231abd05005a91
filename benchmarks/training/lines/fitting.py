"""Examples → model: each look learns from beliefs of models that never saw the dump's host."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.quality.scoring import count_shingles
from benchmarks.training.fitting import (
    NO_STORY,
    fit_confidence,
    fit_look,
    inner_parts,
)
from benchmarks.training.lines.examples import LineExample
from benchmarks.training.lines.vocabulary import learn_vocabulary
from cleaners.judge.classifier import keep_best
from cleaners.judge.lines.classifier import second_matrix
from cleaners.judge.lines.measure import SAID
from cleaners.judge.lines.model import LineModel
from cleaners.judge.lines.whole import measure_whole
from cleaners.judge.lines.words import measure_said
from cleaners.judge.measure.text import Floats

_TREES = 300


def fit_line_model(examples: Sequence[LineExample]) -> LineModel:
    """The whole model; deterministic for the same examples in the same order."""
    for others, these in inner_parts(examples):
        vocabulary = learn_vocabulary(others)
        for example in these:
            example.measured.matrix[:, SAID] = measure_said(example.measured.split, vocabulary)
    first = fit_look(examples, first_rows, "first", _TREES)
    second = fit_look(examples, second_rows, "last", _TREES)
    rows, quality = [], []
    for example in examples:
        if example.case.gold is not None:
            kept = keep_best(example.last, example.measured.words)
            rows.append(measure_whole(example.measured, example.first, example.last, kept))
            quality.append(_quality(example, kept))
    return LineModel(learn_vocabulary(examples), first, second, fit_confidence(rows, quality))


def first_rows(example: LineExample) -> Floats:
    """What the first look sees of a dump."""
    return example.measured.matrix


def second_rows(example: LineExample) -> Floats:
    """What the second look sees of a dump, once `first` is there."""
    return second_matrix(example.measured, example.first)


def _quality(example: LineExample, kept: np.ndarray) -> float:
    """F1 of the dump's text, 0 where there is no story to find."""
    if example.case.page_type in NO_STORY:
        return 0.0
    text = "\n".join(block.text for block, here in zip(example.blocks, kept, strict=True) if here)
    return count_shingles(example.case.gold or "", text).f1
