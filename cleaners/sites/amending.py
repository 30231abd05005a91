"""One line of a person put into a profile, the rest of its text left as it stands."""

from __future__ import annotations

from typing import Any

import msgspec
import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import AoT, Table

from cleaners.decision import Reason
from cleaners.sites.profile import SiteProfile
from cleaners.sites.writing import space_tables

LABELS = "labels"


class Amendment(msgspec.Struct, frozen=True):
    """A line of a profile: one value more under a key of it.

    `key` is `story.body`, `fields.headline` or another field, `remove` or `keep` (`value` is a
    selector, or a text where `is_line`), or `labels`. `note` says what it rests on; it becomes the
    comment of the line. The value wins over others of its key, or is tried after them if `is_last`.
    `reason` is that of what is removed.
    """

    key: str
    value: str
    is_line: bool = False
    note: str = ""
    is_last: bool = False
    reason: Reason | None = None


def amend(text: str, profile: SiteProfile, amendment: Amendment) -> str:
    """The TOML `text` with one line more.

    `profile` is what the text means, with what ships for its host: lists that the text takes from
    there are written out. The text must be a profile.

    >>> import datetime as dt
    >>> profile = SiteProfile("a.kz", dt.date(2026, 1, 31))
    >>> amendment = Amendment("fields.headline", "h1.title", note="on 3 of 3 pages")
    >>> print(amend('host = "a.kz"', profile, amendment))
    host = "a.kz"
    <BLANKLINE>
    [fields]
    headline = ["h1.title"] # on 3 of 3 pages
    <BLANKLINE>
    """
    document = tomlkit.parse(text)
    table, _, key = amendment.key.partition(".")
    if key:
        _put(_table(document, table), key, getattr(getattr(profile, table), key), amendment)
    elif table == LABELS and LABELS in document:
        _set(document, LABELS, [*document[LABELS], amendment.value], amendment.note)
    elif table == LABELS:
        return _with_labels(text, amendment)
    elif table == "remove" and amendment.is_line:
        _append(document, "repeated", "text", amendment)
    else:
        _append(document, table, "text" if amendment.is_line else "select", amendment)
    return space_tables(tomlkit.dumps(document))


def _table(document: TOMLDocument, name: str) -> Any:
    if name not in document:
        document[name] = tomlkit.table()
    return document[name]


def _put(table: Any, key: str, values: tuple[str, ...], amendment: Amendment) -> None:
    """The value in its list; learned evidence of the key no longer speaks of it."""
    others = [value for value in values if value != amendment.value]
    listed = [*others, amendment.value] if amendment.is_last else [amendment.value, *others]
    _set(table, key, listed, amendment.note)
    learned = table.get("learned", {})
    learned.pop(key, None)
    if "learned" in table and not learned:
        del table["learned"]


def _with_labels(text: str, amendment: Amendment) -> str:
    """The text with the key `labels` behind the last line above its first table."""
    top = tomlkit.document()
    _set(top, LABELS, [amendment.value], amendment.note)
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
    item = tomlkit.item(amendment.value if key == "text" else [amendment.value])
    if amendment.note:
        item.comment(amendment.note)
    entry.add(key, item)
    if amendment.reason not in (None, Reason.PROFILE_REMOVAL, Reason.REPEATED):
        entry.add("reason", str(amendment.reason))
    entries.append(entry)
