"""Links within the text of a block: where they begin and end, and the address as it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.block import TextLink
from cleaners.reading.fold import fold

# The parts of the text that a link holds, from one up to another; its address as it is written.
LinkParts = tuple[int, int, str]


def links_of(links: Sequence[LinkParts], parts: Sequence[str], text: str) -> tuple[TextLink, ...]:
    """The links of a block whose `parts` make up the folded `text`; those without text left out."""
    if len(links) == 1 and links[0][:2] == (0, len(parts)):  # as in menus: most links of a page
        return whole_link(text, links[0][2])
    return tuple(
        TextLink(start, end, url) for start, end, url in _placed(links, parts, text) if url
    )


def whole_link(text: str, url: str) -> tuple[TextLink, ...]:
    """The link of a text that is linked from its first character to its last."""
    return (TextLink(0, len(text), url),) if url else ()


def _placed(links: Sequence[LinkParts], parts: Sequence[str], text: str) -> Iterator[LinkParts]:
    """Links by characters of the text instead of parts; takes time in proportion to the text."""
    place = done = 0
    for begin, end, url in links:
        label = fold("".join(parts[begin:end]))
        if label:
            place += len(fold("".join(parts[done:begin])))
            # White space on both sides of that may have become a space each.
            start = text.find(label, place, place + len(label) + 2)
            if start >= 0:
                yield start, start + len(label), url
                place = start + len(label)
            done = end
