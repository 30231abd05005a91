"""What was learned of a site → its profile, each line with its evidence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import msgspec

from cleaners.decision import FACTS, KEEPING, Reason
from cleaners.sites.learning.consensus import agree, is_template, tells_itself
from cleaners.sites.learning.facts import learn_fields
from cleaners.sites.learning.memory import TextMemory, Traits
from cleaners.sites.learning.removals import Means, Removed
from cleaners.sites.learning.seen import Columns
from cleaners.sites.learning.wrapper import Wrapper, learn_wrapper
from cleaners.sites.profile import (
    Evidence,
    Learned,
    Removal,
    Repeated,
    SiteProfile,
    Story,
)

LEAST_STORIES = 3  # of fewer nobody knows what they share by chance
_LABEL_SHARE = 0.8  # of its stories, on which headlines stand below a label
_CHANGING_SHARE = 0.3  # of the times that it was seen again, with other headlines below
_MOST_LABEL_KEPT = 0.2  # share of its stories on which the judge may have kept it
_LONGEST_LABEL = 60  # characters
_MOST_REPEATED = 100  # lines that a person can read
_NAMING = frozenset({Reason.OUTSIDE_STORY, Reason.UNLIKE_STORY, Reason.LINK_DENSE}) | KEEPING


def draft_profile(
    host: str, pages: Sequence[Columns], memory: TextMemory, versions: int
) -> SiteProfile:
    """The profile of a host; one that says nothing where too little was seen."""
    today = dt.datetime.now(dt.UTC).date()
    learned = Learned(today, memory.stories, versions, len(pages))
    profile = SiteProfile(host, today, learned=learned)
    if memory.stories < LEAST_STORIES:
        return profile
    seen = agree(pages, memory)
    wrapper = learn_wrapper(seen) if len(seen) >= LEAST_STORIES else None
    labels = _labels(memory)
    if wrapper is None:
        return msgspec.structs.replace(profile, repeated=(*labels, *_certain(memory)))
    return msgspec.structs.replace(
        profile,
        story=_story(wrapper, memory),
        remove=tuple(
            Removal((str(removed.what),), _reason(removed, wrapper), _evidence(removed, wrapper))
            for removed in wrapper.removals
            if removed.means is Means.SELECTOR
        ),
        repeated=(*labels, *_repeated(wrapper, memory)),
        fields=learn_fields(seen),
    )


def _story(wrapper: Wrapper, memory: TextMemory) -> Story:
    by_means = {
        means: [removed for removed in wrapper.removals if removed.means is means]
        for means in Means
    }
    learned = {"body": Evidence(wrapper.pages, wrapper.of, round(wrapper.agreement, 3))}
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
        Repeated(_text(removed, memory), learned=_evidence(removed, wrapper))
        for removed in wrapper.removals
        if removed.means is Means.TEXT
    ]


def _certain(memory: TextMemory) -> list[Repeated]:
    """Without a body: the lines of the frame that the judge kept on some page."""
    found = [
        traits
        for traits in memory.repeated(LEAST_STORIES)
        if tells_itself(traits.text) and traits.kept and is_template(traits, memory.stories)
    ]
    return [
        Repeated(traits.text, learned=_seen(traits, memory)) for traits in found[:_MOST_REPEATED]
    ]


def _labels(memory: TextMemory) -> list[Repeated]:
    """Lines that headlines stand below on nearly every page, and not always the same ones."""
    return [
        Repeated(traits.text, Reason.LABEL, _seen(traits, memory))
        for traits in memory.repeated(LEAST_STORIES)
        if traits.announcing >= _LABEL_SHARE * traits.stories
        and traits.changes >= _CHANGING_SHARE * (traits.announcing - 1)
        and traits.kept_share <= _MOST_LABEL_KEPT
        and tells_itself(traits.text)
        and len(traits.text) <= _LONGEST_LABEL
    ]


def _seen(traits: Traits, memory: TextMemory) -> Evidence:
    return Evidence(traits.stories, memory.stories, place=traits.place or "")


def _text(removed: Removed, memory: TextMemory) -> str:
    traits = memory.get(int(removed.what))
    return traits.text if traits else ""


def _evidence(removed: Removed, wrapper: Wrapper) -> Evidence:
    return Evidence(removed.pages, wrapper.of)


def _reason(removed: Removed, wrapper: Wrapper) -> Reason:
    """What the judge said of most of the removed blocks; a fact must be one nearly always."""
    said = Counter(
        page.columns.reasons[block]
        for page, blocks in zip(wrapper.found, removed.blocks, strict=True)
        for block in blocks
    )
    reason, count = max(
        ((reason, count) for reason, count in said.items() if reason not in _NAMING),
        key=lambda pair: pair[1],
        default=(Reason.PROFILE_REMOVAL, 0),
    )
    least = 0.8 if reason in FACTS else 0.4
    return reason if count >= least * said.total() else Reason.PROFILE_REMOVAL
