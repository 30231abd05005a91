"""How probable it is of each block to be story, and how good the result probably is.

Passes over the blocks of a page or the lines of a dump: the first pass sees their features; the
context pass also the probabilities of the blocks around (stacking after Wolpert 1992). Of a page
the mean of both counts; where a second opinion was asked, the opinion pass sees that too, and
decides. Boilerplate removal as classification of blocks after Kohlschütter et al. 2010.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import msgspec
import numpy as np

from cleaners.block import Block
from cleaners.judge.block_rules import Verdict
from cleaners.judge.certain import is_certain_line, is_hidden_line
from cleaners.judge.features.block_text import Bools, Floats, Matrix
from cleaners.judge.features.boundary import (
    Begin,
    are_plain,
    boundary_matrix,
    find_boundaries,
)
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
from cleaners.judge.features.first_pass import (
    Features,
    line_features,
    page_features,
    with_scores,
)
from cleaners.judge.features.headline_candidates import (
    HEADLINE_PASS,
    ClassifiedDump,
    headline_features,
)
from cleaners.judge.forest import to_probability
from cleaners.judge.model import LineModel, MarkupModel, Model
from cleaners.judge.prose import count_words
from cleaners.judge.stories import FindBegins
from cleaners.page import Page
from cleaners.shingles import Shingle

SecondOpinion = Callable[[], frozenset[Shingle] | None]  # what another extractor's text holds

# Confidence from which no second opinion is asked for: one is worth its time before a page is said
# to have no story, and hardly elsewhere (`python -m benchmarks.cascade`).
_SURE = 0.2
_PERHAPS_STORY, _EXPONENT = 0.3, 0.7
_LEAST = 0.2  # probability; a block with less is kept on no page
_LEAST_HEADLINE = 0.1  # probability; below it nothing is taken for the headline of a dump
_LEAST_TELLING = 0.03  # the same of a line that has most of its words in common with the story
_MOST_WORDS = 0.5  # share of them
_IN_STORY = HEADLINE_PASS.index("in_story")
_LEAST_BOUNDARY = 0.1  # probability from which another story may begin; each part is judged
_PLAIN_BOUNDARY = 0.02  # where a headline with facts of its own stands
_WORTH = 0.01  # expected F1 that another threshold than one half must win


class Classification(NamedTuple):
    """Of each block its probability to be story and whether to keep it; the expected F1 of all.

    Of a dump also the index of the line that is the headline, None for none, its probability, and
    what looks for the lines with which further stories may begin.
    """

    probability: Floats
    kept: Bools
    confidence: float
    headline: int | None = None
    headline_probability: float = 0.0
    find_begins: FindBegins = dict


class Passes(NamedTuple):
    """The probabilities by the first pass and by the context pass, and what that one saw."""

    first: Floats
    context: Floats
    matrix: Matrix


def run_passes(
    features: Features, model: Model, context_of: Callable[[Features, Floats], Matrix]
) -> Passes:
    """Both passes over the blocks of a page or the lines of a dump.

    `context_of` gives the features of the context pass, once there are probabilities.
    """
    first = to_probability(model.first.score(features.matrix))
    matrix = np.hstack([features.matrix, context_of(features, first)])
    return Passes(first, to_probability(model.context.score(matrix)), matrix)


def classify_page(
    page: Page,
    verdicts: Sequence[Verdict | None],
    model: MarkupModel,
    second_opinion: SecondOpinion | None = None,
) -> Classification:
    """Classify the blocks of a page with an outline; `verdicts` are what the rules say of each.

    `second_opinion` is called at most once, for a page that has none and stays unclear, unless the
    page says that it is no article. Raises `ValueError` for a page without an outline.
    """
    features = with_scores(page_features(page, verdicts), model.vocabulary, model.names)
    passes = run_passes(features, model, context_features)

    def conclude(probability: Floats, opinion: Floats | None) -> Classification:
        kept = keep_best(probability, features.words)
        row = confidence_features(features, passes.first, probability, kept, opinion)
        return Classification(probability, kept, _confidence(model, row))

    found = conclude(mean_of_passes(passes.first, passes.context), None)
    is_unclear = found.confidence < _SURE and page.head.page_type is None
    if second_opinion is not None and page.opinion is None and is_unclear:
        page = msgspec.structs.replace(page, opinion=second_opinion())
    if page.opinion is not None:
        opinions = opinion_features(page, found.probability, features.words)
        rows = np.hstack([passes.matrix, opinions])
        found = conclude(to_probability(model.opinion.score(rows)), opinions[:, 0])
    return found._replace(confidence=as_of_story(found.confidence))


def as_of_story(confidence: float) -> float:
    """The confidence of a page that has a story.

    The forest knows pages without one, too, and says of unclear pages what is right for all of
    them together. Below `_PERHAPS_STORY`, where most have none, that stands; above it, stories are
    better than that. `_EXPONENT` is chosen by the held-out pages of docs/extractor.md.
    """
    if confidence <= _PERHAPS_STORY:
        return confidence
    room = 1 - _PERHAPS_STORY
    return float(_PERHAPS_STORY + room * ((confidence - _PERHAPS_STORY) / room) ** _EXPONENT)


def mean_of_passes(first: Floats, context: Floats) -> Floats:
    """The probabilities of the blocks of a page: each pass errs where the other one does not."""
    mean: Floats = (first + context) / 2
    return mean


def classify_lines(
    blocks: Sequence[Block], verdicts: Sequence[Verdict | None], model: LineModel
) -> Classification:
    """Classify the lines of a dump: which are story, which one is the headline.

    `verdicts` are what the rules say of each block; hidden blocks are not classified.
    """
    lines = [block for block in blocks if not is_hidden_line(verdicts[block.index])]
    if not lines:
        nothing = np.zeros(len(blocks), np.float32)
        return Classification(nothing, nothing > 0, 0.0)
    features = with_scores(line_features(lines, verdicts), model.vocabulary, prose=model.prose)
    first, probability, _ = run_passes(features, model, line_context_features)
    kept = keep_best(probability, features.words)
    dump = classified(blocks, verdicts, lines, features, probability, kept)
    candidates, rows = headline_features(dump)
    scores = to_probability(model.headline.score(rows))
    best = _best_headline(rows, scores)
    row = line_confidence_features(features, first, probability, kept, scores)
    return Classification(
        _spread(probability, lines, blocks),
        _spread(kept.astype(np.float32), lines, blocks) > 0,
        _confidence(model, row),
        None if best is None else candidates[best],
        0.0 if best is None else float(scores[best]),
        partial(_find_begins, dump, model),
    )


def _best_headline(rows: Matrix, scores: Floats) -> int | None:
    """The row of the likeliest headline, None if none is likely.

    A line that has no word of the story, such as a slogan, gives way to one that has most of its.
    """
    if scores.max(initial=0) < _LEAST_HEADLINE:
        return None
    best = int(np.argmax(scores))
    if rows[best, _IN_STORY] == 0:
        telling = np.where(rows[:, _IN_STORY] >= _MOST_WORDS, scores, 0)
        best = int(np.argmax(telling)) if telling.max() >= _LEAST_TELLING else best
    return best


def _find_begins(dump: ClassifiedDump, model: LineModel) -> dict[int, Begin]:
    """The lines with which further stories may begin."""
    boundaries = find_boundaries(dump, model.headline)
    if not boundaries:
        return {}  # as of most dumps
    rows = boundary_matrix(boundaries)
    probability, likely = judge_places(rows, model)
    return {
        boundaries[at].begin: Begin(float(probability[at]), rows[at])
        for at in np.flatnonzero(likely)
    }


def judge_places(rows: Matrix, model: LineModel) -> tuple[Floats, Bools]:
    """Of each place how probable it is that a page begins there, and whether to look closer."""
    probability = to_probability(model.boundary.score(rows))
    least = np.where(are_plain(rows), _PLAIN_BOUNDARY, _LEAST_BOUNDARY)
    return probability, np.asarray(probability >= least)


def classified(
    blocks: Sequence[Block],
    verdicts: Sequence[Verdict | None],
    lines: Sequence[Block],
    features: Features,
    probability: Floats,
    kept: Bools,
) -> ClassifiedDump:
    """The dump as the search for its headline needs it.

    `verdicts` are what the rules say of each block. `lines` are the blocks that the classifier
    sees; `features`, `probability` and `kept` have a row for each of these.
    """
    return ClassifiedDump(
        blocks=blocks,
        verdicts=tuple(verdicts),  # as they are now: the judge fills the others in
        story=[
            block.index
            for block, here in zip(lines, kept, strict=True)
            if here and not is_certain_line(verdicts[block.index])
        ],
        probability=_spread(probability, lines, blocks),
        vocabulary=_spread(features.column("word_score_mean"), lines, blocks),
        words=[count_words(block.text) for block in blocks],
    )


def _spread(values: Floats, lines: Sequence[Block], blocks: Sequence[Block]) -> Floats:
    """A value for each line of the dump, 0 for those that the classifier does not see."""
    spread = np.zeros(len(blocks), np.float32)
    spread[[block.index for block in lines]] = values
    return spread


def _confidence(model: Model, row: Floats) -> float:
    return float(np.clip(model.confidence.score(row[np.newaxis])[0], 0, 1))


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
