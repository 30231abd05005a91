"""`/.well-known/tdmrep.json`: what a site says of the rights to its pages, address by address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from cleaners import Reservation, read_tdm
from crawler.discovery.urls import path_and_query

PATH = "/.well-known/tdmrep.json"
MAX_RULES = 1000


@dataclass(frozen=True, slots=True)
class Rule:
    """The pages whose address fits `location`, and what is reserved for them."""

    location: str
    value: str
    policy: str | None


def read_rules(data: bytes) -> tuple[Rule, ...]:
    """The rules of a file; what can't be read has none.

    >>> read_rules(b'[{"location": "/n/*", "tdm-reservation": 1}]')
    (Rule(location='/n/*', value='1', policy=None),)
    >>> read_rules(b"<html>404</html>")
    ()
    """
    try:
        entries = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ()
    listed = entries if isinstance(entries, list) else [entries]
    return tuple(rule for entry in listed[:MAX_RULES] for rule in _rules(entry))


def reservations_by(rules: tuple[Rule, ...], url: str) -> tuple[Reservation, ...]:
    """What the first rule that fits says of a page.

    >>> rules = read_rules(b'[{"location": "/n/*", "tdm-reservation": 1}]')
    >>> [found.mark for found in reservations_by(rules, "https://a.kz/n/most/")]
    ['tdm']
    """
    path = path_and_query(url)
    rule = next((rule for rule in rules if fits(path, rule.location)), None)
    return tuple(read_tdm(rule.value, rule.policy, "tdmrep.json")) if rule else ()


def fits(path: str, location: str) -> bool:
    """Whether a path fits a pattern as robots.txt has them: `*` for anything, `$` for the end.

    >>> fits("/n/a/", "/n/"), fits("/n/a/", "/*/$"), fits("/n/a/", "/n/$")
    (True, True, False)
    """
    first, *others = location.removesuffix("$").split("*")
    if not location.endswith("$"):
        others.append("")
    if not others:
        return path == first
    *between, last = others
    place = len(first) if path.startswith(first) else -1
    # Each part as early as it comes leaves the most room for those behind it.
    for part in between:
        found = path.find(part, place) if place >= 0 else -1
        place = found + len(part) if found >= 0 else -1
    return place >= 0 and len(path) - len(last) >= place and path.endswith(last)


def _rules(entry: Any) -> list[Rule]:
    if not isinstance(entry, dict) or not isinstance(entry.get("location"), str):
        return []
    policy = entry.get("tdm-policy")
    value = str(entry.get("tdm-reservation"))
    return [Rule(entry["location"], value, policy if isinstance(policy, str) else None)]
