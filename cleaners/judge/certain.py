"""Which verdicts of rules are certain: they stand, whatever the classifier says."""

from __future__ import annotations

from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict

# Where these stand on a page is chance, and they are never story.
_NEVER_STORY = frozenset({Reason.PLACEHOLDER, Reason.PHOTO_CREDIT, Reason.GALLERY_COUNTER})
_CERTAIN = _NEVER_STORY | {Reason.VIEW_COUNTER}
_CERTAIN_RULES = frozenset(
    {
        "channel_invitation",
        "error_report",
        "hashtags",
        "label_in_line",
        "invitation_in_line",
        "page_links",
    }
)
_CERTAIN_LABELS = frozenset(
    {
        Reason.SHARE,
        Reason.SUBSCRIBE,
        Reason.COMMENTS,
        Reason.ADVERTISEMENT,
        Reason.LEGAL_NOTICE,
    }
)
# What such rules see in a dump may be story all the same; all others are certain there.
_UNCERTAIN_IN_DUMP = frozenset({"headline_run", "label_in_line", "byline"})


def is_certain(verdict: Verdict) -> bool:
    """Whether a verdict on a block of a page stands."""
    if verdict.rule in ("label_alone", "notice"):
        return verdict.reason in _CERTAIN_LABELS
    return verdict.reason in _CERTAIN or verdict.rule in _CERTAIN_RULES


def is_certain_line(verdict: Verdict | None) -> bool:
    """Whether a verdict on a line of a dump stands: nothing but rules tells of its parts."""
    return verdict is not None and verdict.rule not in _UNCERTAIN_IN_DUMP


def is_hidden_line(verdict: Verdict | None) -> bool:
    """Whether the classifier does not see a line of a dump: it stands where it does by chance."""
    return verdict is not None and verdict.reason in _NEVER_STORY
