"""What `chistovik check` says of a site: one page of text, made of what the spider has seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from parsel import Selector

from cleaners import Article, CleanersError, Reservation, SiteProfile, clean
from crawler.checking.check_spider import SiteFacts
from crawler.discovery.plan import Plan
from crawler.discovery.timestamps import later, now
from crawler.items import FetchedPage
from crawler.monitoring.printable import one_line, readable

# A headline or a value is shown so far, in characters.
SHOWN = 70
LOW_CONFIDENCE = 0.5
FACTS = ("authors", "datePublished", "section", "tags", "mainImage")


@dataclass(frozen=True, slots=True)
class Terms:
    """How a crawl would go: seconds between requests, stories until a profile is learned."""

    delay: float
    learn_after: int
    contact: str
    obeyed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page and what was made of it, or the sentence on why nothing was."""

    page: FetchedPage
    article: Article | None
    problem: str = ""


def clean_pages(pages: Iterable[FetchedPage]) -> list[Cleaned]:
    """The stories, as a crawl would clean them."""
    return [_cleaned(page) for page in pages]


def _cleaned(page: FetchedPage) -> Cleaned:
    try:
        article = clean(page.body, page.url, profile=page.profile, content_type=page.content_type)
    except CleanersError as error:
        return Cleaned(page, None, one_line(str(error)))
    return Cleaned(page, article)


def site_report(facts: SiteFacts, plan: Plan, stories: list[Cleaned], terms: Terms) -> str:
    """The page that `chistovik check` prints.

    `facts` are what the site answered, `plan` where stories are looked for, `stories` those that
    were cleaned, `terms` the settings of a nightly crawl.
    """
    parts = (
        ("", _access(facts, plan, stories)),
        ("stories are named by", _sources(facts, plan)),
        ("stories", _stories(stories)),
        ("a nightly crawl", _night(facts, terms)),
        ("what to change", _advice(facts, plan, stories, terms)),
    )
    lines = [plan.origin]
    for title, part in parts:
        found = list(part)
        if found:
            lines += ["", *([title] if title else []), *(f"  {line}" for line in found)]
    return readable("\n".join(lines))


def selector_report(
    profile: SiteProfile, selectors: Iterable[str], pages: list[FetchedPage]
) -> str:
    """On how many of the pages each selector of a profile finds something, and what first."""
    lines = [f"selectors of {profile.host}, on {len(pages)} pages"]
    documents = [Selector(page.body.decode("utf-8", "replace")) for page in pages]
    for selector in dict.fromkeys(selectors):
        found = [text for page in documents if (text := _first(page, selector)) is not None]
        shown = f"  «{_cut(found[0])}»" if found else ""
        lines.append(f"  {len(found)} of {len(pages)}  {selector}{shown}")
    return "\n".join(lines)


def _first(page: Selector, selector: str) -> str | None:
    """The text of what a selector finds first; None where it finds nothing, or can't be tried."""
    try:
        if selector.startswith("xpath:"):
            found = page.xpath(selector.removeprefix("xpath:"))
        else:
            found = page.css(selector)
        return one_line(found[0].xpath("string()").get() or "") if found else None
    except ValueError:
        return None


def _access(facts: SiteFacts, plan: Plan, stories: list[Cleaned]) -> Iterator[str]:
    if not facts.robots_read:
        yield "robots.txt: can't be had, so that nothing may be asked for"
    else:
        pace = f"Crawl-delay {facts.crawl_delay:g} s" if facts.crawl_delay else "no Crawl-delay"
        yield f"robots.txt: read; {pace}"
    marks = _reserved(stories)
    yield f"rights reserved: {', '.join(marks) or 'none'}"
    yield f"profile: {plan.profile_mark or 'none; the generic rules speak'}"


def _reserved(stories: list[Cleaned]) -> dict[str, Reservation]:
    """What owners reserve on the pages looked at, with where it stands."""
    found: dict[str, Reservation] = {}
    for story in stories:
        marks = story.article.metadata.reservations if story.article else ()
        for one in (*story.page.reservations, *marks):
            found.setdefault(f"{one.mark} ({one.source})", one)
    return found


def _sources(facts: SiteFacts, plan: Plan) -> Iterator[str]:
    for source in facts.sources:
        further = f", {source.further} further sitemaps" if source.further else ""
        yield f"{source.kind} {source.url}: {source.stories} not named before{further}"
    others = len(facts.listings)
    if others:
        yield f"{others} listings; two of them were looked at"
    for pattern in plan.archives:
        yield f"archive {pattern}"
    for url, problem in facts.failures.items():
        yield f"not to be had: {url}: {one_line(problem)}"


def _stories(stories: list[Cleaned]) -> Iterator[str]:
    for story in stories:
        yield story.page.url
        if story.article is None:
            yield f"  no article: {story.problem}"
            continue
        article = story.article.to_dict()
        confidence = story.article.metadata.confidence
        told = "by the profile" if confidence is None else f"confidence {confidence:.2f}"
        headline, length = _cut(article.get("headline", "")), len(story.article.text)
        yield f"  «{headline}», {length} characters, {told}"
        lacking = [name for name in FACTS if name not in article]
        names = ", ".join(author["name"] for author in article.get("authors", ()))
        shown = ", ".join(filter(None, (article.get("datePublished"), names)))
        yield (
            f"  {shown or 'neither date nor author'}{'; without ' if lacking else ''}"
            + ", ".join(lacking)
        )
        if missed := story.article.metadata.profile_missed:
            yield f"  the profile found nothing for {', '.join(missed)}"


def _night(facts: SiteFacts, terms: Terms) -> Iterator[str]:
    delay = max(terms.delay, facts.crawl_delay or 0)
    sources = len(facts.sources) + len(facts.listings) + sum(one.further for one in facts.sources)
    first = sources + len(facts.stories)
    yield f"the first one: {first} requests or more, {_length(first * delay)} at {delay:g} s each"
    yesterday = later(now(), days=-1)
    fresh = sum(1 for lastmod in facts.stories.values() if lastmod and lastmod >= yesterday)
    told = f"{fresh} stories changed within a day" if fresh else "no source tells changes of a day"
    length = _length(sources * delay)
    yield f"each further one: {sources} sources, {length}, and new stories; {told}"


def _length(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds)))


def _advice(facts: SiteFacts, plan: Plan, stories: list[Cleaned], terms: Terms) -> Iterator[str]:
    if not terms.contact:
        yield "set CHISTOVIK_CONTACT, so that the site can see whom to ask"
    if not facts.robots_read:
        yield "wait until the site answers; RFC 9309 forbids everything until then"
    elif not facts.stories:
        yield "no story is named: start at a section, or write a profile with discovery.article"
    elif not any(story.article for story in stories):
        yield "no page gave an article: see whether the site needs a browser (fetch.browser)"
    ignored = [mark for mark, one in _reserved(stories).items() if one.mark not in terms.obeyed]
    if ignored:
        yield f"{', '.join(ignored)}: see whether CHISTOVIK_OBEY_RESERVATIONS should name it"
    if plan.profile is None and terms.learn_after:
        yield f"nothing for a profile: after {terms.learn_after} stories one is learned"
    unsure = [
        s for s in stories if s.article and (s.article.metadata.confidence or 1) < LOW_CONFIDENCE
    ]
    if unsure:
        yield f"low confidence on {len(unsure)} pages: write a profile (docs/profiles.md)"


def _cut(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= SHOWN else f"{line[:SHOWN]} …"
