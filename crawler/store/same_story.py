"""Which stored article a page is a copy of, and whether its text is an article at all.

A page's own word on its canonical address is never enough: two addresses are one story where their
texts agree. A text at many addresses of a site is none: sites answer dead addresses, and everything
while they are repaired, by one page and the status 200.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from crawler.discovery.canonical_urls import canonical_url, page_key, plain_url
from crawler.discovery.plan import Plan
from crawler.store.article_table import ArticleTable
from crawler.store.near_duplicates import ALIKE, Likeness, bands_of
from crawler.store.sqlite import State
from crawler.store.state_values import StoredArticle

# A story stands in two or three rubrics; sites that have it at more addresses name its own one.
MANY_ADDRESSES = 5


class Copies:
    """Looks among the articles of one site; other sites can't make a page a copy."""

    def __init__(self, state: State, plan: Plan) -> None:
        self._state = state
        self._articles: ArticleTable = state.articles
        self._plan = plan
        self._repeated = self._articles.repeated(plan.host)

    def known(self, url: str) -> StoredArticle | None:
        """The article that was made of this page before."""
        page = self._state.page(url)
        named = self._articles.get(page.identity) if page and page.identity else None
        if named is not None and page_key(named.url) == page_key(url):
            return named
        return self._articles.get(identity_of(url))

    def original(self, url: str, text: Likeness, declared: str | None) -> StoredArticle | None:
        """The article whose story this page tells, as one of the two declares.

        `declared` is the page that this one declares itself a copy of, as a `page_key`.
        """
        named = self.known(declared) if declared else None
        near = self._articles.in_bands(bands_of(text.signature), self._plan.host)
        others = [one for one in near if self._is_other_page(one, url)]
        related = [one for one in others if _are_related(one, page_key(url), declared)]
        return _nearest(text, [*([named] if named else []), *related])

    def near_duplicate(self, known: StoredArticle | None, text: Likeness) -> StoredArticle | None:
        """The earlier article, of whatever site, that tells the same story; the most similar one.

        `known` is the article as it was stored before: it keeps its answer, else two articles
        would name each other.
        """
        if known is not None:
            return self._articles.get(known.same_as) if known.same_as else None
        return _nearest(text, self._articles.in_bands(bands_of(text.signature)))

    def is_repeated(self, text: Likeness) -> bool:
        """Whether the text is one that was found at many addresses of the site before."""
        return any(text.is_same_text(known) for known in self._repeated)

    def repeating(self, url: str, text: Likeness) -> list[StoredArticle]:
        """The articles that have the very text of this page, where they are too many for a story.

        From then on the text is a repeated one.
        """
        exact = self._articles.with_text(text.text, self._plan.host)
        near = self._articles.in_bands(bands_of(text.signature), self._plan.host)
        others = {
            one.identity: one
            for one in (*exact, *near)
            if self._is_other_page(one, url) and text.is_same_text(one.likeness)
        }
        if len(others) + 1 < MANY_ADDRESSES:
            return []
        self._repeated.append(text)
        return list(others.values())

    def _is_other_page(self, article: StoredArticle, url: str) -> bool:
        """Whether an article is of another page of the site; on another port is another site."""
        return self._plan.is_on_site(article.url) and page_key(article.url) != page_key(url)


def identity_of(url: str) -> str:
    """The address by which an article is known: its page's, the same for http and https.

    >>> identity_of("http://example.org/n/a/?utm_source=rss"), identity_of("https://a.kz/n/a/amp/")
    ('https://example.org/n/a/', 'https://a.kz/n/a/')
    """
    found = plain_url(canonical_url(url) or url)
    return "https" + found.removeprefix("https").removeprefix("http")


def _are_related(article: StoredArticle, key: str, declared: str | None) -> bool:
    """Whether the page with this key and that of an article name one another, or both a third."""
    if article.canonical == key:
        return True
    return declared is not None and declared in (page_key(article.url), article.canonical)


def _nearest(text: Likeness, articles: Iterable[StoredArticle]) -> StoredArticle | None:
    """The most similar article that tells the same story."""
    found = [(text.resemblance_to(one.likeness), one) for one in articles]
    likeness, nearest = max(found, key=itemgetter(0), default=(0.0, None))
    return nearest if likeness >= ALIKE else None
