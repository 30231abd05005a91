"""Why a block was kept or removed."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from cleaners.block import Block


class Reason(StrEnum):
    """What was seen in a block or around it; the value goes into the JSON.

    The first group keeps a block, the second turns it into a field of the article,
    the third removes it.
    """

    STORY_TEXT = "story_text"
    STORY_LIST = "story_list"
    BETWEEN_STORY_TEXT = "between_story_text"
    BODY_SELECTOR = "body_selector"
    PROFILE_KEEP = "profile_keep"

    HEADLINE = "headline"
    BYLINE = "byline"
    PUBLICATION_DATE = "publication_date"
    VIEW_COUNTER = "view_counter"
    PHOTO_CREDIT = "photo_credit"
    TAGS = "tags"
    BREADCRUMBS = "breadcrumbs"
    PICTURE = "picture"

    LABEL = "label"
    TAB = "tab"
    TEASER = "teaser"
    HEADLINE_RUN = "headline_run"
    PLACEHOLDER = "placeholder"
    BARE_COUNTER = "bare_counter"
    GALLERY_COUNTER = "gallery_counter"
    SHARE = "share"
    SUBSCRIBE = "subscribe"
    COMMENTS = "comments"
    ADVERTISEMENT = "advertisement"
    LEGAL_NOTICE = "legal_notice"
    NAVIGATION = "navigation"
    FORM = "form"
    HIDDEN = "hidden"
    LINK_DENSE = "link_dense"
    PROFILE_REMOVAL = "profile_removal"
    REPEATED = "repeated"
    COPY = "copy"
    OUTSIDE_STORY = "outside_story"
    UNLIKE_STORY = "unlike_story"


KEEPING = frozenset(
    {
        Reason.STORY_TEXT,
        Reason.STORY_LIST,
        Reason.BETWEEN_STORY_TEXT,
        Reason.BODY_SELECTOR,
        Reason.PROFILE_KEEP,
    }
)


# Those that stand in lines of their own, by the headline of the story or of another one.
LINE_FACTS = frozenset({Reason.BYLINE, Reason.PUBLICATION_DATE, Reason.VIEW_COUNTER})
# Blocks that fields of the article are read from: no main content, and no boilerplate either.
FACTS = LINE_FACTS | {Reason.HEADLINE, Reason.PHOTO_CREDIT}


class Decision(msgspec.Struct, frozen=True, gc=False):
    """One block, its reason, and the rule that spoke.

    >>> from cleaners.block import Block, Kind
    >>> Decision(Block(0, "[[year]]", Kind.PARAGRAPH), Reason.PLACEHOLDER, "placeholder").kept
    False
    """

    block: Block
    reason: Reason
    rule: str

    @property
    def kept(self) -> bool:
        """Whether the block belongs to the story: its reason is one of `KEEPING`."""
        return self.reason in KEEPING


class Judgement(msgspec.Struct, frozen=True):
    """A decision for each block, and how good they probably are as a whole.

    `confidence` (0…1) is the expected F1 of the story text; None where a profile found the body.
    The decisions are about the first one of the `stories` of a dump, whose line of the headline is
    one with `headline_probability`.
    """

    decisions: tuple[Decision, ...]
    confidence: float | None = None
    stories: int = 1
    headline_probability: float = 0.0
