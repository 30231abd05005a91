"""Examples → model: a pass learns from probabilities by models that never saw the dump's host."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.fields_metric import fold_words
from benchmarks.quality.scoring import count_shingles
from benchmarks.training.fitting import (
    NO_STORY,
    fit_blocks,
    fit_confidence,
    fit_pass,
    inner_folds,
)
from benchmarks.training.lines.boundaries import BoundaryExample, read_boundaries
from benchmarks.training.lines.examples import LineExample
from benchmarks.training.lines.vocabulary import learn_vocabulary
from cleaners.judge.classifier import classified, keep_best
from cleaners.judge.features.block_text import Floats
from cleaners.judge.features.confidence import line_confidence_features
from cleaners.judge.features.context_pass import line_context_features
from cleaners.judge.features.first_pass import VOCABULARY_COLUMNS
from cleaners.judge.features.headline_candidates import headline_features
from cleaners.judge.features.line_words import vocabulary_features
from cleaners.judge.forest import Forest, to_probability
from cleaners.judge.model import LineModel

_TREES = 300
_HEADLINE_TREES = 150
_BOUNDARY_TREES = 150
_LEAST_ROWS = 20  # with and without the label
_NO = -9.0  # log odds


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
    headlines = [HeadlineExample(example) for example in examples]
    headline = _fit_headline(headlines)
    vocabulary = learn_vocabulary(examples)
    boundaries = [*read_boundaries(examples, vocabulary, first, context, headline)]
    return LineModel(
        vocabulary=vocabulary,
        first=first,
        context=context,
        headline=headline,
        boundary=_fit_few(boundaries, _BOUNDARY_TREES),
        confidence=_fit_confidence(headlines),
    )


def _fit_headline(headlines: Sequence[HeadlineExample]) -> Forest:
    """The forest of the headline; each example gets probabilities by one that saw other hosts."""
    for others, these in inner_folds(headlines):
        forest = _fit_few(others, _HEADLINE_TREES)
        for example in these:
            example.probability = to_probability(forest.score(example.rows))
    return _fit_few(headlines, _HEADLINE_TREES)


def _fit_few(examples: Sequence[HeadlineExample] | Sequence[BoundaryExample], trees: int) -> Forest:
    """A forest by the rows of these examples; of too few, or of one kind, one that says no."""
    labels = np.concatenate([example.label[example.weight > 0] for example in examples])
    if min(np.count_nonzero(labels), np.count_nonzero(labels == 0)) < _LEAST_ROWS:
        return Forest(np.zeros((1, 1), np.int16), np.zeros((1, 1), np.float32),
                      np.zeros((1, 2), np.float32), _NO)  # fmt: skip
    return fit_blocks([*examples], lambda example: example.rows, trees)


def _fit_confidence(headlines: Sequence[HeadlineExample]) -> Forest:
    rows, quality = [], []
    for headline in headlines:
        example, kept = headline.example, headline.kept
        if example.case.gold is not None:
            rows.append(
                line_confidence_features(
                    example.features, example.first_probability, example.context_probability, kept,
                    headline.probability,
                )
            )  # fmt: skip
            quality.append(_quality(example, kept))
    return fit_confidence(rows, quality)


def first_rows(example: LineExample) -> Floats:
    """What the first pass sees of a dump: one row a line."""
    return example.features.matrix


def context_rows(example: LineExample) -> Floats:
    """What the context pass sees of a dump, once the example has `first_probability`."""
    context = line_context_features(example.features, example.first_probability)
    return np.hstack([first_rows(example), context])


class HeadlineExample:
    """The lines of a dump that may be its headline; a label is 1 where the headline is known.

    A dump whose headline is not known, or is no line of it, teaches nothing.
    """

    def __init__(self, example: LineExample) -> None:
        self.example = example
        self.kept = keep_best(example.context_probability, example.features.words)
        dump = classified(
            example.page.blocks, example.verdicts, example.blocks, example.features,
            example.context_probability, self.kept,
        )  # fmt: skip
        candidates, self.rows = headline_features(dump)
        headline = fold_words(example.headline)
        lines = [fold_words(example.page.blocks[index].text) for index in candidates]
        self.label = np.array([line == headline for line in lines], np.float32)
        known = bool(headline) and bool(self.label.any())
        self.weight = np.full(len(candidates), float(known), np.float32)
        self.probability = np.zeros(len(candidates), np.float32)

    @property
    def domain(self) -> str:
        """The registered part of the host."""
        return self.example.domain


def _quality(example: LineExample, kept: np.ndarray) -> float:
    """F1 of the dump's text, 0 where there is no story to find."""
    if example.case.page_type in NO_STORY:
        return 0.0
    text = "\n".join(block.text for block, here in zip(example.blocks, kept, strict=True) if here)
    return count_shingles(example.case.gold or "", text).f1
