"""A judged page to learn from: its elements and blocks, without their texts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from cleaners.decision import Reason
from cleaners.page import Outline
from cleaners.sites.learning.css import Selector, Step


class JudgedPage(NamedTuple):
    """A judged page, its texts left out. Elements stand in page order, the body first.

    `steps` have tag, id and classes, `outline` says which stands in which and which blocks
    each holds; those from `spans` on are inline. Of every block `lengths` has the characters,
    `reasons` what the judge said, `linked` whether it is a link and nothing else, `captions`
    whether it stands under a picture, `keys` the key of its masked text, 0 where it has none.
    `facts` are the blocks that print a fact of the article, by field; only of pages whose facts
    were read.
    """

    steps: tuple[Step, ...]
    outline: Outline
    spans: int
    lengths: tuple[int, ...]
    reasons: tuple[Reason, ...]
    linked: tuple[bool, ...]
    captions: tuple[bool, ...]
    keys: tuple[int, ...]
    facts: dict[str, tuple[int, ...]]


_BLOCK_WEIGHT = 20  # characters that each block counts more: a wrong short line is wrong as well


class AgreedPage:
    """A judged page with what all pages together say of it: `kept` is true for story blocks.

    `lines` has the key of each text that repeats on the site, 0 for any other; `sizes` are lengths
    and a constant for each block with text.
    """

    def __init__(self, judged: JudgedPage, kept: Sequence[bool], lines: Sequence[int]) -> None:
        self.judged = judged
        self.steps = judged.steps
        self.outline = judged.outline
        self.kept = tuple(kept)
        self.lines = tuple(lines)
        self.sizes = tuple(size + _BLOCK_WEIGHT if size else 0 for size in judged.lengths)
        sizes = self.sizes
        self._kept_sums = (0, *accumulate(s if k else 0 for s, k in zip(sizes, kept, strict=True)))
        self._sums = (0, *accumulate(sizes))
        self._matches: dict[str, tuple[int, ...]] = {}

    @property
    def story_size(self) -> int:
        """Characters that the judge kept."""
        return self._kept_sums[-1]

    def kept_in(self, element: int) -> int:
        """Kept characters within an element."""
        outline = self.outline
        return self._kept_sums[outline.ends[element]] - self._kept_sums[outline.starts[element]]

    def size_of(self, element: int) -> int:
        """All characters within an element."""
        outline = self.outline
        return self._sums[outline.ends[element]] - self._sums[outline.starts[element]]

    def is_span(self, element: int) -> bool:
        """Whether an element is inline."""
        return element >= self.judged.spans

    def blocks_of(self, element: int) -> range:
        """The blocks within an element."""
        return range(self.outline.starts[element], self.outline.ends[element])

    def named_above(self, element: int) -> int:
        """The nearest ancestor with id or class, 0 (the body) where none has one."""
        return self._named[element]

    def sibling_number(self, element: int) -> int:
        """Its number among siblings of the same tag, from 1."""
        return self._sibling_numbers[element]

    def match(self, selector: Selector) -> tuple[int, ...]:
        """The elements that a selector matches, in page order."""
        found = self._matches.get(selector.text)
        if found is None:
            found = tuple(sorted(self._find(selector), key=self._start))
            self._matches[selector.text] = found
        return found

    def _start(self, element: int) -> tuple[int, int]:
        return self.outline.starts[element], element

    def _find(self, selector: Selector) -> list[int]:
        last = selector.compounds[-1]
        narrow = min((self._elements.get(token, []) for token in last), key=len)
        top = len(selector.compounds) - 2
        return [
            element
            for element in narrow
            if last <= self._tokens[element] and self._stands_below(element, selector, top)
        ]

    def _stands_below(self, element: int, selector: Selector, depth: int) -> bool:
        """Whether ancestors of an element match the compounds down to `depth`."""
        if depth < 0:
            return True
        above, is_child = self.outline.parents[element], selector.child[depth]
        if is_child and self.steps[element].loose:
            return False
        while True:
            if selector.compounds[depth] <= self._tokens[above] and self._stands_below(
                above, selector, depth - 1
            ):
                return True
            if is_child or not above:
                return False
            above = self.outline.parents[above]

    @cached_property
    def _tokens(self) -> tuple[frozenset[str], ...]:
        """The simple selectors of each element, its number among siblings included."""
        return tuple(
            step.tokens | {f":nth-of-type({number})"}
            for step, number in zip(self.steps, self._sibling_numbers, strict=True)
        )

    @cached_property
    def _sibling_numbers(self) -> tuple[int, ...]:
        counts: dict[tuple[int, str, bool], int] = {}
        numbers = []
        for parent, step in zip(self.outline.parents, self.steps, strict=True):
            siblings = (parent, step.tag, step.loose)
            counts[siblings] = counts.get(siblings, 0) + 1
            numbers.append(counts[siblings])
        return tuple(numbers)

    @cached_property
    def _named(self) -> tuple[int, ...]:
        found: list[int] = []
        for element, parent in enumerate(self.outline.parents):
            is_named = parent and self.steps[parent].names
            found.append(parent if is_named or not element else found[parent])
        return tuple(found)

    @cached_property
    def _elements(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for element, tokens in enumerate(self._tokens):
            if element:
                for token in tokens:
                    found.setdefault(token, []).append(element)
        return found
