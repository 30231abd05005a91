"""Markup that an extractor gives back, as text."""

from __future__ import annotations

import pytest

from benchmarks.quality.markup_text import text_of


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<p>One<br>Two</p>", "One\nTwo"),
        ("<p>One <b>bo</b>ld\n word</p>", "One bold word"),
        ("<ul><li>One<li>Two</ul>tail", "One\nTwo\ntail"),
        ("<div>One<!-- no -->Two<script>no</script> three</div>", "OneTwo three"),
        ("<p>", ""),
        (" ", ""),
    ],
)
def test_text(markup: str, expected: str) -> None:
    """Blocks end lines, words stay whole, what is not shown stays out."""
    assert text_of(markup) == expected
