"""The headline: what unlike sources agree on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaners.decision import Decision, Reason
from cleaners.fields.site_names import is_site_name, letters_of, site_names
from cleaners.page import Page

_PART = re.compile(r"(?<!\s)\s++(?:[|–—·•»/]++|-++|::?+)\s++")
_PIPE = re.compile(r"(?<!\s)\s++\|++\s++")
_LONGEST_HEADLINE = 1_000  # characters; laws are printed with their whole title, of some 700
_LONGEST_TITLE = 500  # characters; longer ones hold no site name that could be found safely
_LONGEST_SITE = 60  # characters
_WORD = re.compile(r"\w+")
_LIKE = 0.5  # see `_likeness`; a heading below it is another story's, or the site's


def extract_headline(
    page: Page, decisions: Sequence[Decision], url: str | None = None
) -> str | None:
    """Profile, then the heading of the page that the head agrees with, then the head alone.

    A text of more than 1,000 characters is no headline, wherever it stands.
    """
    if page.found.headline and _is_short(page.found.headline):
        return page.found.headline
    judged = [d.block.text for d in decisions if d.reason is Reason.HEADLINE][:1]
    site = site_names(page, url)
    titles = list(dict.fromkeys(filter(_is_short, _titles(page, site))))
    headings = [text for text in (*judged, *page.head.headings) if text and _is_short(text)]
    if not titles or (judged and page.story_zone):
        return headings[0] if headings else next(iter(titles), None)
    best = max(headings, key=lambda heading: _likeness(heading, titles), default=None)
    if best is not None and _likeness(best, titles) >= _LIKE:
        return drop_site_name(best, site)
    return titles[0]


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_HEADLINE


def drop_site_name(title: str, site: Sequence[str]) -> str:
    """A title without the name of the site before or behind it.

    >>> drop_site_name("Мост открыт - Газета", ("газета",)), drop_site_name("Мост - дорога", ())
    ('Мост открыт', 'Мост - дорога')
    """
    if len(title) > _LONGEST_TITLE:
        return title
    parts = list(_PART.finditer(title))
    for match in parts[-1:]:
        if is_site_name(title[match.end() :], site):
            return title[: match.start()] or title
    for match in parts[:1]:
        first = letters_of(title[: match.start()])
        if first in site:
            return title[match.end() :] or title
    return title


def _titles(page: Page, site: Sequence[str]) -> Iterator[str]:
    """What the head calls the story; what <title> adds to it behind a mark is the site's name."""
    head = page.head
    declared = head.titles or ((head.headline,) if head.headline else ())
    for title in declared:
        bare = drop_site_name(title, site)
        yield _PIPE.split(bare)[0] if len(bare) <= _LONGEST_TITLE else bare
    if head.title and not declared:
        yield _drop_last_part(drop_site_name(head.title, site))


def _drop_last_part(title: str) -> str:
    """A <title> without its last part; most have the site's name there."""
    marks = list(_PART.finditer(title)) if len(title) <= _LONGEST_TITLE else []
    if not marks or len(title) - marks[-1].end() > _LONGEST_SITE:
        return title
    return title[: marks[-1].start()] or title


def _likeness(heading: str, titles: Sequence[str]) -> float:
    """The greatest share of words that a heading has in common with a title, 0…1."""
    words = Counter(_WORD.findall(heading.casefold()))
    return max(_share(words, Counter(_WORD.findall(title.casefold()))) for title in titles)


def _share(words: Counter[str], others: Counter[str]) -> float:
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0
