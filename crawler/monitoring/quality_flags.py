"""Quality flags: what a page showed that is bad when it spreads, and which became more frequent.

A flag is a short phrase, `missed story.body` or `without authors`, and doubles as the name under
which it is counted and reported. No single flag is an error: many stories have no author. A flag
that becomes more frequent than it was on the same site is news.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

# The fields of the article JSON whose coverage is watched and shown.
FIELDS = (
    *("headline", "authors", "datePublished", "dateModified", "inLanguage", "description"),
    *("articleBody", "lead", "breadcrumbs", "section", "tags", "mainImage", "images", "viewCount"),
)
# Hardly any article is below it, see the tables in docs/extractor.md.
LOW_CONFIDENCE = 0.5
WITHOUT = "without "
DAY_LENGTH = len("2026-01-31")
FAILED = "failed"
CONFIDENCE = "low confidence"
# Reasons of a drop that speak of the page. A duplicate says nothing of the layout.
PAGE_REFUSALS = frozenset({"no_story", "unreadable", "over_limit", "repeated"})

# What no site should show on half of its pages, whatever it showed before.
NEVER_NORMAL = frozenset(
    {
        *(FAILED, CONFIDENCE, *(f"dropped {reason}" for reason in PAGE_REFUSALS)),
        *("without headline", "without articleBody"),
        *("missed story.body", "missed story.root", "missed fields.headline"),
        "missed fields.date_published",
    }
)

# So many pages tell what is usual on a site; with fewer only `NEVER_NORMAL` flags are judged.
USUAL_PAGES = 50


class FlagCounts(msgspec.Struct, frozen=True):
    """How many pages were looked at, and on how many of them each flag was seen."""

    pages: int = 0
    flags: dict[str, int] = msgspec.field(default_factory=dict, name="signs")

    def rate(self, flag: str) -> float:
        """The share of pages with this flag, 0 to 1."""
        return self.flags.get(flag, 0) / self.pages if self.pages else 0.0

    @staticmethod
    def total(counts: Iterable[FlagCounts]) -> FlagCounts:
        """All of them as one.

        >>> FlagCounts.total([FlagCounts(2, {"failed": 1}), FlagCounts(3, {"failed": 2})])
        FlagCounts(pages=5, flags={'failed': 3})
        """
        pages, flags = 0, Counter[str]()
        for one in counts:
            pages += one.pages
            flags.update(one.flags)
        return FlagCounts(pages, dict(sorted(flags.items())))


def article_flags(article: Mapping[str, Any]) -> frozenset[str]:
    """The flags of an article, given as its JSON.

    >>> article = {"headline": "Мост", "metadata": {"confidence": 0.3, "profileMissed": ["a"]}}
    >>> flags = article_flags(article)
    >>> {"low confidence", "missed a", "without authors"} <= flags, "without headline" in flags
    (True, False)
    """
    facts = article["metadata"]
    flags = {f"{WITHOUT}{name}" for name in FIELDS if name not in article}
    if len(article.get("datePublished", "")) == DAY_LENGTH:
        flags.add(f"{WITHOUT}time of datePublished")
    flags.update(f"missed {selector}" for selector in facts.get("profileMissed", ()))
    if facts.get("confidence", 1.0) < LOW_CONFIDENCE:
        flags.add(CONFIDENCE)
    return frozenset(flags)


def drop_flags(reason: str) -> frozenset[str] | None:
    """The flag of a page that gave no article; None where that says nothing of the page."""
    return frozenset({f"dropped {reason}"}) if reason in PAGE_REFUSALS else None


class Sensitivity(msgspec.Struct, frozen=True):
    """A rise of `rise` (a share of pages) is reported on `pages` pages or more."""

    pages: int
    rise: float


# A page with and one without a flag are like a coin: on n pages the share deviates by at most
# 0.5 / √n (one σ). Both pairs are 4 to 5.5 σ, so that chance raises no alarm in a year of
# hourly runs, and a new layout raises one after 15 pages.
QUICK = Sensitivity(pages=30, rise=0.5)


THOROUGH = Sensitivity(pages=100, rise=0.2)


class Rise(msgspec.Struct, frozen=True):
    """A flag that was seen on the share `before` of the pages, and now on `now`."""

    flag: str
    before: float
    now: float


def rises(before: FlagCounts, now: FlagCounts, sensitivity: Sensitivity) -> Iterator[Rise]:
    """The flags that are more frequent now, those first that no site should show.

    >>> before = FlagCounts(200, {"without authors": 60})
    >>> list(rises(before, FlagCounts(30, {"without authors": 29}), QUICK))[0].before
    0.3
    >>> list(rises(before, FlagCounts(30, {"without authors": 15}), QUICK))
    []
    """
    if now.pages < sensitivity.pages:
        return
    for flag in sorted(now.flags, key=lambda flag: (flag not in NEVER_NORMAL, flag)):
        if before.pages < USUAL_PAGES and flag not in NEVER_NORMAL:
            continue
        usual = before.rate(flag) if before.pages >= USUAL_PAGES else 0.0
        if now.rate(flag) - usual >= sensitivity.rise:
            yield Rise(flag, usual, now.rate(flag))
