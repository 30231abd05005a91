"""Elements by their names, and where blocks stand."""

from __future__ import annotations

from cleaners.page import Outline
from cleaners.sites.learning.css import name_parents, read_step


def test_where_each_block_stands() -> None:
    """By the nearest name above it, and by its tag where the element has no name of its own."""
    steps = (
        read_step("body", None, None),
        read_step("div", "main", None),
        read_step("p", None, None),
        read_step("p", None, "lead"),
        read_step("section", None, None),
    )
    outline = Outline(parents=(0, 0, 1, 1, 0), block_parents=(2, 3, 1, 4))
    assert name_parents(steps, outline) == ("div#main p", "p.lead", "div#main", "body section")
