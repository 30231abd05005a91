"""How the text of one block reads."""

from __future__ import annotations

import pytest

from cleaners.judge.prose import (
    count_words,
    ends_sentence,
    introduces,
    is_headline_like,
    is_running_text,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [("мост", 1), ("мост через Ишим", 3), ("这座桥今天开放了", 4), ("Мост 桥", 2), ("", 1)],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    """Scripts without spaces count two characters as one word."""
    assert count_words(text) == words


@pytest.mark.parametrize("end", [".", "!", "?", "…", ".»", "!”", ".)", "?»)", "。", "؟"])
def test_a_sentence_ends_with_its_mark(end: str) -> None:
    """Quotation marks and brackets may close behind it."""
    assert ends_sentence(f"Мост открыт{end}")


@pytest.mark.parametrize("end", ["", ",", ":", "»", " –"])
def test_other_ends_are_no_end_of_a_sentence(end: str) -> None:
    """A closing quotation mark alone proves nothing."""
    assert not ends_sentence(f"Мост открыт{end}")


def test_a_colon_introduces() -> None:
    """Also the wide one."""
    assert introduces("Директор отметила:")
    assert introduces("主任说：")
    assert not introduces("Директор: мост открыт")


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("слово " * 4 + "конец.", True),
        ("слово " * 3 + "конец.", False),
        ("слово " * 4 + "конец", False),
        ("слово " * 19 + "конец", True),
        ("слово " * 18 + "конец", False),
    ],
)
def test_running_text_is_a_sentence_or_a_long_line(text: str, *, running: bool) -> None:
    """Of as many words as asked for, or of twenty."""
    assert is_running_text(text, 5) is running


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("Мост открыт", True),
        ("Ждать ли нашествия?", True),
        ("А люди продолжают ждать...", True),
        ("Мост открыт.", False),
        ("Мост открыт:", False),
        ("Мост открыт. Его ждали", False),
        ("Полководец. писатель и патриот", True),
        ("2 064", False),
    ],
)
def test_a_headline_has_letters_and_no_full_stop(text: str, like: bool) -> None:
    """Nor a second sentence within it."""
    assert is_headline_like(text) is like
