"""Hostile inputs: each has one outcome that is promised, soon and in bounded memory."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from benchmarks.hostile.inputs import INPUTS
from benchmarks.hostile.measure import measure
from benchmarks.hostile.running import Result
from benchmarks.hostile.values import HostileInput

STEP = 12  # every twelfth input is tried whenever the tests run


@cache
def measured(*, sample: bool) -> dict[str, Result]:
    """What became of the inputs, by title; all of them are tried at once, in another process."""
    return {result.title: result for result in measure("chistovik", chosen(sample=sample))}


def chosen(*, sample: bool) -> Sequence[HostileInput]:
    """All inputs, or a sample of every kind."""
    return INPUTS[::STEP] if sample else INPUTS


def check(one: HostileInput, result: Result) -> None:
    """The promised outcome, within the input's bounds."""
    assert (
        result.outcome,
        result.seconds <= one.seconds,
        result.megabytes <= one.megabytes,
    ) == (one.expected, True, True), result


@pytest.mark.parametrize("one", chosen(sample=True), ids=lambda one: one.title)
def test_a_sample_of_hostile_inputs(one: HostileInput) -> None:
    """Some of every kind."""
    check(one, measured(sample=True)[one.title])


@pytest.mark.slow
@pytest.mark.parametrize("one", INPUTS, ids=lambda one: one.title)
def test_a_hostile_input(one: HostileInput) -> None:
    """The outcome that is promised, no more processor time than allowed, no more memory."""
    check(one, measured(sample=False)[one.title])


def test_every_input_has_a_name_of_its_own() -> None:
    """Results are found by it."""
    assert len({one.title for one in INPUTS}) == len(INPUTS)
