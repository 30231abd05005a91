"""The picture of a terminal in the README."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.terminal import picture, story

SHOWN = (Path(__file__).parents[2] / "docs" / "terminal.svg").read_text(encoding="utf-8")


def test_it_is_what_the_command_shows_today() -> None:
    """`python -m benchmarks.terminal --picture docs/terminal.svg` draws it again."""
    assert picture(story()) == SHOWN


def test_nothing_is_fetched_for_it() -> None:
    """No fonts, no pictures: it is shown as it is, anywhere."""
    assert not re.search(r"@font-face|url\(\s*['\"]?http|href=", SHOWN)
    assert "Двадцать" in SHOWN
