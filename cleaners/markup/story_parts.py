"""The pages of a story that has several: which one this is, and where the others are."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.addresses import absolute_url
from cleaners.document import StoryPart
from cleaners.reading.part_address import read_part_address

_OF_OTHERS = re.compile(r"com+ent|disqus|reply|related|widget|sidebar|archive", re.IGNORECASE)
_MOST_LINKS = 200
_PLAIN = re.compile(r"[\w.%-]+")
_MOST_PARENTS = 12
_LONGEST_NAMES = 200  # of a class; longer ones list the tools of a style sheet


def read_story_part(tree: LexborHTMLParser, url: str | None, base: str | None) -> StoryPart | None:
    """Which page of its story this is; None where it leads to no other page of the same story."""
    own = read_part_address(url) if url else None
    if own is None:
        return None
    others: dict[int, str] = {}
    name = own.story.rpartition("/")[2].partition("?")[0].partition(".")[0]
    host = own.story.partition("/")[0].partition(":")[0]
    for node in tree.css(_selector(name))[:_MOST_LINKS]:
        address = absolute_url(node.attributes.get("href"), base)
        # Most lead to the page itself.
        other = read_part_address(address) if address != url and _may_be_of(host, address) else None
        if other and other.story == own.story and other.number != own.number and _is_own(node):
            others.setdefault(other.number, address)
    if not others:
        return None
    return StoryPart(
        number=own.number,
        others=tuple(others[number] for number in sorted(others)),
        next=others.get(own.number + 1),
    )


def _selector(name: str) -> str:
    """Links that may lead to a page of the story with this name; most of a page name another."""
    plain = _PLAIN.match(name)
    part = plain[0] if plain else "page="
    return f"a:is([href*='{part}' i],[href^='?'],[href^='2']),link[rel~=next]"


def _may_be_of(host: str, address: str) -> bool:
    """Whether an address may be one of a host; those for sharing have the story's name as well."""
    return host in address.partition("://")[2].partition("/")[0].lower()


def _is_own(node: LexborNode) -> bool:
    """Whether a link stands in no part with comments, or with other stories."""
    parent: LexborNode | None = node
    for _ in range(_MOST_PARENTS):
        if parent is None or parent.tag in ("body", "aside"):
            break
        names = f"{parent.attributes.get('class') or ''} {parent.attributes.get('id') or ''}"
        if _OF_OTHERS.search(names[:_LONGEST_NAMES]):
            return False
        parent = parent.parent
    return parent is None or parent.tag != "aside"
