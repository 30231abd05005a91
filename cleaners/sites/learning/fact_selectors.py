"""Selectors that could find the facts of a site's stories; adoption decides which of them do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from cleaners.sites.learning.candidates import name_selectors
from cleaners.sites.learning.css import Selector, plainness, read_selector
from cleaners.sites.learning.judged_page import AgreedPage
from cleaners.sites.profile import Fields

_LEAST_PAGES = 3  # on which a selector must find the fact
_LEAST_SHARE = 0.6  # of the pages that print the fact
_MOST_WRONG = 0.1  # share of the pages on which it finds something else
_MOST_CANDIDATES = 3  # for one fact

Matches = tuple[tuple[int, ...], ...]  # the elements that a selector matches, page by page
Tried = tuple[int, str]  # pages or elements on which it finds the fact, and the selector
_FIELDS = ("headline", "authors", "date_published", "view_count")


def draft_fields(pages: Sequence[AgreedPage]) -> Fields:
    """For each fact some selectors that find it and hardly anything else, the best ones first."""
    fields = Fields(caption=_draft_captions(pages))
    for field in _FIELDS:
        printed = [page for page in pages if field in page.judged.facts]
        fields = msgspec.structs.replace(fields, **{field: _draft_field(printed, field)})
    return fields


def _draft_captions(pages: Sequence[AgreedPage]) -> tuple[str, ...]:
    """Selectors of most captions that match hardly anything else; a page may have many."""
    tried: dict[Matches, Tried] = {}
    for text in _names_of(pages, _holds_captions):
        matches = tuple(page.match(read_selector(text)) for page in pages)
        right = sum(
            _holds_captions(page, element)
            for page, found in zip(pages, matches, strict=True)
            for element in found
        )
        wrong = sum(map(len, matches)) - right
        if sum(map(bool, matches)) >= _LEAST_PAGES and wrong <= _MOST_WRONG * (right + wrong):
            _keep_plainest(tried, matches, (right, text))
    return _best(tried)


def _holds_captions(page: AgreedPage, element: int) -> bool:
    """Whether an element holds captions and no other text."""
    own = [block for block in page.blocks_of(element) if page.sizes[block]]
    return bool(own) and all(page.judged.captions[block] for block in own)


def _draft_field(pages: Sequence[AgreedPage], field: str) -> tuple[str, ...]:
    tried: dict[Matches, Tried] = {}

    def prints(page: AgreedPage, element: int) -> bool:
        own = page.blocks_of(element)
        return len(own) == 1 and own.start in page.judged.facts[field]

    for text in _names_of(pages, prints):
        selector = read_selector(text)
        finds = [_finds(page, selector, field) for page in pages]
        right, wrong = finds.count(True), finds.count(False)
        enough = right >= max(_LEAST_PAGES, _LEAST_SHARE * len(pages))
        if enough and wrong <= _MOST_WRONG * (right + wrong):
            matches = tuple(page.match(selector) for page in pages)
            _keep_plainest(tried, matches, (right, text))
    return _best(tried)


def _names_of(
    pages: Sequence[AgreedPage], is_wanted: Callable[[AgreedPage, int], bool]
) -> dict[str, None]:
    """Selectors of the wanted elements, in page order."""
    return dict.fromkeys(
        text
        for page in pages
        for element in range(1, len(page.steps))
        if is_wanted(page, element)
        for text in name_selectors(page, element)
    )


def _finds(page: AgreedPage, selector: Selector, field: str) -> bool | None:
    """Whether the first match is the fact; None where nothing with text matches."""
    for element in page.match(selector):
        own = page.blocks_of(element)
        if any(page.sizes[block] for block in own):
            return len(own) == 1 and own.start in page.judged.facts[field]
    return None


def _keep_plainest(tried: dict[Matches, Tried], matches: Matches, new: Tried) -> None:
    """Of selectors that match the same elements one is enough."""
    known = tried.get(matches)
    if known is None or plainness(new[1]) < plainness(known[1]):
        tried[matches] = new


def _best(tried: dict[Matches, Tried]) -> tuple[str, ...]:
    """Those that find most, of equal ones the plainest first."""
    order = sorted(tried.values(), key=lambda pair: (-pair[0], *plainness(pair[1])))
    return tuple(text for _, text in order[:_MOST_CANDIDATES])
