"""Section and tags of a story, by the links with which its page prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from cleaners.markup.elsewhere import Elsewhere, is_within_story, short_text
from cleaners.markup.page_urls import read_links
from cleaners.page import Found
from cleaners.reading.fold import fold

_BY_ADDRESS = ("/tag", "/label/", "tag=", "tags=", "/categor", "/rubri", "/section", "/razdel",
               "/keyword")  # fmt: skip
_BY_NAME = ("categor", "rubri", "_cat", "-cat")
# What several selectors ask for is asked once, which makes it quicker.
_SELECTOR = ",".join(
    (
        "h1,[rel~=tag],[rel~=category],[itemprop~=articleSection],[itemprop~=keywords]",
        f"a:is({','.join(f'[href*={piece!r} i]' for piece in _BY_ADDRESS)})",
        f":is({','.join(f'[class*={name} i]' for name in _BY_NAME)})>a[href]",
    )
)
_TAG_ADDRESS = re.compile(r"/(?:tags?|labels?|keywords?)/[^/?]+|[?&]tags?=[^&]", re.IGNORECASE)
_SECTION_ADDRESS = re.compile(
    r"/(?:categor(?:y|ies|ie|ia)|rubri(?:c|cs|k|ka|ki|que)|sections?|razdel)/[^/?]+", re.IGNORECASE
)
_SECTION_NAMES = re.compile(
    r"taxonomy-(?!post_tag)|(?<![a-z])(?:cat(?:egory|egories)?|rubri[ck]a?)(?![a-z])"
)
_CRUMBS = "[itemtype*='BreadcrumbList']"
_NO_TERM = re.compile(r"://|:$")  # an address; what stands before the terms
_MOST_NODES = 600
_LONGEST_TERM = 80  # characters
_LONGEST_NAMES = 200  # of a class; longer ones list the tools of a style sheet
_LEVELS = 3  # elements above a link that it shares with the next one of its list
# Words on the line of a list beside its links, such as «Метки:»; more are a sentence, sooner where
# they end like one.
_MOST_BESIDE, _MOST_BESIDE_ENDED = 9, 3
_MOST_SIBLINGS, _LONGEST_BESIDE = 40, 200
_MOST_TAGS, _MOST_SECTIONS = 30, 4  # of one list; a longer one is a cloud of tags, or a menu
_WITHIN_LINE = frozenset({"a", "span", "b", "i", "em", "strong", "small"})


class _Term(NamedTuple):
    """One term: the links of a list share elements `above` them.

    `is_sure` says that the page calls it a section or a tag of its story, by more than an address.
    """

    text: str
    is_section: bool
    is_sure: bool
    above: frozenset[int]


def read_terms(body: LexborNode, base: str | None) -> Found:
    """The first list of tags and the first section that the story prints; marked breadcrumbs.

    Links that the page marks (`rel`, `itemprop`) are believed before those that only lead to a
    page of a tag or a section; these stand below the headline, in a list of their own.
    """
    terms = list(_read_each(body))
    runs = list(_runs(terms))
    crumbs = body.css_first(_CRUMBS)
    return Found(
        breadcrumbs=read_links(crumbs.css("a"), base) if crumbs is not None else (),
        section=next((run[0].text for run in _best(runs, sections=True)), None),
        tags=next((_texts(run) for run in _best(runs, sections=False)), ()),
    )


def _read_each(body: LexborNode) -> Iterator[_Term]:
    elsewhere = Elsewhere()
    # A node that several selectors match comes several times.
    nodes = {node.mem_id: node for node in body.css(_SELECTOR)[:_MOST_NODES]}.values()
    read: set[int] = set()
    is_below = all(node.tag != "h1" for node in nodes)
    for node in nodes:
        if node.tag == "h1":
            is_below = True
            continue
        kind = _kind_of(node)
        if kind is None or not read.isdisjoint(_above(node)) or elsewhere.holds(_item_of(node)):
            continue
        if kind[1] or ((is_below or is_within_story(node)) and not _is_in_sentence(node)):
            read.add(node.mem_id)
            above = frozenset(_above(node))
            texts = _texts_of(node, split=node.tag != "a")
            yield from (_Term(text, *kind, above) for text in texts)


def _kind_of(node: LexborNode) -> tuple[bool, bool] | None:
    """Whether a node names a section, no tag, and whether that is sure; None for neither."""
    attributes = node.attributes
    meaning = (attributes.get("itemprop") or "").split()
    rel = (attributes.get("rel") or "").lower().split()
    address = unquote((attributes.get("href") or "")[:_LONGEST_NAMES])
    is_section = _SECTION_ADDRESS.search(address) is not None
    if "articleSection" in meaning or "category" in rel:
        return True, True
    if "keywords" in meaning or "tag" in rel:
        return is_section or _is_named_section(node), True
    if is_section or _TAG_ADDRESS.search(address):
        return is_section, False
    return (True, False) if node.tag == "a" and _is_named_section(node) else None


def _is_named_section(node: LexborNode) -> bool:
    """Whether the class of a link, or of what it stands in, says that it leads to a section."""
    for around in (node, node.parent):
        names = ((around.attributes.get("class") or "") if around is not None else "").lower()
        if _SECTION_NAMES.search(names[:_LONGEST_NAMES]):
            return True
    return False


def _item_of(node: LexborNode) -> LexborNode:
    """The item of a list that holds a link and nothing else; the link itself where there is none.

    An item with a long link is a teaser elsewhere: here it is a term of many words.
    """
    parent = node.parent
    while parent is not None and parent.tag in _WITHIN_LINE:
        parent = parent.parent
    return parent if parent is not None and parent.tag == "li" else node


def _is_in_sentence(node: LexborNode) -> bool:
    """Whether a link is part of running text, and not of a list such as «Метки: мост, река»."""
    top = node
    while top.parent is not None and top.parent.tag in _WITHIN_LINE:
        top = top.parent
    words = " ".join((*_texts_beside(top, "prev"), *_texts_beside(top, "next"))).split()
    is_ended = any(word.endswith((".", "!", "?", "…")) for word in words)
    return len(words) > (_MOST_BESIDE_ENDED if is_ended else _MOST_BESIDE)


def _texts_beside(node: LexborNode, side: str) -> Iterator[str]:
    """What stands on the line of a node on one side of it, links left out."""
    sibling = getattr(node, side)
    for _ in range(_MOST_SIBLINGS):
        if sibling is None or sibling.tag not in ("-text", *_WITHIN_LINE):
            return
        if sibling.tag == "-text":
            yield (sibling.text_content or "")[:_LONGEST_BESIDE]
        elif sibling.tag != "a" and sibling.css_first("a") is None:
            yield short_text(sibling, _LONGEST_BESIDE)
        sibling = getattr(sibling, side)


def _above(node: LexborNode) -> Iterator[int]:
    parent = node.parent
    for _ in range(_LEVELS):
        if parent is None or parent.tag in ("article", "main", "body"):
            return
        yield parent.mem_id
        parent = parent.parent


def _texts_of(node: LexborNode, *, split: bool) -> list[str]:
    """The text of a link; other elements name several terms in a row."""
    text = fold(node.attributes.get("content") or short_text(node, 10 * _LONGEST_TERM))
    texts = (part.strip(" #,;") for part in (text.split(",") if split else (text,)))
    return [text for text in texts if 0 < len(text) <= _LONGEST_TERM and not _NO_TERM.search(text)]


def _runs(terms: Sequence[_Term]) -> Iterator[list[_Term]]:
    """Terms of one kind that stand in one list."""
    run: list[_Term] = []
    for term in terms:
        if run and (term[1:3] != run[-1][1:3] or term.above.isdisjoint(run[-1].above)):
            yield run
            run = []
        run.append(term)
    if run:
        yield run


def _best(runs: Sequence[list[_Term]], *, sections: bool) -> Iterator[list[_Term]]:
    """The lists of sections or of tags, the sure ones first."""
    most = _MOST_SECTIONS if sections else _MOST_TAGS
    fitting = [run for run in runs if run[0].is_section is sections and len(run) <= most]
    yield from sorted(fitting, key=lambda run: not run[0].is_sure)


def _texts(run: Sequence[_Term]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.text for term in run))
