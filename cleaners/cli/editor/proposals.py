"""Which of the selectors of a block is probably meant, by what is said of the block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

import msgspec

from cleaners.labels import load_lexicon
from cleaners.markup.pointing import Matches, Pointed
from cleaners.markup.shown_page import ShownPage
from cleaners.reading.author_names import extract_authors
from cleaners.reading.dates import extract_date
from cleaners.reading.people import is_full_name

_MOST_SHOWN = 8


class Role(StrEnum):
    """What a person says of a block; the value is what the page of the editor sends."""

    HEADLINE = "headline"
    DATE = "date"
    AUTHOR = "author"
    BODY = "body"
    REMOVE = "remove"
    LABEL = "label"
    KEEP = "keep"


# What can be said of a line wherever it stands, in markup or not.
OF_LINES = frozenset({Role.REMOVE, Role.LABEL, Role.KEEP})
KEYS = {
    Role.HEADLINE: "fields.headline",
    Role.DATE: "fields.date_published",
    Role.AUTHOR: "fields.authors",
    Role.BODY: "story.body",
    Role.REMOVE: "remove",
    Role.LABEL: "labels",
    Role.KEEP: "keep",
}


class Proposal(msgspec.Struct, frozen=True):
    """A selector, or a line where `is_line`, with the pages on which it finds something.

    `most` is the greatest number of its matches on one page, `text` what it finds on this one.
    """

    value: str
    pages: int
    most: int
    text: str
    is_line: bool = False


class Pointing(msgspec.Struct, frozen=True):
    """A block of a page that was pointed at.

    `kept` are the numbers of the story's blocks, `facts` of those that facts are read from.
    """

    page: int
    block: int
    shown: ShownPage
    kept: frozenset[int]
    facts: frozenset[int]


def propose(
    role: Role, pointing: Pointing, pointed: Sequence[Pointed], match: Callable[[str], Matches]
) -> list[Proposal]:
    """The likeliest selectors for a role, the best first; none that misses what was pointed at."""
    found = [(one, match(one.selector)) for one in pointed]
    found = [(one, matches) for one, matches in found if matches.counts[pointing.page]]
    order = _ORDERS.get(role, _by_fact)
    ranked = sorted(found, key=lambda pair: order(role, pointing, *pair))
    return [
        Proposal(one.selector, matches.pages, max(matches.counts), matches.texts[pointing.page])
        for one, matches in ranked[:_MOST_SHOWN]
    ]


def _by_fact(role: Role, pointing: Pointing, one: Pointed, matches: Matches) -> tuple[object, ...]:
    """What reads as the fact, is found on most pages and once on each, and holds least beside."""
    text = matches.texts[pointing.page]
    first = text in pointing.shown.blocks[pointing.block].text
    return (
        not (first and _reads_as(role, text)),
        role is Role.DATE and not _tells_machines(one.selector),
        -matches.pages,
        max(matches.counts) > 1,
        len(text) if role is not Role.HEADLINE else 0,
        one.level > 0,
        abs(one.level),
    )


def _tells_machines(selector: str) -> bool:
    return selector.rpartition(" ")[2].startswith("time") or "itemprop" in selector


def _reads_as(role: Role, text: str) -> bool:
    if role is Role.DATE:
        return extract_date(text) is not None
    names = extract_authors((text,), load_lexicon()) if role is Role.AUTHOR else ()
    return role is not Role.AUTHOR or any(map(is_full_name, names))


def _by_story(
    _role: Role, pointing: Pointing, one: Pointed, matches: Matches
) -> tuple[object, ...]:
    """What agrees best with the story as it is found now, on most pages."""
    return (-round(_agreement(pointing, one.part), 2), -matches.pages, max(matches.counts) > 1)


def _agreement(pointing: Pointing, part: int | None) -> float:
    """F1 of characters between a part and the story; of a block alone where there is no story."""
    if part is None:
        return 0.0
    sizes = [len(block.text) for block in pointing.shown.blocks]
    within = blocks_within(pointing.shown, part) - pointing.facts
    kept = pointing.kept or frozenset({pointing.block})
    right = sum(sizes[number] for number in within & kept)
    total = sum(sizes[number] for number in within) + sum(sizes[number] for number in kept)
    return 2 * right / total if total else 0.0


def _by_removal(
    _role: Role, pointing: Pointing, one: Pointed, matches: Matches
) -> tuple[object, ...]:
    """The largest part around the block that holds no other block of the story."""
    if one.part is None:
        return (True, 0, -matches.pages)
    others = (blocks_within(pointing.shown, one.part) & pointing.kept) - {pointing.block}
    return (bool(others), one.level if others else -one.level, -matches.pages)


def _by_nearness(
    _role: Role, _pointing: Pointing, one: Pointed, matches: Matches
) -> tuple[object, ...]:
    return (one.level < 0, one.level, -matches.pages)


_ORDERS = {Role.BODY: _by_story, Role.REMOVE: _by_removal, Role.KEEP: _by_nearness}


def blocks_within(shown: ShownPage, part: int) -> frozenset[int]:
    """The numbers of the blocks in a part and in those within it."""
    inside = {part}
    for number, one in enumerate(shown.parts):
        if one.parent in inside and number > part:
            inside.add(number)
    return frozenset(n for n, own in enumerate(shown.block_parts) if own in inside)
