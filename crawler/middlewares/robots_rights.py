"""What robots.txt says of the use of pages, beside what may be asked for.

`Content-Usage` rules are those of the IETF's draft-ietf-aipref-attach: they stand in the group of a
crawler, and the longest path that fits a page counts. `License` is that of RSL 1.0, and speaks to
every crawler.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaners import Reservation, read_content_usage, read_licenses
from crawler.discovery.canonical_urls import path_and_query

EVERYBODY = "*"
# No host needs more; the longest path is looked for among all of them.
MAX_RULES = 1000
# They stand in the metadata of every article of the site.
MAX_LICENSES, MAX_LICENSE_CHARACTERS = 10, 2000
# Lines that end the list of names at the head of a group.
RULES = frozenset({"allow", "disallow", "crawl-delay", "content-usage"})


@dataclass(frozen=True, slots=True)
class UsageRule:
    """The preferences for pages whose path fits a pattern."""

    path: str
    usage: str


@dataclass(frozen=True, slots=True)
class RobotsRights:
    """The rules of one robots.txt for one crawler, and the addresses of licenses."""

    rules: tuple[UsageRule, ...] = ()
    licenses: tuple[str, ...] = ()

    def reservations(self, url: str) -> tuple[Reservation, ...]:
        """What is reserved for a page; rules of equal length all count."""
        path = path_and_query(url)
        fitting = [rule for rule in self.rules if fits(path, rule.path)]
        longest = max((len(rule.path) for rule in fitting), default=0)
        usage = [rule.usage for rule in fitting if len(rule.path) == longest]
        return (
            *read_content_usage(usage, "robots.txt"),
            *read_licenses(self.licenses, "robots.txt"),
        )


@dataclass(slots=True)
class _Group:
    """One group of a robots.txt, while it is read."""

    names: set[str]
    rules: list[UsageRule] = field(default_factory=list)
    has_rules: bool = False


def read_robots_rights(body: bytes, agent: str) -> RobotsRights:
    r"""The rights in a robots.txt, for the crawler with this product token.

    >>> found = read_robots_rights(b"User-Agent: *\nContent-Usage: /n/ train-ai=n", "Chistovik")
    >>> [one.mark for one in found.reservations("https://a.kz/n/most/")]
    ['train-ai']
    >>> found.reservations("https://a.kz/")
    ()
    """
    groups, licenses = [_Group({EVERYBODY})], []
    for key, value in _lines(body):
        if key == "license" and 0 < len(value) <= MAX_LICENSE_CHARACTERS:
            licenses.append(value)
        elif key == "user-agent":
            if groups[-1].has_rules or len(groups) == 1:
                groups.append(_Group(set()))
            groups[-1].names.add(value.lower())
        elif key in RULES:
            groups[-1].has_rules = True
            if key == "content-usage":
                groups[-1].rules.append(_rule(value))
    ours = [group for group in groups if agent.lower() in group.names]
    chosen = ours or [group for group in groups if EVERYBODY in group.names]
    rules = [rule for group in chosen for rule in group.rules]
    return RobotsRights(tuple(rules[:MAX_RULES]), tuple(dict.fromkeys(licenses))[:MAX_LICENSES])


def _lines(body: bytes) -> Iterator[tuple[str, str]]:
    for line in body.decode("utf-8-sig", "replace").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _rule(value: str) -> UsageRule:
    """A rule without a path is one for all pages, as many sites write it."""
    path, _, usage = value.partition(" ") if value.startswith("/") else ("/", "", value)
    return UsageRule(path, usage)


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
