"""Facts that stand in the body of a page: headings, authors and dates by their markup."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.markup.elsewhere import Elsewhere, find_teaser, short_text
from cleaners.reading.fold import fold

_SELECTOR = (
    "h1,h2,h3,time,span[title^='20'],abbr.published[title],abbr.updated[title],abbr.modified[title],"
    "[itemprop],[rel~=author],a[href*='/author'],[class*=author i],[class*=autor i],"
    "[class*=byline i],"
    "[class*=date i],[class*=publi i]"
)
_MOST_NODES = 2_000
_LONGEST_BYLINE = 200  # characters
LONGEST_DATE = 80
_LONGEST_HEADING = 400
_LONGEST_KICKER = 25
_LONGEST_NAMES = 200  # of a class or an address; longer ones list the tools of a style sheet
_MOST_FOUND = 8  # of each fact
_LEAST_RIVER = 2  # authors that stand beside the headlines of stories
_DATES_BY_MEANING = {
    "datePublished": "published",
    "dateCreated": "published",
    "dateModified": "modified",
}
_OF_AUTHORS = frozenset({"named", "linked", "classed"})
_ANYWHERE = frozenset(
    {"headings", "kickers", "sites", "published"}
)  # surely this story's, wherever they stand

_AUTHOR_PAGE = re.compile(r"/authors?/[^/?#]{3,80}/?(?:[?#]|$)")
_BYLINE = re.compile(
    r"(?<![a-z])(?:by-?line|authors?|autor(?:es?|en|in)?)(?![a-z])|[a-z]Authors?(?![a-z])|(?<![a-zA-Z])[bB]y-?[lL]ine"
)
_NO_NAME = re.compile(
    r"(?<![a-z])(?:bio|desc|about|avatar|ima?ge?|photo|pic|social|twitter|follow|e?mail|title|role"
    r"|job|posts|count|date|time|icon|more|archive|share)(?![a-z])|description|Title|Image|Avatar"
)
_DATE = re.compile(
    r"(?<![a-z])(?:date|publish(?:ed)?|pub-?date|post-?date|entry-?date|timestamp|dateline"
    r"|datetime)(?![a-z])|(?-i:[a-z]Date(?![a-z]))|published|pubdate",
    re.IGNORECASE,
)
_CHANGE_TOLD = re.compile(
    r"\D{0,30}(?:updat|modif|edited|revised|обновл|измен|жаңартыл|оновл|aktuali|mis à jour|actuali"
    r"|aggiorn|atuali|bijgewerkt|gewijzigd|opdater|uppdater|oppdater|güncel|更新)",
    re.IGNORECASE,
)


_ISO_TIME = re.compile(r"20\d\d-\d\d-\d\d[T ]\d\d:\d\d")
_HOME = re.compile(r"(?:https?://[^/?#]+)?(?:\.?/)?(?:index\.\w{3,5}|[a-z]{2}/?)?", re.IGNORECASE)
_KICKERS = ",".join(
    f"[class*={name} i]" for name in ("kicker", "overline", "eyebrow", "topline", "dachzeile")
)
# Beside the day of a change, on the same line.
_PUBLICATION_TOLD = re.compile(
    r"publish|posted|опублик|жариялан|publié|publicado|pubblicat|veröffentlicht|gepubliceerd"
    r"|opublikowano|yayınlan|публікац",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"(?<![a-z])(?:dt-)?published?(?![a-z])", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|edited|upcoming|event|expir", re.IGNORECASE)


class BodyFacts(msgspec.Struct, frozen=True):
    """Texts by their markup, each list in page order.

    `headings` are of the first level, those that lead to the front page are names of the site
    (`sites`); `kickers` begin headings in an element of their own. Authors are known by meaning
    (`named`: `itemprop`, `rel`), by the address that they lead to (`linked`), or by class alone.
    `times` are machine-readable dates, `printed` those for readers.
    """

    headings: tuple[str, ...] = ()
    kickers: tuple[str, ...] = ()
    subheadings: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    classed: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()

    @property
    def dates(self) -> tuple[str, ...]:
        """All that may be the date of publication, the surest first."""
        return *self.published, *self.times, *self.printed


class _Finder:
    """Sorts the nodes of one page; a list that is full asks no further node."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {name: [] for name in BodyFacts.__struct_fields__}
        self._elsewhere = Elsewhere()
        self._of_teasers: dict[int, set[str]] = {}
        self._own: set[str] = set()

    def drop_river(self) -> None:
        """Forget authors beside headlines: a list of other stories tells who wrote each."""
        if len(self._of_teasers) < _LEAST_RIVER:
            return
        others = frozenset[str]().union(*self._of_teasers.values()) - self._own
        for field in _OF_AUTHORS:
            self.found[field] = [text for text in self.found[field] if text not in others]

    def read(self, node: LexborNode) -> None:
        """Put what a node tells where it belongs."""
        attributes = node.attributes
        tag = node.tag or ""
        names = attributes.get("class") or ""
        meaning = attributes.get("itemprop") or ""
        if tag == "h1" or meaning == "headline":
            value = attributes.get("content") or _without_kicker(node)
            is_site = tag == "h1" and _leads_home(node)
            self._add("sites" if is_site else "headings", node, value, _LONGEST_HEADING)
            kicker = _set_apart(node) if tag == "h1" else None
            if kicker is not None:
                self._add("kickers", kicker, None, _LONGEST_KICKER)
        elif tag in ("h2", "h3") and not meaning:
            self._add("subheadings", node, None, _LONGEST_HEADING)
        elif meaning in ("author", "creator") or "author" in (attributes.get("rel") or "").split():
            name = node.css_first("[itemprop=name]") if meaning else None
            inner = node if name is None else name
            self._add("named", inner, inner.attributes.get("content"), _LONGEST_BYLINE)
        elif meaning in _DATES_BY_MEANING:
            value = attributes.get("content") or attributes.get("datetime")
            value = value or (attributes.get("title") if tag == "abbr" else None)
            self._add(_DATES_BY_MEANING[meaning], node, value, LONGEST_DATE)
        elif tag == "time":
            changed = _is_of_change(node, names[:_LONGEST_NAMES])
            value = attributes.get("datetime")
            self._add("modified" if changed else "times", node, value, LONGEST_DATE)
        elif tag == "a" and _AUTHOR_PAGE.search((attributes.get("href") or "")[:_LONGEST_NAMES]):
            self._add("linked", node, None, _LONGEST_BYLINE)
        elif tag == "abbr" or _ISO_TIME.match(attributes.get("title") or ""):
            # hAtom and some themes: the title is for machines.
            changed = _is_of_change(node, names[:_LONGEST_NAMES])
            self._add(
                "modified" if changed else "times", node, attributes.get("title"), LONGEST_DATE
            )
        elif names and len(names) < _LONGEST_NAMES:
            self._read_class(node, names)

    def _read_class(self, node: LexborNode, names: str) -> None:
        told = _fact_of(names)
        if told == "classed":
            self._add("classed", node, None, _LONGEST_BYLINE)
        elif told == "printed":
            self._add("modified" if is_changed(node) else "printed", node, None, LONGEST_DATE)

    def _add(self, field: str, node: LexborNode, value: str | None, longest: int) -> None:
        texts = self.found[field]
        if len(texts) >= _MOST_FOUND:
            return
        text = fold(value[: longest + 1] if value else short_text(node, longest))
        if not text or len(text) > longest:
            return
        if field not in _ANYWHERE and self._elsewhere.holds(node):
            return
        if text not in texts:
            texts.append(text)
        if field in _OF_AUTHORS:
            self._place_author(node, text)

    def _place_author(self, node: LexborNode, text: str) -> None:
        teaser = find_teaser(node)
        if teaser is None:
            self._own.add(text)
        else:
            self._of_teasers.setdefault(teaser.mem_id, set()).add(text)


@lru_cache(maxsize=2048)
def _fact_of(names: str) -> str | None:
    """What a part tells by its class: an author, a date, or neither."""
    if _BYLINE.search(names) and not _NO_NAME.search(names):
        return "classed"
    return "printed" if _DATE.search(names) and not _CHANGED.search(names) else None


def read_facts(tree: LexborHTMLParser) -> BodyFacts:
    """What the body of a page tells by its markup, parts about other stories left out."""
    body = tree.body
    if body is None:
        return BodyFacts()
    finder = _Finder()
    for node in body.css(_SELECTOR)[:_MOST_NODES]:
        finder.read(node)
    finder.drop_river()
    return BodyFacts(**{name: tuple(texts) for name, texts in finder.found.items()})


def _leads_home(heading: LexborNode) -> bool:
    """Whether the text of a heading is a link to the front page."""
    link = heading.css_first("a[href]") or _link_around(heading)
    if link is None or len(link.text().strip()) < len(heading.text().strip()):
        return False
    address = fold((link.attributes.get("href") or "")[:_LONGEST_NAMES])
    rel = (link.attributes.get("rel") or "").split()
    return "home" in rel or _HOME.fullmatch(address) is not None


def _link_around(node: LexborNode) -> LexborNode | None:
    parent = node.parent
    return parent if parent is not None and parent.tag == "a" else None


def _without_kicker(heading: LexborNode) -> str | None:
    """A heading without the small line that stands above its words; None where there is none."""
    kicker = heading.css_first(_KICKERS)
    if kicker is None:
        return None
    text = fold(short_text(heading, _LONGEST_HEADING))
    rest = text.removeprefix(fold(short_text(kicker, _LONGEST_HEADING))).lstrip()
    # A kicker with a colon behind it is the first part of the sentence.
    return None if rest.startswith(":") else rest.lstrip("–—-| ") or None


def _set_apart(heading: LexborNode) -> LexborNode | None:
    """The element that a heading begins with, where it has more than that."""
    whole = len(heading.text())
    first = next(heading.iter(), None)
    while first is not None and len(first.text()) == whole:
        first = next(first.iter(), None)
    return first


def _is_of_change(node: LexborNode, names: str) -> bool:
    """Whether a date is one of a change; «published updated» is one of both, as hAtom wants it."""
    if _PUBLISHED.search(names):
        return False
    return _CHANGED.search(names) is not None or is_changed(node)


def is_changed(node: LexborNode) -> bool:
    """Whether a date is one of a change, by the class or the words of what it stands in."""
    parent = node.parent
    if parent is None:
        return False
    if _CHANGED.search((parent.attributes.get("class") or "")[:_LONGEST_NAMES]):
        return True
    around = short_text(parent, LONGEST_DATE)
    if len(around) > LONGEST_DATE or _PUBLICATION_TOLD.search(around):
        return False
    return _CHANGE_TOLD.match(around.strip()) is not None
