"""The JSON Schema of the article, generated from its type."""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from cleaners.article import Article


def article_schema() -> dict[str, Any]:
    """The JSON Schema of the article JSON: no nulls, no empty strings, no unknown names."""
    (schema,), components = msgspec.json.schema_components([Article], ref_template="#/$defs/{name}")
    definitions = {name: _strict(part) for name, part in sorted(components.items())}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Article",
        **schema,
        "$defs": definitions,
    }


def schema_text() -> str:
    """What `docs/article.schema.json` holds; `python -m cleaners.schema` prints it."""
    return msgspec.json.format(msgspec.json.encode(article_schema()), indent=2).decode() + "\n"


def _strict(node: Any) -> Any:
    """Without nulls and defaults: what is unknown is absent."""
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    options = [option for option in node.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) == 1:
        return _strict(options[0])
    strict = {key: _strict(value) for key, value in node.items() if key != "default"}
    if strict.get("type") == "object":
        strict["additionalProperties"] = False
    if isinstance(strict.get("description"), str):
        strict["description"] = _first_paragraph(strict["description"])
    return strict


def _first_paragraph(docstring: str) -> str:
    """What stands above the examples; Python 3.13 began to take the indent off docstrings."""
    return " ".join(docstring.split("\n\n", maxsplit=1)[0].split())


if __name__ == "__main__":
    sys.stdout.write(schema_text())
