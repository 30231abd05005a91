"""The block-level elements of a page: what stands in what, by which name."""

from __future__ import annotations

import msgspec


class Outline(msgspec.Struct, frozen=True):
    """Elements as columns, in page order; the first one is the body.

    `parents` holds the index of the element around each (its own for the body), `starts` and
    `ends` the range of its blocks, `tags` its tag, `names` the words of its class, id and role.
    `homes` has the element of each block, `links` the number of links that begin in each.
    """

    parents: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    homes: tuple[int, ...] = ()
    links: tuple[int, ...] = ()
