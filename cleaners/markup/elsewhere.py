"""Parts of a page that tell of other stories, or of readers: no facts of the story stand there."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from cleaners.reading.people import is_name_line

_MOST_PARENTS = 25
_LONGEST_NAMES = 200  # of a class or an address; longer ones list the tools of a style sheet
_LONGEST_LINK = 200  # characters
_MOST_PIECES = 60  # nodes of the text of one fact
_WITHIN_WORDS = frozenset({"b", "i", "em", "strong", "font", "wbr", "u", "mark", "sup", "sub"})

# Names of parts that tell of other stories or of readers.
_ELSEWHERE = re.compile(
    r"com+ent|kommentar|yorum|tweet|instagram-media|fb-post|related|sidebar|teaser|widget|recommend|popular|(?<!entry-)(?<!article-)(?<!post-)footer|trending|(?<![a-z])nav|promo"
    r"|carousel|most-?read|read-?more|newsletter|latest|(?<!v)card(?![a-z]*body)|reply|disqus|upnext"
    r"|also-?like",
    re.IGNORECASE,
)
# One of these is in every name that the pattern finds, and hardly any other: they are looked for
# in a tenth of its time.
_IN_NAMES = (
    "ment", "yorum", "tweet", "media", "fb-p", "relat", "sideb", "tease", "widg", "recom", "popul",
    "foot", "trend", "nav", "promo", "carou", "most", "read", "newsl", "lates", "card", "reply",
    "disq", "upnex", "also",
)  # fmt: skip
_ELSEWHERE_TAGS = frozenset({"aside", "blockquote", "nav", "form"})
_STORY_TAGS = frozenset({"article", "main"})
_LEAST_WORDS = 3  # of a link to another story
_LEAST_HEADLINE = 4  # words of a link beside an author that is the headline of another story
_UNSPACED, _UNSPACED_HEADLINE = re.compile(r"[\u3040-\u9fff]"), 8  # characters of such a link
_LEVELS_OF_TEASER = 2
_MOST_LINKS = 12  # of a list item; a longer one is no teaser
_LEAST_PARAGRAPHS = 3  # of a story


class Elsewhere:
    """Knows the parts of one page that tell of others; remembers what it has looked at."""

    def __init__(self) -> None:
        self._known: dict[int, bool] = {}

    def holds(self, node: LexborNode) -> bool:
        """Whether a node stands in a part that tells of other stories, or of readers."""
        way: list[int] = []
        parent = node.parent
        answer = False
        while parent is not None and len(way) < _MOST_PARENTS:
            known = self._known.get(parent.mem_id)
            if known is not None:
                answer = known
                break
            way.append(parent.mem_id)
            answer = _tells_of_others(parent)
            if answer:
                break
            parent = parent.parent
        self._known.update(dict.fromkeys(way, answer))
        return answer


def find_teaser(author: LexborNode) -> LexborNode | None:
    """The small part around an author that also links a story by its headline; None elsewhere."""
    around = author.parent
    for _ in range(_LEVELS_OF_TEASER):
        if around is None or around.tag in ("body", "main", "header"):
            return None
        links = around.css("a[href]")
        if len(links) > _MOST_LINKS or around.css_first("h1") is not None:
            return None
        texts = (short_text(link, _LONGEST_LINK).strip() for link in links)
        if any(map(_is_headline, texts)):
            return around
        around = around.parent
    return None


def _is_headline(text: str) -> bool:
    long_enough = (
        len(text.split()) >= _LEAST_HEADLINE or len(_UNSPACED.findall(text)) >= _UNSPACED_HEADLINE
    )
    return long_enough and not is_name_line(text)


def short_text(node: LexborNode, longest: int) -> str:
    """The text of a part, read no further than a fact is long.

    Text nodes within one element are of one word, elements that begin a line part words.
    """
    pieces: list[str] = []
    left = longest + 1
    for count, inner in enumerate(node.traverse(include_text=True)):
        if left < 0 or count > _MOST_PIECES:
            break
        if inner.tag == "-text":
            piece = inner.text_content or ""
            pieces.append(piece)
            left -= len(piece.strip())
        elif inner.tag not in _WITHIN_WORDS:
            pieces.append(" ")
    return "".join(pieces)


def _tells_of_others(node: LexborNode) -> bool:
    tag = node.tag or ""
    if tag in _ELSEWHERE_TAGS or (tag == "li" and _links_story(node)):
        return True
    if tag == "article":
        return _is_card(node)
    if tag in ("html", "body", "main"):
        return False
    if tag == "footer":
        return not is_within_story(node)
    attributes = node.attributes
    if attributes.get("itemprop") == "comment" or "Comment" in (attributes.get("itemtype") or ""):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return len(names) > 1 and _names_others(names[:_LONGEST_NAMES])


@lru_cache(maxsize=2048)
def _names_others(names: str) -> bool:
    folded = names.casefold()
    return any(piece in folded for piece in _IN_NAMES) and _ELSEWHERE.search(names) is not None


def _links_story(item: LexborNode) -> bool:
    """Whether an item of a list links a story: more than one or two words that are no name."""
    links = item.css("a[href]")[:_MOST_LINKS]
    return any(_is_story_link(short_text(link, _LONGEST_LINK).strip()) for link in links)


def _is_story_link(text: str) -> bool:
    return len(text.split()) >= _LEAST_WORDS and not is_name_line(text)


def _is_card(article: LexborNode) -> bool:
    """Whether an <article> is a teaser of another story: a linked heading and hardly any text."""
    if article.css_first("h1") is not None or article.css_first("h2 a, h3 a, h4 a") is None:
        return False
    return len(article.css("p")) < _LEAST_PARAGRAPHS


def is_within_story(node: LexborNode) -> bool:
    """Whether a node stands in an <article> or <main>."""
    parent = node.parent
    while parent is not None and parent.tag not in _STORY_TAGS:
        parent = parent.parent
    return parent is not None
