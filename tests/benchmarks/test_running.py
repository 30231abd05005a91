"""The run: turns, failures, time limit."""

from __future__ import annotations

import contextlib
import itertools
import signal
import threading
import time
from typing import NoReturn

import pytest

from benchmarks.quality.running import extract, run
from benchmarks.quality.values import Extractor, SetPage
from tests.benchmarks.quality_sets import page, says


def fail(_page: SetPage) -> NoReturn:
    """An extractor that can't read a page."""
    raise KeyError("no such\nnode")


def hang(_page: SetPage) -> str:
    """An extractor that swallows what it is told and never comes back."""
    while True:
        with contextlib.suppress(Exception):
            time.sleep(1)


class TestRun:
    def test_outputs_in_order(self) -> None:
        """Each page has one output an extractor, whoever began."""
        results = run([page("1"), page("2"), page("3")], [says("a", "A"), says("b", "B")])
        assert results.names == ("a", "b")
        assert [[o.text for o in done.outputs] for done in results.pages] == [["A", "B"]] * 3

    def test_turns(self) -> None:
        """Another extractor begins on every page; all see a page before the next one comes."""
        seen: list[str] = []

        def watched(name: str) -> Extractor:
            def extract_nothing(page: SetPage) -> str:
                seen.append(name + page.id)
                return ""

            return Extractor(name, extract_nothing)

        run([page("1"), page("2")], [watched("a"), watched("b")])
        assert seen[-4:] == ["a1", "b1", "b2", "a2"]

    def test_warm_up_does_not_count(self) -> None:
        """What an extractor does once, at its start, is not measured."""
        calls = itertools.count(1)
        results = run([page()], [Extractor("a", lambda _page: f"call {next(calls)}")])
        assert results.pages[0].outputs[0].text == "call 3"

    def test_markup_is_dropped(self) -> None:
        """Results of a large set fit in memory."""
        assert run([page()], [says("a", "")]).pages[0].page == page(html="")

    def test_progress(self) -> None:
        """Whoever waits can be told."""
        done: list[int] = []
        run([page("1"), page("2")], [says("a", "")], progress=done.append)
        assert done == [1, 2]

    def test_memory(self) -> None:
        """In bytes: a Python process has more than a million."""
        assert run([], [says("a", "")]).peak_memory > 1e6

    def test_unknown_name(self) -> None:
        """Nobody's outputs are an error, not an empty list."""
        with pytest.raises(ValueError, match="not in tuple"):
            run([], [says("a", "")]).outputs_of("nobody")


class TestTrouble:
    def test_exception(self) -> None:
        """An extractor that raises found nothing; the first line says why."""
        output = extract(Extractor("a", fail), page())
        assert (output.text, output.trouble) == ("", r"KeyError: 'no such\nnode'")

    @pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="needs SIGALRM")
    def test_time_limit(self) -> None:
        """One that takes too long is stopped, also if it swallows every exception."""
        output = extract(Extractor("a", hang), page(), limit_s=0.05)
        assert (output.text, output.trouble) == ("", "took longer than 0.05 s")
        assert output.timed_out
        assert output.seconds > 0.04

    def test_handler_is_put_back(self) -> None:
        """Who called has the alarm that they had."""
        before = signal.getsignal(signal.SIGALRM)
        extract(says("a", "A"), page(), limit_s=5)
        assert signal.getsignal(signal.SIGALRM) is before
        assert signal.getitimer(signal.ITIMER_REAL)[0] == 0

    def test_other_threads(self) -> None:
        """There is no limit there, and no failure."""
        texts: list[str] = []
        thread = threading.Thread(target=lambda: texts.append(extract(says("a", "A"), page()).text))
        thread.start()
        thread.join()
        assert texts == ["A"]
