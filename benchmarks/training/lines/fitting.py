"""Examples → the passes of a model: the second learns from probabilities by models of other hosts.

What is learned from whole dumps comes after: `benchmarks.training.dumps`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.training.fitting import Size, first_rows, fit_blocks, fit_pass, inner_folds
from benchmarks.training.lines.examples import LineExample
from benchmarks.training.vocabulary import learn_prose, learn_vocabulary
from cleaners.judge.features.block_text import Floats
from cleaners.judge.features.context_pass import line_context_features
from cleaners.judge.features.first_pass import with_scores
from cleaners.judge.forest import Forest
from cleaners.judge.model import LineModel

_LINES = Size(600, 0.04)  # more and finer ones than of pages: dumps are unlike each other
_NO = -9.0  # log odds


def fit_line_model(examples: Sequence[LineExample]) -> LineModel:
    """A model with its two passes; deterministic for the same examples in the same order.

    Its other forests say no.
    """
    for others, these in inner_folds(examples):
        vocabulary, prose = learn_vocabulary(others), learn_prose(others)
        for example in these:
            example.features = with_scores(example.features, vocabulary, prose=prose)
    return LineModel(
        vocabulary=learn_vocabulary(examples),
        prose=learn_prose(examples),
        first=fit_pass(examples, first_rows, "first_probability", _LINES),
        context=fit_blocks(examples, context_rows, _LINES),
        headline=untaught(),
        boundary=untaught(),
        part=untaught(),
        continued=untaught(),
        confidence=untaught(),
    )


def untaught() -> Forest:
    """A forest that says no."""
    return says(_NO)


def says(score: float) -> Forest:
    """A forest that says the same whatever it is asked."""
    return Forest(np.zeros((1, 1), np.int16), np.zeros((1, 1), np.float32),
                  np.zeros((1, 2), np.float32), score)  # fmt: skip


def context_rows(example: LineExample) -> Floats:
    """What the context pass sees of a dump, once the example has `first_probability`."""
    context = line_context_features(example.features, example.first_probability)
    return np.hstack([first_rows(example), context])
