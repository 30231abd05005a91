"""Dumps and models of their lines → the forests that see whole dumps.

A dump is judged by the model that has not seen its host, and each of those models learns from the
dumps that the others have judged: so no forest learns from answers that its own hosts gave away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np

from benchmarks.quality.scoring import count_shingles
from benchmarks.training.dumps.headlines import HeadlineExample
from benchmarks.training.dumps.joining import (
    ContinuedExample,
    JoinedExample,
    PartExample,
    join_examples,
)
from benchmarks.training.examples import fold_of
from benchmarks.training.fitting import NO_STORY, Size, fit_blocks, fit_confidence
from benchmarks.training.lines.examples import LineExample
from benchmarks.training.lines.fitting import says, untaught
from cleaners.decision import Judgement
from cleaners.judge.forest import Forest
from cleaners.judge.judge import Models, judge_part
from cleaners.judge.model import LineModel
from cleaners.labels import load_lexicon

_HEADLINE = Size(150)
_BOUNDARY = Size(150)
_PART = Size(300)
_LEAST_ROWS = 20  # with and without the label
_YES = 9.0  # log odds

ExampleT = TypeVar("ExampleT", HeadlineExample, JoinedExample, PartExample, ContinuedExample)


def complete_models(
    examples: Sequence[LineExample], held_out: Sequence[LineModel], shipped: LineModel
) -> list[LineModel]:
    """The models with all forests: the held-out ones, in the order of their folds, and the last.

    Deterministic for the same examples in the same order.
    """
    folds = len(held_out)
    models = [*held_out, shipped]
    by_fold = [
        [example for example in examples if fold_of(example.domain, folds) == fold]
        for fold in range(folds)
    ]
    headlines = [
        [HeadlineExample(example, held_out[fold]) for example in own]
        for fold, own in enumerate(by_fold)
    ]
    models = _fit_each(models, "headline", headlines, _HEADLINE)
    models = _fit_confidences(models, headlines)
    joined = [
        [
            JoinedExample(one, replace(models[fold], boundary=says(_YES)))
            for one in join_examples(own)
        ]
        for fold, own in enumerate(by_fold)
    ]
    models = _fit_each(models, "boundary", joined, _BOUNDARY)
    parts = [[PartExample(one, models[fold]) for one in own] for fold, own in enumerate(joined)]
    models = _fit_each(models, "part", parts, _PART)
    continued = [[part.continued for part in own] for own in parts]
    return _fit_each(models, "continued", continued, _PART)


def _fit_each(
    models: Sequence[LineModel], name: str, by_fold: Sequence[Sequence[ExampleT]], size: Size
) -> list[LineModel]:
    """The models with a forest of this name: each without the examples of its fold."""
    forests = [_fit(_others(by_fold, fold), size) for fold in range(len(models))]
    return [_with(model, name, forest) for model, forest in zip(models, forests, strict=True)]


def _with(model: LineModel, name: str, forest: Forest) -> LineModel:
    changes: dict[str, Any] = {name: forest}
    return replace(model, **changes)


_AnyT = TypeVar("_AnyT")


def _others(by_fold: Sequence[Sequence[_AnyT]], fold: int) -> list[_AnyT]:
    """The examples of all other folds; of all, for a number that is no fold."""
    return [one for other, own in enumerate(by_fold) if other != fold for one in own]


def _fit(examples: Sequence[ExampleT], size: Size) -> Forest:
    """A forest by the rows of these examples; of too few, or of one kind, one that says no."""
    labels = np.concatenate([example.label[example.weight > 0] for example in examples])
    if min(np.count_nonzero(labels), np.count_nonzero(labels == 0)) < _LEAST_ROWS:
        return untaught()
    return fit_blocks([*examples], lambda example: example.rows, size)


def _fit_confidences(
    models: Sequence[LineModel], headlines: Sequence[Sequence[HeadlineExample]]
) -> list[LineModel]:
    """The models with a forest of confidence, learned from what the others make of dumps."""
    rows = [
        [
            (headline.confidence_row(models[fold]), _quality(headline.example, models[fold]))
            for headline in own
            if headline.example.case.gold is not None
        ]
        for fold, own in enumerate(headlines)
    ]
    confidences = []
    for fold in range(len(models)):
        seen, quality = zip(*_others(rows, fold), strict=True)
        confidences.append(fit_confidence(seen, list(quality)))
    return [
        replace(model, confidence=forest) for model, forest in zip(models, confidences, strict=True)
    ]


def _quality(example: LineExample, model: LineModel) -> float:
    """F1 of the dump's text, 0 where there is no story to find."""
    if example.case.page_type in NO_STORY:
        return 0.0
    judgement, _ = judge_part(
        example.page, load_lexicon(), Models(lines=replace(model, confidence=says(1.0)))
    )
    return count_shingles(example.case.gold or "", _text(judgement)).f1


def _text(judgement: Judgement) -> str:
    return "\n".join(decision.block.text for decision in judgement.decisions if decision.kept)
