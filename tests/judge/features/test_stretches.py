"""Stretches of running text: where they end, and what two of them have in common."""

from __future__ import annotations

import numpy as np
import pytest

from cleaners.judge.features.headline_candidates import ClassifiedDump
from cleaners.judge.features.stretches import Topics, Words, find_stretches, names_in, topic_of
from cleaners.judge.prose import count_words
from tests.builders import make_page
from tests.test_dump_facts import STORIES


def dump(*lines: str) -> ClassifiedDump:
    """Lines that are all probably story."""
    blocks = make_page(*lines).blocks
    ones = np.ones(len(blocks), np.float32)
    words = [count_words(block.text) for block in blocks]
    return ClassifiedDump(blocks, [None] * len(blocks), range(len(blocks)), ones, 0 * ones, words)


def lines_of(*lines: str) -> list[tuple[int, ...]]:
    """The lines of each stretch."""
    return [stretch.lines for stretch in find_stretches(dump(*lines))]


@pytest.mark.parametrize(("first", "second"), [("ru", "kk"), ("en", "fr"), ("de", "ru")])
def test_a_headline_parts_stories_of_different_things(first: str, second: str) -> None:
    """Though no fact stands by it."""
    above, (headline, below) = STORIES[first][1], STORIES[second]
    size = len(above)
    assert lines_of(*above, headline, *below) == [
        tuple(range(size)),
        tuple(range(size + 1, size + 1 + len(below))),
    ]


@pytest.mark.parametrize("language", ["ru", "en", "de"])
def test_a_subheading_parts_nothing(language: str) -> None:
    """Both sides talk of the same."""
    headline, story = STORIES[language]
    lines = [*story, headline, *story]
    size = len(story)
    assert lines_of(*lines) == [(*range(size), *range(size + 1, len(lines)))]


def test_short_stretches_are_no_stories() -> None:
    """A sentence in a menu is none."""
    assert lines_of("The ferry has been cancelled because of the storm on the lake.") == []


def test_names_are_words_with_a_capital_within_a_sentence() -> None:
    """By their first five letters."""
    page = dump(*["The bridge over the river Ishim was opened by Ann Petrova on Monday."] * 5)
    (stretch,) = find_stretches(page)
    assert names_in(page, stretch) == {"Ishim", "Ann", "Petro", "Monda"}


def test_shares_are_of_the_lower_stretch_then_of_the_upper_one() -> None:
    """And of the lower one among all above."""
    words = Words([{"a", "b", "c", "d"}, {"x"}, {"a", "x", "y"}])
    assert words.shared(1) == (1 / 3, 1.0, 2 / 3)
    assert words.shared_with_all(1) == (2 / 3, 2 / 5)


def test_topics_are_alike_by_their_long_words() -> None:
    """The same words give 1, others 0; the highest of all above counts, too."""
    lines = {language: STORIES[language][1] for language in ("en", "kk")}
    page = dump(*lines["en"], *["-"] * 6, *lines["kk"])
    upper, lower = (topic_of(page, stretch) for stretch in find_stretches(page))
    assert Topics([upper, upper]).alike(0) == pytest.approx((1, 1, 1))
    assert Topics([upper, lower]).alike(0) == (0, 0, 0)
    assert Topics([upper, lower, upper]).alike(1)[2] == pytest.approx(1)
