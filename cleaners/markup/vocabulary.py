"""What `class`, `id` and tag names say about the parts of a page whose site has no profile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from itertools import pairwise

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


def read_found(named: Mapping[str, LexborNode], base: str | None) -> Found:
    """Tags and breadcrumbs from the links of the first part that is named so."""
    tags = _links(named.get(Reason.TAGS), base)
    return Found(
        tags=tuple(dict.fromkeys(link.text for link in tags)),
        breadcrumbs=_links(named.get(Reason.BREADCRUMBS), base),
    )


def _links(node: LexborNode | None, base: str | None) -> tuple[Link, ...]:
    return read_links(node.css("a"), base) if node is not None else ()


def read_names(tag: str, attributes: Mapping[str, str | None]) -> tuple[Zone | None, bool]:
    """The zone that an element opens by its tag or its name, and whether captions stand in it.

    The zone is never certain.
    """
    if is_hidden(attributes):
        return _HIDDEN, False
    return _read_names(tag, attributes.get("class"), attributes.get("id"))


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is not shown, as far as its own attributes tell."""
    if "style" in attributes:
        style = attributes["style"]
        if style and _NO_DISPLAY.search(style):
            return True
    return "hidden" in attributes


_HIDDEN = Zone(Reason.HIDDEN, "hidden by attribute", certain=False)


@lru_cache(maxsize=8192)
def _read_names(tag: str, names: str | None, identity: str | None) -> tuple[Zone | None, bool]:
    vocabulary = _load()
    if tag in vocabulary.elements:
        return Zone(vocabulary.elements[tag], f"element: {tag}", certain=False), False
    for attribute, value in (("class", names), ("id", identity)):
        for word in _split_words(value):
            if word in vocabulary.words:
                return Zone(vocabulary.words[word], f"{attribute}: {word}", certain=False), False
    return None, not vocabulary.captions.isdisjoint(_split_words(names))


def name_words(attributes: Mapping[str, str | None]) -> tuple[str, ...]:
    """The words of the names that an element has, each once, with pairs of words within a name.

    >>> name_words({"class": "entry-content"})
    ('entry', 'content', 'entry content')
    """
    return _words_of(*(attributes.get(name) for name in _NAMING))


_NAMING = ("class", "id", "itemprop", "role", "data-testid", "data-component")


@lru_cache(maxsize=8192)
def _words_of(*values: str | None) -> tuple[str, ...]:
    words: dict[str, None] = {}
    for name in " ".join(filter(None, values))[:_LONGEST_NAMES].split():
        parts = [part.lower() for part in _WORD.findall(name)]
        words |= dict.fromkeys(parts)
        words |= dict.fromkeys(map(" ".join, pairwise(parts)))
    return tuple(words)


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
