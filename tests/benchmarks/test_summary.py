"""Results to figures."""

from __future__ import annotations

import pytest

from benchmarks.quality.own_metrics import ARTICLE_EXTRACTION
from benchmarks.quality.running import run
from benchmarks.quality.summary import summarise
from benchmarks.quality.values import Output, PageResult, Results
from tests.benchmarks.quality_sets import page, results_of, says

GOLD = "a b c d e f"


class TestQuality:
    def test_f1(self) -> None:
        """Over all pages."""
        results = results_of([page(gold=GOLD)], good=[GOLD], bad=["a b c d x e f"])
        good, bad = summarise("a", results).rows
        assert good.f1
        assert bad.f1
        assert [good.f1.value, bad.f1.value] == pytest.approx([1, 2 / 7])

    def test_lead_of_the_first(self) -> None:
        """The first extractor minus each other one; none over itself."""
        results = results_of([page(gold=GOLD)], good=[GOLD], bad=["a b c d x e f"])
        good, bad = summarise("a", results).rows
        assert good.lead is None
        assert bad.lead
        assert bad.lead.value == pytest.approx(5 / 7)

    def test_snippets_alone(self) -> None:
        """A set without gold has no F1 of shingles."""
        facts = page(gold=None, with_=("open",), without=("also",))
        [row] = summarise("a", results_of([facts], good=["open also"])).rows
        assert row.f1 is None
        assert row.snippet_f1
        assert row.snippet_f1.value == pytest.approx(2 / 3)

    def test_gold_alone(self) -> None:
        """A set without snippets has no F1 of snippets."""
        [row] = summarise("a", results_of([page()], good=["x"])).rows
        assert row.snippet_f1 is None

    def test_page_without_gold_among_others(self) -> None:
        """Its main content is empty: text is wrong there, no text is right."""
        pages = [page("1", gold=GOLD), page("2", gold=None)]
        wordy, silent = summarise("a", results_of(pages, wordy=[GOLD, "x"], silent=[GOLD, ""])).rows
        assert wordy.precision
        assert silent.precision
        assert (wordy.precision.value, silent.precision.value) == (0.5, 1.0)

    def test_own_metric(self) -> None:
        """The mean over all pages."""
        results = results_of([page("1", gold="a b"), page("2", gold="a b")], one=["a b", "b a"])
        [row] = summarise("a", results, own=ARTICLE_EXTRACTION).rows
        assert [estimate.value for estimate in row.own] == [0.5]

    def test_no_pages(self) -> None:
        """There is nothing to say."""
        with pytest.raises(ValueError, match="no pages"):
            summarise("a", run([], [says("a", "")]))


class TestFailures:
    def test_counts(self) -> None:
        """Empty texts, failures and timeouts are told apart."""
        outputs = [
            Output("", 1.0),
            Output("", 1.0, "KeyError: x"),
            Output("", 9.0, "took longer than 9 s", timed_out=True),
            Output("text", 1.0),
        ]
        pages = tuple(PageResult(page(str(n)), (o,)) for n, o in enumerate(outputs))
        [row] = summarise("a", Results(("one",), pages, 0)).rows
        assert (row.empty, row.failed, row.timed_out) == (3, 2, 1)


class TestSpeed:
    @pytest.fixture
    def results(self) -> Results:
        """Three pages; the first extractor takes 1, 2 and 9 times as long as the second."""
        pages = tuple(
            PageResult(page(str(times)), (Output("", 0.1 * times), Output("", 0.1)))
            for times in (1, 2, 9)
        )
        return Results(("chistovik", "trafilatura"), pages, 0)

    def test_pages_per_second(self, results: Results) -> None:
        """All pages over all seconds."""
        speeds = [row.pages_per_second for row in summarise("a", results).rows]
        assert speeds == pytest.approx([3 / 1.2, 10])

    def test_ratio(self, results: Results) -> None:
        """Page by page: the median, the largest, and where that was."""
        ratio = summarise("a", results).ratio
        assert ratio
        assert [ratio.median, ratio.largest] == pytest.approx([2, 9])
        assert (ratio.name, ratio.other, ratio.largest_page) == ("chistovik", "trafilatura", "9")

    def test_no_ratio(self) -> None:
        """Without the peer there is none."""
        assert summarise("a", results_of([page()], chistovik=[""])).ratio is None
