"""Files of a checkout, with errors that name them."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from pathlib import Path
from typing import Any

from benchmarks.quality.sets import SetError, one_line

_LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2})\b", re.IGNORECASE)


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object in a file. Raises `SetError`."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SetError(f"{path}: {one_line(error)}") from error
    if not isinstance(value, dict):
        raise SetError(f"{path}: no JSON object")
    return value


def read_packed(path: Path) -> str:
    """The page in a `.html.gz`; bytes that are not UTF-8 become �. Raises `SetError`."""
    try:
        return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
    except (OSError, EOFError, zlib.error) as error:
        raise SetError(f"{path}: {one_line(error)}") from error


def text_at(value: object, *keys: str) -> str:
    """The text below these keys, "" where there is none.

    >>> text_at({"a": {"b": "c"}}, "a", "b"), text_at({"a": None}, "a", "b")
    ('c', '')
    """
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def texts_at(value: object, *keys: str) -> tuple[str, ...]:
    """The texts of the list below these keys."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def declared_language(html: str) -> str:
    """The language that the page declares, "" if it does not.

    >>> declared_language('<html lang="en-GB">'), declared_language("<html>")
    ('en', '')
    """
    found = _LANGUAGE.search(html[:4096])
    return found[1].lower() if found else ""
