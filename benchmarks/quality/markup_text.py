"""Markup that an extractor gives back, as text."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q ruby s samp small span"
    " strike strong sub sup time tt u var wbr".split()
)
_SILENT = frozenset({"script", "style", "template", "noscript"})


def text_of(markup: str) -> str:
    r"""The text of markup; a line ends where a block does.

    >>> text_of("<div><p>One <b>bold</b>word</p><p>Two</p></div>")
    'One boldword\nTwo'
    >>> text_of("")
    ''
    """
    if not markup.strip():
        return ""
    root = lxml.html.fromstring(markup)
    lines = "".join(_pieces(root)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _pieces(root: HtmlElement) -> Iterator[str]:
    """Pieces of text with a line break around every element that is not inline."""
    todo: list[HtmlElement | str] = [root]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            yield item
            continue
        todo.append((item.tail or "").replace("\n", " "))
        if not isinstance(item.tag, str) or item.tag in _SILENT:
            continue
        edge = "" if item.tag in _INLINE else "\n"
        todo.append(edge)
        todo.extend(reversed(item))
        yield edge + (item.text or "").replace("\n", " ")
