"""How probable it is of each line of a dump to be story, and how good the whole judgement is.

Two looks: at every line with its measures, and again with the beliefs about the lines around it
(stacking after Wolpert 1992).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaners.block import Block
from cleaners.judge.alone import Verdict
from cleaners.judge.classifier import Belief, keep_best
from cleaners.judge.forest import to_probability
from cleaners.judge.lines import belief, measure
from cleaners.judge.lines.measure import Measured, measure_lines
from cleaners.judge.lines.model import LineModel
from cleaners.judge.lines.whole import measure_whole
from cleaners.judge.measure.text import Floats, Matrix

SECOND_NAMES = (*measure.NAMES, *belief.NAMES)


def believe_lines(
    lines: Sequence[Block], verdicts: Sequence[Verdict | None], model: LineModel
) -> Belief:
    """Look at lines of a dump; `verdicts` are what the rules said of each line of the dump."""
    if not lines:
        return Belief(np.zeros(0, np.float32), np.zeros(0, np.bool_), 0.0)
    measured = measure_lines(lines, verdicts, model.vocabulary)
    first = to_probability(model.first.score(measured.matrix))
    second = to_probability(model.second.score(second_matrix(measured, first)))
    kept = keep_best(second, measured.words)
    row = measure_whole(measured, first, second, kept)
    confidence = float(np.clip(model.confidence.score(row[np.newaxis])[0], 0, 1))
    return Belief(second, kept, confidence)


def second_matrix(measured: Measured, first: Floats) -> Matrix:
    """What the second look sees: a column a name of `SECOND_NAMES`."""
    return np.hstack([measured.matrix, belief.measure_belief(measured, first)])
