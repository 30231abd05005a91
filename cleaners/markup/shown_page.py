"""A HTML page as people are shown it: the blocks that are judged, and the parts around them."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from cleaners.block import Block
from cleaners.document import Document
from cleaners.errors import DumpError
from cleaners.markup.head import read_head
from cleaners.markup.outline import OutlineSegmenter
from cleaners.markup.profile_matches import match_profile
from cleaners.markup.segment import Layout, Segmenter
from cleaners.markup.tree import Tree
from cleaners.sites.profile import SiteProfile, list_xpaths

MOSTLY_LINKED = 0.5  # link density from which a block is shown as a link
BODY = 0  # the number of the part that is the whole page


class Part(msgspec.Struct, frozen=True, gc=False):
    """A block-level element: the number of the one around it, its tag, id and classes."""

    parent: int
    tag: str
    identity: str = ""
    classes: str = ""


class ShownPage(msgspec.Struct, frozen=True):
    """Blocks in page order; `parts` come before those within them, the first one is the body.

    `block_parts` has the number of the part that each block stands in.
    """

    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    block_parts: tuple[int, ...]


class Box(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A part that is drawn around others: the number of the box around it, and its name."""

    parent: int
    name: str


class WalkedPage(msgspec.Struct, frozen=True):
    """A shown page with the nodes of its parts."""

    shown: ShownPage
    nodes: tuple[LexborNode, ...]


def walk_page(document: Document, profile: SiteProfile | None) -> WalkedPage:
    """Cut a page into the blocks that `read_markup` cuts it into, and remember the parts.

    Raises `DumpError` for markup without a body, `LimitError` for a page over a limit.
    """
    tree = Tree(document, list_xpaths(profile) if profile else ())
    body = tree.parsed.body
    if body is None:
        raise DumpError("no page: the markup has no body")
    base = read_head(tree.parsed, document.url).base
    tree.strip_unseen()
    matches = match_profile(tree, profile, base) if profile else None
    walker: _Watched
    if matches and matches.has_body:
        walker = _WatchedByProfile(matches.layout, base)
    else:
        known = matches.layout if matches else Layout()
        layout = replace(known, removed_whole=frozenset(), above_zones=frozenset())
        walker = _WatchedGeneric(matches.zones if matches else (), layout, base)
    blocks = walker.walk(body)
    block_parts = [BODY] * len(blocks)
    for number, (start, end) in enumerate(walker.ranges):
        block_parts[start:end] = [number] * (end - start)  # inner parts come later and win
    shown = ShownPage(blocks, tuple(map(_part, walker.nodes, walker.parents)), tuple(block_parts))
    return WalkedPage(shown, tuple(walker.nodes))


class _Watched(Segmenter):
    """Remembers every block-level element with the range of its blocks."""

    nodes: list[LexborNode]
    parents: list[int]
    ranges: list[tuple[int, int]]

    def walk(self, body: LexborNode) -> tuple[Block, ...]:
        self.nodes, self.parents, self.ranges = [body], [BODY], [(0, 0)]
        self._inside = BODY
        blocks = super().walk(body)
        self.ranges[BODY] = (0, len(blocks))
        return blocks

    def _block(self, node: LexborNode, *rest: Any) -> None:
        outer, start = self._inside, len(self.blocks)
        self._inside = number = len(self.nodes)
        self.nodes.append(node)
        self.parents.append(outer)
        self.ranges.append((start, start))
        super()._block(node, *rest)
        self.ranges[number] = (start, len(self.blocks))
        self._inside = outer


class _WatchedByProfile(_Watched):
    """A page whose body the profile finds."""


class _WatchedGeneric(_Watched, OutlineSegmenter):
    """Any other page."""


def _part(node: LexborNode, parent: int) -> Part:
    get = node.attributes.get
    return Part(parent, node.tag or "", get("id") or "", get("class") or "")


_MOST_CLASSES = 3
_LONGEST_NAME = 60  # characters


def boxes_of(shown: ShownPage) -> tuple[tuple[Box, ...], tuple[int, ...]]:
    """The parts that hold two things or more, and the box that each block stands in.

    A part that holds one thing alone says nothing that this one does not say. The first box is the
    body.
    """
    held = [0] * len(shown.parts)  # blocks and drawn parts within each
    for around in shown.block_parts:
        held[around] += 1
    for number in range(len(shown.parts) - 1, BODY, -1):
        if held[number]:
            held[shown.parts[number].parent] += 1
    boxes = [Box(BODY, "")]
    box_of = {BODY: BODY}
    for number, part in enumerate(shown.parts[1:], 1):
        around = box_of[part.parent]
        if held[number] > 1:
            box_of[number] = len(boxes)
            boxes.append(Box(around, _name(part)))
        else:
            box_of[number] = around
    return tuple(boxes), tuple(box_of[part] for part in shown.block_parts)


def _name(part: Part) -> str:
    classes = "".join(f".{name}" for name in part.classes.split()[:_MOST_CLASSES])
    identity = f"#{part.identity}" if part.identity else ""
    return f"{part.tag}{identity}{classes}"[:_LONGEST_NAME]
