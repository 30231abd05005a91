"""What the pages of a site say together of each block: the judge errs on single pages."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.decision import KEEPING
from cleaners.sites.learning.memory import TextMemory, Traits
from cleaners.sites.learning.seen import Columns, SeenPage

_LEAST_STORIES = 3  # on which a text must stand to be a repeated one
_MOST_KEPT = 0.5  # share of its stories on which a repeated text may be kept
_MOST_KEPT_EVERYWHERE = 0.8  # the same for a text that stands on half of all stories
_EVERYWHERE = 0.5
_SAME_PLACE = 0.5  # share of its stories on which it stands where it stood first
# Lines of a dump have no place but the lines beside them. A sentence that agencies repeat stands
# below a sentence of its story; what repeats together with the lines above and below it is the
# frame, even if the judge keeps all of it: rules for comments read like prose.
_FRAMED = 0.8  # share of its stories
_LEAST_LETTERS = 8  # shorter texts («Фото», «Да») say different things in different places


def agree(pages: Sequence[Columns], memory: TextMemory) -> list[SeenPage]:
    """The pages, with repeated texts removed wherever the judge removed them on most pages.

    A text that it keeps on most pages stays: news agencies repeat sentences, and a repeated
    sentence where stories have sentences is story.
    """
    return [
        SeenPage(
            page,
            [_is_story(page, block, memory) for block in range(len(page.keys))],
            [_line(key, memory) for key in page.keys],
        )
        for page in pages
    ]


def is_template(traits: Traits, stories: int) -> bool:
    """Whether a text is part of the frame; `stories` are all that were seen."""
    if traits.stories < _LEAST_STORIES or traits.same_place < _SAME_PLACE * traits.stories:
        return False
    everywhere = traits.stories >= _EVERYWHERE * stories
    if traits.place is None and everywhere and traits.framed >= _FRAMED * (traits.stories - 1):
        return True
    most_kept = _MOST_KEPT_EVERYWHERE if everywhere else _MOST_KEPT
    return traits.judged > 0 and traits.kept_share < most_kept


def tells_itself(text: str) -> bool:
    """Whether a masked text is long enough to be known by itself."""
    return sum(map(str.isalpha, text)) >= _LEAST_LETTERS


def _is_story(page: Columns, block: int, memory: TextMemory) -> bool:
    if page.reasons[block] not in KEEPING:
        return False
    traits = memory.get(page.keys[block])
    return traits is None or not is_template(traits, memory.stories)


def _line(key: int, memory: TextMemory) -> int:
    """The key of a text that repeats and is long enough to be told by, else 0."""
    traits = memory.get(key)
    repeats = traits is not None and traits.stories >= _LEAST_STORIES
    return key if traits and repeats and tells_itself(traits.text) else 0
