"""`python -m benchmarks.hostile`: what becomes of an input, counted and written as a table."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import msgspec
import pytest

from benchmarks.hostile.__main__ import BEGIN, END, outcome_of, put_between_marks, write_table
from benchmarks.hostile.running import HUNG, OUT_OF_MEMORY, Result

ROOT = Path(__file__).parents[2]


@cache
def outcomes() -> dict[str, str]:
    """How the attempts of `odd_attempts` end, by name."""
    command = [sys.executable, "-m", "tests.benchmarks.odd_attempts"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return msgspec.json.decode(done.stdout, type=dict[str, str])


@pytest.mark.parametrize(
    ("attempt", "outcome"),
    [
        ("answer", "group/name: 'page'"),
        ("spin", HUNG),
        ("hold", OUT_OF_MEMORY),
        ("die", "crashed: SIGKILL"),
        ("fail", "KeyError: 'name'"),
    ],
)
def test_an_attempt_ends_in_one_outcome(attempt: str, outcome: str) -> None:
    """Whatever it does, the process that tried it goes on."""
    assert outcomes()[attempt] == outcome


@pytest.mark.parametrize(
    ("outcome", "column"),
    [
        ("article", "returned"),
        ("LimitError: max_tags", "refused by a named limit"),
        ("NoMainContent", "lost"),
        ("lost", "lost"),
        ("ValueError: no", "lost"),
        (HUNG, HUNG),
        (OUT_OF_MEMORY, OUT_OF_MEMORY),
        ("crashed: SIGSEGV", "crashed"),
    ],
)
def test_an_outcome_is_counted_once(outcome: str, column: str) -> None:
    """In the column that its name says."""
    assert outcome_of(Result("a/b", outcome, 0.0, 0)) == column


def test_the_table_goes_between_its_marks() -> None:
    """What stood there before is gone, what stands around it stays."""
    table = write_table({"one": [Result("a/b", "article", 0.25, 12)]})
    written = put_between_marks(f"before\n{BEGIN}\nold\n{END}\nafter", table)
    assert written == f"before\n{BEGIN}\n{table}\n{END}\nafter"
    assert "| one | 1 | 0 | 0 | 0 | 0 | 0 | 0.2 | 12 |" in table
