"""The JSON Schema of a type."""

from __future__ import annotations

from typing import Any

import msgspec


def schema_of(type_: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a type's JSON: no nulls, no unknown names."""
    (schema,), components = msgspec.json.schema_components([type_], ref_template="#/$defs/{name}")
    definitions = {name: _strict(part) for name, part in sorted(components.items())}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": type_.__name__,
        **schema,
        "$defs": definitions,
    }


def _strict(node: Any) -> Any:
    """Without nulls and defaults: what is unknown is absent."""
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    options = [option for option in node.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) == 1:
        told = {key: text for key, text in node.items() if key == "description"}
        return told | _strict(options[0])
    strict = {key: _strict(value) for key, value in node.items() if key != "default"}
    if strict.get("type") == "object":
        strict.setdefault("additionalProperties", False)
    if isinstance(strict.get("description"), str):
        strict["description"] = _first_paragraph(strict["description"])
    return strict


def _first_paragraph(docstring: str) -> str:
    """What stands above the examples; Python 3.13 began to take the indent off docstrings."""
    return " ".join(docstring.split("\n\n", maxsplit=1)[0].split())
