"""Authors: people whom the surest source names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaners.article import Author
from cleaners.decision import Decision, Reason
from cleaners.fields.site import is_site_name, site_names
from cleaners.labels import Lexicon
from cleaners.page import Page
from cleaners.reading.people import extract_authors, is_full_name

_MOST_LEFT = 2  # words: «by», «and»


def extract_article_authors(
    page: Page, decisions: Iterable[Decision], lexicon: Lexicon, url: str | None = None
) -> tuple[Author, ...]:
    """People who wrote the story: the first source that surely names any, or names any at all.

    A user name and the name of the site may hide a person whom another source names.
    """
    found = extract_authors(page.found.authors, lexicon)
    if found:
        return _authors(found)
    bylines = tuple(d.block.text for d in decisions if d.reason is Reason.BYLINE)
    told = page.head.credits or ((page.head.authors,) if page.head.authors else ())
    read = [(source, extract_authors(source, lexicon)) for source in (*told, bylines)]
    named = [names for _, names in read if names]
    site = site_names(page, url)
    known = {name for names in named for name in names if is_full_name(name)}
    for names in named:
        sure = [name for name in names if is_full_name(name) and not is_site_name(name, site)]
        if sure:
            return _authors(dict.fromkeys(_shorten(name, known) for name in sure))
    own = [(name,) for names in named for name in names if is_full_name(name)]
    short = [names for source, names in read if names and _is_all(names, source)]
    return _authors(next(iter((*own, *short)), ()))


def _is_all(names: Sequence[str], source: Sequence[str]) -> bool:
    """Whether a source says little but these names: a short one may be the rest of a sentence."""
    left = len(" ".join(source).split()) - sum(len(name.split()) for name in names)
    return left <= _MOST_LEFT


def _shorten(name: str, names: Iterable[str]) -> str:
    """A name without the words that only one place has beside it: a role, a town, initials."""
    within = [
        other for other in names if name.startswith(f"{other} ") or name.endswith(f" {other}")
    ]
    return min(within, key=lambda other: (len(other), other), default=name)


def _authors(names: Iterable[str]) -> tuple[Author, ...]:
    return tuple(Author(name) for name in names)
