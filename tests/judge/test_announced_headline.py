"""Lines over headlines."""

from __future__ import annotations

import pytest

from cleaners.block import Block
from cleaners.judge.label_runs import announced_headline
from tests.builders import PROSE, line, link

FIRST, SECOND = "Аэропорт Уральска увеличивает число рейсов", "Крупные города уходят под воду"


def test_a_line_over_two_linked_headlines() -> None:
    """It announces the first of them."""
    assert announced_headline([line("Читайте ещё"), link(FIRST), link(SECOND)], 0) == FIRST


@pytest.mark.parametrize(
    "blocks",
    [
        [line("Читайте ещё"), link(FIRST)],
        [line("Читайте ещё"), line(FIRST), line(SECOND)],
        [link("Читайте ещё"), link(FIRST), link(SECOND)],
        [line("Читайте ещё"), link("Спорт"), link("Погода")],
        [line(PROSE[0]), link(FIRST), link(SECOND)],
        [line("Читайте ещё"), link(FIRST), line(PROSE[1])],
    ],
    ids=["one headline", "no links", "a link itself", "a menu", "a sentence", "prose below"],
)
def test_any_other_line(blocks: list[Block]) -> None:
    """It announces nothing."""
    assert announced_headline(blocks, 0) == ""
