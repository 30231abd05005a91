"""Short lines that belong to a story by what stands around them, whatever they look like alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.block import Block
from cleaners.judge.alone import Verdict
from cleaners.judge.measure.text import Floats
from cleaners.judge.measures import introduces

_BETWEEN = 0.3  # probability of a line between two lines of story, such as a subheading
_LEAST_ITEMS = 2
_ITEM_ENDS = (";", ",")


def add_neighbours(
    blocks: Sequence[Block],
    verdicts: Sequence[Verdict | None],
    story: Floats,
    kept: Sequence[bool],
) -> list[bool]:
    """What to keep of these lines: `kept`, lines between such, and lists that belong to them.

    `story` is the probability of each line. Rules are not overruled.
    """
    found = list(kept)
    for place in range(1, len(blocks) - 1):
        unruled = verdicts[blocks[place].index] is None
        if unruled and story[place] >= _BETWEEN and found[place - 1] and kept[place + 1]:
            found[place] = True
    for start, end in _sentence_lists(blocks):
        if found[start] or (start and found[start - 1]):
            for place in range(start, end):
                found[place] = found[place] or verdicts[blocks[place].index] is None
    return found


def _sentence_lists(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Lists that are one sentence: a line ending in a colon, lines ending in «;», the last one.

    Each from the line that introduces it to behind the last item.
    """
    for start, block in enumerate(blocks):
        if introduces(block.text):
            end = start + 1
            while end < len(blocks) and blocks[end].text.endswith(_ITEM_ENDS):
                end += 1
            if end - start > _LEAST_ITEMS - 1 and end < len(blocks):
                yield start, end + 1
