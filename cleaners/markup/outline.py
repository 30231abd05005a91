"""HTML tree → blocks and outline, for a page whose site has no profile."""

from __future__ import annotations

from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from cleaners.decision import Reason
from cleaners.markup.segment import Layout, Segmenter
from cleaners.markup.vocabulary import is_hidden, name_words, read_names
from cleaners.outline import Outline
from cleaners.page import Zone

# Inline elements that only style their text: nobody names a part of a page with them.
_PLAIN = frozenset("b i em strong u br sub sup wbr code small big tt q".split())


_HIDDEN = "(hidden)"  # no name has brackets


class OutlineSegmenter(Segmenter):
    """Collects, beside the blocks, the elements that they stand in and the zones they are named.

    `known` are the zones and nodes that a profile found; its own come behind them.
    """

    def __init__(self, known: tuple[Zone, ...], layout: Layout, base: str | None) -> None:
        super().__init__(layout, base)
        self.zones = list(known)
        self.named: dict[Reason, LexborNode] = {}
        self._captions = set(layout.captions)
        self._parents, self._starts, self._ends = [0], [0], [0]
        self._tags: list[str] = ["body"]
        self._names: list[tuple[str, ...]] = [()]
        self._link_blocks: list[int] = []  # the block that each link begins in
        self._here = 0
        self._attributes: Mapping[str, str | None] = {}

    def outline(self) -> Outline:
        """The elements, once the page is walked."""
        count = len(self.blocks)
        self._ends[0] = count
        homes = [0] * count
        for element, (start, end) in enumerate(zip(self._starts, self._ends, strict=True)):
            homes[start:end] = [element] * (end - start)  # inner elements come later and win
        links = [0] * (count + 1)  # a link without text may stand behind the last block
        for block in self._link_blocks:
            links[block] += 1
        columns = (self._parents, self._starts, self._ends, self._tags, self._names)
        return Outline(*map(tuple, columns), tuple(homes), tuple(links[:count]))

    def _zone_of(self, node: LexborNode, tag: str, zone: int) -> int:
        if tag in _PLAIN:
            return zone
        if tag == "a":
            self._link_blocks.append(len(self.blocks))
        self._attributes = attributes = node.attributes
        if self._zones and node.mem_id in self._zones:
            return self._zones[node.mem_id]
        opened, caption = read_names(tag, attributes)
        if caption:
            self._captions.add(node.mem_id)
        if opened is None:
            return zone
        self.named.setdefault(opened.reason, node)
        self.zones.append(opened)
        return len(self.zones) - 1

    def _open(self, node: LexborNode, tag: str) -> None:
        self._parents.append(self._here)
        self._here = len(self._tags)
        self._starts.append(len(self.blocks))
        self._ends.append(0)
        self._tags.append(tag)
        names = name_words(self._attributes) if self._attributes else ()
        self._names.append((*names, _HIDDEN) if is_hidden(self._attributes) else names)

    def _close(self) -> None:
        self._ends[self._here] = len(self.blocks)
        self._here = self._parents[self._here]
