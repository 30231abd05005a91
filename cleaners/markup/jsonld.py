"""JSON-LD: the news article that a page describes for search engines."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from selectolax.lexbor import LexborHTMLParser

from cleaners.reading.fold import fold

# schema.org types that stand for a story; https://schema.org/Article and its children.
_STORY_TYPE = re.compile(r"(?:Article|BlogPosting|Report|Posting)$")
_MOST_NESTED = 12  # levels; deeper ones describe the shop, not the story
_MOST_ITEMS = 1_000
_AROUND = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")


class LinkedData(msgspec.Struct, frozen=True):
    """The fields of the first story found; `values` has text fields by our names."""

    values: dict[str, str | None] = {}
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def read_jsonld(tree: LexborHTMLParser) -> LinkedData:
    """The first story among the JSON-LD of the page; empty where there is none."""
    for script in tree.css('script[type="application/ld+json"]'):
        data = parse_jsonld(script.text())
        for item in _walk(data, 0):
            if _is_story(item):
                return _read_story(item)
    return LinkedData()


def parse_jsonld(text: str) -> Any:
    """The JSON in a script, None where it is none. Line breaks inside strings are forgiven."""
    stripped = _AROUND.sub("", text)
    try:
        return json.loads(stripped, strict=False)
    except (ValueError, RecursionError):
        return None


def _walk(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Objects of the graph, outer ones first."""
    if depth > _MOST_NESTED:
        return
    if isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _walk(data.get(key), depth + 1)
    elif isinstance(data, list):
        for item in data[:_MOST_ITEMS]:
            yield from _walk(item, depth + 1)


def _is_story(item: dict[str, Any]) -> bool:
    types = item.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and _STORY_TYPE.search(name) for name in names)


def _read_story(item: dict[str, Any]) -> LinkedData:
    values = {
        "headline": _text(item.get("headline") or item.get("name")),
        "body": _text(item.get("articleBody")),
        "published": _text(item.get("datePublished") or item.get("dateCreated")),
        "modified": _text(item.get("dateModified")),
        "description": _text(item.get("description")),
        "section": _text(_first(item.get("articleSection"))),
        "image": _text(_address(_first(item.get("image")))),
        "language": _text(_named(item.get("inLanguage"))),
    }
    tags = item.get("keywords")
    split = tags.split(",") if isinstance(tags, str) else tags if isinstance(tags, list) else []
    return LinkedData(values, _authors(item.get("author")), _texts(split))


def _authors(value: Any) -> tuple[str, ...]:
    people = value if isinstance(value, list) else [value]
    named = (
        person
        for person in people
        if not (isinstance(person, dict) and person.get("@type") == "Organization")
    )
    return _texts([_named(person) for person in named])


def _texts(values: list[Any]) -> tuple[str, ...]:
    texts = (_text(value) for value in values)
    return tuple(dict.fromkeys(text for text in texts if text))


def _text(value: Any) -> str | None:
    """Folded text without entities, which many publishers leave in their JSON."""
    if not isinstance(value, str):
        return None
    return fold(html.unescape(value)) or None


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _named(value: Any) -> Any:
    return _first(value.get("name")) if isinstance(value, dict) else value


def _address(value: Any) -> Any:
    return value.get("url") or value.get("@id") if isinstance(value, dict) else value
