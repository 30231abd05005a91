"""What `class`, `id` and tag names say about the parts of a page whose site has no profile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from itertools import chain, pairwise
from typing import NamedTuple

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


def read_found(named: Mapping[Reason, LexborNode], base: str | None) -> Found:
    """Tags and breadcrumbs from the links of the first part that is named so."""
    tags = _links(named.get(Reason.TAGS), base)
    return Found(
        tags=tuple(dict.fromkeys(link.text for link in tags)),
        breadcrumbs=_links(named.get(Reason.BREADCRUMBS), base),
    )


def _links(node: LexborNode | None, base: str | None) -> tuple[Link, ...]:
    return read_links(node.css("a"), base) if node is not None else ()


class Names(NamedTuple):
    """What the names of an element say.

    `zone` is the part that it opens, never a certain one; `caption` says that captions stand in
    it; `words` are the words of its names, each once, and pairs of words within one name.
    """

    zone: Zone | None
    caption: bool
    words: tuple[str, ...]


def read_names(tag: str, attributes: Mapping[str, str | None]) -> Names:
    """Read the tag and the names of an element.

    >>> read_names("div", {"class": "entry-content"}).words
    ('entry', 'content', 'entry content')
    """
    names = _read_names(tag, *map(attributes.get, _NAMING)) if attributes else _read_names(tag)
    if ("style" in attributes or "hidden" in attributes) and _is_hidden(attributes):
        return Names(_HIDDEN, caption=False, words=(*names.words, _HIDDEN_WORD))
    return names


_NAMING = ("class", "id", "itemprop", "role", "data-testid", "data-component")
_HIDDEN = Zone(Reason.HIDDEN, "hidden by attribute", certain=False)
_HIDDEN_WORD = "(hidden)"  # no name has brackets


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is not shown, as far as its own attributes tell."""
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _NO_DISPLAY.search(style))


@lru_cache(maxsize=8192)
def _read_names(
    tag: str, names: str | None = None, identity: str | None = None, *others: str | None
) -> Names:
    vocabulary = _load()
    zone = None
    if tag in vocabulary.elements:
        zone = Zone(vocabulary.elements[tag], f"element: {tag}", certain=False)
    parts = {"class": _split_names(names), "id": _split_names(identity)}
    for attribute, split in parts.items() if zone is None else ():
        # The last word of a name says what the part is.
        known = (word for words in reversed(split) for word in reversed(words))
        word = next((word for word in known if word in vocabulary.words), None)
        if word is not None:
            zone = Zone(vocabulary.words[word], f"{attribute}: {word}", certain=False)
            break
    in_class = (word for words in parts["class"] for word in words)
    return Names(
        zone,
        caption=zone is None and not vocabulary.captions.isdisjoint(in_class),
        words=_list_words(
            [*parts["class"], *parts["id"], *chain.from_iterable(map(_split_names, others))]
        ),
    )


def _list_words(names: list[tuple[str, ...]]) -> tuple[str, ...]:
    words: dict[str, None] = {}
    for name in names:
        words |= dict.fromkeys(name)
        if len(name) > 1:
            words |= dict.fromkeys(map(" ".join, pairwise(name)))
    return tuple(words)


def _split_names(names: str | None) -> list[tuple[str, ...]]:
    if not names or len(names) > _LONGEST_NAMES:
        return []
    return [_split_words(name) for name in names.split()]


@lru_cache(maxsize=16384)
def _split_words(name: str) -> tuple[str, ...]:
    """The words of one name.

    >>> _split_words("article__share-btn"), _split_words("articleShare")
    (('article', 'share', 'btn'), ('article', 'share'))
    """
    return tuple([word.lower() for word in _WORD.findall(name)])


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
