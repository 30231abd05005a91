"""Imports and file names, where the contracts of import-linter in pyproject.toml end."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import cleaners

ROOT = Path(__file__).parent.parent
SHARED_MODULES = (
    "cleaners.addresses.",
    "cleaners.files.",
    "cleaners.packing.",
    "cleaners.reading.address_dates.",
    "cleaners.reading.clock.",
    "cleaners.reading.part_address.",
    "cleaners.workers.",
)


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, at its top or within functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_crawler_uses_public_names_alone() -> None:
    """`from cleaners import X`, and X is one of `__all__`; and what the shared modules have."""
    public = {f"cleaners.{name}" for name in cleaners.__all__}
    inner = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "crawler").rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] == "cleaners"
        and name not in public
        and not name.startswith(SHARED_MODULES)
    }
    assert inner == set()


def test_public_names_are_there() -> None:
    """Sorted, each once."""
    assert list(cleaners.__all__) == sorted(set(cleaners.__all__))
    assert all(hasattr(cleaners, name) for name in cleaners.__all__)


def test_a_file_name_stands_for_one_thing() -> None:
    """In library and crawler together; `__init__` and `__main__` are Python's own."""
    found: dict[str, list[str]] = defaultdict(list)
    for package in ("cleaners", "crawler"):
        for path in (ROOT / package).rglob("[!_]*.py"):
            found[path.name].append(str(path.relative_to(ROOT)))
    assert [paths for paths in found.values() if len(paths) > 1] == []
