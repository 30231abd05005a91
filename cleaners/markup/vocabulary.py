"""What `class`, `id` and tag names say about the parts of a page whose site has no profile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

import msgspec
from selectolax.lexbor import LexborNode

from cleaners.decision import Reason
from cleaners.markup.urls import read_links
from cleaners.page import Found, Link, Zone

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class _Captions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: frozenset[str]


class _Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    captions: _Captions
    words: dict[Reason, tuple[str, ...]]
    elements: dict[Reason, tuple[str, ...]]


class _Vocabulary(msgspec.Struct, frozen=True):
    words: dict[str, Reason]
    elements: dict[str, Reason]
    captions: frozenset[str]


class Named(msgspec.Struct, frozen=True):
    """Zones, the nodes (`mem_id`) that open them, the nodes of captions, and the found facts."""

    zones: tuple[Zone, ...]
    nodes: dict[int, int]
    captions: frozenset[int]
    found: Found


def read_vocabulary(body: LexborNode, base: str | None) -> Named:
    """What the names of the parts of a page say; none of the zones is certain."""
    vocabulary = _load()
    zones: list[Zone] = []
    nodes: dict[int, int] = {}
    captions: set[int] = set()
    first: dict[Reason, LexborNode] = {}
    for node in body.traverse():
        attributes = node.attributes
        named = _name_zone(node.tag or "", attributes, vocabulary)
        if named is not None:
            nodes[node.mem_id] = len(zones)
            zones.append(Zone(named[0], named[1], certain=False))
            first.setdefault(named[0], node)
        elif not vocabulary.captions.isdisjoint(_split_words(attributes.get("class"))):
            captions.add(node.mem_id)
    return Named(tuple(zones), nodes, frozenset(captions), _read_found(first, base))


def _read_found(first: dict[Reason, LexborNode], base: str | None) -> Found:
    """Tags and breadcrumbs from the links of the first part that is named so."""
    tags = _links(first.get(Reason.TAGS), base)
    return Found(
        tags=tuple(dict.fromkeys(link.text for link in tags)),
        breadcrumbs=_links(first.get(Reason.BREADCRUMBS), base),
    )


def _links(node: LexborNode | None, base: str | None) -> tuple[Link, ...]:
    return read_links(node.css("a"), base) if node is not None else ()


def _name_zone(
    tag: str, attributes: Mapping[str, str | None], vocabulary: _Vocabulary
) -> tuple[Reason, str] | None:
    if tag in vocabulary.elements:
        return vocabulary.elements[tag], f"element: {tag}"
    if not attributes:
        return None
    style = attributes.get("style")
    if "hidden" in attributes or (style and _NO_DISPLAY.search(style)):
        return Reason.HIDDEN, "hidden by attribute"
    for attribute in ("class", "id"):
        for word in _split_words(attributes.get(attribute)):
            if word in vocabulary.words:
                return vocabulary.words[word], f"{attribute}: {word}"
    return None


def _split_words(names: str | None) -> tuple[str, ...]:
    """The words of a class or id, later ones first: the last word says what the part is.

    >>> _split_words("article__share-btn")
    ('btn', 'share', 'article')
    """
    if not names or len(names) > _LONGEST_NAMES:
        return ()
    return tuple(word.lower() for word in reversed(_WORD.findall(names)))


_LONGEST_NAMES = 300  # characters; longer ones list the tools of a style sheet, not a part's name


@lru_cache(maxsize=1)
def _load() -> _Vocabulary:
    text = (resources.files("cleaners.markup") / "vocabulary.toml").read_bytes()
    sheet = msgspec.toml.decode(text, type=_Sheet)
    return _Vocabulary(
        {word: reason for reason, words in sheet.words.items() for word in words},
        {tag: reason for reason, tags in sheet.elements.items() for tag in tags},
        sheet.captions.words,
    )
