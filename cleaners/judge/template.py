"""Lines that a site's profile knows: those repeated from page to page, the last one of a story."""

from __future__ import annotations

from cleaners.block import Block
from cleaners.decision import KEEPING, Reason
from cleaners.judge.alone import Verdict
from cleaners.page import Page, Template
from cleaners.reading.masking import mask_text

_LINKED = 0.9  # link density of a line that is a link and nothing else


def judge_template(page: Page, template: Template, verdicts: list[Verdict | None]) -> None:
    """Take back what was kept of the template; what has another reason keeps it.

    Ends and linked lines are known of the profile's body: without it they say nothing.
    """
    ended: Verdict | None = None
    for block in page.blocks:
        verdict = verdicts[block.index]
        if verdict is None or verdict.reason not in KEEPING:
            continue
        if ended is None and block.text:
            masked = mask_text(block.text)
            if page.story_zone and masked in template.ends:
                ended = Verdict(Reason.OUTSIDE_STORY, f"story.ends: {masked}")
            elif masked in template.repeated:
                verdict = Verdict(*template.repeated[masked])
            elif page.story_zone and is_linked_line(block) and not template.linked_lines:
                verdict = Verdict(Reason.LINK_DENSE, "story.linked_lines")
        verdicts[block.index] = ended or verdict


def is_linked_line(block: Block) -> bool:
    """Whether a line is a link and nothing else."""
    return block.link_density >= _LINKED
