"""What a profile does on a page: what its lines find, what is kept, which facts differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from cleaners.article import Article
from cleaners.document import Document, DocumentKind
from cleaners.errors import NoMainContent
from cleaners.flow import clean_document
from cleaners.intake.open_document import open_document
from cleaners.markup.observe import observe
from cleaners.markup.profile_matches import count_matches
from cleaners.plaintext.dump_page import read_plaintext
from cleaners.reading.fold import mask_text
from cleaners.sites.fact_values import Change, compare_facts, read_facts
from cleaners.sites.profile import SiteProfile, iter_lines


class FactCheck(msgspec.Struct, frozen=True):
    """A fact by the generic rules and by the profile; () where one of them finds none."""

    change: Change
    generic: tuple[str, ...]
    profile: tuple[str, ...]


class PageCheck(msgspec.Struct, frozen=True):
    """One page under a profile.

    `kept` and `removed` count blocks with text, `characters` those of the story (0 where there is
    none), `missed` are the keys whose selectors found nothing. `matches` has, by key and selector
    or line, how many elements or blocks it found; `facts` those that either way finds, by the names
    of the article JSON.
    """

    kept: int
    removed: int
    characters: int
    missed: tuple[str, ...]
    matches: dict[tuple[str, str], int]
    facts: dict[str, FactCheck]


def check_page(document: Document | bytes | str, profile: SiteProfile) -> PageCheck:
    """Clean a page with and without a profile, and count what each line of the profile finds.

    Raises what `clean` raises, but for pages without a story.
    """
    opened = open_document(document)
    is_markup = opened.kind is DocumentKind.HTML
    matches = count_matches(opened, profile) if is_markup else {}
    matches |= _count_lines(_lines_of(opened), profile)
    try:
        article = clean_document(opened, profile)
    except NoMainContent as error:
        removed = sum(bool(decision.block.text) for decision in error.decisions)
        return PageCheck(
            kept=0, removed=removed, characters=0, missed=(), matches=matches, facts={}
        )
    return PageCheck(
        kept=sum(bool(block.text) for block in article.blocks),
        removed=len(article.removed),
        characters=len(article.text),
        missed=article.metadata.profile_missed,
        matches=matches,
        facts=_compare(opened, article),
    )


def _compare(document: Document, article: Article) -> dict[str, FactCheck]:
    """Each fact with and without the profile; none where the generic rules find no story."""
    try:
        generic = read_facts(clean_document(document, None))
    except NoMainContent:
        return {}
    profiled = read_facts(article)
    return {
        fact: FactCheck(
            change=change, generic=generic.get(fact, ()), profile=profiled.get(fact, ())
        )
        for fact, change in compare_facts(generic, profiled).items()
    }


def _lines_of(document: Document) -> list[str]:
    """The texts of the page, cut as those of all pages are that a profile is learned from."""
    if document.kind is DocumentKind.HTML:
        blocks = observe(document, for_judge=False).page.blocks
    else:
        blocks = read_plaintext(document, None).blocks
    return [block.text for block in blocks]


def _count_lines(texts: Iterable[str], profile: SiteProfile) -> dict[tuple[str, str], int]:
    """How often each line of the profile stands on the page."""
    seen = Counter(map(mask_text, texts))
    return {(key, line): seen[mask_text(line)] for key, line in iter_lines(profile)}
