"""The part of CSS that learned selectors are written in: compounds, descendants, children."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"[.#][\w-]+|\[id\^='[^']*'\]|:nth-of-type\(\d+\)|[\w-]+")
_PART = re.compile(r"(\s*>\s*|\s+)?([^\s>]+)")


class Selector(NamedTuple):
    """A selector, read: `child[i]` says that what follows compound i is its child."""

    text: str
    compounds: tuple[frozenset[str], ...]
    child: tuple[bool, ...]


@lru_cache(maxsize=65_536)
def read_selector(text: str) -> Selector:
    """Read a selector that learning wrote.

    >>> read_selector("#main > p.lead").compounds == ({"#main"}, {"p", ".lead"})
    True
    """
    parts = _PART.findall(text)
    compounds = tuple(frozenset(_TOKEN.findall(compound)) for _, compound in parts)
    return Selector(text, compounds, tuple(">" in between for between, _ in parts[1:]))
