"""A drafted profile, line by line: a line stays if no fact of any story is worse with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from cleaners.decision import Reason
from cleaners.sites.fact_values import Change
from cleaners.sites.learning.adoption import Adoption, KnownStory, Rejection
from cleaners.sites.profile import FIELD_NAMES, Evidence, Fields, Removal, SiteProfile, Story
from cleaners.trials import Result, Trials, Worse, case_of, newly_worse, worse_cases

if TYPE_CHECKING:
    from cleaners.judge.judge import Models

# A body loses a story if it leaves less than this share of the characters that the generic rules
# keep; a body that loses more than this share of the stories is rejected.
_LEAST_TEXT = 0.5
_MOST_LOST = 0.1
_BLAMED_STORIES = 3  # to find the line to blame, each is tried by itself on so many stories

# The facts that the fields of a profile give.
_FACTS = {
    "headline": "headline",
    "authors": "authors",
    "date_published": "datePublished",
    "view_count": "viewCount",
    "credit": "credits",
    "caption": "captions",
    "section": "section",
    "tags": "tags",
    "breadcrumbs": "breadcrumbs",
}
# Facts that belong to the text of the story; the generic rules can find all others without it.
_OF_TEXT = frozenset({"images", "captions", "credits"})


def adopt_profile(
    draft: SiteProfile, stories: Sequence[KnownStory], models: Models | None = None
) -> Adoption:
    """The lines of a draft that make no fact of these stories worse.

    Each field of the draft may hold several selectors: the first that makes nothing worse is taken.
    A body that loses the story is left out with all lines that belong to it. Where a fact is worse
    for which there is no selector, the facts of all pages come from the generic rules
    (`story.generic_facts`). `models` replace the shipped ones where models are measured.
    """
    trials = Trials(stories, models)
    draft, rejected = _reject_body(draft, trials)
    profile = msgspec.structs.replace(draft, fields=Fields())
    for adopt in (_reject_removals, partial(_choose_fields, drafted=draft.fields)):
        profile, more = adopt(profile, trials)
        rejected += more
    results = trials.run(profile)
    worse = sum(bool(result.worse - _OF_TEXT) for result in results)
    if worse:
        results = trials.run_for_text(msgspec.structs.replace(profile, fields=Fields()), _OF_TEXT)
        profile = _with_generic_facts(profile, Evidence(pages=worse, of=len(stories)))
    better = Counter(
        fact
        for result in results
        for fact, change in result.changes.items()
        if change is Change.BETTER
    )
    return Adoption(
        profile=_with_evidence(profile, results),
        stories=len(stories),
        better=dict(better),
        rejected=tuple(rejected),
    )


def _with_generic_facts(profile: SiteProfile, evidence: Evidence) -> SiteProfile:
    learned = profile.story.learned | {"generic_facts": evidence}
    story = msgspec.structs.replace(profile.story, generic_facts=True, learned=learned)
    return msgspec.structs.replace(profile, story=story, fields=Fields())


def _reject_body(draft: SiteProfile, trials: Trials) -> tuple[SiteProfile, list[Rejection]]:
    """The draft; without its body and what belongs to that, if it loses too many stories."""
    if not draft.story.body:
        return draft, []
    core = msgspec.structs.replace(draft, fields=Fields())
    pairs = list(zip(trials.stories, trials.run(core), strict=True))
    lost = [pair for pair in pairs if pair[1].characters < _LEAST_TEXT * pair[0].characters]
    if len(lost) <= _MOST_LOST * len(pairs):
        return draft, []
    labels = tuple(line for line in draft.repeated if line.reason is Reason.LABEL)
    rest = msgspec.structs.replace(draft, story=Story(), remove=(), repeated=labels)
    line = f"story.body: {', '.join(draft.story.body)}"
    return rest, [_rejection(line, case_of(*lost[0], "articleBody"), len(lost))]


def _reject_removals(profile: SiteProfile, trials: Trials) -> tuple[SiteProfile, list[Rejection]]:
    """The profile without the removals that take pictures of the story along.

    Each is tried by itself on a few stories, again and again until none is rejected.
    """
    pairs = list(zip(trials.stories, trials.run(profile), strict=True))
    stories = [story for story, result in pairs if result.worse & _OF_TEXT]
    few = stories[:_BLAMED_STORIES]
    bare = msgspec.structs.replace(profile, remove=())
    before = [trials.run_one(bare, story) for story in few]
    kept: list[Removal] = []
    rejected: list[Rejection] = []
    for removal in profile.remove if few else ():
        alone = msgspec.structs.replace(bare, remove=(removal,))
        after = [trials.run_one(alone, story) for story in few]
        if cases := worse_cases(few, before, after, among=_OF_TEXT):
            line = f"remove: {', '.join(removal.select)}"
            rejected.append(_rejection(line, cases[0], len(stories)))
        else:
            kept.append(removal)
    if not rejected:
        return profile, []
    left, more = _reject_removals(msgspec.structs.replace(profile, remove=tuple(kept)), trials)
    return left, rejected + more


def _choose_fields(
    profile: SiteProfile, trials: Trials, drafted: Fields
) -> tuple[SiteProfile, list[Rejection]]:
    """For each fact the first selector that gives it on all stories, and makes no other worse.

    All are tried together, which nearly always succeeds at once or leaves one that is to blame.
    """
    before = trials.run(profile)
    candidates: dict[str, list[str]] = {f: [*getattr(drafted, f)] for f in FIELD_NAMES}
    rejected: list[Rejection] = []
    while chosen := {field: (some[0],) for field, some in candidates.items() if some}:
        tried = msgspec.structs.replace(profile, fields=msgspec.structs.replace(Fields(), **chosen))
        after = trials.run(tried)
        blamed = _blame(profile, chosen, trials, before, after)
        if not blamed:
            return tried, rejected
        for field, found, count in blamed:
            selector = candidates[field].pop(0)
            rejected.append(_rejection(f"fields.{field}: {selector}", found, count))
    return profile, rejected


def _blame(
    profile: SiteProfile,
    chosen: Mapping[str, tuple[str, ...]],
    trials: Trials,
    before: Sequence[Result],
    after: Sequence[Result],
) -> list[tuple[str, Worse, int]]:
    """The fields whose selector makes something worse, with the first case and their number."""
    stories = trials.stories
    own = [(field, worse_cases(stories, before, after, {_FACTS[field]})) for field in chosen]
    if any(cases for _, cases in own):
        return [(field, cases[0], len(cases)) for field, cases in own if cases]
    hurt = [n for n, pair in enumerate(zip(before, after, strict=True)) if newly_worse(*pair)]
    few = hurt[:_BLAMED_STORIES]
    found = []
    for field, selectors in chosen.items() if few else ():
        only = msgspec.structs.replace(Fields(), **{field: selectors})
        alone = msgspec.structs.replace(profile, fields=only)
        results = [trials.run_one(alone, stories[number]) for number in few]
        cases = worse_cases([stories[n] for n in few], [before[n] for n in few], results)
        if cases:
            found.append((field, cases[0], len(hurt)))
    if few and not found:  # only together do they make it worse
        case = worse_cases([stories[few[0]]], [before[few[0]]], [after[few[0]]])[0]
        found = [(field, case, len(hurt)) for field in chosen]
    return found


def _rejection(line: str, found: Worse, stories: int) -> Rejection:
    return Rejection(
        line=line,
        fact=found.fact,
        stories=stories,
        url=found.url,
        generic=found.generic,
        profile=found.profile,
    )


def _with_evidence(profile: SiteProfile, results: Sequence[Result]) -> SiteProfile:
    """Each selector of a fact with the stories on which it found something."""
    missed = [missed for result in results for missed in result.missed]
    learned = {
        field: Evidence(pages=len(results) - missed.count(f"fields.{field}"), of=len(results))
        for field in FIELD_NAMES
        if getattr(profile.fields, field)
    }
    learned_by = profile.learned and msgspec.structs.replace(profile.learned, compared=len(results))
    fields = msgspec.structs.replace(profile.fields, learned=learned)
    return msgspec.structs.replace(profile, fields=fields, learned=learned_by)
