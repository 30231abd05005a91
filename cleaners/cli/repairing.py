"""A profile that no longer fits the newest pages of its site → one that fits them and the old ones.

A repair only adds: what the profile finds on old pages it finds as before, and where it finds
nothing, what the newest pages teach is tried.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from cleaners.article import Article
from cleaners.cli.effects import PageEffect, compare_articles
from cleaners.document import Document
from cleaners.errors import CleanersError
from cleaners.flow import clean_document
from cleaners.learner import SiteLearner
from cleaners.limits import DEFAULT_LIMITS, time_limit
from cleaners.sites.amending import Amendment, amend
from cleaners.sites.parsing import parse_profile
from cleaners.sites.profile import FIELD_NAMES, Evidence, SiteProfile

LOOKED_AT = 30  # of the newest stories, to see whether the profile still finds their body
_MISSED = 0.5  # share of them without it
_BY_CHANCE = 0.01
_BODY = "story.body"
_LEAST_STORIES = 3  # of the new layout; a profile can't be learned from fewer


class ProfileText(msgspec.Struct, frozen=True):
    """A profile as its file has it; `bases` are the shipped ones that it adds to, by host."""

    text: str
    name: str
    bases: Mapping[str, str]

    def read(self) -> SiteProfile:
        """What it means. Raises `ProfileError`."""
        return parse_profile(self.text, self.name, self.bases)


class Repair(msgspec.Struct, frozen=True):
    """A repaired profile, and what it changes.

    `missed` counts the pages of the new layout on which each key finds nothing, before and after;
    `new` and `old` have the effect on each page of the new layout and on each other page.
    """

    text: str
    missed: dict[str, tuple[int, int]]
    new: tuple[PageEffect, ...]
    old: tuple[PageEffect, ...]

    @property
    def mends_something(self) -> bool:
        """Whether a key finds something again."""
        return any(after < before for before, after in self.missed.values())

    @property
    def keeps_old(self) -> bool:
        """Whether all stories of the old layout come out the same."""
        return all(effect.is_same for effect in self.old)


class Drift(msgspec.Struct, frozen=True):
    """What no longer fits: `keys` find nothing on most of the newest stories.

    `pages` are all that were looked at, in the order of their fetch, `before` their articles,
    `is_new` says which have the new layout.
    """

    keys: tuple[str, ...]
    pages: tuple[Document, ...]
    before: tuple[Article | None, ...]
    is_new: tuple[bool, ...]

    @property
    def new_pages(self) -> list[Document]:
        """The pages of the new layout."""
        return [page for page, yes in zip(self.pages, self.is_new, strict=True) if yes]


def find_drift(profile: SiteProfile, pages: Sequence[Document]) -> Drift | None:
    """The keys that find nothing any more on pages in the order of their fetch; None for none.

    Where the body is missed on most of the newest stories, pages without it are of the new layout.
    Else a fact may have moved: see `_has_ended`.
    """
    before = tuple(_clean_all(pages, profile))
    missed = [frozenset(one.metadata.profile_missed) if one else None for one in before]
    known = [keys for keys in missed if keys is not None]
    latest = known[-LOOKED_AT:]
    if latest and sum(_BODY in keys for keys in latest) >= _MISSED * len(latest):
        is_new = tuple(keys is not None and _BODY in keys for keys in missed)
        new = [keys for keys in known if _BODY in keys]
        old = [keys for keys in known if _BODY not in keys]
        drifted = frozenset.intersection(*new) - (frozenset.intersection(*old) if old else set())
    else:
        names = frozenset[str]().union(*known)
        ends = {key: end for key in names if (end := _has_ended(key, known))}
        drifted = frozenset(ends)
        first = len(known) - max(ends.values(), default=0)
        places = [number for number, keys in enumerate(missed) if keys is not None]
        behind = frozenset(places[first:])
        is_new = tuple(number in behind for number in range(len(pages)))
    return Drift(tuple(sorted(drifted)), tuple(pages), before, is_new) if drifted else None


def _has_ended(key: str, missed: Sequence[frozenset[str]]) -> int:
    """On how many of the last stories in a row a key finds nothing; 0 where that may be by chance.

    A key that finds something on a share of the stories before finds nothing on so many in a row
    with the probability of one minus the share, to the power of their number.
    """
    last = max((number for number, keys in enumerate(missed) if key not in keys), default=-1)
    row = len(missed) - last - 1
    found = sum(key not in keys for keys in missed)
    chance = (1 - found / (last + 1)) ** row if found else 1.0
    return row if row >= _LEAST_STORIES and chance < _BY_CHANCE else 0


def repair_profile(given: ProfileText, drift: Drift) -> Repair:
    """Learn from the pages of the new layout, and add what finds something there.

    Raises `CleanersError` where these pages teach nothing.
    """
    profile = given.read()
    learned = _learn(profile.host, drift.new_pages)
    text = given.text
    for amendment in _amendments(profile, learned, drift.keys):
        text = amend(text, msgspec.structs.replace(given, text=text).read(), amendment)
    repaired = msgspec.structs.replace(given, text=text).read()
    after = tuple(_clean_all(drift.pages, repaired))
    effects = [
        PageEffect(number, 0, *compare_articles(*pair))
        for number, pair in enumerate(zip(drift.before, after, strict=True))
    ]
    return Repair(
        text=text,
        missed={
            key: (_count_missed(key, drift.before, drift), _count_missed(key, after, drift))
            for key in drift.keys
        },
        new=tuple(effect for effect, yes in zip(effects, drift.is_new, strict=True) if yes),
        old=tuple(effect for effect, yes in zip(effects, drift.is_new, strict=True) if not yes),
    )


def _learn(host: str, new: Sequence[Document]) -> SiteProfile:
    learner = SiteLearner(host)
    for document in new:
        learner.add(document)
    learned = learner.adopt().profile
    if len(new) < _LEAST_STORIES or not learned.says_anything:
        raise CleanersError(
            f"{len(new)} stories of the new layout are archived, and nothing can be learned from "
            "them: crawl on, and try again"
        )
    return learned


def _amendments(
    profile: SiteProfile, learned: SiteProfile, drifted: Sequence[str]
) -> Iterator[Amendment]:
    """What was learned for keys that find nothing; with a body, what it holds beside the story."""
    day = dt.datetime.now().astimezone().date()
    if _BODY in drifted:
        yield from _added(profile, learned, "story", ("body",), day)
        for removal in learned.remove:
            for selector in removal.select:
                yield Amendment(
                    "remove", selector, note=_note(day, removal.learned), reason=removal.reason
                )
        for line in learned.repeated:
            note = _note(day, line.learned)
            yield Amendment("remove", line.text, is_line=True, note=note, reason=line.reason)
    fields = tuple(name for name in FIELD_NAMES if f"fields.{name}" in drifted)
    yield from _added(profile, learned, "fields", fields, day)


def _added(
    profile: SiteProfile, learned: SiteProfile, table: str, keys: Sequence[str], day: dt.date
) -> Iterator[Amendment]:
    known, new = getattr(profile, table), getattr(learned, table)
    for key in keys:
        note = _note(day, new.learned.get(key), "the last one ")
        for selector in getattr(new, key):
            if selector not in getattr(known, key):
                yield Amendment(f"{table}.{key}", selector, note=note, is_last=True)


def _clean_all(documents: Sequence[Document], profile: SiteProfile) -> Iterator[Article | None]:
    """The article of each; None for a page without a story."""
    for document in documents:
        try:
            with time_limit(DEFAULT_LIMITS.max_seconds):
                yield clean_document(document, profile)
        except CleanersError:
            yield None


def _count_missed(key: str, articles: Sequence[Article | None], drift: Drift) -> int:
    """The pages of the new layout on which a key finds nothing."""
    return sum(
        is_new and (article is None or key in article.metadata.profile_missed)
        for article, is_new in zip(articles, drift.is_new, strict=True)
    )


def _note(day: dt.date, evidence: Evidence | None, what: str = "") -> str:
    return f"{day}: {what}on {evidence.pages} of {evidence.of} stories" if evidence else f"{day}"
