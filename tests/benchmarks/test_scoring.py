"""The metric: shingles of four words, snippets, set scores."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.scoring import Counts, count_shingles, count_snippets
from cleaners.shingles import shingles, words_of

texts = st.lists(st.sampled_from("abcd"), max_size=12).map(" ".join)


class TestShingles:
    def test_published_check(self) -> None:
        """The check that comes with the metric's definition."""
        assert count_shingles("a b c d e f", "a b c d x e f") == Counts(tp=1, fp=3, fn=2)

    def test_short_text_is_one_shingle(self) -> None:
        """A text below four words is compared as a whole."""
        assert count_shingles("a b c", "a b c") == Counts(1, 0, 0)

    def test_no_words_no_shingles(self) -> None:
        """Punctuation alone is empty."""
        assert shingles(words_of("… — !")) == []

    def test_repetition_counts(self) -> None:
        """A story kept twice is wrong the second time."""
        assert count_shingles("a b c d", "a b c d a b c d") == Counts(1, 4, 0)

    def test_case_counts(self) -> None:
        """Words keep their case."""
        assert count_shingles("A b c d", "a b c d") == Counts(0, 1, 1)

    def test_words_of_any_script(self) -> None:
        """Cyrillic words are words."""
        assert words_of("«Мост» открыт!") == ["Мост", "открыт"]

    @given(texts)
    def test_the_gold_itself_is_perfect(self, text: str) -> None:
        """Also where it is empty."""
        assert count_shingles(text, text).f1 == 1.0

    @given(texts, texts)
    def test_swapping_the_texts_swaps_precision_and_recall(self, one: str, other: str) -> None:
        """What is wrongly there on one side is missing on the other."""
        there, back = count_shingles(one, other), count_shingles(other, one)
        assert (there.tp, there.fp, there.fn) == (back.tp, back.fn, back.fp)

    @given(texts, texts)
    def test_counts_add_up(self, gold: str, text: str) -> None:
        """Every shingle of both texts is counted once."""
        counts = count_shingles(gold, text)
        assert counts.tp + counts.fn == len(shingles(words_of(gold)))
        assert counts.tp + counts.fp == len(shingles(words_of(text)))


class TestPageScore:
    def test_empty_output(self) -> None:
        """Nothing found of something scores nothing."""
        counts = count_shingles("a b c d", "")
        assert (counts.precision, counts.recall, counts.f1) == (0.0, 0.0, 0.0)

    def test_both_empty(self) -> None:
        """Nothing found of nothing is right."""
        counts = count_shingles("", "")
        assert (counts.precision, counts.recall) == (1.0, 1.0)

    def test_text_without_gold(self) -> None:
        """Something found of nothing is wrong."""
        assert count_shingles("", "a b c d").precision == 0.0


class TestSnippets:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Bridge open at last", Counts(1, 0, 0)),
            ("Bridge\n  open at last", Counts(1, 0, 0)),
            ("Nothing", Counts(0, 0, 1)),
            ("Bridge open. Read also", Counts(1, 1, 0)),
            ("bridge open", Counts(0, 0, 1)),
        ],
    )
    def test_counts(self, text: str, expected: Counts) -> None:
        """White space is folded, case is kept."""
        assert count_snippets(["Bridge open"], ["Read also"], text) == expected
