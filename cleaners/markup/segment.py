"""HTML tree → blocks in page order."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from selectolax.lexbor import LexborNode

from cleaners.block import NO_ZONE, Block, Kind
from cleaners.limits import check_time
from cleaners.markup.page_urls import embed_url, picture_url
from cleaners.markup.posts import POSTS, is_post, read_post
from cleaners.markup.tables import is_data_table, table_text
from cleaners.markup.tags import (
    EMBEDS,
    HEADINGS,
    INLINE,
    PICTURES,
    SKIPPED,
    STRONG,
    kind_of,
    read_strong,
)
from cleaners.markup.text_links import LinkParts, links_of, whole_link
from cleaners.reading.fold import NODE_BREAK, fold, fold_each

_TEXT = "-text"

# Deeper than any real page; below it the text of a branch is taken in one piece, so that a page
# of 100,000 nested tags costs no recursion.
_MAX_DEPTH = 250


class Layout(msgspec.Struct, frozen=True):
    """What is known of the nodes of a page, by `mem_id`.

    `zones` maps nodes to the zones that they open, `captions` are nodes that hold captions.
    Parts in a zone of `removed_whole` are removed whatever stands in them: each becomes one block
    without a closer look, unless the part is one of `above_zones`, the ancestors of nodes that
    open a zone. Within a zone of `kept` no other is opened.
    """

    zones: dict[int, int] = {}
    captions: frozenset[int] = frozenset()
    removed_whole: frozenset[int] = frozenset()
    above_zones: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()


class Segmenter:
    """Walks a tree once and collects blocks.

    `base` is the address that relative links of pictures and embeds are joined to. What a node
    hands down to its children goes through the arguments: kind and heading level of the text,
    zone, whether it is inside a link or bold, depth.
    """

    def __init__(self, layout: Layout, base: str | None) -> None:
        self.blocks: list[Block] = []
        self.limited: tuple[str, ...] = ()
        self._layout, self._base = layout, base
        self._zones, self._captions = layout.zones, set(layout.captions)
        self._elements = 0
        self._parts: list[str] = []
        self._links: list[LinkParts] = []
        self._link: str | None = None  # the address of the link that is open
        self._link_start = 0
        self._link_chars = 0
        self._strong_chars = 0
        self._breaks = 0

    def walk(self, body: LexborNode) -> tuple[Block, ...]:
        """The blocks below `body`."""
        page = body.parent
        zone = self._zones.get(page.mem_id, NO_ZONE) if page is not None else NO_ZONE
        zone = self._zones.get(body.mem_id, zone)  # a profile may name the whole page
        self._walk(body, Kind.PARAGRAPH, 0, zone, False, False, 0)
        self._flush(Kind.PARAGRAPH, 0, zone)
        return tuple(self.blocks)

    def _walk(
        self,
        node: LexborNode,
        kind: Kind,
        level: int,
        zone: int,
        linked: bool,
        strong: bool,
        depth: int,
    ) -> None:
        if depth > _MAX_DEPTH:
            self.limited = ("nesting",)
            self._text(node.text(deep=True, separator=" "), linked, strong)
            return
        child = node.first_child
        while child is not None:
            tag = child.tag or ""
            if tag == _TEXT:
                self._text(child.text_content or "", linked, strong)
            elif tag in INLINE:
                inner = self._zone_of(child, tag, zone)
                if inner != zone:
                    self._flush(kind, level, zone)
                walk = self._walk_link if tag == "a" and not linked else self._walk_inline
                walk(child, kind, level, inner, linked, strong or tag in STRONG, depth + 1)
                if inner != zone:
                    self._flush(kind, level, inner)
            elif tag == "br":
                self._break(kind, level, zone)
            elif tag in PICTURES:
                self._picture(child, zone)
            elif tag not in SKIPPED:
                self._flush(kind, level, zone)
                self._block(child, tag, kind, level, zone, linked, depth)
            child = child.next

    def _walk_inline(
        self,
        node: LexborNode,
        kind: Kind,
        level: int,
        zone: int,
        linked: bool,
        strong: bool,
        depth: int,
    ) -> None:
        """Most inline elements hold one text and nothing else."""
        text = _only_text(node)
        if text is None:
            self._walk(node, kind, level, zone, linked, strong, depth)
        else:
            self._text(text, linked, strong)

    def _walk_link(
        self,
        node: LexborNode,
        kind: Kind,
        level: int,
        zone: int,
        _linked: bool,
        strong: bool,
        depth: int,
    ) -> None:
        """A link that stands in no other one."""
        address = self._attributes_of(node).get("href") or ""
        self._link, self._link_start = address, len(self._parts)
        self._walk_inline(node, kind, level, zone, True, strong, depth)
        self._end_link()
        self._link = None

    def _attributes_of(self, node: LexborNode) -> Mapping[str, str | None]:
        """What is written in a tag: a hook for subclasses that have read it before."""
        return node.attributes

    def _text(self, text: str, linked: bool, strong: bool) -> None:
        if text.isspace():
            if self._parts:
                self._parts.append(text)
            return
        self._parts.append(text)
        self._breaks = 0
        if linked or strong:
            chars = len(text.strip())
            self._link_chars += chars if linked else 0
            self._strong_chars += chars if strong else 0

    def _end_link(self) -> None:
        """Note the parts of the open link; those of the next block begin with that block."""
        if self._link is not None:
            if len(self._parts) > self._link_start:
                self._links.append((self._link_start, len(self._parts), self._link))
            self._link_start = 0

    def _break(self, kind: Kind, level: int, zone: int) -> None:
        """One `<br>` is white space, two in a row end a paragraph."""
        self._breaks += 1
        self._parts.append("\n")
        if self._breaks == 2:
            self._flush(kind, level, zone)

    def _picture(self, node: LexborNode, zone: int) -> None:
        """A picture never ends a paragraph: it may be an emoji within one."""
        url = picture_url(node.attributes, self._base)
        if url:
            self._add(Kind.PICTURE, self._zone_of(node, node.tag or "", zone), url=url)

    def _block(
        self,
        node: LexborNode,
        tag: str,
        kind: Kind,
        level: int,
        zone: int,
        linked: bool,
        depth: int,
    ) -> None:
        self._elements += 1
        if self._elements % 64 == 0:
            check_time()
        zone = self._zone_of(node, tag, zone)
        if self._is_taken_whole(node, tag, zone):
            self._take_whole(node, tag, zone)
            return
        if self._captions and node.mem_id in self._captions and tag not in HEADINGS:
            kind = Kind.CAPTION
        else:
            kind, level = kind_of(node, tag, kind, level)
        self._open(tag)
        if tag in EMBEDS:
            self._add(Kind.EMBED, zone, url=embed_url(node.attributes, self._base))
        elif tag in POSTS and is_post(self._attributes_of(node)):
            post = read_post(node, self._base)
            self._add(Kind.EMBED, zone, text=post.text, url=post.url, author=post.author)
        elif tag == "table" and is_data_table(node):
            self._add(Kind.TABLE, zone, text=table_text(node))
        elif not self._leaf(node, kind, level, zone, linked):
            self._walk(node, kind, level, zone, linked, False, depth + 1)
            self._flush(kind, level, zone)
        self._close()

    def _zone_of(self, node: LexborNode, tag: str, zone: int) -> int:
        """The zone that a node opens, or the one that it stands in."""
        return zone if zone in self._layout.kept else self._zones.get(node.mem_id, zone)

    def _is_taken_whole(self, node: LexborNode, tag: str, zone: int) -> bool:
        """Whether a part is removed whatever stands in it."""
        return zone in self._layout.removed_whole and node.mem_id not in self._layout.above_zones

    def _open(self, tag: str) -> None:
        """A block-level element begins: a hook for subclasses."""

    def _close(self) -> None:
        """It ends."""

    def _leaf(self, node: LexborNode, kind: Kind, level: int, zone: int, linked: bool) -> bool:
        """Add a block that holds one text and nothing else, as most do; False for any other."""
        only = _only_text(node)
        if only is None:
            return False
        text = fold(only)
        if text:
            links = whole_link(text, self._link) if self._link is not None else ()
            link_chars = len(text) if linked else 0
            self.blocks.append(
                Block(len(self.blocks), text, kind, link_chars, zone=zone, level=level, links=links)
            )
        return True

    def _take_whole(self, node: LexborNode, tag: str, zone: int) -> None:
        """A part that is removed as a whole: one block, its text nodes on lines."""
        self._add(Kind.PARAGRAPH, zone, whole_text(node))

    def _flush(self, kind: Kind, level: int, zone: int) -> None:
        """End the current block, if there is any text in it."""
        if not self._parts:
            return
        self._end_link()
        text = fold("".join(self._parts))
        if text:
            links = links_of(self._links, self._parts, text) if self._links else ()
            link_chars = min(self._link_chars, len(text))  # counted before white space was folded
            if kind is Kind.PARAGRAPH and 0 < self._strong_chars >= len(text) - 2:
                kind, level = read_strong(text, link_chars)
            self.blocks.append(
                Block(len(self.blocks), text, kind, link_chars, zone=zone, level=level, links=links)
            )
        self._parts.clear()
        self._links.clear()
        self._link_chars = self._strong_chars = self._breaks = 0

    def _add(
        self,
        kind: Kind,
        zone: int,
        text: str = "",
        url: str = "",
        link_chars: int = 0,
        author: str = "",
    ) -> None:
        if text or url:
            at = len(self.blocks)
            block = Block(at, text, kind, link_chars, zone=zone, url=url, author=author)
            self.blocks.append(block)


def _only_text(node: LexborNode) -> str | None:
    """The text of an element that holds nothing else, None for any other."""
    child = node.first_child
    if child is None or child.tag != _TEXT or child.next is not None:
        return None
    return child.text_content or ""


def whole_text(node: LexborNode) -> str:
    """The text nodes of a part, on lines."""
    texts = node.text(deep=True, separator=NODE_BREAK, strip=True, skip_empty=True)
    return "\n".join(fold_each(texts, NODE_BREAK))
