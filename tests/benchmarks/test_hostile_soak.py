"""The soak and the measurement of the guard, on little."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from benchmarks.hostile.guard import unguarded
from benchmarks.hostile.soak import has_grown, lost, mutated, record
from cleaners import LimitError, Limits, clean
from cleaners.intake.record import Record
from cleaners.intake.sources import read_sources

SEEDS = [b"<p>The bridge was opened on Friday.</p>" * 9, b"A bridge\n\nIt was opened.\n" * 9]


def test_documents_are_the_same_each_time() -> None:
    """What was found can be found again."""
    dice = [random.Random(3), random.Random(3)]  # noqa: S311 - changes, not secrets
    first, second = ([mutated(SEEDS, one) for _ in range(50)] for one in dice)
    assert first == second
    assert len(set(first)) > 40


def test_records_are_those_of_an_archive(tmp_path: Path) -> None:
    """With their bytes as they are."""
    archive = tmp_path / "a.warc"
    archive.write_bytes(record(1, SEEDS[0]) + record(2, SEEDS[1]))
    found = [one.data for one in read_sources([str(archive)]) if isinstance(one, Record)]
    assert found == SEEDS


def test_a_record_that_is_lost_or_doubled_is_named(tmp_path: Path) -> None:
    """Articles and failures are counted together."""
    articles, errors = tmp_path / "a.jsonl", tmp_path / "e.jsonl"
    lines = [{"url": f"https://soak.example/{number}"} for number in (1, 2, 2)]
    articles.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    errors.write_text(json.dumps({"record": 4}), encoding="utf-8")
    assert lost(4, articles, errors) == [2, 3]


@pytest.mark.parametrize(("last", "grown"), [(410, False), (500, True)])
def test_memory_that_grows(last: float, grown: bool) -> None:
    """A little is chance."""
    assert has_grown([300, 400, *[400] * 7, last]) == grown


def test_limits_are_looked_at_again_afterwards() -> None:
    """They are only out of use while it is measured."""
    text, limits = "The bridge was opened on Friday.\n" * 99, Limits(max_lines=5)
    with unguarded():
        clean(text, limits=limits)
    with pytest.raises(LimitError, match="max_lines"):
        clean(text, limits=limits)
