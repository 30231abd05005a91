"""What public benchmarks measure themselves."""

from __future__ import annotations

import pytest

from benchmarks.quality.own_metrics import ARTICLE_EXTRACTION, WCXB
from tests.benchmarks.quality_sets import page


class TestArticleExtraction:
    @pytest.mark.parametrize(
        ("text", "expected"), [("Bridge, open!", 1.0), ("open Bridge", 0.0), ("bridge open", 0.0)]
    )
    def test_accuracy(self, text: str, expected: float) -> None:
        """All words in their order, case kept, punctuation passed over."""
        assert ARTICLE_EXTRACTION.score(page(gold="Bridge open"), text) == (expected,)


class TestWcxb:
    def test_words(self) -> None:
        """Multisets of lower-case words, whatever their order."""
        scores = WCXB.score(page(gold="Bridge open open now"), "OPEN bridge x")
        assert scores[:3] == pytest.approx((2 / 3, 1 / 2, 4 / 7))

    @pytest.mark.parametrize(
        ("gold", "text", "expected"),
        [("", "", 1.0), ("", "a", 0.0), ("a", "", 0.0), (None, "", 1.0)],
    )
    def test_empty(self, gold: str | None, text: str, expected: float) -> None:
        """Nothing of nothing is right, everything else wrong."""
        assert WCXB.score(page(gold=gold), text)[:3] == (expected,) * 3

    def test_snippets(self) -> None:
        """Share of each kind, case ignored."""
        facts = page(with_=("Bridge open", "at last"), without=("read also",))
        assert WCXB.score(facts, "BRIDGE OPEN read also")[3:] == (0.5, 1.0)

    def test_no_snippets(self) -> None:
        """As the benchmark's script has it: all of none were found."""
        assert WCXB.score(page(), "")[3:] == (1.0, 1.0)

    def test_a_score_for_every_column(self) -> None:
        """So that tables line up."""
        assert len(WCXB.score(page(), "a")) == len(WCXB.columns)
