"""Small models made by hand, and pages whose elements they look for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from cleaners.block import Block
from cleaners.judge.features.context_pass import CONTEXT_PASS, OPINION_PASS
from cleaners.judge.features.first_pass import FIRST_PASS
from cleaners.judge.features.line_words import Vocabulary
from cleaners.judge.forest import Forest
from cleaners.judge.model import MarkupModel
from cleaners.page import Outline, Page
from tests.builders import make_page

NO_WORDS = Vocabulary({}, {})  # nothing is known of any
YES, NO = 4.0, -4.0  # scores of what is story, and of what is none


def forest(
    features: Sequence[Sequence[int]],
    thresholds: Sequence[Sequence[float]],
    leaf_values: Sequence[Sequence[float]],
    bias: float = 0.0,
) -> Forest:
    """A forest, one row a tree."""
    return Forest(
        np.array(features, np.int16),
        np.array(thresholds, np.float32),
        np.array(leaf_values, np.float32),
        bias,
    )


def says(score: float) -> Forest:
    """A forest that says the same of everything."""
    return forest([[0]], [[0]], [[0, 0]], score)


def asks(names: Sequence[str], name: str, threshold: float = 0.5, sure: float = YES) -> Forest:
    """A forest that says yes where one feature is above its threshold."""
    return forest([[names.index(name)]], [[threshold]], [[-sure, sure]])


def make_model(
    *,
    first: Forest | None = None,
    context: Forest | None = None,
    opinion: Forest | None = None,
    confidence: float = 1.0,
    names: Mapping[str, float] | None = None,
    vocabulary: Vocabulary | None = None,
) -> MarkupModel:
    """A model that takes for story what stands in a `p`, unless told otherwise.

    Where only the context pass is told, the first one says nothing.
    """
    return MarkupModel(
        names=dict(names or {}),
        vocabulary=vocabulary or NO_WORDS,
        first=first or (asks(FIRST_PASS, "parent_p") if context is None else says(0)),
        context=context or asks(CONTEXT_PASS, "parent_p"),
        opinion=opinion or asks(OPINION_PASS, "parent_p"),
        confidence=says(confidence),
    )


def flat(tags: Sequence[str]) -> Outline:
    """An outline of elements side by side, each with one block."""
    count = len(tags)
    return Outline(
        parents=(0,) * (count + 1),
        starts=(0, *range(count)),
        ends=(count, *range(1, count + 1)),
        tags=("body", *tags),
        names=((),) * (count + 1),
        block_parents=tuple(range(1, count + 1)),
        links=(0,) * count,
    )


def flat_page(*lines: Block | str, tags: Sequence[str] | None = None) -> Page:
    """A page of these blocks, each in an element of its own: a `p`, unless told otherwise."""
    page = make_page(*lines)
    return msgspec.structs.replace(page, outline=flat(tags or ["p"] * len(page.blocks)))
