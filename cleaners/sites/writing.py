"""Profiles as TOML, and learned lines merged into a file that a person wrote."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

import msgspec
import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import AoT, InlineTable, Table

from cleaners.reading.fold import mask_text
from cleaners.sites.parsing import parse_profile
from cleaners.sites.profile import FIELD_NAMES, Evidence, Removal, Repeated, SiteProfile

_LEARNED = "learned"
_HEADER = (
    "Learned by `site-profile learn`; docs/templates.md says how to read it. Lines with `learned`",
    "are written anew when it learns again: to keep one as you want it, take its `learned` out.",
)
_COMMENTS = {
    "checked": "not compared with the site yet: write the day on which you did",
    "story": "where the story stands; below, on how many pages it was found",
    "remove": "what the body holds that is no story",
    "repeated": "lines that stand on many pages; figures, months and case do not matter",
    "fields": "where the facts are printed",
}


def write_profile(profile: SiteProfile) -> str:
    """The profile as TOML, without what is left at its default."""
    return tomlkit.dumps(msgspec.to_builtins(profile, builtin_types=(dt.date,)))


def merge_learned(learned: SiteProfile, onto: str = "") -> str:
    """The TOML of a learned profile; with `onto` (TOML), that text with its learned lines replaced.

    Hand-written lines stay with their comments and win over learned ones. Raises `ProfileError` if
    `onto` is no profile.
    """
    if onto:
        parse_profile(onto, "the profile to be learned onto")
    document = tomlkit.parse(onto) if onto else _begin(learned)
    _forget(document)
    if learned.learned is not None:
        table = tomlkit.table()
        table.update({name: getattr(learned.learned, name) for name in _LEARNED_KEYS})
        document[_LEARNED] = table
    _put_story(document, learned)
    _put_entries(document, "remove", _new_removals(document, learned.remove))
    _put_entries(document, "repeated", _new_repeated(document, learned.repeated))
    _put_fields(document, learned)
    return space_tables(tomlkit.dumps(document))


def space_tables(text: str) -> str:
    """A blank line above each table, unless that would change what the file says."""
    spaced = _CROWDED.sub("\n\n", text)
    return spaced if tomlkit.parse(spaced) == tomlkit.parse(text) else text


_CROWDED = re.compile(r"(?<=[^\n])\n(?=\[)")
_LEARNED_KEYS = ("date", "stories", "versions", "judged", "compared")


def _begin(learned: SiteProfile) -> TOMLDocument:
    document = tomlkit.document()
    for line in _HEADER:
        document.add(tomlkit.comment(line))
    document.add("host", tomlkit.item(learned.host))
    checked = tomlkit.item(learned.checked)
    checked.comment(_COMMENTS["checked"])
    document.add("checked", checked)
    return document


def _forget(document: TOMLDocument) -> None:
    """Take out what was learned before."""
    document.pop(_LEARNED, None)
    for name in ("story", "fields"):
        table = document.get(name, {})
        for key in [*table.get(_LEARNED, {}), _LEARNED]:
            table.pop(key, None)
        if name in document and not table:
            del document[name]
    for name in ("remove", "repeated"):
        entries = document.get(name, [])
        for number in reversed(range(len(entries))):
            if _LEARNED in entries[number]:
                del entries[number]
        if name in document and not entries:
            del document[name]


def _put_story(document: TOMLDocument, learned: SiteProfile) -> None:
    story = learned.story
    values = {
        name: getattr(story, name) for name in ("body", "ends", "linked_lines", "generic_facts")
    }
    _put_keys(document, "story", values, story.learned)


def _put_fields(document: TOMLDocument, learned: SiteProfile) -> None:
    fields = learned.fields
    values = {name: getattr(fields, name) for name in FIELD_NAMES}
    _put_keys(document, "fields", values, fields.learned)


def _put_keys(
    document: TOMLDocument, name: str, values: dict[str, Any], learned: dict[str, Evidence]
) -> None:
    """Learned keys of a table, and their evidence in a table below it."""
    written = document.get(name, {})
    new = [key for key in learned if key not in written]
    if not new:
        return
    if name not in document:
        document[name] = _commented(name)
    table = document[name]
    evidence = tomlkit.table()
    for key in new:
        value = values[key]
        table[key] = list(value) if isinstance(value, tuple) else value
        evidence[key] = _inline(learned[key])
    table[_LEARNED] = evidence


def _commented(name: str) -> Table:
    table = tomlkit.table()
    table.comment(_COMMENTS[name])
    return table


def _new_removals(document: TOMLDocument, removals: Iterable[Removal]) -> list[dict[str, Any]]:
    written = {text for entry in document.get("remove", []) for text in entry["select"]}
    return [
        {"select": list(removal.select), "reason": str(removal.reason), "learned": removal.learned}
        for removal in removals
        if not written.issuperset(removal.select)
    ]


def _new_repeated(document: TOMLDocument, lines: Iterable[Repeated]) -> list[dict[str, Any]]:
    written = {mask_text(entry["text"]) for entry in document.get("repeated", [])}
    return [
        {"text": line.text, "reason": str(line.reason), "learned": line.learned}
        for line in lines
        if mask_text(line.text) not in written
    ]


def _put_entries(document: TOMLDocument, name: str, entries: list[dict[str, Any]]) -> None:
    if not entries:
        return
    if name not in document:
        document[name] = tomlkit.aot()
    tables: AoT = document[name]
    for number, entry in enumerate(entries):
        table = tomlkit.table() if number or len(tables) else _commented(name)
        for key, value in entry.items():
            if value is not None:
                table[key] = _inline(value) if isinstance(value, Evidence) else value
        tables.append(table)


def _inline(evidence: Evidence) -> InlineTable:
    table = tomlkit.inline_table()
    table.update({"pages": evidence.pages, "of": evidence.of})
    if evidence.agreement is not None:
        table["agreement"] = evidence.agreement
    if evidence.parent:
        table["parent"] = evidence.parent
    return table
