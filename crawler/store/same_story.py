"""Which stored article a page is a copy of, and whether its text is an article at all.

A page's own word on its canonical address is never enough: two addresses are one story where their
texts agree. A text at many addresses of a site is none: sites answer dead addresses, and everything
while they are repaired, by one page and the status 200.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from crawler.discovery.canonical_urls import canonical_url, page_key, plain_url
from crawler.store.article_table import ArticleTable
from crawler.store.near_duplicates import ALIKE, SAME_TEXT, Likeness, bands_of
from crawler.store.sqlite import State
from crawler.store.state_values import RepeatedText, StoredArticle

# A story stands in two or three rubrics; sites that have it at more addresses name its own one.
MANY_ADDRESSES = 5


@dataclass(frozen=True, slots=True)
class Copy:
    """The article that a page is a copy of, and whether one of the two declares it."""

    article: StoredArticle
    is_declared: bool


class Copies:
    """Looks among the articles of one site; other sites can't make a page a copy."""

    def __init__(self, state: State, site: str) -> None:
        self._state = state
        self._articles: ArticleTable = state.articles
        self._site = site
        self._repeated = self._articles.repeated(site)

    def known(self, url: str) -> StoredArticle | None:
        """The article that was made of this page before."""
        page = self._state.page(url)
        named = self._articles.get(page.identity) if page and page.identity else None
        if named is not None and page_key(named.url) == page_key(url):
            return named
        return self._articles.get(identity_of(url))

    def is_repeated(self, text: Likeness) -> bool:
        """Whether the text is one that stands at many addresses of the site."""
        return any(
            text.resemblance_to(known.fingerprint, known.signature) >= SAME_TEXT
            for known in self._repeated
        )

    def copy_of(
        self, url: str, text: Likeness, *, known: StoredArticle | None, declared: str | None
    ) -> Copy | None:
        """The article of another page of the site whose story, or whose very text, this page has.

        `known` is the article of this page, if there is one: for that page texts have to be the
        same. `declared` is the page that this one declares itself a copy of, as a `page_key`.
        """
        named = self.known(declared) if declared else None
        exact = self._articles.with_fingerprint(text.fingerprint, self._site)
        near = self._articles.in_bands(bands_of(text.signature), self._site)
        found = [*([named] if named else []), *exact, *near]
        others = [article for article in found if page_key(article.url) != page_key(url)]
        related = [one for one in others if _are_related(one, page_key(url), declared)]
        if original := _nearest(text, related, SAME_TEXT if known else ALIKE):
            return Copy(original, is_declared=True)
        same = _nearest(text, others, SAME_TEXT)
        return Copy(same, is_declared=False) if same else None

    def near_duplicate(self, known: StoredArticle | None, text: Likeness) -> StoredArticle | None:
        """The earlier article, of whatever site, that tells the same story; the most similar one.

        `known` is the article as it was stored before: it keeps its answer, else two articles
        would name each other.
        """
        if known is not None:
            return self._articles.get(known.same_as) if known.same_as else None
        return _nearest(text, self._articles.in_bands(bands_of(text.signature)), ALIKE)

    def has_text(self, article: StoredArticle, text: Likeness) -> bool:
        """Whether the article has this text, nearly word for word."""
        return _nearest(text, [article], SAME_TEXT) is not None

    def withdrawn(self, article: StoredArticle) -> None:
        """Note that the text of an article stands at many addresses."""
        self._repeated.append(RepeatedText(article.version.fingerprint, article.signature))


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


def _nearest(
    text: Likeness, articles: Iterable[StoredArticle], least: float
) -> StoredArticle | None:
    """The most similar article, if it resembles the text by `least` or more."""
    found = [(text.resemblance_to(one.version.fingerprint, one.signature), one) for one in articles]
    likeness, nearest = max(found, key=itemgetter(0), default=(0.0, None))
    return nearest if likeness >= least else None
