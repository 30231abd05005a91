"""The pages of a story that has several: which one this is, and where the others are."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.document import StoryPart
from cleaners.markup.page_urls import absolute_url
from cleaners.reading.part_address import read_part_address

# Where links to the pages of a story stand, by the names of the part or by the address.
_SELECTOR = ",".join(
    (
        *(
            f"[class*={name} i] a[href]"
            for name in ("page-link", "pagination", "paginator", "pagenav", "pager", "page-num",
                         "pages", "post-nav", "multipage")
        ),
        "a[class*=page-num][href],a[href*='page='],a[rel~=next],link[rel~=next],a[rel~=prev]",
    )
)  # fmt: skip
_OF_OTHERS = re.compile(r"com+ent|disqus|reply|related|widget|sidebar|archive", re.IGNORECASE)
_MOST_LINKS = 100
_MOST_PARENTS = 12
_LONGEST_NAMES = 200  # of a class; longer ones list the tools of a style sheet


def read_story_part(tree: LexborHTMLParser, url: str | None, base: str | None) -> StoryPart | None:
    """Which page of its story this is; None where it leads to no other page of the same story."""
    own = read_part_address(url) if url else None
    if own is None:
        return None
    others: dict[int, str] = {}
    for node in tree.css(_SELECTOR)[:_MOST_LINKS]:
        address = absolute_url(node.attributes.get("href"), base)
        other = read_part_address(address) if address else None
        if other and other.story == own.story and other.number != own.number and _is_own(node):
            others.setdefault(other.number, address)
    if not others:
        return None
    return StoryPart(
        number=own.number,
        others=tuple(others[number] for number in sorted(others)),
        next=others.get(own.number + 1),
    )


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
