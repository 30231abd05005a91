"""Head data: what a page tells machines about itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaners.addresses import absolute_url
from cleaners.markup.body_facts import read_facts
from cleaners.markup.date_search import search_dates
from cleaners.markup.featured import read_featured
from cleaners.markup.jsonld import LinkedData, read_jsonld
from cleaners.markup.page_type import read_page_type
from cleaners.markup.story_parts import read_story_part
from cleaners.page import HeadData
from cleaners.reading.fold import fold
from cleaners.rights import Reservation, read_robots_marks, read_tdm

# Names of <meta> by field; the first that is there wins. `aiturec:datetime` stands on pages of
# kazpravda.kz and its neighbours.
_META = {
    "headline": ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"),
    "published": (
        "article:published_time", "aiturec:datetime", "og:article:published_time",
        "datepublished", "date_published", "article:published", "og:published_time", "pubdate",
        "published", "published-date", "publishdate", "publish_date", "publish-date",
        "publication_date", "published_time_telegram", "parsely-pub-date", "sailthru.date",
        "cxenseparse:recs:publishtime", "originalpublicationdate", "article_date_original",
        "article:post_date", "dc.date.issued", "dcterms.created", "dcterms.date",
        "dc.date.created", "dc.date", "citation_publication_date", "citation_online_date",
        "citation_date", "datecreated", "created", "date",
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified",
                 "dcterms.modified", "article:modified", "lastmod", "revised"),
    "description": ("og:description", "description", "twitter:description", "dc.description"),
    "section": ("article:section", "og:article:section", "parsely-section", "section"),
    "image": ("og:image", "og:image:url", "twitter:image", "twitter:image:src"),
    "site_name": ("og:site_name", "application-name"),
    "language": ("content-language", "og:locale", "dc.language", "language"),
}  # fmt: skip
_AUTHOR_META = ("author", "article:author", "og:article:author", "parsely-author",
                "sailthru.author", "dc.creator", "dcterms.creator", "byl", "cxenseparse:author",
                "citation_author", "authors", "article:author_name", "twitter:data1")  # fmt: skip
_TAG_META = ("article:tag", "og:article:tag", "parsely-tags", "news_keywords", "tags")
_HEAD_TAGS = "meta,title,base,link[rel~=canonical i],link[rel~=alternate i][hreflang]"
_MOST_TAGS = 2_000
_ROOT = re.compile(r"https?://[^/?#\s]+/?(?:index\.\w{2,5})?(?:\?(?:utm_|srsltid|[fg]clid)\S*)?")
# Tags within these are theirs: a <title> of a drawing, a <meta> that a story shows or that
# describes a comment.
_NO_HEAD = frozenset({"svg", "article", "blockquote", "template", "textarea"})
_MOST_PARENTS = 100
_MOST_VERSIONS = 200  # the largest sites have about a hundred languages
_LONGEST_CONTENT = 20_000  # characters; a longer content is data of the shop


def read_head(tree: LexborHTMLParser, url: str | None) -> HeadData:
    """JSON-LD first, then meta, then the markup of the body.

    `url` is the address of the page, None where unknown. Relative addresses are joined to the
    `base` of the result: the address that the page declares by <base>, else `url`, else its
    canonical address.
    """
    tags = _read_tags(tree)
    metas = tags.metas
    canonical, base = _addresses(tags, url)
    linked = read_jsonld(tree, canonical or url)
    facts = read_facts(tree)
    values = _declared_values(linked, metas)
    dates = _dates(linked, metas)
    tags_by_meta = _split_tags(_listed(metas, _TAG_META))
    featured = None if values["image"] else read_featured(tree)
    return HeadData(
        base=base,
        headline=values["headline"],
        title=tags.title,
        published=values["published"],
        modified=values["modified"] or next(iter(facts.modified), None),
        language=_language(tree) or values["language"],
        description=values["description"],
        section=values["section"],
        tags=tags_by_meta or linked.tags,
        canonical=canonical,
        image=absolute_url(values["image"] or featured, base) or None,
        is_free=linked.is_free,
        site_name=values["site_name"] or next(iter(facts.sites), None),
        titles=_titles(linked, metas),
        headings=facts.headings,
        kickers=facts.kickers,
        subheadings=facts.subheadings,
        credits=_credits(linked, metas),
        groups=linked.groups,
        is_news=linked.is_news,
        marked=tuple(source for source in (facts.named, facts.linked) if source),
        bylines=facts.classed,
        dates=dates,
        shown=tuple(dict.fromkeys((*facts.dates, *(() if dates else search_dates(tree))))),
        versions=_versions(tags.alternates, base, {url, canonical}),
        reservations=_reservations(metas),
        breadcrumbs=linked.breadcrumbs,
        part=read_story_part(tree, url or canonical, base),
        page_type=read_page_type(tree, linked.page_types, has_date=bool(dates or facts.dates)),
        is_root=_ROOT.fullmatch(url or canonical or "") is not None,
        linked=_linked_fields(linked, by_meta_tags=bool(tags_by_meta)),
        printed=frozenset(
            name
            for name, value in (("modified", facts.modified), ("image", featured))
            if value and not values[name]
        ),
    )


def _linked_fields(linked: LinkedData, *, by_meta_tags: bool) -> frozenset[str]:
    """The fields of the head whose value is that of JSON-LD."""
    told = {name for name, value in linked.values.items() if value}
    told |= {"authors"} if linked.authors else set()
    told |= {"tags"} if linked.tags and not by_meta_tags else set()
    return frozenset(told)


def _addresses(tags: _Tags, url: str | None) -> tuple[str | None, str | None]:
    """The canonical address, and the one that relative addresses are joined to."""
    declared = absolute_url(tags.base, url) or url
    canonical = absolute_url(tags.canonical or _first(tags.metas, "og:url"), declared) or None
    return canonical, declared or (canonical if canonical and "://" in canonical else None)


def _declared_values(linked: LinkedData, metas: dict[str, list[str]]) -> dict[str, str | None]:
    """One value for each field of `_META`: that of JSON-LD where it has one."""
    by_meta = {
        field: next((metas[name][0] for name in names if name in metas), None)
        for field, names in _META.items()
    }
    return by_meta | {field: value for field, value in linked.values.items() if value}


class _Tags(NamedTuple):
    """What the tags of the head hold, wherever they stand.

    HTML ends the head at the first tag that may not stand in it, such as a pixel in <noscript>;
    what the page's author wrote behind that tag is then parsed as part of the body.
    """

    metas: dict[str, list[str]]
    title: str | None
    canonical: str | None
    base: str | None
    alternates: list[tuple[str, str | None]]


def _read_tags(tree: LexborHTMLParser) -> _Tags:
    """`metas` are contents of <meta> by name, property or itemprop in lower case, in page order.

    An `itemprop` counts in the head alone: in the body it belongs to the item around it.
    """
    head, metas = tree.head, dict[str, list[str]]()
    titles: list[str] = []
    links: list[LexborNode] = []
    bases: list[str] = []
    for node in tree.css(_HEAD_TAGS)[:_MOST_TAGS]:
        in_head = node.parent is not None and head is not None and node.parent.mem_id == head.mem_id
        if not in_head and _is_within(node, _NO_HEAD):
            continue
        if node.tag == "meta":
            _read_meta(node.attributes, metas, in_head=in_head)
        elif node.tag == "title":
            titles.append(fold(node.text()[:_LONGEST_CONTENT]))
        elif node.tag == "base":
            bases.append(node.attributes.get("href") or "")
        else:
            links.append(node)
    rels = [
        (fold(link.attributes.get("rel") or "").lower().split(), link.attributes) for link in links
    ]
    return _Tags(
        metas=metas,
        title=next(filter(None, titles), None),
        canonical=next((link.get("href") for rel, link in rels if "canonical" in rel), None),
        base=next(filter(None, bases), None),
        alternates=[
            (fold(link["hreflang"] or "").lower(), link.get("href"))
            for rel, link in rels
            if "alternate" in rel and "hreflang" in link
        ][:_MOST_VERSIONS],
    )


def _read_meta(
    attributes: Mapping[str, str | None], metas: dict[str, list[str]], *, in_head: bool
) -> None:
    name = attributes.get("property") or attributes.get("name")
    name = name or (attributes.get("itemprop") if in_head else None)
    name = name or attributes.get("http-equiv")
    content = fold((attributes.get("content") or "")[:_LONGEST_CONTENT])
    if name and content:
        contents = metas.setdefault(name.lower(), [])
        if content not in contents:
            contents.append(content)


def _is_within(node: LexborNode, tags: frozenset[str]) -> bool:
    parent = node.parent
    for _ in range(_MOST_PARENTS):
        if parent is None or parent.tag in tags:
            break
        parent = parent.parent
    return parent is not None and parent.tag in tags


def _titles(linked: LinkedData, metas: dict[str, list[str]]) -> tuple[str, ...]:
    """What the head calls the story, once from each source."""
    declared = [
        linked.values.get("headline"),
        *(_first(metas, name) for name in _META["headline"]),
    ]
    return tuple(title for title in declared if title)


def _credits(linked: LinkedData, metas: dict[str, list[str]]) -> tuple[tuple[str, ...], ...]:
    """The authors by each source that declares any, the surest first."""
    by_meta = (tuple(metas[name]) for name in _AUTHOR_META if name in metas)
    return tuple(source for source in (linked.authors, *by_meta) if source)


def _dates(linked: LinkedData, metas: dict[str, list[str]]) -> tuple[str, ...]:
    """Dates of publication, the surest first."""
    by_meta = (metas[name][0] for name in _META["published"] if name in metas)
    declared = (linked.values.get("published"), *by_meta)
    return tuple(dict.fromkeys(date for date in declared if date))


def _first(metas: dict[str, list[str]], name: str) -> str | None:
    return metas[name][0] if name in metas else None


def _listed(metas: dict[str, list[str]], names: tuple[str, ...]) -> tuple[str, ...]:
    return next((tuple(metas[name]) for name in names if name in metas), ())


def _split_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    split = (part.strip() for tag in tags for part in tag.split(","))
    return tuple(dict.fromkeys(part for part in split if part))


def _versions(
    alternates: list[tuple[str, str | None]], base: str | None, own: set[str | None]
) -> tuple[tuple[str, str], ...]:
    """The other languages of the story; `x-default` is none, and the page links itself, too."""
    found: dict[str, str] = {}
    for language, address in alternates:
        url = absolute_url(address, base)
        if url and language not in ("", "x-default") and url not in own:
            found.setdefault(language, url)
    return tuple(found.items())


def _reservations(metas: dict[str, list[str]]) -> tuple[Reservation, ...]:
    directives = [*metas.get("robots", ()), *metas.get("chistovik", ())]
    reserved, policy = _first(metas, "tdm-reservation"), _first(metas, "tdm-policy")
    return (*read_robots_marks(directives, "meta"), *read_tdm(reserved, policy, "meta"))


def _language(tree: LexborHTMLParser) -> str | None:
    root = tree.root
    return root.attributes.get("lang") or root.attributes.get("xml:lang") if root else None
