"""Hostile inputs: each has one outcome that is promised, soon and in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.hostile.values import HostileInput

if TYPE_CHECKING:
    from benchmarks.hostile.running import Result

pytestmark = pytest.mark.slow


def is_as_promised(one: HostileInput, result: Result) -> bool:
    """The promised outcome, within the input's bounds on processor time and memory."""
    within_bounds = result.seconds <= one.seconds and result.megabytes <= one.megabytes
    return result.outcome == one.expected and within_bounds


def test_hostile_inputs_end_as_promised() -> None:
    """All are tried at once, in another process; it is the results against a promise that show."""
    from benchmarks.hostile.inputs import INPUTS  # large, and made when they are imported
    from benchmarks.hostile.measure import measure

    pairs = zip(INPUTS, measure("chistovik", INPUTS), strict=True)
    assert [result for one, result in pairs if not is_as_promised(one, result)] == []


def test_every_input_has_a_name_of_its_own() -> None:
    """Results are found by it."""
    from benchmarks.hostile.inputs import INPUTS

    assert len({one.title for one in INPUTS}) == len(INPUTS)
