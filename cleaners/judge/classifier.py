"""How probable it is of each block to be story, and how good the whole judgement is.

Three looks, each with what the one before it found: at every block with its measures; again with
the beliefs about the blocks around it; and, where a second extractor was asked, with its text.
Stacking after Wolpert 1992; boilerplate as classification of blocks after Kohlschütter et al. 2010.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from cleaners.judge.alone import Verdict
from cleaners.judge.forest import to_probability
from cleaners.judge.measure import belief, names, opinion, whole
from cleaners.judge.measure import page as measures
from cleaners.judge.measure.text import Floats, Matrix
from cleaners.judge.measure.whole import THRESHOLD
from cleaners.judge.model import Model
from cleaners.page import Page

FIRST_NAMES = (*measures.NAMES, *names.NAMES)
SECOND_NAMES = (*FIRST_NAMES, *belief.NAMES)
SECONDED_NAMES = (*SECOND_NAMES, *opinion.NAMES)

Ask = Callable[[], frozenset[str] | None]  # the shingles of another extractor's text

# Second opinions help unclear pages alone (the ablation in docs/extractor.md) and cost most time.
_SURE = 0.3  # confidence from which nobody else is asked
_LEAST = 0.2  # probability; a block with less is kept on no page
_WORTH = 0.01  # expected F1 that another threshold than one half must win


class Belief(NamedTuple):
    """Probability of each block to be story, whether to keep it, and confidence in the whole."""

    story: Floats
    kept: NDArray[np.bool_]
    confidence: float


def believe(
    page: Page, verdicts: Sequence[Verdict | None], model: Model, ask: Ask | None = None
) -> Belief:
    """Look at a page with an outline; `verdicts` are what the rules said.

    `ask` gets a second opinion; it is called for a page that stays unclear without one.
    """
    measured = measures.measure_page(page, verdicts)
    matrix = first_matrix(measured, model.names)
    first = to_probability(model.first.score(matrix))
    matrix = second_matrix(measured, matrix, first)
    second = to_probability(model.second.score(matrix))
    kept = keep_best(second, measured.words)
    confidence = _confide(model, whole.measure_whole(measured, first, second, kept, None))
    if ask is not None and page.opinion is None and confidence < _SURE:
        page = msgspec.structs.replace(page, opinion=ask())
    if page.opinion is None:
        return Belief(second, kept, confidence)
    opinions = opinion.measure_opinion(page, second, measured.words)
    story = to_probability(model.seconded.score(np.hstack([matrix, opinions])))
    kept = keep_best(story, measured.words)
    said = whole.measure_whole(measured, first, story, kept, opinions[:, 0])
    return Belief(story, kept, _confide(model, said))


def _confide(model: Model, row: Floats) -> float:
    return float(np.clip(model.confidence.score(row[np.newaxis])[0], 0, 1))


def keep_best(story: Floats, words: Floats) -> NDArray[np.bool_]:
    """The blocks that are story rather than not; on an unclear page, those worth keeping together.

    The expected F1 of a page is highest at a threshold of half of that F1 (Lipton, Elkan and
    Narayanaswamy 2014, arXiv:1402.1892): one half where all is clear, less where little is.
    """
    order = np.argsort(-story, kind="stable")
    kept_words = np.cumsum(words[order])
    right = np.cumsum((words * story)[order])
    expected = 2 * right / np.maximum(kept_words + right[-1], 1)
    best = int(np.argmax(expected))
    sure = int(np.count_nonzero(story >= THRESHOLD))
    if sure and expected[best] - expected[sure - 1] < _WORTH:
        return np.asarray(story >= THRESHOLD)
    return np.asarray(story >= max(story[order[best]], _LEAST))


def first_matrix(measured: measures.Measured, scores: dict[str, float]) -> Matrix:
    """What the first look sees: a column a name of `FIRST_NAMES`."""
    return np.hstack([measured.matrix, names.measure_names(measured.outline, scores)])


def second_matrix(measured: measures.Measured, matrix: Matrix, first: Floats) -> Matrix:
    """What the second look sees: a column a name of `SECOND_NAMES`."""
    around = belief.measure_belief(measured.outline, first, measured.words, measured.groups)
    return np.hstack([matrix, around])
