"""Selectors that could name an element: by its own names, by those above it, by its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cleaners.sites.learning.seen import SeenPage
from cleaners.sites.learning.steps import Step

# Tags that say by themselves what they hold, and tags that say nothing.
_MEANT = frozenset("article main aside nav header footer form h1 time address".split())
_ANYTHING = frozenset("div p span td tr tbody table a li center".split())
_RUNNING_TEXT = frozenset("ul ol dl dt dd h2 h3 h4 h5 h6 blockquote pre figure figcaption".split())
_LONGEST_WAY = 6  # steps from a named ancestor down to an element without names


def name_element(page: SeenPage, element: int) -> tuple[str, ...]:
    """Selectors that match an element and could match it on other pages, the plainest first."""
    step = page.steps[element]
    if page.is_span(element):
        return step.names  # by its tag it could be any other span, and most are not known here
    near = page.named_above(element)
    far = page.named_above(near) if near else 0
    is_child = page.outline.parents[element] == near and not step.loose
    above = tuple(page.steps[ancestor].names[0] for ancestor in (near, far) if ancestor)
    return _name_step(step, above, is_child)


@lru_cache(maxsize=65_536)
def _name_step(step: Step, above: tuple[str, ...], is_child: bool) -> tuple[str, ...]:
    """By its own names; by its names or its tag below named ancestors.

    >>> from cleaners.sites.learning.steps import read_step
    >>> _name_step(read_step("ul", None, "more"), ("div#main",), False)
    ('ul.more', 'div#main ul.more', 'div#main ul')
    """
    found = list(step.names)
    if step.tag in _MEANT:
        found.append(step.tag)
    for number, anchor in enumerate(above):
        found += [f"{anchor} {name}" for name in step.names[:1]]
        if step.tag not in _ANYTHING:
            found.append(f"{anchor} {'> ' if is_child and not number else ''}{step.tag}")
    return tuple(found)


def is_wide(selector: str) -> bool:
    """Whether a selector ends in a tag that stories have as well, without a name.

    >>> is_wide("div#main ul"), is_wide("div#main ul.more"), is_wide("aside")
    (True, False, False)
    """
    return selector.rpartition(" ")[2] in _RUNNING_TEXT


def place_element(page: SeenPage, element: int) -> Iterator[str]:
    """The way down to an element without names, from the nearest named ancestor or the body.

    By tags alone, then with the place of the last one among its kind, then with every place.
    """
    top = page.named_above(element)
    way: list[int] = []
    here = element
    while here != top:
        if page.steps[here].loose:
            return
        way.insert(0, here)
        here = page.outline.parents[here]
    if len(way) > _LONGEST_WAY:
        return
    anchor = page.steps[top].names[0] if top else "body"
    tags = [page.steps[here].tag for here in way]
    placed = [f"{page.steps[here].tag}:nth-of-type({page.place_of(here)})" for here in way]
    yield " > ".join([anchor, *tags])
    yield " > ".join([anchor, *tags[:-1], placed[-1]])
    yield " > ".join([anchor, *placed])
