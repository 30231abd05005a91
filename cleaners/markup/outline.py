"""HTML tree → blocks and outline, for a page whose site has no profile."""

from __future__ import annotations

from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from cleaners.block import Kind
from cleaners.decision import Reason
from cleaners.markup.segment import Layout, Segmenter, whole_text
from cleaners.markup.vocabulary import read_names
from cleaners.page import Outline, Zone

# Inline elements that only style their text: nobody names a part of a page with them.
_PLAIN = frozenset("b i em strong u br sub sup wbr code small big tt q".split())


class OutlineSegmenter(Segmenter):
    """Collects, beside the blocks, the elements around them and the zones that names open.

    `known` are the zones and nodes that a profile found; its own come behind them.
    """

    def __init__(self, known: tuple[Zone, ...], layout: Layout, base: str | None) -> None:
        super().__init__(layout, base)
        self.zones = list(known)
        self.named: dict[Reason, LexborNode] = {}
        self._parents, self._starts, self._ends = [0], [0], [0]
        self._tags: list[str] = ["body"]
        self._names: list[tuple[str, ...]] = [()]
        self._link_blocks: list[int] = []  # the block that each link begins in
        self._here = 0
        # Of the element that was read last: reading attributes is most of the work of the walk.
        self._attributes: Mapping[str, str | None] = {}
        self._found_names: tuple[str, ...] = ()

    def outline(self) -> Outline:
        """The elements, once the page is walked."""
        count = len(self.blocks)
        self._ends[0] = count
        block_parents = [0] * count
        for element, (start, end) in enumerate(zip(self._starts, self._ends, strict=True)):
            # Inner elements come later and win.
            block_parents[start:end] = [element] * (end - start)
        links = [0] * (count + 1)  # a link without text may stand behind the last block
        for block in self._link_blocks:
            links[block] += 1
        return Outline(
            parents=tuple(self._parents),
            starts=tuple(self._starts),
            ends=tuple(self._ends),
            tags=tuple(self._tags),
            names=tuple(self._names),
            block_parents=tuple(block_parents),
            links=tuple(links[:count]),
        )

    def _zone_of(self, node: LexborNode, tag: str, zone: int) -> int:
        if tag in _PLAIN:
            return zone
        if tag == "a":
            self._link_blocks.append(len(self.blocks))
        self._attributes = node.attributes
        found = read_names(tag, self._attributes)
        self._found_names = found.words
        if zone in self._layout.kept:
            return zone
        if self._zones and node.mem_id in self._zones:
            return self._zones[node.mem_id]
        if found.caption:
            self._captions.add(node.mem_id)
        if found.zone is None:
            return zone
        self.named.setdefault(found.zone.reason, node)
        self.zones.append(found.zone)
        return len(self.zones) - 1

    def _attributes_of(self, node: LexborNode) -> Mapping[str, str | None]:
        return self._attributes

    def _is_taken_whole(self, node: LexborNode, tag: str, zone: int) -> bool:
        return tag in _MENUS and _is_menu(node)

    def _take_whole(self, node: LexborNode, tag: str, zone: int) -> None:
        """A menu: one block, its texts on lines, all of it linked."""
        self._open(tag)
        text = whole_text(node)
        self._link_blocks += [len(self.blocks)] * (len(node.css("a")) if text else 0)
        self._add(Kind.PARAGRAPH, zone, text, link_chars=len(text))
        self._close()

    def _open(self, tag: str) -> None:
        self._parents.append(self._here)
        self._here = len(self._tags)
        self._starts.append(len(self.blocks))
        self._ends.append(0)
        self._tags.append(tag)
        self._names.append(self._found_names)

    def _close(self) -> None:
        self._ends[self._here] = len(self.blocks)
        self._here = self._parents[self._here]


# Menus are a third of the blocks of a page, and less than a thousandth of the story words of
# `wcxb-dev` stand in a <nav> or <footer>: they are taken whole.
_MENUS = frozenset({"nav", "footer"})
_LEAST_LINKS = 5
_LEAST_LINKED = 0.5  # share of the characters


def _is_menu(node: LexborNode) -> bool:
    """Many links and little else; nothing that a story begins with."""
    links = node.css("a")
    if len(links) < _LEAST_LINKS or node.css_first("h1, article, main, time") is not None:
        return False
    linked = sum(len(link.text(deep=True, strip=True)) for link in links)
    return linked >= _LEAST_LINKED * len(node.text(deep=True, strip=True))
