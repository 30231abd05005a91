"""One line of a person put into a profile, the rest of its text left as it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec
import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import AoT, Table

from cleaners.sites.profile import SiteProfile
from cleaners.sites.writing import space_tables


class Role(StrEnum):
    """What a person says of a part or a line of a page; the value is what a browser sends."""

    HEADLINE = "headline"
    DATE = "date"
    AUTHOR = "author"
    BODY = "body"
    REMOVE = "remove"
    LABEL = "label"
    KEEP = "keep"


_FIELDS = {Role.HEADLINE: "headline", Role.DATE: "date_published", Role.AUTHOR: "authors"}


class Amendment(msgspec.Struct, frozen=True):
    """A line of a profile: `value` is a selector, or a text where `is_line`.

    `note` says on what pages it was found; it becomes the comment of the line.
    """

    role: Role
    value: str
    is_line: bool = False
    note: str = ""


def amend(text: str, profile: SiteProfile, amendment: Amendment) -> str:
    """The TOML `text` with one line more; it stands before others of its key, and wins.

    `profile` is what the text means, with what ships for its host: lists that the text takes from
    there are written out. The text must be a profile.

    >>> import datetime as dt
    >>> profile = SiteProfile("a.kz", dt.date(2026, 1, 31))
    >>> amendment = Amendment(Role.HEADLINE, "h1.title", note="on 3 of 3 pages")
    >>> print(amend('host = "a.kz"', profile, amendment))
    host = "a.kz"
    <BLANKLINE>
    [fields]
    headline = ["h1.title"] # on 3 of 3 pages
    <BLANKLINE>
    """
    document = tomlkit.parse(text)
    role = amendment.role
    if role in _FIELDS:
        name = _FIELDS[role]
        _put(_table(document, "fields"), name, getattr(profile.fields, name), amendment)
    elif role is Role.BODY:
        _put(_table(document, "story"), "body", profile.story.body, amendment)
    elif role is Role.LABEL and "labels" in document:
        _set(document, "labels", [*document["labels"], amendment.value], amendment.note)
    elif role is Role.LABEL:
        return _with_labels(text, amendment)
    elif role is Role.KEEP:
        _append(document, "keep", "text" if amendment.is_line else "select", amendment)
    elif amendment.is_line:
        _append(document, "repeated", "text", amendment)
    else:
        _append(document, "remove", "select", amendment)
    return space_tables(tomlkit.dumps(document))


def _table(document: TOMLDocument, name: str) -> Any:
    if name not in document:
        document[name] = tomlkit.table()
    return document[name]


def _put(table: Any, key: str, values: tuple[str, ...], amendment: Amendment) -> None:
    """The value at the front of the list; learned evidence of the key no longer speaks of it."""
    others = [value for value in values if value != amendment.value]
    _set(table, key, [amendment.value, *others], amendment.note)
    learned = table.get("learned", {})
    learned.pop(key, None)
    if "learned" in table and not learned:
        del table["learned"]


def _with_labels(text: str, amendment: Amendment) -> str:
    """The text with the key `labels` behind the last line above its first table."""
    top = tomlkit.document()
    _set(top, "labels", [amendment.value], amendment.note)
    lines = text.splitlines(keepends=True)
    first = next((n for n, line in enumerate(lines) if line.startswith("[")), len(lines))
    while first and not lines[first - 1].strip():
        first -= 1
    return "".join((*lines[:first], tomlkit.dumps(top), *lines[first:]))


def _set(table: Any, key: str, values: list[str], note: str) -> None:
    array = tomlkit.item(values)
    if note:
        array.comment(note)
    if key in table:
        table[key] = array
    else:
        table.add(key, array)


def _append(document: TOMLDocument, name: str, key: str, amendment: Amendment) -> None:
    if name not in document:
        document[name] = tomlkit.aot()
    entries: AoT = document[name]
    entry: Table = tomlkit.table()
    value = amendment.value if key == "text" else [amendment.value]
    item = tomlkit.item(value)
    if amendment.note:
        item.comment(amendment.note)
    entry.add(key, item)
    entries.append(entry)
