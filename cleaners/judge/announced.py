"""Lines that stand alone over headlines of other stories."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.block import Block
from cleaners.judge.measures import LINKED, is_headline_like

_LONGEST_LINE = 60  # characters
_HEADLINES = 2  # that must stand below
_SHORTEST_HEADLINE = 20  # characters; shorter links are menus


def announced_headline(blocks: Sequence[Block], index: int) -> str:
    """The first of the linked headlines below a line that is no link, "" for any other line."""
    line = blocks[index]
    below = blocks[index + 1 : index + 1 + _HEADLINES]
    if len(below) < _HEADLINES or not line.text or len(line.text) > _LONGEST_LINE:
        return ""
    if line.link_density >= LINKED or not is_headline_like(line.text):
        return ""
    return below[0].text if all(map(_is_linked_headline, below)) else ""


def _is_linked_headline(block: Block) -> bool:
    long_enough = len(block.text) >= _SHORTEST_HEADLINE
    return long_enough and block.link_density >= LINKED and is_headline_like(block.text)
