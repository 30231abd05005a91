"""Stories that the server sent but that a page shows only once its scripts have run.

Looked for only where the page has no prose of its own: in JSON-LD, in `<noscript>` and templates,
and in the state that a script reads (`__NEXT_DATA__`, `self.__next_f.push`, assignments of JSON).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.document import Document, StoryOrigin
from cleaners.markup.flight import is_flight, read_flight
from cleaners.markup.jsonld import read_jsonld_body

_LEAST_WORDS = 40  # running text; with less it is a notice, a caption, a description
_LONGEST_STATE = 8_000_000  # characters of one script
_MOST_DEPTH = 60  # levels of JSON
_MOST_VALUES = 200_000  # values of one script that are looked at
_LONGEST_REMEMBERED = 100  # characters of a key
_LEAST_SENTENCE = 6  # words; shorter strings are names, addresses, labels

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BLOCK_TAG = re.compile(r"<(?:p|br|div|h[1-6]|li|blockquote)\b", re.IGNORECASE)
# Most of what scripts assign is code, `={a:1}`: it is told from JSON by how it goes on, since an
# error of the decoder counts the lines above it.
_ASSIGNED = re.compile(
    r"(?:=|\()\s{0,20}(?=\{\s*[\"}]|\[\s*(?:[\]\"{\[\d-]|true|false|null|NaN|Infinity))"
)

# Keys under which systems keep the text of one paragraph, the surest first: Draft.js and Slate
# (`text`), Contentful (`value`), ProseMirror (`content`), Editor.js (`data`), Arc (`content`).
_TEXT_KEYS = ("text", "html", "value", "content", "children", "data", "body", "paragraph", "copy")
_KIND_KEYS = ("type", "nodeType", "name", "tag", "blockType", "__typename")
# One that nobody closes goes on to the end: else each of its quotes would be tried.
_LITERAL = re.compile(r'"[^"\\]*+(?:\\(?s:.)[^"\\]*+)*+(?:"|\\?\Z)')
_LEAST_LITERAL = 200  # characters
# Parts of a state that hold other texts than the story.
_OTHER = re.compile(
    r"comment|related|recommend|popular|sidebar|footer|menu|nav|cookie|consent|i18n|locale|"
    r"translation|messages|dictionary|config|settings|ads?$|teaser|feed$",
    re.IGNORECASE,
)


def show_story(document: Document) -> Document | None:
    """The document with the story at the end of its body; None where no story is found.

    The first place that has one wins, in the order of `StoryOrigin`, and the longest story there.
    """
    tree = LexborHTMLParser(document.text)
    for origin, find in _PLACES.items():
        story = max(find(tree), key=_count_words, default="")
        if _count_words(story) >= _LEAST_WORDS:
            before, end, after = (tree.html or "").rpartition("</body>")
            text = f"{before}<main><article>{story}</article></main>{end}{after}"
            return msgspec.structs.replace(document, text=text, encoded=None, story_origin=origin)
    return None


def _count_words(markup: str) -> int:
    """Words of the sentences in a piece of markup."""
    return sum(
        words
        for line in _TAG.sub("\n", markup).split("\n")
        if (words := len(_WORD.findall(line))) >= _LEAST_SENTENCE
    )


def _from_jsonld(tree: LexborHTMLParser) -> Iterator[str]:
    body = read_jsonld_body(tree)
    if body:
        yield _as_markup(body)


def _from_noscript(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("noscript"):
        yield node.inner_html or ""


def _from_templates(tree: LexborHTMLParser) -> Iterator[str]:
    """`<template>`, and scripts that hold markup for a program to fill in."""
    for node in tree.css("template"):
        yield _inner_of_template(node)
    for node in tree.css('script[type*="template"], script[type="text/html"]'):
        yield node.text()


def _inner_of_template(node: LexborNode) -> str:
    """The parser keeps the content of a template apart: only its serialisation has it."""
    whole = node.html or ""
    return whole[whole.find(">") + 1 : whole.rfind("</template>")]


def _from_states(tree: LexborHTMLParser) -> Iterator[str]:
    scripts = [
        text
        for node in tree.css("script:not([src])")
        if "ld+json" not in (node.attributes.get("type") or "")
        and len(text := node.text()) <= _LONGEST_STATE
    ]
    yield read_flight(scripts)
    for script in scripts:
        if not is_flight(script):
            for value in _read_state(script):
                yield from _stories_in(value)
            yield from _long_literals(script)


def _read_state(text: str) -> Iterator[Any]:
    """The JSON of a script: the whole of it, or what it assigns or passes to a function."""
    stripped = text.strip()
    if stripped[:1] in ("{", "["):
        value = _decode(stripped)
        if value is not None:
            yield value
        return
    decoder = json.JSONDecoder(strict=False)
    end = 0
    for match in _ASSIGNED.finditer(text):
        if match.end() < end:
            continue  # inside the value before
        try:
            value, end = decoder.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            continue
        yield value


def _long_literals(script: str) -> Iterator[str]:
    """Strings of code that are markup: states whose keys have no quotes are no JSON."""
    for match in _LITERAL.finditer(script):
        text = _decode(match[0]) if match.end() - match.start() > _LEAST_LITERAL else None
        if isinstance(text, str) and _BLOCK_TAG.search(text):
            yield text


def _decode(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (ValueError, RecursionError):
        return None


def _stories_in(state: Any) -> Iterator[str]:
    """Markup of every value of the state that could be the text of a story."""
    stack: list[tuple[Any, int]] = [(state, 0)]
    seen = 0
    while stack and seen < _MOST_VALUES:
        value, depth = stack.pop()
        seen += 1
        if isinstance(value, str):
            if len(value) > 200:
                yield _as_markup(value)
        elif depth < _MOST_DEPTH:
            if isinstance(value, list):
                yield _join_paragraphs(value)
                stack += [(item, depth + 1) for item in value]
            elif isinstance(value, dict):
                stack += [(v, depth + 1) for key, v in value.items() if not _is_other(key)]


def _is_other(key: str) -> bool:
    """Whether a part of a state holds other texts than the story, by its key."""
    if len(key) > _LONGEST_REMEMBERED:
        return _OTHER.search(key) is not None
    return _names_other(key)


@lru_cache(maxsize=2048)
def _names_other(key: str) -> bool:
    """The same of a short key; most keys come again and again."""
    return _OTHER.search(key) is not None


def _join_paragraphs(items: list[Any]) -> str:
    """The items of a list as paragraphs; empty where they are no running text."""
    return "".join(_paragraph(item) for item in items[:5000])


def _paragraph(item: Any) -> str:
    text = _text_of(item, 0).strip()
    if not text:
        return ""
    kind = _kind_of(item)
    if _BLOCK_TAG.search(text):
        return text
    inner = text if isinstance(item, dict) and "<" in text else html.escape(text, quote=False)
    if "head" in kind or kind in {"h2", "h3", "h4"}:
        return f"<h2>{inner}</h2>"
    tag = "blockquote" if "quote" in kind else "li" if kind in {"li", "list-item"} else "p"
    return f"<{tag}>{inner}</{tag}>"


def _text_of(value: Any, depth: int) -> str:
    """The text of one paragraph, however its system nests it."""
    if isinstance(value, str):
        return value
    if depth > 8:
        return ""
    if isinstance(value, list):
        return "".join(_text_of(item, depth + 1) for item in value[:1000])
    if isinstance(value, dict):
        for key in _TEXT_KEYS:
            if value.get(key):
                return _text_of(value[key], depth + 1)
    return ""


def _kind_of(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    kinds = (item.get(key) for key in _KIND_KEYS)
    return next((kind.lower() for kind in kinds if isinstance(kind, str)), "")


def _as_markup(text: str) -> str:
    """Text as paragraphs; markup, escaped or not, as it is."""
    if "&lt;p" in text[:2000]:
        text = html.unescape(text)
    if _BLOCK_TAG.search(text):
        return text
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)


_PLACES: dict[StoryOrigin, Callable[[LexborHTMLParser], Iterator[str]]] = {
    StoryOrigin.JSON_LD: _from_jsonld,
    StoryOrigin.NOSCRIPT: _from_noscript,
    StoryOrigin.TEMPLATE: _from_templates,
    StoryOrigin.STATE: _from_states,
}
