"""A site profile from TOML, and what is wrong with one: file, key, nearest key, allowed values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from cleaners.decision import KEEPING, Reason
from cleaners.errors import ProfileError
from cleaners.sites.path_pattern import pattern_problem
from cleaners.sites.profile import (
    Discovery,
    Evidence,
    Fetch,
    Fields,
    Keep,
    Learned,
    Removal,
    Repeated,
    SiteProfile,
    Story,
    iter_selectors,
)
from cleaners.sites.selectors import selector_problem

MOST_CHARACTERS = 1_000_000  # of a file; a long profile has some thousands
_LONGEST_QUOTE = 80  # characters of a wrong value in a message

# The table that stands under a key; [] for any entry of a list.
_TABLES: dict[str, type[msgspec.Struct]] = {
    "": SiteProfile,
    "discovery": Discovery,
    "fetch": Fetch,
    "story": Story,
    "fields": Fields,
    "learned": Learned,
    "remove[]": Removal,
    "repeated[]": Repeated,
    "keep[]": Keep,
    "story.learned[]": Evidence,
    "fields.learned[]": Evidence,
    "remove[].learned": Evidence,
    "repeated[].learned": Evidence,
}
_ADDED = frozenset({"remove", "repeated", "keep"})
_INDEX = re.compile(r"\[[^][]*\]")
_QUOTED = re.compile(r"[`'](.*)[`']", re.DOTALL)
_NO_HOST = re.compile(r"[\s/\\?#@]")
_DATE_PART = re.compile(r"\{\w*\}")


def parse_profile(toml: str, name: str, bases: Mapping[str, str] = {}) -> SiteProfile:
    r"""A profile from TOML text, all of it checked.

    Raises `ProfileError`, which names `name` (the file) and the key.

    `bases` are other profiles as TOML, by host: what the text does not say of its host is taken
    from there, key by key, and its parts and lines are added to those.

    >>> parse_profile('host = "a.kz"\nchecked = 2026-01-31\n[fetch]\nuse = 1', "a.kz.toml")
    Traceback (most recent call last):
    cleaners.errors.ProfileError: a.kz.toml: fetch.use: no key of `fetch`; allowed are browser
    """
    profile = read_tables(toml, name, bases)
    check_profile_values(profile, name)
    return profile


def read_tables(toml: str, name: str, bases: Mapping[str, str] = {}) -> SiteProfile:
    """A profile from TOML text, its keys and types checked, its selectors not.

    Arguments and errors are those of `parse_profile`.
    """
    if len(toml) > MOST_CHARACTERS:
        raise ProfileError(f"{name}: longer than {MOST_CHARACTERS:,} characters")
    try:
        values = tomllib.loads(toml)
    except (ValueError, RecursionError) as error:  # ValueError: wrong TOML, a number too long
        raise ProfileError(f"{name}: no TOML: {_cut(str(error))}") from error
    try:
        base = bases.get(str(values.get("host")))
        profile = msgspec.convert(
            _over(tomllib.loads(base), values) if base else values, SiteProfile
        )
    except msgspec.ValidationError as error:
        raise ProfileError(f"{name}: {_explain(str(error))}") from error
    return profile


def check_profile_values(profile: SiteProfile, name: str) -> None:
    """Raise `ProfileError` for selectors, patterns, zones and hosts that can't be used.

    Selectors are compiled, so that lxml is loaded where one is XPath.
    """
    for key, problem in _problems(profile):
        raise ProfileError(f"{name}: {key}: {problem}")


def _over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The values of `own`, and those of `base` under keys that it does not have; so in tables.

    Entries of `remove`, `repeated` and `keep` are added to those of `base`.
    """
    merged = base | own
    for key in base.keys() & own.keys():
        if isinstance(base[key], dict) and isinstance(own[key], dict):
            merged[key] = base[key] | own[key]
        elif key in _ADDED and isinstance(own[key], list):
            merged[key] = own[key] + base[key]
    return merged


def _explain(error: str) -> str:
    """What msgspec says, as key and problem.

    >>> _explain("Object contains unknown field `page` - at `$.story.learned[...]`")[:60]
    'story.learned[...].page: no key of `story.learned[...]`; the'
    """
    message, _, path = error.rpartition(" - at `$") if " - at `$" in error else (error, "", "")
    table = path.removesuffix("`").removeprefix(".")
    quoted = _QUOTED.search(message)
    name = quoted[1] if quoted else ""
    if "unknown field" in message:
        known = [*_TABLES[_INDEX.sub("[]", table)].__struct_fields__]
        what = f"no key of {f'`{table}`' if table else 'a profile'}"
        return f"{_join(table, _cut(name))}: {what}; {_nearest(name, known)}"
    if "required field" in message:
        return f"{_join(table, name)}: is missing"
    if "enum value" in message:
        allowed = [str(reason) for reason in Reason if reason not in KEEPING]
        return f"{table}: {_cut(name)!r} is no reason; {_nearest(name, allowed)}"
    return f"{table or 'the file'}: {_cut(message[:1].lower() + message[1:])}"


def _nearest(name: str, known: list[str]) -> str:
    """The nearest of the known names, where one is near, and all of them."""
    # Imported here: hardly any profile is wrong.
    from difflib import get_close_matches

    near = get_close_matches(name[:_LONGEST_QUOTE], known, n=1)
    nearest = f"the nearest is `{near[0]}`, " if near else ""
    return f"{nearest}allowed are {', '.join(known)}"


def _join(table: str, key: str) -> str:
    return f"{table}.{key}" if table else key


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _problems(profile: SiteProfile) -> Iterator[tuple[str, str]]:
    """Keys with values that the types allow and that can't be used."""
    for key, selector in iter_selectors(profile):
        if problem := selector_problem(selector):
            yield key, problem
    if _NO_HOST.search(profile.host):
        yield "host", f"{_cut(profile.host)!r} is no host, such as kazpravda.kz"
    yield from _discovery_problems(profile.discovery)
    if profile.timezone and not _is_zone(profile.timezone):
        yield "timezone", f"{_cut(profile.timezone)!r} is no IANA zone, such as Asia/Almaty"
    yield from _keep_problems(profile.keep)
    for table in ("remove", "repeated"):
        for number, entry in enumerate(getattr(profile, table)):
            if entry.reason in KEEPING:
                yield f"{table}[{number}].reason", f"{entry.reason} keeps a block"


def _keep_problems(entries: tuple[Keep, ...]) -> Iterator[tuple[str, str]]:
    for number, entry in enumerate(entries):
        if not (entry.select or entry.text or entry.pattern):
            yield f"keep[{number}]", "names nothing: give it `select`, `text` or `pattern`"
        if problem := pattern_problem(entry.pattern):
            yield f"keep[{number}].pattern", problem


def _discovery_problems(discovery: Discovery) -> Iterator[tuple[str, str]]:
    for key in ("article", "follow"):
        if problem := pattern_problem(getattr(discovery, key)):
            yield f"discovery.{key}", problem
    for path in discovery.archives:
        parts = _DATE_PART.findall(path)
        if parts != ["{date}"] and not (
            {"{yyyy}", "{mm}"} <= set(parts) <= {"{yyyy}", "{mm}", "{dd}"}
        ):
            yield (
                "discovery.archives",
                f"{_cut(path)!r} needs {{yyyy}} and {{mm}}, and may have {{dd}}; or {{date}} alone",
            )


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # OSError: «Asia» is a folder
        return False
    return True
