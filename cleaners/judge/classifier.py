"""How probable it is of each block to be story, and how good the result probably is.

Passes over the blocks of a page or the lines of a dump: the first pass sees their features; the
context pass also the probabilities of the blocks around (stacking after Wolpert 1992); where a
second opinion was asked for a page, the opinion pass sees that too. Boilerplate removal as
classification of blocks after Kohlschütter et al. 2010.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from cleaners.block import Block
from cleaners.judge.block_rules import Verdict
from cleaners.judge.features.block_text import Bools, Floats
from cleaners.judge.features.confidence import (
    THRESHOLD,
    confidence_features,
    line_confidence_features,
)
from cleaners.judge.features.context_pass import (
    context_features,
    line_context_features,
    opinion_features,
)
from cleaners.judge.features.first_pass import first_pass_matrix, line_features, page_features
from cleaners.judge.model import Forest, LineModel, MarkupModel, to_probability
from cleaners.page import Page
from cleaners.shingles import Shingle

SecondOpinion = Callable[[], frozenset[Shingle] | None]  # what another extractor's text holds

# Second opinions help unclear pages alone (the ablation in docs/extractor.md) and cost most time.
_SURE = 0.3  # confidence from which nobody else is asked
_LEAST = 0.2  # probability; a block with less is kept on no page
_WORTH = 0.01  # expected F1 that another threshold than one half must win


class Classification(NamedTuple):
    """Of each block its probability to be story and whether to keep it; the expected F1 of all."""

    probability: Floats
    kept: Bools
    confidence: float


def classify_page(
    page: Page,
    verdicts: Sequence[Verdict | None],
    model: MarkupModel,
    second_opinion: SecondOpinion | None = None,
) -> Classification:
    """Classify the blocks of a page with an outline; `verdicts` are what the rules say of each.

    `second_opinion` is called at most once, for a page that has none and stays unclear. Raises
    `ValueError` for a page without an outline.
    """
    features = page_features(page, verdicts)
    matrix = first_pass_matrix(features, model.names)
    first = to_probability(model.first.score(matrix))
    matrix = np.hstack([matrix, context_features(features, first)])
    probability = to_probability(model.context.score(matrix))
    kept = keep_best(probability, features.words)
    row = confidence_features(features, first, probability, kept, None)
    confidence = _confidence(model.confidence, row)
    if second_opinion is not None and page.opinion is None and confidence < _SURE:
        page = msgspec.structs.replace(page, opinion=second_opinion())
    if page.opinion is None:
        return Classification(probability, kept, confidence)
    opinions = opinion_features(page, probability, features.words)
    probability = to_probability(model.opinion.score(np.hstack([matrix, opinions])))
    kept = keep_best(probability, features.words)
    row = confidence_features(features, first, probability, kept, opinions[:, 0])
    return Classification(probability, kept, _confidence(model.confidence, row))


def classify_lines(
    lines: Sequence[Block], verdicts: Sequence[Verdict | None], model: LineModel
) -> Classification:
    """Classify lines of a dump; `verdicts` are what the rules say of each line of the dump."""
    if not lines:
        return Classification(np.zeros(0, np.float32), np.zeros(0, np.bool_), 0.0)
    features = line_features(lines, verdicts, model.vocabulary)
    first = to_probability(model.first.score(features.matrix))
    matrix = np.hstack([features.matrix, line_context_features(features, first)])
    probability = to_probability(model.context.score(matrix))
    kept = keep_best(probability, features.words)
    row = line_confidence_features(features, first, probability, kept)
    return Classification(probability, kept, _confidence(model.confidence, row))


def _confidence(forest: Forest, row: Floats) -> float:
    return float(np.clip(forest.score(row[np.newaxis])[0], 0, 1))


def keep_best(probability: Floats, words: Floats) -> Bools:
    """The blocks that are rather story than not; on an unclear page, those worth keeping together.

    `probability` is that of each block to be story, `words` its words. The expected F1 of a page is
    highest at a threshold of half of that F1 (Lipton, Elkan and Narayanaswamy 2014,
    arXiv:1402.1892): one half where all is clear, less where little is.
    """
    order = np.argsort(-probability, kind="stable")
    kept_words = np.cumsum(words[order])
    right = np.cumsum((words * probability)[order])
    expected = 2 * right / np.maximum(kept_words + right[-1], 1)
    best = int(np.argmax(expected))
    sure = int(np.count_nonzero(probability >= THRESHOLD))
    if sure and expected[best] - expected[sure - 1] < _WORTH:
        return np.asarray(probability >= THRESHOLD)
    return np.asarray(probability >= max(probability[order[best]], _LEAST))
