"""Blank lines behind every line."""

from __future__ import annotations

import pytest

from cleaners.plaintext.wrapping import drop_doubled

PAGE = [
    "Мост открыт",
    "",
    "140",
    "Ася Петрова",
    "",
    "Новый мост открыли.",
    "",
    "Популярное",
    "Жара",
]


@pytest.mark.parametrize("blank", [1, 2, 3])
def test_what_stands_behind_every_line_goes(blank: int) -> None:
    """However often the program ended its lines."""
    spaced = [part for line in PAGE for part in (line, *[""] * blank)]
    assert drop_doubled(spaced) == PAGE


@pytest.mark.parametrize("space", ["", "  ", "\u00a0"])
def test_a_blank_line_may_have_spaces_in_it(space: str) -> None:
    """A reader sees none."""
    assert drop_doubled([part for line in PAGE for part in (line or space, space)]) == PAGE


@pytest.mark.parametrize("lines", [PAGE, ["а", "", "б", "", "в"], ["а", "б"], ["а"], [], ["", ""]])
def test_other_blank_lines_stay(lines: list[str]) -> None:
    """They part paragraphs, or there are none."""
    assert drop_doubled(lines) == lines


def test_where_all_gaps_are_alike_one_blank_line_stays() -> None:
    """The dump of a story alone."""
    assert drop_doubled(["а", "", "", "", "б", "", "", "", "в"]) == ["а", "", "б", "", "в"]
