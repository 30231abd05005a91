"""The lines of a dump that may be its headline, and how sure a dump looks as a whole."""

from __future__ import annotations

import numpy as np

from benchmarks.fields_metric import fold_words
from benchmarks.training.lines.examples import LineExample
from cleaners.judge.classifier import classified, keep_best, run_passes
from cleaners.judge.features.block_text import Floats
from cleaners.judge.features.confidence import line_confidence_features
from cleaners.judge.features.context_pass import line_context_features
from cleaners.judge.features.first_pass import with_scores
from cleaners.judge.features.headline_candidates import headline_features
from cleaners.judge.forest import to_probability
from cleaners.judge.model import LineModel


class HeadlineExample:
    """The lines of a dump that may be its headline; a label is 1 where the headline is known.

    The lines are classified by `model`, which has not seen the dump's host. A dump whose headline
    is not known, or is no line of it, teaches nothing.
    """

    def __init__(self, example: LineExample, model: LineModel) -> None:
        example.features = features = with_scores(
            example.features, model.vocabulary, prose=model.prose
        )
        self.example = example
        self._first, self._probability, _ = run_passes(features, model, line_context_features)
        self._kept = keep_best(self._probability, features.words)
        self.dump = classified(
            example.page.blocks, example.verdicts, example.blocks, features, self._probability,
            self._kept,
        )  # fmt: skip
        candidates, self.rows = headline_features(self.dump)
        headline = fold_words(example.headline)
        lines = [fold_words(example.page.blocks[index].text) for index in candidates]
        self.label = np.array([line == headline for line in lines], np.float32)
        known = bool(headline) and bool(self.label.any())
        self.weight = np.full(len(candidates), float(known), np.float32)

    @property
    def domain(self) -> str:
        """The registered part of the host."""
        return self.example.domain

    def confidence_row(self, model: LineModel) -> Floats:
        """What the forest of the confidence sees; `model` knows headlines of other hosts."""
        scores = to_probability(model.headline.score(self.rows))
        return line_confidence_features(
            self.example.features, self._first, self._probability, self._kept, scores
        )
