"""Selectors that could find an element on all pages of a site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cleaners.sites.learning.css import Step
from cleaners.sites.learning.judged_page import AgreedPage

# Tags that say by themselves what they hold, and tags that say nothing.
_MEANT = frozenset("article main aside nav header footer form h1 time address".split())
_ANYTHING = frozenset("div p span td tr tbody table a li center".split())
_RUNNING_TEXT = frozenset("ul ol dl dt dd h2 h3 h4 h5 h6 blockquote pre figure figcaption".split())
_LONGEST_PATH = 6  # elements from a named ancestor down to an element without id and classes


def name_selectors(page: AgreedPage, element: int) -> tuple[str, ...]:
    """Selectors that match an element and could match it on other pages, the plainest first."""
    own = page.steps[element]
    if page.is_span(element):
        return own.names  # by its tag it could be any other span, and most are not known here
    near = page.named_above(element)
    far = page.named_above(near) if near else 0
    is_child = page.outline.parents[element] == near and not own.loose
    above = tuple(page.steps[ancestor].names[0] for ancestor in (near, far) if ancestor)
    return _name(own, above, is_child)


@lru_cache(maxsize=65_536)
def _name(step: Step, above: tuple[str, ...], is_child: bool) -> tuple[str, ...]:
    """By id and classes; by those or its tag below named ancestors.

    >>> from cleaners.sites.learning.css import read_step
    >>> _name(read_step("ul", None, "more"), ("div#main",), False)
    ('ul.more', 'div#main ul.more', 'div#main ul')
    """
    found = list(step.names)
    if step.tag in _MEANT:
        found.append(step.tag)
    for number, ancestor in enumerate(above):
        found += [f"{ancestor} {name}" for name in step.names[:1]]
        if step.tag not in _ANYTHING:
            found.append(f"{ancestor} {'> ' if is_child and not number else ''}{step.tag}")
    return tuple(found)


def is_wide(selector: str) -> bool:
    """Whether a selector ends in a tag that stories have as well, without id or class.

    >>> is_wide("div#main ul"), is_wide("div#main ul.more"), is_wide("aside")
    (True, False, False)
    """
    return selector.rpartition(" ")[2] in _RUNNING_TEXT


def path_selectors(page: AgreedPage, element: int) -> Iterator[str]:
    """The path down to an element without id and classes, from its named ancestor or the body.

    By tags alone, then with the number of the last one among its siblings, then with all numbers.
    """
    top = page.named_above(element)
    path: list[int] = []
    here = element
    while here != top:
        if page.steps[here].loose:
            return
        path.insert(0, here)
        here = page.outline.parents[here]
    if len(path) > _LONGEST_PATH:
        return
    ancestor = page.steps[top].names[0] if top else "body"
    tags = [page.steps[here].tag for here in path]
    numbered = [f"{page.steps[here].tag}:nth-of-type({page.sibling_number(here)})" for here in path]
    yield " > ".join([ancestor, *tags])
    yield " > ".join([ancestor, *tags[:-1], numbered[-1]])
    yield " > ".join([ancestor, *numbered])
