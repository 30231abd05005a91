"""Paragraphs that a terminal broke, and all that only looks like them."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.plaintext.wrapping import unwrap
from tests.builders import PROSE, TEASERS

STORY = [" ".join(PROSE), " ".join(reversed(PROSE)), " ".join(PROSE[:2])]


def wrapped(width: int, *paragraphs: str, indent: str = "") -> list[str]:
    """Paragraphs as a text browser prints them."""
    lines: list[str] = []
    for paragraph in paragraphs:
        filled = textwrap.wrap(paragraph, width, initial_indent=indent, subsequent_indent=indent)
        lines += [*filled, ""]
    return lines[:-1]


def paragraphs(lines: list[str]) -> list[str]:
    """The lines with text in them."""
    return [line.strip() for line in lines if line.strip()]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("indent", ["", "   "])
def test_broken_paragraphs_are_joined(width: int, indent: str) -> None:
    """At whatever width; blank lines stay."""
    joined = unwrap(wrapped(width, *STORY, indent=indent))
    assert paragraphs(joined) == STORY
    assert len(joined) == 2 * len(STORY) - 1


def test_scripts_without_spaces_are_given_none() -> None:
    """Their lines end wherever there was no room."""
    story = (
        "横跨河流的新桥于周三正式开放，第一批公交车从清晨起就在桥上行驶，市政府说这座桥将使从车站到新区的路程缩短一半。"
        * 12
    )
    lines = textwrap.wrap(story, 72)
    assert unwrap(lines) == [story]


def test_items_are_not_joined() -> None:
    """Each begins with its mark; one that is broken is put together."""
    items = [f"* {text} {PROSE[0]}" for text in TEASERS[:3]]
    lines = [line for text in items for line in textwrap.wrap(text, 72, subsequent_indent="  ")]
    assert paragraphs(unwrap([*wrapped(72, *STORY), "", *lines]))[-3:] == items


def test_short_lines_are_not_joined() -> None:
    """The next word had room on them."""
    lines = [*wrapped(80, *STORY), "", *TEASERS]
    assert paragraphs(unwrap(lines))[-len(TEASERS) :] == list(TEASERS)


def test_one_long_address_is_no_matter() -> None:
    """Nobody breaks it."""
    lines = [*wrapped(72, *STORY * 6), "", "https://a.kz/" + "a" * 200]
    assert paragraphs(unwrap(lines)) == [*STORY * 6, lines[-1]]


@pytest.mark.parametrize(
    "lines", [list(PROSE), list(TEASERS), [], [""], [STORY[0]], wrapped(40, *STORY)]
)
def test_other_dumps_stay_as_they_are(lines: list[str]) -> None:
    """Paragraphs on lines, menus, verses."""
    assert unwrap(lines) == lines


@given(st.lists(st.text(alphabet="абв *-\u2003", max_size=90), max_size=30))
def test_no_word_is_lost(lines: list[str]) -> None:
    """Nor added, nor moved."""
    assert " ".join(unwrap(lines)).split() == " ".join(lines).split()
