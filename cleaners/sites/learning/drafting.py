"""From body, repeated texts and facts of a site to its profile, each line with its evidence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import msgspec

from cleaners.decision import FACTS, KEEPING, Reason
from cleaners.sites.learning.consensus import agree, is_distinctive, is_template
from cleaners.sites.learning.fact_selectors import draft_fields
from cleaners.sites.learning.judged_page import JudgedPage
from cleaners.sites.learning.memory import TextCounts, TextMemory
from cleaners.sites.learning.removals import LearnedRemoval, Means
from cleaners.sites.learning.wrapper import Wrapper, learn_wrapper
from cleaners.sites.profile import Evidence, Learned, Removal, Repeated, SiteProfile, Story

LEAST_STORIES = 3  # fewer may share anything by chance
_LABEL_SHARE = 0.8  # of its stories, on which headlines stand below a label
_CHANGING_SHARE = 0.3  # of its later stories, with other headlines below
_MOST_LABEL_KEPT = 0.2  # share of its stories on which the judge may have kept it
_LONGEST_LABEL = 60  # characters
_MOST_REPEATED = 100  # lines that a person can read
_NAMING = frozenset({Reason.OUTSIDE_STORY, Reason.UNLIKE_STORY, Reason.LINK_DENSE}) | KEEPING


def draft_profile(
    host: str, pages: Sequence[JudgedPage], memory: TextMemory, versions: int
) -> SiteProfile:
    """The profile of a host, before any of its lines is compared with the generic rules.

    `pages` are a sample with the judge's decisions, `memory` counts the texts of all stories,
    `versions` is the number of pages that were another version of one. Fewer than three stories
    give a profile without rules.
    """
    today = dt.datetime.now(dt.UTC).date()
    learned = Learned(date=today, stories=memory.stories, versions=versions, judged=len(pages))
    profile = SiteProfile(host=host, checked=today, learned=learned)
    if memory.stories < LEAST_STORIES:
        return profile
    agreed = agree(pages, memory)
    wrapper = learn_wrapper(agreed) if len(agreed) >= LEAST_STORIES else None
    labels = _labels(memory)
    if wrapper is None:
        return msgspec.structs.replace(profile, repeated=(*labels, *_certain(memory)))
    return msgspec.structs.replace(
        profile,
        story=_story(wrapper, memory),
        remove=tuple(
            Removal(
                select=(str(removed.what),),
                reason=_reason(removed, wrapper),
                learned=_evidence(removed, wrapper),
            )
            for removed in wrapper.removals
            if removed.means is Means.SELECTOR
        ),
        repeated=(*labels, *_repeated(wrapper, memory)),
        fields=draft_fields(agreed),
    )


def _story(wrapper: Wrapper, memory: TextMemory) -> Story:
    by_means = {
        means: [removed for removed in wrapper.removals if removed.means is means]
        for means in Means
    }
    learned = {
        "body": Evidence(pages=wrapper.pages, of=wrapper.of, agreement=round(wrapper.agreement, 3))
    }
    for means, key in ((Means.END, "ends"), (Means.LINKED, "linked_lines")):
        if by_means[means]:
            learned[key] = _evidence(by_means[means][0], wrapper)
    return Story(
        body=(wrapper.body.text,),
        ends=tuple(_text(removed, memory) for removed in by_means[Means.END]),
        linked_lines=not by_means[Means.LINKED],
        learned=learned,
    )


def _repeated(wrapper: Wrapper, memory: TextMemory) -> list[Repeated]:
    """The lines within the body that repeat and are no story."""
    return [
        Repeated(text=_text(removed, memory), learned=_evidence(removed, wrapper))
        for removed in wrapper.removals
        if removed.means is Means.TEXT
    ]


def _certain(memory: TextMemory) -> list[Repeated]:
    """Without a body: the template lines that the judge kept on some page."""
    found = [
        counts
        for counts in memory.repeated(LEAST_STORIES)
        if is_distinctive(counts.text) and counts.kept and is_template(counts, memory.stories)
    ]
    return [
        Repeated(text=counts.text, learned=_counted(counts, memory))
        for counts in found[:_MOST_REPEATED]
    ]


def _labels(memory: TextMemory) -> list[Repeated]:
    """Lines that headlines stand below on nearly every page, and not always the same ones."""
    return [
        Repeated(text=counts.text, reason=Reason.LABEL, learned=_counted(counts, memory))
        for counts in memory.repeated(LEAST_STORIES)
        if counts.announcing >= _LABEL_SHARE * counts.stories
        and counts.changes >= _CHANGING_SHARE * (counts.announcing - 1)
        and counts.kept_share <= _MOST_LABEL_KEPT
        and is_distinctive(counts.text)
        and len(counts.text) <= _LONGEST_LABEL
    ]


def _counted(counts: TextCounts, memory: TextMemory) -> Evidence:
    return Evidence(pages=counts.stories, of=memory.stories, parent=counts.parent or "")


def _text(removed: LearnedRemoval, memory: TextMemory) -> str:
    counts = memory.get(int(removed.what))
    return counts.text if counts else ""


def _evidence(removed: LearnedRemoval, wrapper: Wrapper) -> Evidence:
    return Evidence(pages=removed.pages, of=wrapper.of)


def _reason(removed: LearnedRemoval, wrapper: Wrapper) -> Reason:
    """The judge's reason for most of the removed blocks; a fact must be one nearly always."""
    reasons = Counter(
        page.judged.reasons[block]
        for page, blocks in zip(wrapper.found, removed.blocks, strict=True)
        for block in blocks
    )
    reason, count = max(
        ((reason, count) for reason, count in reasons.items() if reason not in _NAMING),
        key=lambda pair: pair[1],
        default=(Reason.PROFILE_REMOVAL, 0),
    )
    least = 0.8 if reason in FACTS else 0.4
    return reason if count >= least * reasons.total() else Reason.PROFILE_REMOVAL
