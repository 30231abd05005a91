"""What a profile does on a page: which selectors find something, what is kept and removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from cleaners.document import Document, DocumentKind
from cleaners.errors import NoMainContent
from cleaners.flow import clean_document
from cleaners.intake.open_document import open_document
from cleaners.markup.sited import count_matches
from cleaners.reading.masking import mask_text
from cleaners.sites.profile import SiteProfile, iter_lines


class PageCheck(msgspec.Struct, frozen=True):
    """One page under a profile.

    `kept` and `removed` count blocks with text, `characters` those of the story (0 where there is
    none), `missed` are the keys whose selectors found nothing. `matches` has, by key and selector
    or line, how many elements or blocks it found.
    """

    kept: int
    removed: int
    characters: int
    missed: tuple[str, ...]
    matches: dict[tuple[str, str], int]


def check_page(document: Document | bytes | str, profile: SiteProfile) -> PageCheck:
    """Clean a page with a profile and count what each of its lines finds.

    Raises what `clean` raises, but for pages without a story.
    """
    opened = open_document(document)
    is_markup = opened.kind is DocumentKind.HTML
    matches = count_matches(opened, profile) if is_markup else {}
    try:
        article = clean_document(opened, profile)
    except NoMainContent as error:
        texts = [decision.block.text for decision in error.decisions if decision.block.text]
        return PageCheck(0, len(texts), 0, (), matches | _count_lines(texts, profile))
    kept = [block.text for block in article.blocks if block.text]
    removed = [block.text for block in article.removed]
    return PageCheck(
        len(kept),
        len(removed),
        len(article.text),
        article.metadata.profile_missed,
        matches | _count_lines((*kept, *removed), profile),
    )


def _count_lines(texts: Iterable[str], profile: SiteProfile) -> dict[tuple[str, str], int]:
    """How often each line of the profile stands on the page."""
    seen = Counter(map(mask_text, texts))
    return {(key, line): seen[mask_text(line)] for key, line in iter_lines(profile)}
