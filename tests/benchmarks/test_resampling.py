"""Set scores and their intervals."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.resampling import Bootstrap
from benchmarks.quality.scoring import Counts

numbers = st.integers(0, 20)
counts = st.lists(st.builds(Counts, numbers, numbers, numbers), min_size=1, max_size=20)


class TestMeans:
    def test_f1_of_the_means(self) -> None:
        """F1 is that of mean precision and mean recall, not the mean of F1."""
        pages = [Counts(1, 0, 1), Counts(1, 1, 0)]
        precision, recall, f1 = Bootstrap(2).means(pages)
        assert (precision.value, recall.value, f1.value) == (0.75, 0.75, 0.75)

    def test_empty_output_has_no_precision(self) -> None:
        """It is left out of the mean precision and stays in the mean recall."""
        precision, recall, _ = Bootstrap(2).means([Counts(2, 0, 0), Counts(0, 0, 2)])
        assert (precision.value, recall.value) == (1.0, 0.5)

    def test_empty_gold_has_no_recall(self) -> None:
        """It is left out of the mean recall and stays in the mean precision."""
        precision, recall, _ = Bootstrap(2).means([Counts(2, 0, 0), Counts(0, 2, 0)])
        assert (precision.value, recall.value) == (0.5, 1.0)

    def test_nothing_anywhere(self) -> None:
        """A run without any output scores 0."""
        assert Bootstrap(1).means([Counts(0, 0, 3)])[2].value == 0.0

    @given(counts)
    def test_shares(self, pages: list[Counts]) -> None:
        """All figures and intervals lie between 0 and 1."""
        for sample in Bootstrap(len(pages), draws=50).means(pages):
            estimate = sample.estimate()
            assert 0 <= estimate.low <= estimate.high <= 1
            assert 0 <= sample.value <= 1


class TestSnippets:
    def test_sums(self) -> None:
        """Counts are summed over pages before F1 is taken."""
        sample = Bootstrap(2).f1_of_sums([Counts(3, 0, 0), Counts(0, 1, 2)])
        assert sample.value == pytest.approx(2 * 3 / (2 * 3 + 1 + 2))


class TestIntervals:
    def test_seeded(self) -> None:
        """The same pages give the same interval."""
        pages = [Counts(n, 1, 2) for n in range(10)]
        first, second = (Bootstrap(10).means(pages)[2].estimate() for _ in range(2))
        assert first == second

    def test_equal_pages_have_no_width(self) -> None:
        """Whatever is drawn, the mean is the same."""
        estimate = Bootstrap(5).means([Counts(3, 1, 1)] * 5)[2].estimate()
        assert estimate.low == pytest.approx(estimate.high)

    def test_wider_with_fewer_pages(self) -> None:
        """Ten times the pages, a third of the width."""
        few, many = ([Counts(1, 0, 0), Counts(1, 1, 1)] * n for n in (10, 100))
        widths = [
            estimate.high - estimate.low
            for estimate in (Bootstrap(len(p)).means(p)[2].estimate() for p in (few, many))
        ]
        assert widths[0] / widths[1] == pytest.approx(math.sqrt(10), rel=0.2)

    @given(counts)
    def test_paired_with_itself(self, pages: list[Counts]) -> None:
        """An extractor differs from itself by nothing, in every draw."""
        f1 = Bootstrap(len(pages), draws=50).means(pages)[2]
        difference = f1.minus(f1)
        assert (difference.value, difference.low, difference.high) == (0, 0, 0)

    def test_paired_is_narrower(self) -> None:
        """A small difference on every page is sure, though the scores themselves are not."""
        ours = [Counts(20 + n, 2, 2) for n in range(0, 400, 20)]
        theirs = [Counts(c.tp, c.fp + 1, c.fn + 1) for c in ours]
        bootstrap = Bootstrap(len(ours))
        difference = bootstrap.means(ours)[2].minus(bootstrap.means(theirs)[2])
        assert difference.low > 0

    def test_mean_of_known_values(self) -> None:
        """NaN means that a page has no value."""
        assert Bootstrap(3).mean([1.0, math.nan, 0.0]).value == 0.5
