"""Dates of pages that tell none by their markup: near the headline, and in the data of scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.markup.body_facts import LONGEST_DATE, is_changed
from cleaners.markup.elsewhere import is_within_story
from cleaners.markup.tables import is_data_table
from cleaners.reading.fold import fold

_MOST_BELOW = 120  # nodes behind the headline where its date may stand
_MOST_ABOVE = 40
_LEVELS_ABOVE = 3
_MOST_SCRIPTS = 200
_MOST_SCRIPT = 2_000_000  # characters of all scripts
_OF_READERS = re.compile(r"com+ent|kommentar|yorum|disqus|(?<![a-z])repl(?:y|ies)", re.IGNORECASE)
_LONGEST_NAMES = 200  # of a class; longer ones list the tools of a style sheet
_YEAR = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|(?:19|20)\d\d[年년]|[2٢۲][0٠۰][\d]{2}(?!\d)|(?<!\d)[1۱][34۳۴]\d\d(?!\d)"
)
# Scripts write the printed form of these: "2 days ago".
_FOR_SCRIPTS = (
    "datetime",
    "data-timestamp",
    "data-datetime",
    "data-date",
    "data-time",
    "data-published",
)
_MOMENT = re.compile(r"20\d\d-\d\d-\d\d(?:[T ]\S{4,25})?|1\d{9}(?:\d{3})?")
# All of these names have «ub» in them, which is found much faster than any of several letters.
_PUBLISHED_IN_SCRIPT = re.compile(
    r"ub(?:(?<=datePub)lished|(?<=pub)lished_?[dD]ate|(?<=pub)lish_?[dD]ate|(?<=pub)lished_?[aA]t"
    r"|(?<=pub)lication_?[dD]ate|(?<=firstPub)lished(?:Date|At)?|(?<=pub)Date)"
    r'\\{0,3}"\s?:\s?\\{0,3}"(\d{4}-\d\d-\d\d[^"\\]{0,20})'
)


def search_dates(tree: LexborHTMLParser) -> tuple[str, ...]:
    """Dates that no markup tells: the day on which scripts agree, then texts by the headline."""
    heading = tree.body.css_first("h1") if tree.body else None
    return (*_days_in_scripts(tree), *(_near(heading) if heading is not None else ()))


def _days_in_scripts(tree: LexborHTMLParser) -> tuple[str, ...]:
    """The date of publication in the data of scripts, if all of them are of one day."""
    dates: list[str] = []
    left = _MOST_SCRIPT
    for script in tree.css("script")[:_MOST_SCRIPTS]:
        text = script.text()[:left]
        left -= len(text)
        dates += _PUBLISHED_IN_SCRIPT.findall(text)
    return tuple(dates[:1]) if len({date[:10] for date in dates}) == 1 else ()


def _near(heading: LexborNode) -> tuple[str, ...]:
    """Short texts with a year below the headline, then those above it; none of a change.

    Where an element tells scripts its moment, that is its text.
    """
    found: list[str] = []
    for nodes, most in ((_below(heading), _MOST_BELOW), (_above(heading), _MOST_ABOVE)):
        for node in islice(nodes, most):
            text = (node.text_content or "") if node.tag == "-text" else _told_scripts(node)
            if len(text) > LONGEST_DATE or not _has_date(text):
                continue
            if not _is_changed(node) and not _is_foreign(node):
                found.append(fold(text))
    return tuple(dict.fromkeys(found))


def _has_date(text: str) -> bool:
    """Whether a text may hold a date, by a year or the moment that scripts are told."""
    return _YEAR.search(text) is not None or _MOMENT.fullmatch(text) is not None


def _told_scripts(node: LexborNode) -> str:
    """The moment in an attribute of an element, "" where there is none, or <time> has it."""
    if node.tag is None or node.tag[:1] == "-" or node.tag == "time":
        return ""
    attributes = node.attributes
    told = (attributes.get(name) or "" for name in _FOR_SCRIPTS)
    return next((value for value in told if _MOMENT.fullmatch(value)), "")


def _is_foreign(text: LexborNode) -> bool:
    """Whether a text is of a comment, an embedded post, the page's header, a table of facts."""
    ancestor = text.parent
    for _ in range(_MOST_ABOVE):
        if ancestor is None or ancestor.tag in ("article", "main", "body"):
            return False
        if _tells_of_others(ancestor):
            return True
        ancestor = ancestor.parent
    return False


def _tells_of_others(part: LexborNode) -> bool:
    """Whether a part of the page has dates of its own; a table may have a birth date."""
    names = f"{part.attributes.get('class') or ''} {part.attributes.get('id') or ''}"
    if part.tag == "blockquote" or _OF_READERS.search(names[:_LONGEST_NAMES]):
        return True
    if part.tag == "header":
        return part.css_first("h1") is None and not is_within_story(part)
    return part.tag == "table" and is_data_table(part)


def _is_changed(text: LexborNode) -> bool:
    return is_changed(text) or (text.parent is not None and is_changed(text.parent))


def _below(node: LexborNode) -> Iterator[LexborNode]:
    """The nodes behind a node in page order."""
    ancestor: LexborNode | None = node
    while ancestor is not None and ancestor.tag != "body":
        follower = ancestor.next
        while follower is not None:
            yield from follower.traverse(include_text=True)
            follower = follower.next
        ancestor = ancestor.parent


def _above(node: LexborNode) -> Iterator[LexborNode]:
    """The nodes in the parts right before a node and before the parts around it."""
    ancestor: LexborNode | None = node
    for _ in range(_LEVELS_ABOVE):
        if ancestor is None or ancestor.tag == "body":
            return
        before = ancestor.prev
        while before is not None:
            yield from before.traverse(include_text=True)
            before = before.prev
        ancestor = ancestor.parent
