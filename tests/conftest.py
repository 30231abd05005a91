"""What all tests share: steady examples of hypothesis, and a count of the tests left out."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

gc.disable()  # until all tests are collected
QUICK = "not slow"  # what `make test` runs
_STEADY = settings(
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("full", _STEADY, max_examples=40)
settings.register_profile("quick", _STEADY, max_examples=5)  # the first of the same examples

_LEFT_OUT = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many examples of hypothesis are tried."""
    settings.load_profile("quick" if config.option.markexpr == QUICK else "full")


def pytest_collection_finish() -> None:
    """Spare the garbage collector what was collected: it stays until the end."""
    gc.freeze()
    gc.enable()


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count the slow tests that a run without them leaves out."""
    config = items[0].config
    if config.option.markexpr == QUICK:
        config.stash[_LEFT_OUT] = sum(1 for item in items if item.get_closest_marker("slow"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send the count from a worker of xdist to the process that prints."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(_LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the count of a worker; they all collect the same tests."""
    node.config.stash[_LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what was not run, and how to run it."""
    if left_out := config.stash.get(_LEFT_OUT, 0):
        terminalreporter.write_line(
            f"left out: {left_out} tests marked slow, tests/benchmarks and most examples of"
            " hypothesis; `make test-all` runs them too"
        )
