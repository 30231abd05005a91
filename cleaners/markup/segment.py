"""HTML tree → blocks in page order."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborNode

from cleaners.block import Block, Kind
from cleaners.markup.tables import is_data_table, table_text
from cleaners.markup.urls import embed_url, picture_url

_TEXT = "-text"
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby "
    "rb rt rp s samp small span strike strong sub sup time tt u var wbr custom".split()
)
_SKIPPED = frozenset(
    "script style noscript template svg math head select button textarea input option datalist "
    "object applet param link meta title base area map progress meter dialog -comment -doctype "
    "_comment".split()
)
_EMBEDS = frozenset({"iframe", "embed", "video", "audio"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_KINDS = {
    "li": Kind.LIST_ITEM,
    "dt": Kind.LIST_ITEM,
    "dd": Kind.LIST_ITEM,
    "blockquote": Kind.QUOTE,
    "figcaption": Kind.CAPTION,
}
_STRONG = frozenset({"strong", "b"})

# Deeper than any real page; below it the text of a branch is taken in one piece, so that a page
# of 100,000 nested tags costs no recursion.
_MAX_DEPTH = 250


class _Place(NamedTuple):
    """Where a node stands: what its text would be, in which zone, inside a link or bold."""

    kind: Kind = Kind.PARAGRAPH
    zone: int = -1
    level: int = 0
    linked: bool = False
    depth: int = 0


_TOP = _Place()


class Segmenter:
    """Walks a tree once and collects blocks.

    `zones` maps nodes (`mem_id`) to zone indexes, `captions` are the nodes that hold captions,
    `base` is the address that relative links of pictures and embeds are joined to.
    """

    def __init__(self, zones: dict[int, int], captions: frozenset[int], base: str | None) -> None:
        self.blocks: list[Block] = []
        self._zones = zones
        self._captions = captions
        self._base = base
        self._parts: list[str] = []
        self._link_chars = 0
        self._strong_chars = 0
        self._breaks = 0

    def walk(self, node: LexborNode, place: _Place = _TOP) -> tuple[Block, ...]:
        """The blocks below `node`."""
        self._children(node, place, strong=False)
        self._flush(place)
        return tuple(self.blocks)

    def _children(self, node: LexborNode, place: _Place, *, strong: bool) -> None:
        child = node.first_child
        while child is not None:
            tag = child.tag or ""
            if tag == _TEXT:
                self._text(child.text_content or "", place, strong)
            elif tag == "br":
                self._break(place)
            elif tag == "img":
                self._picture(child, place)
            elif tag in _INLINE:
                self._inline(child, tag, place, strong)
            elif tag not in _SKIPPED:
                self._flush(place)
                self._block(child, tag, place)
            child = child.next

    def _text(self, text: str, place: _Place, strong: bool) -> None:
        self._parts.append(text)
        if not text.isspace():
            self._breaks = 0
            if place.linked:
                self._link_chars += len(text.strip())
            if strong:
                self._strong_chars += len(text.strip())

    def _break(self, place: _Place) -> None:
        """One `<br>` is white space, two in a row end a paragraph."""
        self._breaks += 1
        self._parts.append("\n")
        if self._breaks == 2:
            self._flush(place)

    def _picture(self, node: LexborNode, place: _Place) -> None:
        """A picture never ends a paragraph: it may be an emoji within one."""
        zone = self._zones.get(node.mem_id, place.zone)
        url = picture_url(node.attributes, self._base)
        self._add(Kind.PICTURE, place._replace(zone=zone), url=url)

    def _inline(self, node: LexborNode, tag: str, place: _Place, strong: bool) -> None:
        zone = self._zones.get(node.mem_id, place.zone)
        inside = place._replace(zone=zone, linked=place.linked or tag == "a", depth=place.depth + 1)
        if zone != place.zone:
            self._flush(place)
        if inside.depth > _MAX_DEPTH:
            self._text(node.text(deep=True), inside, strong)
        else:
            self._children(node, inside, strong=strong or tag in _STRONG)
        if zone != place.zone:
            self._flush(inside)

    def _block(self, node: LexborNode, tag: str, place: _Place) -> None:
        zone = self._zones.get(node.mem_id, place.zone)
        level = _HEADINGS.get(tag, 0)
        kind = Kind.HEADING if level else _KINDS.get(tag, place.kind)
        if node.mem_id in self._captions:
            kind = Kind.CAPTION
        inside = _Place(kind, zone, level or place.level, place.linked, place.depth + 1)
        if tag in _EMBEDS:
            self._add(Kind.EMBED, inside, url=embed_url(node.attributes, self._base))
        elif tag == "table" and is_data_table(node):
            self._add(Kind.TABLE, inside, text=table_text(node))
        elif inside.depth > _MAX_DEPTH:
            self._text(node.text(deep=True, separator=" "), inside, strong=False)
            self._flush(inside)
        else:
            self._children(node, inside, strong=False)
            self._flush(inside)

    def _flush(self, place: _Place) -> None:
        """End the current block, if there is any text in it."""
        if not self._parts:
            return
        text = " ".join("".join(self._parts).split())
        if text:
            all_strong = self._strong_chars >= len(text) - 2
            kind, level = _read_kind(text, place, all_strong)
            self.blocks.append(
                Block(len(self.blocks), text, kind, self._link_chars, 0, place.zone, level)
            )
        self._parts.clear()
        self._link_chars = self._strong_chars = self._breaks = 0

    def _add(self, kind: Kind, place: _Place, text: str = "", url: str = "") -> None:
        if text or url:
            self.blocks.append(
                Block(len(self.blocks), text, kind, 0, 0, place.zone, place.level, url)
            )


_LONGEST_HEADING = 100  # characters; a longer bold paragraph is a lead


def _read_kind(text: str, place: _Place, all_strong: bool) -> tuple[Kind, int]:
    """A short bold paragraph without a full stop is a subheading."""
    if all_strong and place.kind is Kind.PARAGRAPH:
        short = len(text) < _LONGEST_HEADING and not place.linked
        if short and text[-1] not in ".,;:…":
            return Kind.HEADING, 2
    return place.kind, place.level
