"""What a body holds beside the story: parts, repeated texts, and all below its last line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from cleaners.sites.learning.candidates import is_wide, name_selectors
from cleaners.sites.learning.css import read_selector
from cleaners.sites.learning.judged_page import AgreedPage

_LEAST_PAGES = 2  # on which a removal must find something
_LEAST_PAGE_SHARE = 0.1
_LEAST_END_PAGES = 3  # a text below which nothing is story is a bold claim
_LEAST_WIDE_SHARE = 0.6  # of the bodies, for a selector whose last part is a tag of running text
_LEAST_END_SHARE = 0.5
_LEAST_TEXT_SHARE = 0.4  # of the bodies; the teasers of a day repeat as well, for a day
_MOST_KEPT = 0.1  # share of what is removed that the judge may have kept, each block and character
_MOST_KEPT_PAGES = 0.2  # share of its pages on which the judge kept anything of it
_WEIGHT_OF_LOSS = 4  # a kept character that is lost outweighs so many that are rightly removed
_MOST_CANDIDATES = 1_000  # selectors that are looked at closely
_MOST_REMOVALS = 30
_LEAST_GAIN = 0.002  # of the text that the judge kept: less is not worth a line in the profile


class Means(StrEnum):
    """How a removal finds what it removes."""

    SELECTOR = "selector"
    LINKED = "linked"
    END = "end"
    TEXT = "text"


class LearnedRemoval(NamedTuple):
    """A selector or the key of a text, with the blocks that it removes from each body.

    `pages` counts the pages on which it removes something.
    """

    means: Means
    what: str | int
    pages: int
    blocks: tuple[frozenset[int], ...]


class Body(NamedTuple):
    """A page and the blocks of its body."""

    page: AgreedPage
    start: int
    end: int


def find_removals(bodies: Sequence[Body]) -> tuple[LearnedRemoval, ...]:
    """What rids the bodies of most of what the judge did not keep, a few lines at most."""
    story = sum(page.story_size for page, _, _ in bodies)
    plainest: dict[tuple[Means, tuple[frozenset[int], ...]], LearnedRemoval] = {}
    for removed in _candidates(bodies):
        plainest.setdefault((removed.means, removed.blocks), removed)
    safe = [removed for removed in plainest.values() if _is_safe(removed, bodies)]
    gone: list[set[int]] = [set() for _ in bodies]
    return tuple(
        removed
        for means in Means  # a name holds where a text changes, a text removes no more than itself
        for removed in _choose([r for r in safe if r.means is means], bodies, gone, story)
    )


def _choose(
    open_: list[LearnedRemoval], bodies: Sequence[Body], gone: Sequence[set[int]], story: int
) -> list[LearnedRemoval]:
    """The best one, then the best of what it leaves, and so on (greedy set cover)."""
    chosen: list[LearnedRemoval] = []
    while open_ and len(chosen) < _MOST_REMOVALS:
        gains = [_gain(removed, bodies, gone) for removed in open_]
        best = max(range(len(open_)), key=gains.__getitem__)
        if gains[best] < _LEAST_GAIN * story:
            break
        chosen.append(open_[best])
        for already, more in zip(gone, open_[best].blocks, strict=True):
            already.update(more)
        open_ = [r for r, gain in zip(open_, gains, strict=True) if gain > 0 and r != open_[best]]
    return chosen


def _candidates(bodies: Sequence[Body]) -> Iterator[LearnedRemoval]:
    for text in _selectors(bodies):
        selector = read_selector(text)
        blocks = [_within(body, body.page.match(selector)) for body in bodies]
        yield _removed(Means.SELECTOR, text, blocks)
    yield _removed(
        Means.LINKED,
        "linked",
        [
            frozenset(block for block in range(start, end) if page.judged.linked[block])
            for page, start, end in bodies
        ],
    )
    positions = [_positions(body) for body in bodies]
    for key, pages in Counter(key for found in positions for key in found).items():
        if pages >= max(_LEAST_END_PAGES, _LEAST_END_SHARE * len(bodies)):
            below = [
                frozenset(range(found[key][0], body.end)) if key in found else frozenset()
                for found, body in zip(positions, bodies, strict=True)
            ]
            yield _removed(Means.END, key, below)
        if pages >= max(_LEAST_END_PAGES, _LEAST_TEXT_SHARE * len(bodies)):
            yield _removed(Means.TEXT, key, [frozenset(found.get(key, ())) for found in positions])


def _least_pages(bodies: Sequence[Body]) -> float:
    return max(_LEAST_PAGES, _LEAST_PAGE_SHARE * len(bodies))


def _within(body: Body, elements: Sequence[int]) -> frozenset[int]:
    """The blocks of these elements within the body."""
    page, start, end = body
    blocks: set[int] = set()
    for element in elements:
        own = page.blocks_of(element)
        blocks.update(range(max(own.start, start), min(own.stop, end)))
    return frozenset(blocks)


def _removed(means: Means, what: str | int, blocks: Sequence[frozenset[int]]) -> LearnedRemoval:
    return LearnedRemoval(means, what, sum(map(bool, blocks)), tuple(blocks))


def _positions(body: Body) -> dict[int, list[int]]:
    """Where each text stands in a body."""
    found: dict[int, list[int]] = {}
    for block in range(body.start, body.end):
        key = body.page.lines[block]
        if key:
            found.setdefault(key, []).append(block)
    return found


def _selectors(bodies: Sequence[Body]) -> list[str]:
    """Names of parts of which hardly anything was kept, on enough pages; those of most text."""
    pages: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for body in bodies:
        found = _name_parts(body)
        pages.update(found.keys())
        sizes.update(found)
    enough = [text for text, count in pages.items() if count >= _least_pages(bodies)]
    return sorted(enough, key=sizes.__getitem__, reverse=True)[:_MOST_CANDIDATES]


def _name_parts(body: Body) -> dict[str, int]:
    """Size of the parts by name, in page order, so that the same pages give the same profile."""
    page, start, end = body
    outline = page.outline
    sizes: dict[str, int] = {}
    for element in range(1, len(page.steps)):
        first, last = outline.starts[element], outline.ends[element]
        within = start <= first < last <= end and last - first < end - start
        size = page.size_of(element)
        if within and page.kept_in(element) <= _MOST_KEPT * size:
            for text in name_selectors(page, element):
                sizes[text] = sizes.get(text, 0) + size
    return sizes


def _is_safe(removed: LearnedRemoval, bodies: Sequence[Body]) -> bool:
    """Whether it stands on enough pages and costs hardly any story, on no page much."""
    size = kept = losing = 0
    for (page, _, _), blocks in zip(bodies, removed.blocks, strict=True):
        size += sum(page.sizes[block] for block in blocks)
        lost = sum(page.sizes[block] for block in blocks if page.kept[block])
        kept, losing = kept + lost, losing + bool(lost)
    if removed.pages < _least_pages(bodies) or kept > _MOST_KEPT * size:
        return False
    if removed.means is Means.SELECTOR and is_wide(str(removed.what)):
        return not kept and removed.pages >= _LEAST_WIDE_SHARE * len(bodies)
    return losing <= _MOST_KEPT_PAGES * removed.pages


def _gain(removed: LearnedRemoval, bodies: Sequence[Body], gone: Sequence[set[int]]) -> int:
    gain = 0
    for (page, _, _), blocks, already in zip(bodies, removed.blocks, gone, strict=True):
        for block in blocks - already:
            gain += -_WEIGHT_OF_LOSS * page.sizes[block] if page.kept[block] else page.sizes[block]
    return gain
