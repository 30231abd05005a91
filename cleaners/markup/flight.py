"""The stream in which Next.js sends the components of a page to its scripts (React's "flight").

Scripts push strings, `self.__next_f.push([1, "…"])`; joined, they are rows `id:JSON`, or
`id:T<length in hex>,<text>` for long texts. An element is a list `["$", tag, key, properties]`.
Source: React's `ReactFlightClient` and the pages that Next.js 13 and later send.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from typing import Any

_PUSH = re.compile(r"self\.__next_f\.push\(\s{0,9}(?=\[)")
_ROW = re.compile(rb"([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),)?")
_MOST_DEPTH = 120
_REFERENCE = re.compile(r"\$([0-9a-f]{1,8})")
# Elements that are shown; every other tag, and every component, stands for its children.
_TAGS = frozenset(
    "article main section div header footer nav aside p h1 h2 h3 h4 h5 h6 ul ol li blockquote "
    "figure figcaption time a em strong b i span table thead tbody tr td th address".split()
)
_ATTRIBUTES = {"className": "class", "href": "href", "id": "id", "dateTime": "datetime"}


def is_flight(script: str) -> bool:
    """Whether a script pushes a piece of the stream."""
    return "self.__next_f" in script


def read_flight(scripts: Iterable[str]) -> str:
    """The markup that the scripts of a page would show; empty where none pushes any."""
    decoder = json.JSONDecoder(strict=False)
    pushed: list[str] = []
    for script in scripts:
        for match in _PUSH.finditer(script):
            try:
                value, _ = decoder.raw_decode(script, match.end())
            except (ValueError, RecursionError):
                continue
            if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
                pushed.append(value[1])
    return _render_rows("".join(pushed)) if pushed else ""


def _render_rows(stream: str) -> str:
    rows = _split_rows(stream.encode("utf-8", "surrogatepass"))
    texts = {row: value for row, value in rows.items() if isinstance(value, str)}
    shown = [_render(value, texts, 0) for value in rows.values() if isinstance(value, list)]
    return max(shown, key=len, default="")


def _split_rows(stream: bytes) -> dict[str, Any]:
    """The values of the rows by their id; lengths of texts count bytes."""
    rows: dict[str, Any] = {}
    position = 0
    while (match := _ROW.match(stream, position)) is not None:
        if match[2]:
            end = match.end() + int(match[2], 16)
            rows[match[1].decode()] = stream[match.end() : end].decode("utf-8", "replace")
            position = end
            continue
        end = stream.find(b"\n", match.end())
        end = len(stream) if end < 0 else end
        rows[match[1].decode()] = _decode(stream[match.end() : end])
        position = end + 1
    return rows


def _decode(row: bytes) -> Any:
    try:
        return json.loads(row)
    except (ValueError, RecursionError):
        return None


def _render(value: Any, texts: dict[str, str], depth: int) -> str:
    if depth > _MOST_DEPTH or value is None or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return _render_text(value, texts)
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return _render(value.get("children"), texts, depth + 1)
    if value[:1] == ["$"] and len(value) > 3 and isinstance(value[3], dict):
        return _render_element(value[1], value[3], texts, depth)
    return "".join(_render(item, texts, depth + 1) for item in value)


def _render_text(value: str, texts: dict[str, str]) -> str:
    """A text, or the one that it refers to; nothing for references to code."""
    if not value.startswith("$"):
        return html.escape(value, quote=False)
    reference = _REFERENCE.fullmatch(value)
    return texts.get(reference[1], "") if reference else ""


def _render_element(tag: Any, properties: dict[str, Any], texts: dict[str, str], depth: int) -> str:
    raw = properties.get("dangerouslySetInnerHTML")
    if isinstance(raw, dict) and isinstance(raw.get("__html"), str):
        source = raw["__html"]
        reference = _REFERENCE.fullmatch(source)
        inner = texts.get(reference[1], "") if reference else source
    else:
        inner = _render(properties.get("children"), texts, depth + 1)
    if not isinstance(tag, str) or tag not in _TAGS:
        return inner
    named = "".join(
        f' {name}="{html.escape(value)}"'
        for key, name in _ATTRIBUTES.items()
        if isinstance(value := properties.get(key), str) and not value.startswith("$")
    )
    return f"<{tag}{named}>{inner}</{tag}>"
