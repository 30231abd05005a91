"""Which blocks are story, by all pages of a site together: the judge errs on single pages."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.decision import KEEPING
from cleaners.sites.learning.judged_page import AgreedPage, JudgedPage
from cleaners.sites.learning.memory import TextCounts, TextMemory

_LEAST_STORIES = 3  # on which a text must stand to be a repeated one
_MOST_KEPT = 0.5  # share of its stories on which a repeated text may be kept
_MOST_KEPT_EVERYWHERE = 0.8  # the same for a text that stands on half of all stories
_EVERYWHERE = 0.5
_SAME_PARENT = 0.5  # share of its stories on which the element around it is the same
# Lines of a dump have no parent but the lines beside them. A sentence that agencies repeat stands
# below a sentence of its story; what repeats together with the lines above and below it is the
# frame, even if the judge keeps all of it: rules for comments read like prose.
_FRAMED = 0.8  # share of its stories
_LEAST_LETTERS = 8  # shorter texts («Фото», «Да») mean different things here and there


def agree(pages: Sequence[JudgedPage], memory: TextMemory) -> list[AgreedPage]:
    """The pages, with repeated texts removed wherever the judge removed them on most pages.

    A text that it keeps on most pages stays: news agencies repeat sentences, and a repeated
    sentence where stories have sentences is story.
    """
    return [
        AgreedPage(
            page,
            kept=[_is_story(page, block, memory) for block in range(len(page.keys))],
            lines=[_line(key, memory) for key in page.keys],
        )
        for page in pages
    ]


def is_template(counts: TextCounts, stories: int) -> bool:
    """Whether a text is part of the template; `stories` counts all stories of the site."""
    if counts.stories < _LEAST_STORIES or counts.same_parent < _SAME_PARENT * counts.stories:
        return False
    everywhere = counts.stories >= _EVERYWHERE * stories
    if counts.parent is None and everywhere and counts.framed >= _FRAMED * (counts.stories - 1):
        return True
    most_kept = _MOST_KEPT_EVERYWHERE if everywhere else _MOST_KEPT
    return counts.judged > 0 and counts.kept_share < most_kept


def is_distinctive(text: str) -> bool:
    """Whether a masked text is long enough to mean the same wherever it stands."""
    return sum(map(str.isalpha, text)) >= _LEAST_LETTERS


def _is_story(page: JudgedPage, block: int, memory: TextMemory) -> bool:
    if page.reasons[block] not in KEEPING:
        return False
    counts = memory.get(page.keys[block])
    return counts is None or not is_template(counts, memory.stories)


def _line(key: int, memory: TextMemory) -> int:
    """The key of a text that repeats and is long enough to be known by, else 0."""
    counts = memory.get(key)
    repeats = counts is not None and counts.stories >= _LEAST_STORIES
    return key if counts and repeats and is_distinctive(counts.text) else 0
