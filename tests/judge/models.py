"""Small models made by hand, and pages whose elements they ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from cleaners.block import Block
from cleaners.judge.classifier import FIRST_NAMES, SECOND_NAMES, SECONDED_NAMES
from cleaners.judge.forest import Forest
from cleaners.judge.model import Model
from cleaners.page import Outline, Page
from tests.builders import make_page

YES, NO = 4.0, -4.0  # scores of what is story, and of what is none


def forest(
    columns: Sequence[Sequence[int]],
    borders: Sequence[Sequence[float]],
    leaves: Sequence[Sequence[float]],
    bias: float = 0.0,
) -> Forest:
    """A forest, one row a tree."""
    return Forest(
        np.array(columns, np.int16),
        np.array(borders, np.float32),
        np.array(leaves, np.float32),
        bias,
    )


def says(score: float) -> Forest:
    """A forest that says the same of everything."""
    return forest([[0]], [[0]], [[0, 0]], score)


def asks(names: Sequence[str], name: str, border: float = 0.5) -> Forest:
    """A forest that says yes where one measure is above its border."""
    return forest([[names.index(name)]], [[border]], [[NO, YES]])


def make_model(
    *,
    first: Forest | None = None,
    second: Forest | None = None,
    seconded: Forest | None = None,
    confidence: float = 1.0,
    names: Mapping[str, float] | None = None,
) -> Model:
    """A model that takes for story what stands in a `p`, unless told otherwise."""
    return Model(
        dict(names or {}),
        first or asks(FIRST_NAMES, "home_p"),
        second or asks(SECOND_NAMES, "home_p"),
        seconded or asks(SECONDED_NAMES, "home_p"),
        says(confidence),
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
