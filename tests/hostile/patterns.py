"""Every regular expression of the project: where it is made, how it is used."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import cleaners
import crawler

PACKAGES = (cleaners, crawler)
ROOT = Path(cleaners.__file__).parent.parent
ANYWHERE = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
METHODS = ANYWHERE | {"match", "fullmatch"}
_DEEPEST = 4  # containers within containers


class Found(NamedTuple):
    """A compiled pattern, by module and name; `methods` are those of `re.Pattern` it is used by."""

    module: str
    name: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]

    @property
    def title(self) -> str:
        """Where it stands, for the name of a test."""
        return f"{self.module}.{self.name}"


@lru_cache(maxsize=1)
def modules() -> tuple[ModuleType, ...]:
    """All modules of the project, imported."""
    names = [
        info.name
        for package in PACKAGES
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    return tuple(importlib.import_module(name) for name in sorted(names))


def import_again(name: str) -> None:
    """Run what a module does when it is imported; nobody sees the copy."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))


@lru_cache(maxsize=1)
def trees() -> dict[str, ast.Module]:
    """The source of all modules, parsed, by the name of the module."""
    return {
        module.__name__: ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for module in modules()
    }


def stored_patterns() -> Iterator[Found]:
    """Patterns in globals, in attributes of classes, and in containers of both."""
    for module in modules():
        for name, value in vars(module).items():
            is_own_class = isinstance(value, type) and value.__module__ == module.__name__
            values = vars(value).items() if is_own_class else [("", value)]
            for attribute, inner in values:
                for pattern in _within(inner):
                    methods = used_methods(module.__name__, attribute or name)
                    yield Found(module.__name__, name, pattern, methods)


def _within(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < _DEEPEST and isinstance(value, dict):
        for inner in (*value.keys(), *value.values()):
            yield from _within(inner, depth + 1)
    elif depth < _DEEPEST and hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from _within(getattr(value, name), depth + 1)
    elif depth < _DEEPEST and isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _within(inner, depth + 1)


class _Uses(NamedTuple):
    """How often a module names something, and which methods of `re.Pattern` it calls on it."""

    names: Counter[str]
    calls: Counter[tuple[str, str]]


@lru_cache(maxsize=1)
def _uses() -> dict[str, _Uses]:
    """Of all modules, each read once."""
    found = {}
    for module, tree in trees().items():
        names, calls = Counter[str](), Counter[tuple[str, str]]()
        for node in ast.walk(tree):
            if name := _loaded(node):
                names[name] += 1
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                base = node.value.func if isinstance(node.value, ast.Call) else node.value
                if name := _loaded(base):
                    calls[name, node.attr] += 1
        found[module] = _Uses(names, calls)
    return found


def _loaded(node: ast.AST) -> str:
    """The name that is read here, empty where none is."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        return node.attr
    return ""


@cache
def used_methods(module: str, name: str) -> frozenset[str]:
    """The methods of a pattern, or of one that a function of this name returns, that are called.

    All of them where it is handed on: nobody knows then. Private names are those of their module.
    """
    readers = [_uses()[module]] if name.startswith("_") else list(_uses().values())
    called = {method: sum(one.calls[name, method] for one in readers) for method in METHODS}
    methods = frozenset(method for method, times in called.items() if times)
    is_handed_on = sum(called.values()) != sum(one.names[name] for one in readers)
    return METHODS if is_handed_on or not methods else methods


class Call(NamedTuple):
    """A place in the source where a pattern is made."""

    module: str
    line: int


@lru_cache(maxsize=1)
def calls_in_functions() -> dict[Call, str]:
    """Calls of `re` within functions, with the name of the function: no global holds these."""
    found: dict[Call, str] = {}
    for module, tree in trees().items():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for node in ast.walk(function):
                    if _is_call_of_re(node):
                        found[Call(module, node.lineno)] = function.name  # type: ignore[attr-defined]
    return found


def _is_call_of_re(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in {*METHODS, "compile"}
    )


@contextmanager
def watched_re() -> Iterator[dict[Call, re.Pattern[Any]]]:
    """Within it every pattern that the project makes is remembered by its place; caches are empty.

    `re._compile` is behind all functions of `re`.
    """
    for module in modules():
        for value in vars(module).values():
            if callable(getattr(value, "cache_clear", None)):
                value.cache_clear()
    seen: dict[Call, re.Pattern[Any]] = {}
    compile_: Callable[..., re.Pattern[Any]] = re._compile  # type: ignore[attr-defined]

    def watch(pattern: Any, flags: int) -> re.Pattern[Any]:
        made = compile_(pattern, flags)
        frame = sys._getframe(2)  # the function of `re`, and who called it
        name = str(frame.f_globals.get("__name__"))
        if name.partition(".")[0] in {package.__name__ for package in PACKAGES}:
            seen[Call(name, frame.f_lineno)] = made
        return made

    re._compile = watch  # type: ignore[attr-defined]
    try:
        yield seen
    finally:
        re._compile = compile_  # type: ignore[attr-defined]
