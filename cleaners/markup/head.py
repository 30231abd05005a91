"""Head data: what a page tells machines about itself."""

from __future__ import annotations

from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser

from cleaners.markup.body_facts import BodyFacts, read_facts
from cleaners.markup.date_search import search_dates
from cleaners.markup.jsonld import LinkedData, read_jsonld
from cleaners.markup.page_urls import absolute_url
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
_TAG_META = ("article:tag", "og:article:tag", "parsely-tags", "news_keywords")
_MOST_METAS = 1_000
_MOST_VERSIONS = 200  # the largest sites have about a hundred languages
_LONGEST_CONTENT = 20_000  # characters; a longer content is data of the shop


def read_head(tree: LexborHTMLParser, base: str | None) -> HeadData:
    """JSON-LD first, then meta, then the markup of the body; addresses are joined to `base`."""
    metas = _read_metas(tree)
    canonical = _canonical(tree, metas, base)
    linked = read_jsonld(tree, canonical or base)
    facts = read_facts(tree)
    values = {
        field: next((metas[name][0] for name in names if name in metas), None)
        for field, names in _META.items()
    }
    values |= {field: value for field, value in linked.values.items() if value}
    title = tree.head.css_first("title") if tree.head else None
    dates = _dates(linked, metas)
    shown = (*facts.published, *facts.times, *facts.printed)
    return HeadData(
        headline=values["headline"],
        title=fold(title.text()[:_LONGEST_CONTENT]) if title else None,
        body=linked.values.get("body"),
        authors=linked.authors or _listed(metas, _AUTHOR_META),
        published=values["published"],
        modified=values["modified"] or next(iter(facts.modified), None),
        language=_language(tree) or values["language"],
        description=values["description"],
        section=values["section"],
        tags=_split_tags(_listed(metas, _TAG_META)) or linked.tags,
        canonical=canonical,
        image=absolute_url(values["image"], base) or None,
        site_name=values["site_name"],
        titles=_titles(linked, metas),
        headings=facts.headings,
        credits=_credits(linked, metas, facts),
        bylines=facts.classed,
        dates=dates,
        shown=tuple(dict.fromkeys((*shown, *(() if dates else search_dates(tree))))),
        versions=_versions(tree, base, canonical),
        reservations=_reservations(metas),
    )


def _titles(linked: LinkedData, metas: dict[str, list[str]]) -> tuple[str, ...]:
    """What the head calls the story, once from each source."""
    declared = [
        linked.values.get("headline"),
        *(metas.get(name, [None])[0] for name in _META["headline"]),
    ]
    return tuple(title for title in declared if title)


def _credits(
    linked: LinkedData, metas: dict[str, list[str]], facts: BodyFacts
) -> tuple[tuple[str, ...], ...]:
    """The authors by each source that names any, the surest first."""
    by_meta = (tuple(metas[name]) for name in _AUTHOR_META if name in metas)
    sources = (linked.authors, *by_meta, facts.named, facts.linked)
    return tuple(source for source in sources if source)


def _dates(linked: LinkedData, metas: dict[str, list[str]]) -> tuple[str, ...]:
    """Dates of publication, the surest first."""
    by_meta = (metas[name][0] for name in _META["published"] if name in metas)
    declared = (linked.values.get("published"), *by_meta)
    return tuple(dict.fromkeys(date for date in declared if date))


def _read_metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    """Contents of <meta> by name, property or itemprop in lower case, in page order."""
    metas: dict[str, list[str]] = {}
    head = tree.head
    for node in (head or tree).css("meta")[:_MOST_METAS]:
        attributes: Mapping[str, str | None] = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        name = name or attributes.get("http-equiv")
        content = fold((attributes.get("content") or "")[:_LONGEST_CONTENT])
        if name and content:
            metas.setdefault(name.lower(), []).append(content)
    return metas


def _listed(metas: dict[str, list[str]], names: tuple[str, ...]) -> tuple[str, ...]:
    return next((tuple(metas[name]) for name in names if name in metas), ())


def _split_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    split = (part.strip() for tag in tags for part in tag.split(","))
    return tuple(dict.fromkeys(part for part in split if part))


def _canonical(tree: LexborHTMLParser, metas: dict[str, list[str]], base: str | None) -> str | None:
    link = tree.head.css_first("link[rel=canonical]") if tree.head else None
    address = link.attributes.get("href") if link else None
    return absolute_url(address or metas.get("og:url", [None])[0], base) or None


def _versions(
    tree: LexborHTMLParser, base: str | None, canonical: str | None
) -> tuple[tuple[str, str], ...]:
    """The other languages of the story; `x-default` is none, and the page links itself, too."""
    links = tree.head.css("link[rel=alternate][hreflang]") if tree.head else []
    found: dict[str, str] = {}
    for link in links[:_MOST_VERSIONS]:
        language = fold(link.attributes.get("hreflang") or "").lower()
        url = absolute_url(link.attributes.get("href"), base)
        if url and language not in ("", "x-default") and url not in (base, canonical):
            found.setdefault(language, url)
    return tuple(found.items())


def _reservations(metas: dict[str, list[str]]) -> tuple[Reservation, ...]:
    directives = [*metas.get("robots", ()), *metas.get("chistovik", ())]
    policy = metas.get("tdm-policy", [None])[0]
    reserved = metas.get("tdm-reservation", [None])[0]
    return (*read_robots_marks(directives, "meta"), *read_tdm(reserved, policy, "meta"))


def _language(tree: LexborHTMLParser) -> str | None:
    root = tree.root
    return root.attributes.get("lang") or root.attributes.get("xml:lang") if root else None
