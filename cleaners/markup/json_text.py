"""JSON as it stands in pages, with the mistakes of its templates."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import msgspec

_AROUND = re.compile(
    r"^\s*(?:<!--|/[/*]\s*<!\[CDATA\[(?:\s*\*/)?|<!\[CDATA\[)"
    r"|(?:-->|/[/*]\s*\]\]>(?:\s*\*/)?|\]\]>)\s*$|;\s*$"
)
_LONGEST = 2_000_000  # characters; longer scripts are data of the shop, not of the story
_LONGEST_MENDED = 200_000
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_COMMA = re.compile(r",(?=\s*[}\]])")
_KNOWN_ESCAPES = frozenset('"\\/bfnrtu')
# What is read where nothing mends the JSON; every piece has a bound, so none can be slow.
_COLON = r"\s{0,9}:\s{0,9}"
_PAIR = re.compile(
    rf'"(?P<key>headline|datePublished|dateModified)"{_COLON}'
    r'"(?P<value>[^"\\\n]{4,300})"\s{0,9}[,}\n]'
)
_AUTHOR = re.compile(
    rf'"author"{_COLON}\[?\s{{0,9}}\{{[^{{}}]{{0,300}}?"name"{_COLON}"(?P<name>[^"\\\n]{{2,100}})"'
)
_STORY_TYPE = re.compile(
    rf'"@type"{_COLON}\[?\s{{0,9}}"(?P<type>\w{{0,30}}(?:Article|BlogPosting))"'
)


def parse_jsonld(text: str) -> Any:
    r"""The JSON in a script, None where there is nothing to be read.

    Line breaks inside strings, marks around the JSON, commas too many and wrong escapes are
    forgiven, several objects in one script are a list. Of JSON which is broken all the same the
    plain pairs are read.

    >>> parse_jsonld('{"@type": "Article", "headline": "A road\'s end",};')
    {'@type': 'Article', 'headline': "A road's end"}
    >>> parse_jsonld("var a = 1") is None
    True
    """
    stripped = _AROUND.sub("", text) if len(text) <= _LONGEST else ""
    if not stripped.strip():
        return None
    for decode in (msgspec.json.decode, _decode_kindly):  # the first takes a third of the time
        try:
            return decode(stripped)
        except (ValueError, RecursionError):
            continue
    return _mend(stripped) if len(stripped) <= _LONGEST_MENDED else None


def _decode_kindly(text: str) -> Any:
    return json.loads(text, strict=False)


def _mend(text: str) -> Any:
    if text.lstrip()[:1] not in ("{", "["):
        return None
    if "&quot;" in text[:200]:
        text = html.unescape(text)
    mended = _COMMA.sub("", _ESCAPE.sub(_keep_escape, text)).strip()
    try:
        return _read_all(mended)
    except (ValueError, RecursionError):
        return _read_pairs(text)


def _keep_escape(match: re.Match[str]) -> str:
    return match[0] if match[1] in _KNOWN_ESCAPES else match[1]


def _read_all(text: str) -> Any:
    """Every JSON value in a row; one alone as it is."""
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    position = 0
    while position < len(text):
        value, position = decoder.raw_decode(text, position)
        values.append(value)
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1
    return values[0] if len(values) == 1 else values


def _read_pairs(text: str) -> dict[str, Any] | None:
    """The facts of a story in JSON that nothing mends."""
    story = _STORY_TYPE.search(text)
    if story is None:
        return None
    found: dict[str, Any] = {"@type": story["type"]}
    for match in _PAIR.finditer(text, story.start() if text.count('"@type"') > 3 else 0):
        found.setdefault(match["key"], match["value"])
    author = _AUTHOR.search(text)
    if author:
        found["author"] = author["name"]
    return found
