"""Selectors that could mean what a person points at, tried on all pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from selectolax.lexbor import LexborNode

from cleaners.document import Document
from cleaners.markup.shown_page import BODY, WalkedPage
from cleaners.markup.tags import INLINE
from cleaners.markup.tree import Tree
from cleaners.reading.fold import fold
from cleaners.sites.learning.css import Step, read_step
from cleaners.sites.selectors import is_xpath

_MOST_INSIDE = 30  # inline elements of a block
_MOST_LEVELS = 12  # elements around it
_LONGEST_TEXT = 200  # characters of what is shown of a match
# Attributes that say what an element means; a style sheet has no reason to change them.
_MEANING = ("itemprop", "rel", "role")
_VALUE = re.compile(r"[a-zA-Z][a-zA-Z_-]{1,40}")
_TELLING_TAGS = frozenset("body h1 article main aside nav header footer time address".split())


class Pointed(msgspec.Struct, frozen=True):
    """A selector, and how far what it means is from the block that was pointed at.

    `level` is 0 for the element of the block, above 0 for those around it, below 0 for those
    within. `part` is the number of the element among the parts of the page, None within the block.
    """

    selector: str
    level: int
    part: int | None


def point(walked: WalkedPage, block: int) -> list[Pointed]:
    """Selectors of the elements within a block, of its own, and of those around it."""
    shown = walked.shown
    part = shown.block_parts[block]
    found: dict[str, Pointed] = {}
    for node in _inline(walked.nodes[part], shown.blocks[block].text):
        for selector in _name(node):
            found.setdefault(selector, Pointed(selector, -1, None))
    for level in range(_MOST_LEVELS):
        for selector in _name(walked.nodes[part]):
            found.setdefault(selector, Pointed(selector, level, part))
        if part == BODY:
            break
        part = shown.parts[part].parent
    return list(found.values())


def _inline(part: LexborNode, text: str) -> list[LexborNode]:
    """The inline elements of a part whose text stands in the text of a block."""
    child, found = part.first_child, list[LexborNode]()
    while child is not None and len(found) < _MOST_INSIDE:
        if child.tag in INLINE:
            inner = (child, *child.css("*"))
            found += [node for node in inner if node.tag in INLINE and _text_of(node) in text]
        child = child.next
    return [node for node in found[:_MOST_INSIDE] if _text_of(node)]


def _text_of(node: LexborNode) -> str:
    return fold(node.text(deep=True, separator=" "))


def _name(node: LexborNode) -> Iterator[str]:
    """Selectors of one element, the surest first: by meaning, by id, class and tag, by ancestor."""
    tag = node.tag or ""
    get = node.attributes.get
    for name in _MEANING:
        value = get(name) or ""
        if _VALUE.fullmatch(value):
            yield f"{tag}[{name}='{value}']"
    step = _step(node)
    yield from step.names
    if tag in _TELLING_TAGS:
        yield tag
    above = node.parent
    while above is not None and above.tag not in ("body", "html", None):
        if names := _step(above).names:
            yield f"{names[0]} {step.names[0] if step.names else tag}"
            return
        above = above.parent


def _step(node: LexborNode) -> Step:
    get = node.attributes.get
    return read_step(node.tag or "", get("id"), get("class"))


class Matches(msgspec.Struct, frozen=True):
    """What a selector finds: the number on each page, and the text of the first on each."""

    counts: tuple[int, ...]
    texts: tuple[str, ...]

    @property
    def pages(self) -> int:
        """On how many pages it finds something."""
        return sum(map(bool, self.counts))


class MatchedPages:
    """Pages on which selectors are tried; each is parsed once."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = tuple(documents)
        self._trees: dict[int, Tree] = {}
        self._matches: dict[str, Matches] = {}

    def match(self, selector: str) -> Matches:
        """Try a selector that can be used; raises `LimitError` for an XPath that takes too long."""
        if selector not in self._matches:
            found = [self._find(number, selector) for number in range(len(self._documents))]
            counts = tuple(len(texts) for texts in found)
            self._matches[selector] = Matches(counts, tuple((texts or [""])[0] for texts in found))
        return self._matches[selector]

    def _find(self, number: int, selector: str) -> list[str]:
        if is_xpath(selector):
            tree = Tree(self._documents[number], [selector])
            nodes = tree.select(selector)
            return tree.texts(selector, nodes)
        if number not in self._trees:
            self._trees[number] = tree = Tree(self._documents[number])
            tree.strip_unseen()
        nodes = self._trees[number].select(selector)
        return [_text_of(node)[:_LONGEST_TEXT] for node in nodes]
