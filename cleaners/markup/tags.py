"""What tags say of a text: that it goes on, that nobody reads it, which kind of block it is."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from cleaners.block import Kind

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby "
    "rb rt rp s samp small span strike strong sub sup time tt u var wbr custom".split()
)
SKIPPED = frozenset(
    "script style noscript template svg math select button textarea datalist object applet map "
    "progress meter dialog title input head meta link param base area -comment".split()
)
PICTURES = frozenset({"img", "amp-img"})
EMBEDS = frozenset({"iframe", "embed", "video", "audio"})
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_KINDS = {
    "li": Kind.LIST_ITEM,
    "dt": Kind.LIST_ITEM,
    "dd": Kind.LIST_ITEM,
    "blockquote": Kind.QUOTE,
    "figcaption": Kind.CAPTION,
}
STRONG = frozenset({"strong", "b"})
_LONGEST_HEADING = 100  # characters; a longer bold paragraph is a lead


def kind_of(node: LexborNode, tag: str, kind: Kind, level: int) -> tuple[Kind, int]:
    """Kind and heading level of the text in a block-level element, which stands in such text."""
    if tag in HEADINGS:
        return Kind.HEADING, HEADINGS[tag]
    if tag == "figcaption" and _is_of_quote(node):
        return Kind.QUOTE, level
    return _KINDS.get(tag, kind), level


def _is_of_quote(caption: LexborNode) -> bool:
    """Whether a caption names who said what stands beside it: a figure with a quote, no picture."""
    figure = caption.parent
    return (
        figure is not None
        and figure.css_first("blockquote") is not None
        and figure.css_first("img") is None
    )


def read_strong(text: str, link_chars: int) -> tuple[Kind, int]:
    """A short bold paragraph without a full stop is a subheading."""
    if len(text) < _LONGEST_HEADING and not link_chars and text[-1] not in ".,;:…":
        return Kind.HEADING, 2
    return Kind.PARAGRAPH, 0
