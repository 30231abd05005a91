"""The second opinion: what trafilatura takes for the story."""

from __future__ import annotations

import pytest

from cleaners.markup.opinion import ask_trafilatura
from cleaners.shingles import shared
from tests.builders import PROSE

STORY = "".join(f"<p>{text}</p>" for text in PROSE)


@pytest.mark.parametrize(
    "mark", ["", "&#27;", "&#x1B;", "\x0c", "\ud800", "&shy;", "\u200b", "<script>"]
)
def test_the_story_is_found_whatever_characters_stand_in_it(mark: str) -> None:
    """One control character must not lose it."""
    found = ask_trafilatura(
        f"<html><body><article>{STORY}<p>Мост{mark}</p></article></body></html>"
    )
    assert found is not None
    assert [shared(text, found) for text in PROSE] == [1.0] * 4


def test_a_page_without_a_story_has_none_for_trafilatura_either() -> None:
    """That is an opinion too."""
    assert ask_trafilatura("<html><body></body></html>") == frozenset()


@pytest.mark.parametrize(
    "part", ["<a href=/>а</a>" * 20_001, "<br>" * 50_001, "<li>а" * 5_001, " " * 3_000_001]
)
def test_of_too_large_a_page_nobody_is_asked(part: str) -> None:
    """It would take longer than all the rest."""
    assert ask_trafilatura(f"<html><body>{STORY}{part}</body></html>") is None
