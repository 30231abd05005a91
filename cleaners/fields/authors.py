"""Authors: people whom the surest source names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaners.article import Author
from cleaners.decision import Decision, Reason
from cleaners.fields.site_names import is_site_name, site_names
from cleaners.labels import Lexicon, fold_label
from cleaners.page import Page
from cleaners.reading.people import extract_authors, is_full_name

_JOINING = frozenset({"", "&", "by", "and", "автор", "и", "und", "et", "y", "e", "және"})
_MOST_INITIALS = 3  # letters
_NEXT = 2  # blocks between two authors of one byline


def extract_article_authors(
    page: Page, decisions: Iterable[Decision], lexicon: Lexicon, url: str | None = None
) -> tuple[Author, ...]:
    """People who wrote the story, by the first source that surely names any.

    What the page says to machines goes before what it prints. A user name and the name of the
    site may hide a person whom another source names, a first name alone hides nobody.
    """
    profiled = extract_authors(page.found.authors, lexicon)
    if profiled:
        return _authors(profiled)
    credits_ = page.head.credits or ((page.head.authors,) if page.head.authors else ())
    declared = [(source, extract_authors(source, lexicon)) for source in credits_]
    printed = [
        extract_authors(source, lexicon)
        for source in (*((text,) for text in page.head.bylines), *_byline_runs(decisions))
    ]
    site = site_names(page, url)
    known = [name for names in (*(n for _, n in declared), *printed) for name in names]
    full = [name for name in known if is_full_name(name)]
    short = [names for source, names in declared if _is_all(names, source)]
    sources = (
        *(_sure_names(names, site) for _, names in declared),
        *([name for name in names if not is_site_name(name, site)] for names in short),
        *(_sure_names(names, site) for names in printed),
        full[:1],
    )
    names = next(filter(None, sources), [])
    return _authors(dict.fromkeys(_best_form(name, full) for name in names))


def _authors(names: Iterable[str]) -> tuple[Author, ...]:
    return tuple(Author(name) for name in names)


def _sure_names(names: Iterable[str], site: Sequence[str]) -> list[str]:
    return [name for name in names if is_full_name(name) and not is_site_name(name, site)]


def _byline_runs(decisions: Iterable[Decision]) -> list[tuple[str, ...]]:
    """The texts of bylines; those next to each other are one, those further away another's."""
    runs: list[list[Decision]] = []
    for decision in decisions:
        if decision.reason is Reason.BYLINE:
            last = runs[-1][-1].block.index if runs else -_NEXT - 1
            if decision.block.index - last > _NEXT:
                runs.append([])
            runs[-1].append(decision)
    return [tuple(decision.block.text for decision in run) for run in runs]


def _best_form(name: str, full: Sequence[str]) -> str:
    """A first name with its surname; a full name without the role or initials beside it."""
    if " " not in name:
        return next((other for other in full if other.startswith(f"{name} ")), name)
    within = [other for other in full if name.startswith(f"{other} ") or name.endswith(f" {other}")]
    return min(within, key=lambda other: (len(other), other), default=name)


def _is_all(names: Sequence[str], source: Sequence[str]) -> bool:
    """Whether a source says nothing but these names: a short one may be the rest of a sentence."""
    said = {fold_label(word) for word in " ".join(source).replace(",", " ").split()}
    named = {fold_label(word) for name in names for word in name.split()}
    initials = any(name.isupper() and len(name) <= _MOST_INITIALS for name in names)
    return bool(names) and not initials and said - named <= _JOINING
