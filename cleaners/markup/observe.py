"""The HTML road for those who learn: a page, and its elements by their names."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from selectolax.lexbor import LexborNode

from cleaners.document import Document
from cleaners.errors import DumpError
from cleaners.markup.head import read_head
from cleaners.markup.outline import OutlineSegmenter
from cleaners.markup.segment import INLINE, Layout
from cleaners.markup.tree import Tree
from cleaners.markup.vocabulary import read_found
from cleaners.outline import Outline
from cleaners.page import Found, HeadData, Page
from cleaners.sites.learning.steps import Step, read_step


class Observed(NamedTuple):
    """A page as the generic road has it, and its elements by their names.

    `steps` and `outline` have the elements of the page's outline and, from `spans` on, inline
    elements that open a zone. `places` names for each block where it stands.
    """

    page: Page
    steps: tuple[Step, ...]
    outline: Outline
    spans: int
    places: tuple[str, ...]


class _Observer(OutlineSegmenter):
    """Remembers the names of every element, and inline elements by the zones that they open."""

    def __init__(self, base: str | None) -> None:
        super().__init__((), Layout(), base)
        self.steps = [Step("body")]
        self.spans: dict[int, tuple[Step, int]] = {}
        self._last = self.steps[0]

    def _zone_of(self, node: LexborNode, tag: str, zone: int) -> int:
        inner = super()._zone_of(node, tag, zone)
        is_block = tag not in INLINE
        if is_block or inner != zone:
            get = node.attributes.get
            parent = node.parent
            loose = parent is not None and parent.tag in INLINE
            step = read_step(tag, get("id"), get("class"), loose=loose)
            if is_block:
                self._last = step
            else:
                self.spans[inner] = (step, self._here)
        return inner

    def _open(self, tag: str) -> None:
        super()._open(tag)
        self.steps.append(self._last)


def observe(document: Document, *, for_judge: bool = True) -> Observed:
    """Read a page for learning; what only the judge needs can be left out, which is quicker."""
    tree = Tree(document, None)
    body = tree.parsed.body
    if body is None:
        raise DumpError("no page: the markup has no body")
    head = read_head(tree.parsed, document.url) if for_judge else HeadData()
    tree.strip_unseen()
    observer = _Observer(document.url)
    blocks = observer.walk(body)
    found = read_found(observer.named, document.url) if for_judge else Found()
    outline = observer.outline()
    page = Page(blocks, tuple(observer.zones), outline, head, found)
    steps = tuple(observer.steps)
    more = _list_spans(page, observer.spans)
    return Observed(
        page,
        (*steps, *(span.step for span in more)),
        _extend(outline, more),
        len(steps),
        _name_places(steps, outline),
    )


class _Span(NamedTuple):
    step: Step
    parent: int
    start: int
    end: int


def _list_spans(page: Page, spans: dict[int, tuple[Step, int]]) -> list[_Span]:
    """Inline elements that hold blocks of their own."""
    ranges: dict[int, tuple[int, int]] = {}
    for block in page.blocks if spans else ():
        if block.zone in spans:
            start, _ = ranges.get(block.zone, (block.index, 0))
            ranges[block.zone] = (start, block.index + 1)
    return [_Span(*spans[zone], *own) for zone, own in ranges.items()]


def _extend(outline: Outline, spans: list[_Span]) -> Outline:
    return msgspec.structs.replace(
        outline,
        parents=(*outline.parents, *(span.parent for span in spans)),
        starts=(*outline.starts, *(span.start for span in spans)),
        ends=(*outline.ends, *(span.end for span in spans)),
    )


def _name_places(steps: tuple[Step, ...], outline: Outline) -> tuple[str, ...]:
    """The nearest named element around each block, and the tag that it stands in."""
    anchors: list[str] = []
    for step, parent in zip(steps, outline.parents, strict=True):
        anchors.append(step.names[0] if step.names else anchors[parent] if anchors else "body")
    return tuple([_name_place(steps[home], anchors[home]) for home in outline.homes])


def _name_place(step: Step, anchor: str) -> str:
    return anchor if step.names else f"{anchor} {step.tag}"
