"""Examples → model: each look learns from beliefs of models that never saw the page's host."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from catboost import CatBoostClassifier, CatBoostRegressor, Pool
from numpy.typing import NDArray

from benchmarks.quality.scoring import count_shingles
from benchmarks.training.examples import Example, fold_of
from benchmarks.training.names import learn_names
from cleaners.block import Kind
from cleaners.judge.classifier import keep_best, second_matrix
from cleaners.judge.forest import Forest, to_probability
from cleaners.judge.measure.names import measure_names
from cleaners.judge.measure.opinion import measure_opinion
from cleaners.judge.measure.text import Floats
from cleaners.judge.measure.whole import measure_whole
from cleaners.judge.model import Model


class Labelled(Protocol):
    """What can be learned from: one label (NaN where unknown) and one weight a block."""

    label: Floats
    weight: Floats

    @property
    def domain(self) -> str:
        """The publisher; its pages are never split."""


Learned = TypeVar("Learned", bound=Labelled)

_INNER = 3  # folds within the training pages, by domain
_TREES = 400
_DEPTH = 6
_COMMON = {
    "learning_rate": 0.07, "border_count": 32, "rsm": 0.3, "l2_leaf_reg": 5, "random_seed": 1,
    "boosting_type": "Plain", "bootstrap_type": "Bernoulli", "subsample": 0.6, "verbose": 0,
    "allow_writing_files": False, "thread_count": 1,
}  # fmt: skip
_CONFIDENCE_TREES = 120
_CONFIDENCE_DEPTH = 4
# Pages of these types have no story that a news reader would look for.
NO_STORY = frozenset({"forum", "listing", "collection", "product"})
_NO_STORY_WEIGHT = 0.5  # their errors are the largest, and would hide those on stories


def fit_model(examples: Sequence[Example]) -> Model:
    """The whole model; deterministic for the same examples in the same order."""
    name_out_of_fold(examples)
    first = fit_look(examples, first_rows, "first")
    second = fit_look(examples, second_rows, "last")
    seconded = fit_blocks(examples, seconded_rows)
    return Model(learn_names(examples), first, second, seconded, _fit_confidence(examples))


def inner_parts(
    examples: Sequence[Learned],
) -> Iterable[tuple[list[Learned], list[Learned]]]:
    """Pages to learn from and pages to look at, fold by fold."""
    for fold in range(_INNER):
        inside = [fold_of(example.domain, _INNER, "inner ") == fold for example in examples]
        yield (
            [example for example, here in zip(examples, inside, strict=True) if not here],
            [example for example, here in zip(examples, inside, strict=True) if here],
        )


def name_out_of_fold(examples: Sequence[Example]) -> None:
    """Give each example the measures of its names by words that other hosts taught."""
    for others, these in inner_parts(examples):
        scores = learn_names(others)
        for example in these:
            example.named = measure_names(example.measured.outline, scores)


def first_rows(example: Example) -> Floats:
    """What the first look sees of a page."""
    return np.hstack([example.measured.matrix, example.named])


def second_rows(example: Example) -> Floats:
    """What the second look sees of a page, once `first` is there."""
    return second_matrix(example.measured, first_rows(example), example.first)


def seconded_rows(example: Example) -> Floats:
    """What the look with a second opinion sees of a page, once `last` is there."""
    opinions = measure_opinion(example.page, example.last, example.measured.words)
    return np.hstack([second_rows(example), opinions])


def fit_look(
    examples: Sequence[Learned],
    rows: Callable[[Learned], Floats],
    name: str,
    trees: int | None = None,
) -> Forest:
    """The forest of one look; as `name`, each example gets the belief of another one."""
    for others, these in inner_parts(examples):
        forest = fit_blocks(others, rows, trees)
        for example in these:
            setattr(example, name, to_probability(forest.score(rows(example))))
    return fit_blocks(examples, rows, trees)


def fit_blocks(
    examples: Sequence[Learned], rows: Callable[[Learned], Floats], trees: int | None = None
) -> Forest:
    """A forest that tells story from boilerplate by these rows."""
    taken = [example.weight > 0 for example in examples]
    pairs = list(zip(examples, taken, strict=True))
    matrix = np.vstack([rows(example)[used] for example, used in pairs if used.any()])
    label = np.concatenate([example.label[used] for example, used in pairs])
    weight = np.concatenate([example.weight[used] for example, used in pairs])
    model = CatBoostClassifier(iterations=trees or _TREES, depth=_DEPTH, **_COMMON)
    return _read_forest(model.fit(Pool(matrix, label.astype(int), weight=weight)))


def _fit_confidence(examples: Sequence[Example]) -> Forest:
    """Learned from pages as they are judged after the second look, with an opinion and without."""
    rows, qualities, weights = [], [], []
    for example in examples:
        if example.case.gold is None:
            continue
        measured, last = example.measured, example.last
        kept = keep_best(last, measured.words)
        quality = _quality(example, kept)
        opinions = measure_opinion(example.page, last, measured.words)[:, 0]
        for opinion in (None, opinions):
            rows.append(measure_whole(measured, example.first, last, kept, opinion))
            qualities.append(quality)
            weights.append(_NO_STORY_WEIGHT if example.case.page_type in NO_STORY else 1.0)
    return fit_confidence(rows, qualities, weights)


def fit_confidence(
    rows: Sequence[Floats], quality: Sequence[float], weights: Sequence[float] | None = None
) -> Forest:
    """A forest that tells the F1 of a page from measures of the whole page."""
    model = CatBoostRegressor(iterations=_CONFIDENCE_TREES, depth=_CONFIDENCE_DEPTH, **_COMMON)
    return _read_forest(model.fit(Pool(np.array(rows), quality, weight=weights)))


def _quality(example: Example, kept: NDArray[np.bool_]) -> float:
    """F1 of the page's text, 0 where there is no story to find."""
    if example.case.page_type in NO_STORY:
        return 0.0
    return count_shingles(example.case.gold or "", story_text(example, kept)).f1


def story_text(example: Example, kept: NDArray[np.bool_]) -> str:
    """The text of kept blocks, as it would stand in the article."""
    headline = (example.page.head.headline or "").casefold()
    return "\n".join(
        block.text
        for block, here in zip(example.page.blocks, kept, strict=True)
        if here and block.kind is not Kind.CAPTION and block.text.casefold() != headline
    )


def _read_forest(model: CatBoostClassifier | CatBoostRegressor) -> Forest:
    """CatBoost's trees in our form, by way of its JSON."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.json")
        model.save_model(str(path), format="json")
        described = json.loads(path.read_text(encoding="utf-8"))
    # A tree that found nothing to ask has null for its splits.
    trees = [{**tree, "splits": tree["splits"] or []} for tree in described["oblivious_trees"]]
    scale, (bias,) = described["scale_and_bias"]
    depth = max(len(tree["splits"]) for tree in trees)
    columns = np.zeros((len(trees), depth), np.int16)
    borders = np.full((len(trees), depth), np.inf, np.float32)  # a level that is not there: no
    leaves = np.zeros((len(trees), 2**depth), np.float32)
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            columns[number, level] = split["float_feature_index"]
            borders[number, level] = split["border"]
        leaves[number, : len(tree["leaf_values"])] = np.array(tree["leaf_values"]) * scale
    return Forest(columns, borders, leaves, float(bias))
