"""What is kept of tables and lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.parts import Share, count_parts, find_parts, main
from benchmarks.quality.values import SetPage
from tests.benchmarks.quality_sets import line, write_set

PAGE = (
    "<table><tr><th>Name of bridge<td>Old Town Bridge<td>1901</table>"
    "<ul><li>Open on all days</li><li>Closed in hard winters</li></ul>"
    "<ul><li><a>Sport of the day</a></li><li><ul><li>News from the town</ul></li></ul>"
)
GOLD = "Name of bridge | Old Town Bridge | 1901\nOpen on all days\nClosed in hard winters"


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ("<ul><li>Two words<li>Three words now</ul>", {("items", "Three words now")}),
        (
            "<ol><li>Outer text here<ol><li>Inner text here</ol></ol>",
            {("items", "Inner text here")},
        ),
        ("<table><th>A <b>b</b> c<td>А «б» в</table>", {("cells", "A b c"), ("cells", "А б в")}),
        ("<p>No table and no list</p>", set()),
    ],
)  # fmt: skip
def test_innermost_cells_and_items_of_three_words_count(
    html: str, parts: set[tuple[str, str]]
) -> None:
    """Whatever marks stand around their words."""
    assert find_parts(html) == parts


@pytest.mark.parametrize(
    ("text", "cells", "items"),
    [
        (GOLD, Share(2, 2, 0, 0), Share(2, 2, 2, 0)),
        ("", Share(2, 0, 0, 0), Share(2, 0, 2, 0)),
        ("Old Town Bridge. News from the town", Share(2, 1, 0, 0), Share(2, 0, 2, 1)),
    ],
)
def test_what_is_kept_is_counted_for_the_story_and_for_all_else(
    text: str, cells: Share, items: Share
) -> None:
    """A part belongs to the story where the gold has it."""
    page = SetPage(id="page", html=PAGE, gold=GOLD)
    assert count_parts(page, text) == {"cells": cells, "items": items}


def test_the_command_prints_a_row_for_each_extractor(tmp_path: Path) -> None:
    """With the counts behind the shares."""
    path = write_set(tmp_path / "story.jsonl", [line(html=PAGE, gold=GOLD)])
    result = CliRunner().invoke(main, [str(path), "--extractor", "trafilatura"])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1].startswith("| story | trafilatura | ")
    assert " of 2 |" in result.output
