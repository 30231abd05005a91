"""Texts of a host."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.sites.learning.memory import Occurrence, TextMemory
from tests.paper import paragraphs

LINE = "Комментарии (12)"


def remember(*stories: list[str], most_texts: int = 1000) -> TextMemory:
    """A memory of these stories."""
    memory = TextMemory(most_texts)
    for story in stories:
        memory.add([Occurrence(text) for text in story])
    return memory


def test_a_line_counts_once_a_story() -> None:
    """Whatever number stands in it."""
    memory = remember([LINE, LINE], ["Комментарии (3)"], ["Погода"])
    [line] = memory.repeated(2)
    assert (line.text, line.stories) == ("комментарии (0)", 2)


def test_where_it_stood_first() -> None:
    """And on how many stories there."""
    memory = TextMemory()
    for parent in ("h4", "h4", "p"):
        memory.add([Occurrence(LINE, parent)])
    [line] = memory.repeated(3)
    assert (line.parent, line.same_parent) == ("h4", 2)


def test_how_often_it_was_kept() -> None:
    """Of the stories that somebody judged."""
    memory = TextMemory()
    for kept in (True, False, False, None):
        memory.add([Occurrence(LINE, None, kept)])
    [line] = memory.repeated(4)
    assert line.judged == 3
    assert line.kept_share == 1 / 3


def test_lines_that_repeat_with_those_around_them() -> None:
    """Counted from the second story on; where a page ends, nothing else can stand."""
    frame = ["Правила", "Не спорить", "Не шуметь"]
    memory = remember(*(["Мост", *(word + "!" for word in day), *frame] for day in ("аб", "вг")))
    memory.add([Occurrence(text) for text in ("Погода", "Не спорить", "Не шуметь")])
    found = {line.text: line.framed for line in memory.repeated(2)}
    assert found == {"мост": 0, "правила": 0, "не спорить": 1, "не шуметь": 2}


def test_headlines_below_that_change() -> None:
    """They are counted against the time before."""
    memory = TextMemory()
    for below in ("Паводок отступает", "Паводок отступает", "Открыт мост", ""):
        memory.add([Occurrence(LINE, announces=below)])
    [line] = memory.repeated(4)
    assert (line.announcing, line.changes) == (3, 1)


class TestVersions:
    @pytest.mark.parametrize(("rules", "is_version"), [(5, False), (99, True)])
    def test_a_story_above_longer_rules_is_none(self, rules: int, *, is_version: bool) -> None:
        """Its own paragraphs tell; of hardly any there is nothing to be told."""
        frame = [text for number in range(50, 50 + rules) for text in paragraphs(number)]
        memory = remember([*paragraphs(1), *frame])
        assert memory.is_version([*paragraphs(2), *frame]) is is_version

    def test_a_story_that_was_seen(self) -> None:
        """With one paragraph of five written anew."""
        memory = remember(paragraphs(1))
        assert memory.is_version([*paragraphs(1)[:4], *paragraphs(2)[:1]])

    def test_another_story(self) -> None:
        """With one paragraph of five in common."""
        memory = remember(paragraphs(1))
        assert not memory.is_version([*paragraphs(2)[:4], *paragraphs(1)[:1]])

    def test_what_many_stories_share_makes_no_version(self) -> None:
        """However long it is."""
        notice = " ".join(paragraphs(9))
        memory = remember(*([notice, *paragraphs(number, 1)] for number in range(3)))
        assert not memory.is_version([notice, *paragraphs(7, 1)])

    def test_no_story(self) -> None:
        """It is no version of anything."""
        assert not remember(paragraphs(1)).is_version([])


@given(st.lists(st.lists(st.text(min_size=1), max_size=8), max_size=30), st.integers(1, 20))
def test_memory_is_bounded(stories: list[list[str]], most: int) -> None:
    """Whatever is remembered."""
    memory = TextMemory(most)
    for story in stories:
        memory.add([Occurrence(text) for text in story])
        assert len(memory) <= most


def test_what_repeats_outlives_what_does_not() -> None:
    """The table is full again and again."""
    memory = TextMemory(50)
    for number in range(200):
        memory.add([Occurrence("Популярное"), *map(Occurrence, paragraphs(number))])
    assert [line.text for line in memory.repeated(200)] == ["популярное"]
