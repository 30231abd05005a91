"""A HTML page with the attributes of its elements, for those who learn from it."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from selectolax.lexbor import LexborNode

from cleaners.decision import Reason
from cleaners.document import Document
from cleaners.errors import DumpError
from cleaners.markup.html_page import merge_found, read_told
from cleaners.markup.outline import OutlineSegmenter
from cleaners.markup.segment import Layout
from cleaners.markup.tags import INLINE
from cleaners.markup.tree import Tree
from cleaners.markup.vocabulary import name_parts, read_found
from cleaners.page import Found, HeadData, Outline, Page, Told


class Element(NamedTuple):
    """An element with the attributes that selectors ask for.

    `loose` says that an inline element stands between it and the block-level one above, so that it
    is no child of that one.
    """

    tag: str
    identity: str | None = None
    classes: str | None = None
    loose: bool = False


class Observed(NamedTuple):
    """A page as `read_markup` cuts it without a profile, and its elements.

    `told` is what the page says of itself. `elements` and `outline` have the elements of the page's
    outline and, from `spans` on, inline elements that open a zone.
    """

    page: Page
    told: Told
    elements: tuple[Element, ...]
    outline: Outline
    spans: int


class _Observer(OutlineSegmenter):
    """Remembers every element, and inline elements by the zones that they open."""

    def __init__(self, base: str | None) -> None:
        super().__init__((), Layout(), base)
        self.elements = [Element("body")]
        self.spans: dict[int, tuple[Element, int]] = {}
        self._last = self.elements[0]

    def _zone_of(self, node: LexborNode, tag: str, zone: int) -> int:
        inner = super()._zone_of(node, tag, zone)
        is_block = tag not in INLINE
        if is_block or inner != zone:
            get = self._attributes.get
            parent = node.parent
            loose = parent is not None and parent.tag in INLINE
            element = Element(tag, get("id"), get("class"), loose)
            if is_block:
                self._last = element
            else:
                self.spans[inner] = (element, self._here)
        return inner

    def _open(self, tag: str) -> None:
        super()._open(tag)
        self.elements.append(self._last)


_NOTHING = Told(HeadData(), Found())
_NAMED_FACTS = frozenset({Reason.TAGS, Reason.BREADCRUMBS})


def observe(document: Document, *, for_judge: bool = True) -> Observed:
    """Read a page for learning; without `for_judge` quicker, and of the page the blocks alone.

    Raises `DumpError` for markup without a body.
    """
    tree = Tree(document)
    body = tree.parsed.body
    if body is None:
        raise DumpError("no page: the markup has no body")
    told = _NOTHING
    if for_judge:
        told = read_told(tree, body, document.url)
        parts = read_found(name_parts(body, _NAMED_FACTS), told.head.base)
        told = msgspec.structs.replace(told, named=parts)
    else:
        tree.strip_unseen()
    observer = _Observer(told.head.base or document.url)
    blocks = observer.walk(body)
    named = read_found(observer.named, told.head.base) if for_judge else Found()
    outline = observer.outline()
    page = Page(
        blocks=blocks,
        zones=tuple(observer.zones),
        outline=outline,
        head=told.head,
        found=merge_found(told.terms, named),
        limited=observer.limited,
    )
    more = _list_spans(page, observer.spans)
    return Observed(
        page=page,
        told=told,
        elements=(*observer.elements, *(span.element for span in more)),
        outline=_extend(outline, more),
        spans=len(observer.elements),
    )


class _Span(NamedTuple):
    element: Element
    parent: int
    start: int
    end: int


def _list_spans(page: Page, spans: dict[int, tuple[Element, int]]) -> list[_Span]:
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
