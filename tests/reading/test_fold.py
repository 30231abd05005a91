"""Text as a reader sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.reading.fold import drop_references, drop_unreadable, fold

UNREADABLE = ["\x00", "\x01", "\x1b", "\x7f", "\x80", "\x9f", "\xad", "\u200b", "\u2060", "\ufeff",
              "\ufdd0", "\ufffe", "\uffff", "\ud800", "\udfff"]  # fmt: skip


@pytest.mark.parametrize("mark", UNREADABLE)
def test_what_nobody_can_read_goes(mark: str) -> None:
    """It would split a word, or lose the whole article in another library."""
    assert drop_unreadable(f"за{mark}стройка") == "застройка"
    assert fold(f"за{mark}стройка") == "застройка"


@pytest.mark.parametrize(
    "kept", ["\u200d", "👨\u200d👩\u200d👧", "é", "е\u0301", "ﬁ", "\ufffd", "🙂"]
)
def test_what_can_be_read_stays(kept: str) -> None:
    """Joined emoji, accents, ligatures."""
    assert fold(kept) == kept


@pytest.mark.parametrize("space", [" ", "\n", "\t", "\u00a0", "\u202f", "\u3000", "\u2028", " \n "])
def test_white_space_is_one_space(space: str) -> None:
    """Of whatever kind, and none at the ends."""
    assert fold(f"{space}за{space}{space}ночь{space}") == "за ночь"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is folded."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("markup", "dropped"),
    [
        ("за&#x1B;стройка", "застройка"),
        ("за&#27;стройка", "застройка"),
        ("за&#27стройка", "застройка"),
        ("за&shy;стройка", "застройка"),
        ("за&#173;стройка", "застройка"),
        ("за&ZeroWidthSpace;стройка", "застройка"),
        ("&#1057;&amp;&nbsp;", "&#1057;&amp;&nbsp;"),
        ("&#151;", "&#151;"),
        ("&#x110000;", "&#x110000;"),
        ("AT&T", "AT&T"),
    ],
)
def test_references_to_unreadable_characters_go(markup: str, dropped: str) -> None:
    """Those to letters, dashes of windows-1252 and nonsense stay."""
    assert drop_references(markup) == dropped
