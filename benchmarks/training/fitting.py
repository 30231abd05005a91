"""Examples → model: a pass learns from probabilities by models that never saw the page's host."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
from catboost import CatBoostClassifier, CatBoostRegressor, Pool
from numpy.typing import NDArray

from benchmarks.quality.scoring import count_shingles
from benchmarks.training.examples import Example, fold_of
from benchmarks.training.names import learn_names
from benchmarks.training.vocabulary import learn_vocabulary
from cleaners.block import Kind
from cleaners.decision import KEEPING
from cleaners.judge.classifier import keep_best, mean_of_passes
from cleaners.judge.features.block_text import Floats
from cleaners.judge.features.confidence import confidence_features
from cleaners.judge.features.context_pass import context_features, opinion_features
from cleaners.judge.features.first_pass import Features, with_scores
from cleaners.judge.forest import Forest, to_probability
from cleaners.judge.judge import judge_by_rules
from cleaners.judge.markup_judge import fill_in_verdicts
from cleaners.judge.model import MarkupModel
from cleaners.labels import load_lexicon


class Labelled(Protocol):
    """What can be learned from: one label (NaN where unknown) and one weight a block."""

    label: Floats
    weight: Floats

    @property
    def domain(self) -> str:
        """The publisher; its pages are never split."""


ExampleT = TypeVar("ExampleT", bound=Labelled)


class Size(NamedTuple):
    """How many trees a forest has, and how much each corrects those before it."""

    trees: int
    rate: float = 0.07


_PAGES = Size(400)
_INNER = 3  # folds within the training pages, by domain
_DEPTH = 6
_COMMON = {
    "border_count": 32, "rsm": 0.3, "l2_leaf_reg": 5, "random_seed": 1,
    "boosting_type": "Plain", "bootstrap_type": "Bernoulli", "subsample": 0.6, "verbose": 0,
    "allow_writing_files": False, "thread_count": 1,
}  # fmt: skip
_CONFIDENCE = Size(120)
_CONFIDENCE_DEPTH = 4
# Pages of these types have no story that a news reader would look for.
NO_STORY = frozenset({"forum", "listing", "collection", "product"})
_NO_STORY_WEIGHT = 0.5  # their errors are the largest, and would hide those on stories


def fit_markup_model(examples: Sequence[Example]) -> MarkupModel:
    """The whole model; deterministic for the same examples in the same order."""
    add_word_features(examples)
    first = fit_pass(examples, first_rows, "first_probability")
    context = fit_pass(examples, context_rows, "context_probability")
    add_means(examples)
    return MarkupModel(
        names=learn_names(examples),
        vocabulary=learn_vocabulary(examples),
        first=first,
        context=context,
        opinion=fit_blocks(examples, opinion_rows),
        confidence=_fit_confidence(examples),
    )


def inner_folds(
    examples: Sequence[ExampleT],
) -> Iterable[tuple[list[ExampleT], list[ExampleT]]]:
    """Pages to learn from and pages to predict, fold by fold."""
    for fold in range(_INNER):
        inside = [fold_of(example.domain, _INNER, "inner ") == fold for example in examples]
        yield (
            [example for example, here in zip(examples, inside, strict=True) if not here],
            [example for example, here in zip(examples, inside, strict=True) if here],
        )


def add_word_features(examples: Sequence[Example]) -> None:
    """Give each example the features of its elements' names and its words, learned elsewhere."""
    for others, these in inner_folds(examples):
        names, vocabulary = learn_names(others), learn_vocabulary(others)
        for example in these:
            example.features = with_scores(example.features, vocabulary, names)


def add_means(examples: Sequence[Example]) -> None:
    """Give each example the probabilities that count, once it has those of both passes."""
    for example in examples:
        first, context = example.first_probability, example.context_probability
        example.probability = mean_of_passes(first, context)


class HasFeatures(Protocol):
    """A page or a dump of which something is known."""

    features: Features


def first_rows(example: HasFeatures) -> Floats:
    """What the first pass sees of a page or dump: one row a block."""
    return example.features.matrix


def context_rows(example: Example) -> Floats:
    """What the context pass sees of a page, once the example has `first_probability`."""
    context = context_features(example.features, example.first_probability)
    return np.hstack([first_rows(example), context])


def opinion_rows(example: Example) -> Floats:
    """What the opinion pass sees of a page, once the example has its `probability`."""
    opinions = opinion_features(example.page, example.probability, example.features.words)
    return np.hstack([context_rows(example), opinions])


def fit_pass(
    examples: Sequence[ExampleT],
    rows: Callable[[ExampleT], Floats],
    name: str,
    size: Size | None = None,
) -> Forest:
    """The forest of one pass; each example gets the probabilities by another one as its `name`."""
    for others, these in inner_folds(examples):
        forest = fit_blocks(others, rows, size)
        for example in these:
            setattr(example, name, to_probability(forest.score(rows(example))))
    return fit_blocks(examples, rows, size)


def fit_blocks(
    examples: Sequence[ExampleT], rows: Callable[[ExampleT], Floats], size: Size | None = None
) -> Forest:
    """A forest that tells story from boilerplate by these rows; of the size for pages if None."""
    taken = [example.weight > 0 for example in examples]
    pairs = list(zip(examples, taken, strict=True))
    matrix = np.vstack([rows(example)[used] for example, used in pairs if used.any()])
    label = np.concatenate([example.label[used] for example, used in pairs])
    weight = np.concatenate([example.weight[used] for example, used in pairs])
    trees, rate = size or _PAGES
    model = CatBoostClassifier(iterations=trees, learning_rate=rate, depth=_DEPTH, **_COMMON)
    return _read_forest(model.fit(Pool(matrix, label.astype(int), weight=weight)))


def _fit_confidence(examples: Sequence[Example]) -> Forest:
    """Learned from pages as the context pass classifies them, with an opinion and without."""
    rows, qualities, weights = [], [], []
    for example in examples:
        if example.case.gold is None:
            continue
        features, probability = example.features, example.probability
        kept = keep_best(probability, features.words)
        quality = _quality(example, kept)
        opinions = opinion_features(example.page, probability, features.words)[:, 0]
        for opinion in (None, opinions):
            rows.append(
                confidence_features(features, example.first_probability, probability, kept, opinion)
            )
            qualities.append(quality)
            weights.append(_NO_STORY_WEIGHT if example.case.page_type in NO_STORY else 1.0)
    return fit_confidence(rows, qualities, weights)


def fit_confidence(
    rows: Sequence[Floats], quality: Sequence[float], weights: Sequence[float] | None = None
) -> Forest:
    """A forest that predicts the F1 of a page from features of the whole page."""
    trees, rate = _CONFIDENCE
    model = CatBoostRegressor(
        iterations=trees, learning_rate=rate, depth=_CONFIDENCE_DEPTH, **_COMMON
    )
    return _read_forest(model.fit(Pool(np.array(rows), quality, weight=weights)))


def _quality(example: Example, kept: NDArray[np.bool_]) -> float:
    """F1 of the article's text, as it comes out at the end; 0 where there is no story to find."""
    if example.case.page_type in NO_STORY:
        return 0.0
    lexicon, page = load_lexicon(), example.page
    verdicts = judge_by_rules(page, lexicon)
    fill_in_verdicts(page, verdicts, lexicon, kept.tolist())
    text = "\n".join(
        block.text
        for block, verdict in zip(page.blocks, verdicts, strict=True)
        if verdict and verdict.reason in KEEPING and block.kind is not Kind.CAPTION
    )
    return count_shingles(example.case.gold or "", text).f1


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
    # A tree without a comparison has null for its splits.
    trees = [{**tree, "splits": tree["splits"] or []} for tree in described["oblivious_trees"]]
    scale, (bias,) = described["scale_and_bias"]
    depth = max(len(tree["splits"]) for tree in trees)
    features = np.zeros((len(trees), depth), np.int16)
    # The comparison of a level that is not there is never true.
    thresholds = np.full((len(trees), depth), np.inf, np.float32)
    leaf_values = np.zeros((len(trees), 2**depth), np.float32)
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            features[number, level] = split["float_feature_index"]
            thresholds[number, level] = split["border"]
        leaf_values[number, : len(tree["leaf_values"])] = np.array(tree["leaf_values"]) * scale
    return Forest(features, thresholds, leaf_values, float(bias))
