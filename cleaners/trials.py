"""A profile tried on stories whose facts by the generic rules are known."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from cleaners.errors import CleanersError
from cleaners.flow import clean_document
from cleaners.sites.fact_values import Change, Facts, compare_facts, read_facts
from cleaners.sites.learning.adoption import KnownStory
from cleaners.sites.profile import SiteProfile

if TYPE_CHECKING:
    from cleaners.judge.judge import Models

# A selector of a fact may take that fact itself out of the text, and hardly anything else.
_LEAST_TEXT = 0.9


class Result(NamedTuple):
    """One story under a profile; without a story nothing but zeros.

    `changes` compare its facts with the generic ones, `missed` are keys that found nothing.
    """

    changes: dict[str, Change]
    facts: Facts
    characters: int
    missed: tuple[str, ...]

    @property
    def worse(self) -> frozenset[str]:
        """The facts that are worse."""
        changes = self.changes.items()
        return frozenset(fact for fact, change in changes if change is Change.WORSE)


class Trials:
    """Cleans the stories with profiles; results of the same profile are remembered."""

    def __init__(self, stories: Sequence[KnownStory], models: Models | None) -> None:
        self.stories = stories
        self._models = models
        self._results: dict[bytes, list[Result]] = {}

    def run(self, profile: SiteProfile) -> list[Result]:
        """The result of each story."""
        key = msgspec.json.encode(profile)
        if key not in self._results:
            self._results[key] = [self.run_one(profile, story) for story in self.stories]
        return self._results[key]

    def run_for_text(self, profile: SiteProfile, of_text: Set[str]) -> list[Result]:
        """The result of each story where all facts but those of the text are generic ones.

        They are known, so that no page is cleaned for them. `profile` has no fields.
        """
        pairs = zip(self.stories, self.run(profile), strict=True)
        return [_with_generic_facts(story, result, of_text) for story, result in pairs]

    def run_one(self, profile: SiteProfile, story: KnownStory) -> Result:
        """The result of one story."""
        try:
            article = clean_document(story.document(), profile, self._models, told=story.told)
        except CleanersError:
            return Result(changes={}, facts={}, characters=0, missed=())
        facts = read_facts(article)
        return Result(
            changes=compare_facts(story.facts, facts),
            facts=facts,
            characters=len(article.text),
            missed=article.metadata.profile_missed,
        )


def _with_generic_facts(story: KnownStory, result: Result, of_text: Set[str]) -> Result:
    if not result.characters:
        return result
    generic = {fact: values for fact, values in story.facts.items() if fact not in of_text}
    facts = generic | {fact: result.facts[fact] for fact in result.facts if fact in of_text}
    return result._replace(changes=compare_facts(story.facts, facts), facts=facts)


class Worse(NamedTuple):
    """A fact that is worse on one story: its address, its name, the values both ways."""

    url: str
    fact: str
    generic: str
    profile: str


def worse_cases(
    stories: Sequence[KnownStory],
    before: Sequence[Result],
    after: Sequence[Result],
    own: Set[str] = frozenset(),
    among: Set[str] | None = None,
) -> list[Worse]:
    """The stories on which something is worse after a line was added.

    Of the facts `own` each that is worse counts, even if it was before; with `among` no others.
    """
    found = []
    for story, old, new in zip(stories, before, after, strict=True):
        facts = (new.worse & own) if own else newly_worse(old, new)
        facts = facts if among is None else facts & among
        if facts:
            found.append(case_of(story, new, min(facts)))
    return found


def newly_worse(old: Result, new: Result) -> frozenset[str]:
    """Facts that a line makes worse; the text counts as one."""
    has_less = new.characters < _LEAST_TEXT * old.characters
    return new.worse - old.worse | ({"articleBody"} if has_less else frozenset())


def case_of(story: KnownStory, result: Result, fact: str) -> Worse:
    """A fact of one story both ways."""
    return Worse(
        url=story.url or story.source or "",
        fact=fact,
        generic=_show(fact, story.facts, story.characters),
        profile=_show(fact, result.facts, result.characters),
    )


def _show(fact: str, facts: Facts, characters: int) -> str:
    return f"{characters} characters" if fact == "articleBody" else ", ".join(facts.get(fact, ()))
