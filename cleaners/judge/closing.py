"""The lines below a story in a dump: its last list, its signature, and all that is no story."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.judge.alone import Verdict
from cleaners.judge.measures import introduces
from cleaners.reading.people import is_name_line

_SIGNATURE_WITHIN = 3  # lines below the story


def judge_closing(
    blocks: Sequence[Block], verdicts: Sequence[Verdict | None], end: int
) -> dict[int, Verdict]:
    """Verdicts for the blocks behind `end`, the last block of the story's span."""
    found: dict[int, Verdict] = {}
    listing = introduces(blocks[end].text) or blocks[end].kind is Kind.LIST_ITEM
    for block in blocks[end + 1 :]:
        verdict = verdicts[block.index]
        listing = listing and verdict is None and block.kind is Kind.LIST_ITEM
        if verdict is None and listing:
            verdict = Verdict(Reason.STORY_LIST, "list_behind_story")
        elif verdict is None and _is_signature(block, end):
            verdict = Verdict(Reason.BYLINE, "signature_behind_story")
        found[block.index] = verdict or Verdict(Reason.OUTSIDE_STORY, "line_behind_story")
    return found


def _is_signature(block: Block, end: int) -> bool:
    return block.index <= end + _SIGNATURE_WITHIN and is_name_line(block.text)
