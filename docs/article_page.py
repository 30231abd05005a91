"""The page `article.md`: every field of the JSON Schema as tables. `make schema` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cleaners import Article

PAGE = Path(__file__).parent / "article.md"

_INTRODUCTION = """# The article

What `clean-file` writes for each page, and what `article.to_dict()` gives; made from the same types
as the JSON Schema in `docs/article.schema.json`. A field that the page does not tell is left out.
`blocks` and `removed` are written with `--explain` (`to_dict(explain=True)`).
"""


def article_page() -> str:
    """The page as Markdown."""
    parts = Article.json_schema()["$defs"]
    rest = sorted(name for name in parts if name not in {"Article", "Metadata"})
    return "\n".join(
        [_INTRODUCTION, *(_section(name, parts[name]) for name in ("Article", "Metadata", *rest))]
    )


def _section(name: str, part: dict[str, Any]) -> str:
    if "enum" in part:
        values = ", ".join(f"`{value}`" for value in part["enum"])
        return f"## {name}\n\n{part['description']} One of {values}.\n"
    rows = "\n".join(_rows(part))
    return (
        f"## {name}\n\n{part['description']}\n\n| field | type | meaning |\n|---|---|---|\n{rows}\n"
    )


def _rows(part: dict[str, Any]) -> Iterator[str]:
    needed = part.get("required", ())
    for name, field in part["properties"].items():
        always = "; always there" if name in needed else ""
        meaning = field["description"].replace("|", "\\|")
        yield f"| `{name}` | {_type(field)}{always} | {meaning} |"


def _type(field: dict[str, Any]) -> str:
    """What a value is, with a link to the table of a type of its own."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "items" in field:
        return f"array of {_type(field['items'])}"
    if "anyOf" in field:
        return " or ".join(_type(one) for one in field["anyOf"])
    kind = field.get("type", "any value")
    return str(kind) if isinstance(kind, str) else " or ".join(kind)


if __name__ == "__main__":
    PAGE.write_text(article_page(), encoding="utf-8")
