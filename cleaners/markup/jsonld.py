"""JSON-LD: the news article that a page describes for search engines."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import msgspec
from selectolax.lexbor import LexborHTMLParser

from cleaners.addresses import absolute_url
from cleaners.markup.json_text import parse_jsonld
from cleaners.page import Link
from cleaners.reading.clock import write_epoch
from cleaners.reading.fold import fold

# schema.org types that stand for a story, the surest first; https://schema.org/Article and its
# children. A page that is none may tell its dates all the same.
_RANKS = (
    ("NewsArticle", "LiveBlogPosting", "Report"),
    ("Article", "BlogPosting"),
    ("Posting", "Review", "Recipe", "HowTo"),
)
_PAGE_TYPES = frozenset(
    {"WebPage", "ItemPage", "AboutPage", "ContactPage", "ProfilePage", "CheckoutPage", "FAQPage",
     "CollectionPage", "SearchResultsPage", "MedicalWebPage"}
)  # fmt: skip
_NO_STORY = frozenset({"JobPosting"})
_PLACES = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
_MOST_NESTED = 12  # levels; deeper ones describe the shop, not the story
_MOST_ITEMS = 1_000
_MOST_SCRIPTS = 50
_LONGEST_TEXT = 20_000  # characters of all but the body; what is longer is cut
_OF_A_PAGE = ("published", "modified", "language", "image", "description")

_Item = dict[str, Any]


class LinkedData(msgspec.Struct, frozen=True):
    """The fields of the story; `values` has text fields by our names.

    `groups` are authors that are organisations, the publisher of what is no news left out;
    `is_news` says whether the story is one of news. `page_types` are the types of the page where
    no object is a story.
    """

    values: dict[str, str | None] = {}
    authors: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    is_news: bool = False
    tags: tuple[str, ...] = ()
    is_free: bool | None = None
    page_types: tuple[str, ...] = ()
    breadcrumbs: tuple[Link, ...] = ()


def read_jsonld(tree: LexborHTMLParser, url: str | None = None) -> LinkedData:
    """The story among the JSON-LD of the page; empty where there is none.

    News go before other articles, an article that names the address of the page before others,
    then the first wins. The description of the page fills in what it leaves open.
    """
    scripts = tree.css('script[type="application/ld+json"]')[:_MOST_SCRIPTS]
    items = [item for script in scripts for item in _walk(parse_jsonld(script.text()), 0)]
    stories = [(rank, item) for item in items if (rank := _rank(item)) is not None]
    pages = [item for item in items if not _PAGE_TYPES.isdisjoint(_types(item))]
    crumbs = _crumbs(items, url)
    if not stories and not pages:
        return LinkedData(breadcrumbs=crumbs)
    named = {item["@id"]: item for item in items if isinstance(item.get("@id"), str)}
    if stories:
        best = min(stories, key=lambda story: (story[0], not _is_about(story[1], url)))
        found = msgspec.structs.replace(_read_story(best[1], named), breadcrumbs=crumbs)
        return _fill(found, _read_page(pages[0], named)) if pages else found
    authors = _authors(pages[0].get("author"), named)
    return LinkedData(
        values=_read_page(pages[0], named),
        authors=authors[0],
        groups=_without_publisher(authors[1], pages[0], named),
        is_free=_truth(pages[0].get("isAccessibleForFree")),
        page_types=tuple(dict.fromkeys(_types(pages[0]))),
        breadcrumbs=crumbs,
    )


def _crumbs(items: list[_Item], url: str | None) -> tuple[Link, ...]:
    """The path from the front page; steps without a name are left out."""
    found = next((item for item in items if "BreadcrumbList" in _types(item)), {})
    steps = found.get("itemListElement")
    links = [
        (_text(step.get("name")) or _text(item.get("name")), _text(item.get("@id")))
        for step in (steps[:_MOST_ITEMS] if isinstance(steps, list) else ())
        if isinstance(step, dict)
        for item in (_as_item(step.get("item")),)
    ]
    return tuple(Link(text, absolute_url(address, url) or None) for text, address in links if text)


def _as_item(value: Any) -> _Item:
    """A page of the path: an object, or its address alone."""
    return {"@id": _address(value)} | (value if isinstance(value, dict) else {})


def read_jsonld_body(tree: LexborHTMLParser) -> str:
    """The text of the story as JSON-LD has it, line breaks and markup included; "" for none."""
    scripts = tree.css('script[type="application/ld+json"]')[:_MOST_SCRIPTS]
    items = (item for script in scripts for item in _walk(parse_jsonld(script.text()), 0))
    bodies = (item.get("articleBody") for item in items if _rank(item) is not None)
    return max((body for body in bodies if isinstance(body, str)), key=len, default="")


def _walk(data: Any, depth: int) -> Iterator[_Item]:
    """Objects of the graph, outer ones first."""
    if depth > _MOST_NESTED:
        return
    if isinstance(data, dict):
        yield data
        for key in _PLACES:
            if key in data:
                yield from _walk(data[key], depth + 1)
    elif isinstance(data, list):
        for item in data[:_MOST_ITEMS]:
            yield from _walk(item, depth + 1)


def _types(item: _Item) -> list[str]:
    types = item.get("@type")
    names = types if isinstance(types, list) else [types]
    return [name.rpartition("/")[2] for name in names if isinstance(name, str)]


def _rank(item: _Item) -> int | None:
    """How sure it is that an object is the story, 0 the surest; None for other objects."""
    ranks = [
        rank
        for name in _types(item)
        if name not in _NO_STORY
        for rank, endings in enumerate(_RANKS)
        if name.endswith(endings)
    ]
    return min(ranks, default=None)


def _is_about(item: _Item, url: str | None) -> bool:
    """Whether an object says that the page at this address is its own."""
    addresses = (item.get("url"), item.get("@id"), _address(item.get("mainEntityOfPage")))
    ours = _bare_address(url)
    return bool(ours) and any(_bare_address(address) == ours for address in addresses)


def _bare_address(address: Any) -> str:
    """An address without scheme, query, fragment and final slash."""
    if not isinstance(address, str):
        return ""
    bare = address.partition("#")[0].partition("?")[0].partition("://")[2]
    return bare.removeprefix("www.").rstrip("/")


def _read_story(item: _Item, named: dict[str, _Item]) -> LinkedData:
    values = _read_page(item, named) | {
        "headline": _text(item.get("headline") or item.get("name")),
        "section": _text(_first(item.get("articleSection"))),
    }
    tags = item.get("keywords")
    split = tags.split(",") if isinstance(tags, str) else tags if isinstance(tags, list) else []
    authors = _authors(item.get("author"), named)
    if not any(authors):
        authors = _authors(item.get("creator"), named)
    is_news = _rank(item) == 0
    return LinkedData(
        values=values,
        authors=authors[0],
        groups=authors[1] if is_news else _without_publisher(authors[1], item, named),
        is_news=is_news,
        tags=_texts(split[:_MOST_ITEMS]),
        is_free=_truth(item.get("isAccessibleForFree")),
    )


def _read_page(item: _Item, named: dict[str, _Item]) -> dict[str, str | None]:
    """What a story and the page that it stands on have in common."""
    return {
        "published": _date(item.get("datePublished") or item.get("dateCreated")),
        "modified": _date(item.get("dateModified")),
        "description": _text(item.get("description")),
        "image": _image(item.get("image"), named) or _image(item.get("primaryImageOfPage"), named),
        "language": _text(_named(_first(item.get("inLanguage")))),
    }


def _fill(found: LinkedData, page: dict[str, str | None]) -> LinkedData:
    filled = {name: found.values.get(name) or page[name] for name in _OF_A_PAGE}
    return msgspec.structs.replace(found, values=found.values | filled)


def _authors(value: Any, named: dict[str, _Item]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of people, then of organisations; one may refer to an object elsewhere in the graph."""
    authors = value if isinstance(value, list) else [value]
    resolved = [
        author | named.get(str(author.get("@id")), {}) if isinstance(author, dict) else author
        for author in authors[:_MOST_ITEMS]
    ]
    people = [_named(author) for author in resolved if not _is_organisation(author)]
    groups = [_named(author) for author in resolved if _is_organisation(author)]
    return _texts(people), _texts(groups)


def _without_publisher(
    groups: tuple[str, ...], item: _Item, named: dict[str, _Item]
) -> tuple[str, ...]:
    """Organisations that are authors, and not the one that publishes whatever the site has."""
    people, publishers = _authors(item.get("publisher"), named)
    return tuple(group for group in groups if group not in {*people, *publishers})


def _is_organisation(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    types = _types(value)
    return "Person" not in types and any(
        name.endswith(("Organization", "Corporation", "Business", "WebSite")) for name in types
    )


def _texts(values: list[Any]) -> tuple[str, ...]:
    texts = (_text(value) for value in values)
    return tuple(dict.fromkeys(text for text in texts if text))


def _text(value: Any) -> str | None:
    """Folded text without entities, which many publishers leave in their JSON."""
    if not isinstance(value, str):
        return None
    return fold(html.unescape(value[:_LONGEST_TEXT])) or None


def _date(value: Any) -> str | None:
    """A date as it is written; a number is the time since 1970."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return write_epoch(value) if is_number else _text(value)


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _named(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    parts = (value.get("givenName"), value.get("familyName"))
    given = " ".join(part for part in parts if isinstance(part, str))
    return _first(value.get("name")) or given or value.get("alternateName")


def _address(value: Any) -> Any:
    return value.get("url") or value.get("@id") if isinstance(value, dict) else value


def _image(value: Any, named: dict[str, _Item]) -> str | None:
    """The address of a picture; an `@id` is the name of an object in the graph and no address."""
    image = _first(value)
    if isinstance(image, dict):
        image = _image_address(named.get(str(image.get("@id")), {}) | image)
    elif isinstance(image, str):
        image = _image_address(named.get(image, {"url": image}))
    return _text(image)


def _image_address(image: _Item) -> Any:
    """Its `url` or `contentUrl`; its `@id` only where that is no part of a page."""
    address = _first(image.get("url")) or _first(image.get("contentUrl"))
    name = image.get("@id")
    return address or (None if isinstance(name, str) and "#" in name else name)


def _truth(value: Any) -> bool | None:
    """A truth value of schema.org: JSON's own, its word, or the address of either."""
    if isinstance(value, bool):
        return value
    word = value.rpartition("/")[2].strip().lower() if isinstance(value, str) else ""
    return {"true": True, "false": False}.get(word)
