"""The wrapper: which selector finds the story on the pages of a site.

The judge is right about most pages and wrong about some; a selector that agrees with it on most of
them is right about those others too. Wrapper induction from noisy labels after Dalvi, Kumar and
Soliman 2011 (arXiv:1103.2406): candidates from the pages, the best one by agreement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaners.sites.learning.candidates import name_selectors, path_selectors
from cleaners.sites.learning.css import Selector, plainness, read_selector
from cleaners.sites.learning.judged_page import AgreedPage
from cleaners.sites.learning.removals import Body, LearnedRemoval, find_removals

_HOLDS_STORY = 0.5  # share of the kept text that a candidate must hold on the page it is taken from
_LEAST_NAMED = 0.3  # of the pages; a candidate of fewer could not win
_MOST_TRIED = 3  # candidates whose removals are looked for
_WORST_PROMISE = 0.2  # below the best one
_COST = 0.002  # agreement that a removal must bring
_DIRT = 0.05  # agreement that a body wholly without story is worse than one of story alone
_LEAST_SHARE = 0.6  # of the pages that a body must be found on
_LEAST_AGREEMENT = 0.85  # mean F1 (of characters) between body and judge


class Wrapper(NamedTuple):
    """A selector for the story, and what is none within it.

    `found` are the pages that have such an element; `pages` counts those of the `of` pages on
    which it holds the story. `agreement` is the mean F1 of characters between what it gives and
    what the judge kept, over all pages; `dirt` the share of the body that is removed.
    """

    body: Selector
    removals: tuple[LearnedRemoval, ...]
    found: tuple[AgreedPage, ...]
    pages: int
    of: int
    agreement: float
    dirt: float


def learn_wrapper(pages: Sequence[AgreedPage]) -> Wrapper | None:
    """The best wrapper, None where none agrees well enough with the judge."""
    tried = [_try(selector, pages) for selector in _candidates(pages)[:_MOST_TRIED]]
    best = max(tried, key=_worth, default=None)
    if best is None or best.agreement < _LEAST_AGREEMENT:
        return None
    return best if best.pages >= _LEAST_SHARE * len(pages) else None


def _worth(wrapper: Wrapper) -> float:
    """Agreement; a body that holds much beside the story will hold more on other pages."""
    return wrapper.agreement - _COST * len(wrapper.removals) - _DIRT * wrapper.dirt


def _candidates(pages: Sequence[AgreedPage]) -> list[Selector]:
    """Selectors of elements that hold the story, the most promising first; one for each choice."""
    named = Counter(text for page in pages for text in _name_holders(page))
    least = _LEAST_NAMED * len(pages)
    chosen: dict[tuple[int, ...], tuple[float, Selector]] = {}
    for text in (text for text, count in named.items() if count >= least):
        selector = read_selector(text)
        matched = tuple(next(iter(page.match(selector)), 0) for page in pages)
        promise = sum(map(_promise, pages, matched)) / len(pages)
        known = chosen.get(matched)
        if known is None or plainness(text) < plainness(known[1].text):
            chosen[matched] = (promise, selector)
    best = max((promise for promise, _ in chosen.values()), default=0.0)
    likely = [pair for pair in chosen.values() if pair[0] >= best - _WORST_PROMISE]
    return [selector for _, selector in sorted(likely, key=lambda pair: -pair[0])]


def _name_holders(page: AgreedPage) -> dict[str, None]:
    """Names of the elements that hold most of the story, in page order."""
    least = _HOLDS_STORY * page.story_size
    holders = (element for element in range(1, len(page.steps)) if page.kept_in(element) >= least)
    texts = (text for element in holders for text in _name(page, element))
    return dict.fromkeys(texts) if page.story_size else {}


def _name(page: AgreedPage, element: int) -> Iterator[str]:
    yield from name_selectors(page, element)
    if not page.steps[element].names:
        yield from path_selectors(page, element)


def _promise(page: AgreedPage, element: int) -> float:
    """Most of all a body must hold the story; what else it holds may be removed."""
    kept = page.kept_in(element)
    if not element or not kept:
        return 0.0
    return kept / page.story_size * (0.5 + 0.5 * kept / page.size_of(element))


def _try(selector: Selector, pages: Sequence[AgreedPage]) -> Wrapper:
    bodies = [
        Body(page, page.outline.starts[first], page.outline.ends[first])
        for page in pages
        for first in page.match(selector)[:1]
    ]
    removals = find_removals(bodies)
    agreements = [
        _agreement(body, [removed.blocks[number] for removed in removals])
        for number, body in enumerate(bodies)
    ]
    holding = sum(agreement > _HOLDS_STORY for agreement in agreements)
    agreement = sum(agreements) / len(pages)
    found = tuple(body.page for body in bodies)
    size = sum(sum(body.page.sizes[body.start : body.end]) for body in bodies)
    story = sum(
        size
        for page, start, end in bodies
        for size, kept in zip(page.sizes[start:end], page.kept[start:end], strict=True)
        if kept
    )
    dirt = 1 - story / size if size else 1.0
    return Wrapper(
        body=selector,
        removals=removals,
        found=found,
        pages=holding,
        of=len(pages),
        agreement=agreement,
        dirt=dirt,
    )


def _agreement(body: Body, removed: Sequence[frozenset[int]]) -> float:
    """F1 of characters between what the wrapper gives of a page and what the judge kept."""
    page = body.page
    given = set(range(body.start, body.end)).difference(*removed)
    size = sum(page.sizes[block] for block in given)
    right = sum(page.sizes[block] for block in given if page.kept[block])
    return 2 * right / (size + page.story_size) if size else 0.0
