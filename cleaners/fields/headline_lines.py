"""The lines around the headline, where its byline and its date stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.block import Block
from cleaners.decision import Decision, Reason
from cleaners.labels import Lexicon
from cleaners.reading.people import opens_byline

_ABOVE, _BELOW = 4, 12  # blocks with text
OF_OTHERS = frozenset({Reason.TEASER, Reason.HEADLINE_RUN, Reason.COMMENTS})


def lines_by_headline(
    decisions: Sequence[Decision], headline: str | None, lexicon: Lexicon
) -> list[str]:
    """The texts around the headline, those below it first, the nearest of each first."""
    blocks = [d.block for d in decisions if d.block.text and d.reason not in OF_OTHERS]
    folded = (headline or "").casefold()
    at = [index for index, block in enumerate(blocks) if block.text.casefold() == folded]
    if not at:
        return []
    start = next((index for index in at if blocks[index].level == 1), at[0])
    below = list(join_labels(blocks[start + 1 : start + 1 + _BELOW], lexicon))
    above = list(join_labels(blocks[max(0, start - _ABOVE) : start], lexicon))
    return below + above[::-1]


def join_labels(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[str]:
    """Texts in order; «Автор» alone on a line is joined with the line below it."""
    label = ""
    for block in blocks:
        text = f"{label} {block.text}" if label else block.text
        label = block.text if opens_byline(f"{block.text} ", lexicon) > len(block.text) else ""
        yield text
