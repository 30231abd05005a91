"""Rows of SQLite as values by name, and the other way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from crawler.store.state_values import Page, Source, StoredArticle


def rows_of(cursor: sqlite3.Cursor) -> Iterator[dict[str, Any]]:
    """All rows at once, each by its columns' names."""
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def values_of(entry: Page | Source | StoredArticle) -> dict[str, Any]:
    """The fields of an entry by name; those of its validators or its version among them."""
    values = {name: getattr(entry, name) for name in entry.__slots__}
    for part in (values.pop("validators", None), values.pop("version", None)):
        if part is not None:
            values |= {name: getattr(part, name) for name in part.__slots__}
    return values
