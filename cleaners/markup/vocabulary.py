"""What `class`, `id` and tag names say about the parts of a page whose site has no profile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

import msgspec
from selectolax.lexbor import LexborNode

from cleaners.decision import Reason
from cleaners.markup.page_urls import read_links
from cleaners.page import Found, Link, Zone

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LOWER_WORD = re.compile(r"[a-z]+")
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


def name_parts(body: LexborNode, wanted: frozenset[Reason]) -> dict[Reason, LexborNode]:
    """The first part of each of these kinds, by the names of the elements."""
    named: dict[Reason, LexborNode] = {}
    for node in body.css(_selector_of(wanted)) if wanted else ():
        zone = read_names(node.tag or "", node.attributes).zone
        if zone and zone.reason in wanted:
            named.setdefault(zone.reason, node)
    return named


@lru_cache(maxsize=8)
def _selector_of(wanted: frozenset[Reason]) -> str:
    """Elements whose names may be among the words for these; the names themselves decide."""
    words = [word for word, reason in _load().words.items() if reason in wanted]
    tags = [tag for tag, reason in _load().elements.items() if reason in wanted]
    # Few pieces that all words begin with: each costs a look at all names of the page.
    pieces = dict.fromkeys(word[:_BEGINNING] for word in words)
    return ",".join([*tags, *(f"[{name}*={piece} i]" for piece in pieces for name in _NAMED)])


_BEGINNING = 3  # letters
_NAMED = ("class", "id")


def read_found(named: Mapping[Reason, LexborNode], base: str | None) -> Found:
    """Tags and breadcrumbs from the links of the first part that is named so."""
    tags = _links(named.get(Reason.TAGS), base)
    return Found(
        tags=tuple(dict.fromkeys(link.text for link in tags)),
        breadcrumbs=_links(named.get(Reason.BREADCRUMBS), base),
    )


def _links(node: LexborNode | None, base: str | None) -> tuple[Link, ...]:
    return read_links(node.css("a"), base) if node is not None else ()


class Names(msgspec.Struct, frozen=True, gc=False):
    """What the names of an element say.

    `zone` is the part that it opens, never a certain one; `caption` says that captions stand in
    it; `words` are the words of its names, each once, and pairs of words within one name.
    """

    zone: Zone | None
    caption: bool
    words: tuple[str, ...]


_NAMELESS = Names(None, caption=False, words=())


def read_names(tag: str, attributes: Mapping[str, str | None]) -> Names:
    """Read the tag and the names of an element.

    >>> read_names("div", {"class": "entry-content"}).words
    ('entry', 'content', 'entry content')
    """
    names = attributes.get("class")
    read = _remember_class if not names or len(names) <= _LONGEST_REMEMBERED else _read_class
    found = read(tag, names)
    if _TELLING.isdisjoint(attributes):  # as of most
        return found
    if not _NAMING_SET.isdisjoint(attributes):
        found = _read_others(found, attributes)
    if ("style" in attributes or "hidden" in attributes) and _is_hidden(attributes):
        return Names(_HIDDEN, caption=False, words=(*found.words, _HIDDEN_WORD))
    return found


_NAMING = ("id", "itemprop", "role", "data-testid", "data-component")
_NAMING_SET = frozenset(_NAMING)
_TELLING = _NAMING_SET | {"style", "hidden"}
_HIDDEN = Zone(Reason.HIDDEN, "hidden by attribute", certain=False)
_HIDDEN_WORD = "(hidden)"  # no name has brackets


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is not shown, as far as its own attributes tell."""
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _NO_DISPLAY.search(style))


class _Name(NamedTuple):
    """One name: its words and pairs of words; the last word that the vocabulary knows."""

    words: tuple[str, ...]
    known: str | None
    caption: bool


def _read_class(tag: str, names: str | None) -> Names:
    """What tag and class say: the tag goes before."""
    found = _read_each("class", names) if names and len(names) <= _LONGEST_NAMES else _NAMELESS
    element = _load().elements.get(tag)
    # A <nav> may be breadcrumbs; of other parts the tag says more.
    if element and (found.zone is None or found.zone.reason is not Reason.BREADCRUMBS):
        return Names(Zone(element, f"element: {tag}", certain=False), False, found.words)
    return found


_remember_class = lru_cache(maxsize=8192)(_read_class)


def _read_others(names: Names, attributes: Mapping[str, str | None]) -> Names:
    """What tag and class say, and what is added: by the id a zone and words, by others words."""
    words = list(names.words)
    zone = names.zone
    for attribute in _NAMING:
        value = attributes.get(attribute)
        if value:
            found = _read_id(value.rstrip(_NO_LETTERS) if len(value) <= _LONGEST_NAMES else "")
            words += found.words
            if attribute == "id":
                zone = zone or found.zone
    return Names(zone, names.caption and zone is None, tuple(dict.fromkeys(words)))


@lru_cache(maxsize=4096)
def _read_id(identity: str) -> Names:
    return _read_each("id", identity)


def _read_each(attribute: str, names: str) -> Names:
    """What names say, one after another: the last word that is known says what the part is."""
    words: list[str] = []
    known: str | None = None
    caption = False
    for name in names.split():
        # «post-123» says no more than «post», and is known already.
        own, own_known, own_caption = _read_name(name.rstrip(_NO_LETTERS))
        words += own
        known = own_known or known
        caption = caption or own_caption
    each = tuple(dict.fromkeys(words))
    if known is None:
        return Names(None, caption, each)
    return Names(Zone(_load().words[known], f"{attribute}: {known}", certain=False), False, each)


@lru_cache(maxsize=4096)
def _read_name(name: str) -> _Name:
    """The words of one name, and what the vocabulary says of them.

    >>> _read_name("articleShare").words, _read_name("article__share-btn").known
    (('article', 'share', 'article share'), 'share')
    """
    vocabulary = _load()
    if name.isascii() and name.islower() and name.isalpha():  # as every third is
        known = name if name in vocabulary.words else None
        return _Name((name,), known, name in vocabulary.captions)
    if name.islower():
        words = _LOWER_WORD.findall(name)
    else:
        words = [word.lower() for word in _WORD.findall(name)]
    known = None
    for word in words:
        # «breadcrumb-navigation» are breadcrumbs.
        if word in vocabulary.words and not (known or "").startswith("breadcrumb"):
            known = word
    pairs = [f"{first} {second}" for first, second in pairwise(words)]
    return _Name((*words, *pairs), known, not vocabulary.captions.isdisjoint(words))


_NO_LETTERS = "0123456789-_"
_LONGEST_REMEMBERED = 120  # characters; a page must not fill the memory
_LONGEST_NAMES = 300  # characters; longer ones list the tools of a style sheet, not a part's name


@lru_cache(maxsize=1)
def _load() -> _Vocabulary:
    text = (resources.files("cleaners.markup") / "vocabulary.toml").read_bytes()
    sheet = msgspec.toml.decode(text, type=_Sheet)
    return _Vocabulary(
        words={word: reason for reason, words in sheet.words.items() for word in words},
        elements={tag: reason for reason, tags in sheet.elements.items() for tag in tags},
        captions=sheet.captions.words,
    )
