"""Selectors for the facts that a site prints: headline, authors, date, counter, captions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleaners.sites.learning.candidates import name_selectors
from cleaners.sites.learning.css import Selector, read_selector
from cleaners.sites.learning.judged_page import AgreedPage
from cleaners.sites.profile import Evidence, Fields

_LEAST_PAGES = 3  # on which a selector must have found the fact
_LEAST_SHARE = 0.6  # of the pages that print the fact
_MOST_WRONG = 0.1  # share of the pages on which it finds something else
_FIELDS = ("headline", "authors", "date_published", "view_count")


def learn_fields(pages: Sequence[AgreedPage]) -> Fields:
    """For each field the selector that finds most, if it hardly ever finds anything else."""
    found: dict[str, tuple[str, ...]] = {}
    learned: dict[str, Evidence] = {}
    for field in _FIELDS:
        best = _learn_field([page for page in pages if field in page.judged.facts], field)
        if best is not None:
            found[field], learned[field] = (best[0],), best[1]
    captions = _learn_captions(pages)
    if captions is not None:
        found["caption"], learned["caption"] = (captions[0],), captions[1]
    return Fields(**found, learned=learned)


def _learn_captions(pages: Sequence[AgreedPage]) -> tuple[str, Evidence] | None:
    """The selector of most captions, if it matches hardly anything else; a page may have many."""
    tried: list[tuple[int, int, str]] = []
    texts: dict[str, None] = {}
    for page in pages:
        for element in range(1, len(page.steps)):
            if _holds_captions(page, element):
                texts.update(dict.fromkeys(name_selectors(page, element)))
    for text in texts:
        matches = [(page, page.match(read_selector(text))) for page in pages]
        all_of = [(page, element) for page, found in matches for element in found]
        right = sum(_holds_captions(page, element) for page, element in all_of)
        with_match = sum(bool(found) for _, found in matches)
        if with_match >= _LEAST_PAGES and len(all_of) - right <= _MOST_WRONG * len(all_of):
            tried.append((right, with_match, text))
    if not tried:
        return None
    _, with_match, text = max(tried, key=lambda found: (found[0], -len(found[2])))
    with_captions = sum(any(page.judged.captions) for page in pages)
    return text, Evidence(pages=with_match, of=with_captions)


def _holds_captions(page: AgreedPage, element: int) -> bool:
    """Whether an element holds captions and no other text."""
    own = [block for block in page.blocks_of(element) if page.sizes[block]]
    return bool(own) and all(page.judged.captions[block] for block in own)


def _learn_field(pages: Sequence[AgreedPage], field: str) -> tuple[str, Evidence] | None:
    tried: list[tuple[int, str]] = []
    for text in _candidates(pages, field):
        selector = read_selector(text)
        finds = Counter(_finds(page, selector, field) for page in pages)
        right, wrong = finds[True], finds[False]
        if right >= max(_LEAST_PAGES, _LEAST_SHARE * len(pages)) and (
            wrong <= _MOST_WRONG * (right + wrong)
        ):
            tried.append((right, text))
    if not tried:
        return None
    right, text = min(tried, key=lambda pair: (-pair[0], pair[1].count(" "), len(pair[1])))
    return text, Evidence(pages=right, of=len(pages))


def _candidates(pages: Sequence[AgreedPage], field: str) -> dict[str, None]:
    """Selectors of the elements that hold the fact and nothing else."""
    texts: dict[str, None] = {}
    for page in pages:
        blocks = page.judged.facts[field]
        for element in range(1, len(page.steps)):
            own = page.blocks_of(element)
            if len(own) == 1 and own.start in blocks:
                texts.update(dict.fromkeys(name_selectors(page, element)))
    return texts


def _finds(page: AgreedPage, selector: Selector, field: str) -> bool | None:
    """Whether the first match is the fact; None where nothing with text matches."""
    for element in page.match(selector):
        own = page.blocks_of(element)
        if any(page.sizes[block] for block in own):
            return len(own) == 1 and own.start in page.judged.facts[field]
    return None
