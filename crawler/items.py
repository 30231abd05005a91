"""What travels through the pipelines; plain values that can be pickled, free of Scrapy."""

from __future__ import annotations

from dataclasses import dataclass, field

from cleaners import Article, Reservation, SiteProfile
from crawler.store.state_values import StoredArticle, Validators
from crawler.store.warc_records import Exchange


@dataclass(frozen=True, slots=True)
class Visit:
    """How a page was come by: its canonical address, what its source told, and the exchange."""

    url: str
    told: str | None
    validators: Validators
    exchange: Exchange = field(repr=False)


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as the server sent it; `profile` is the site profile that cleans it.

    `visit` is there in a crawl, and does not travel to the cleaning process. Body and profile stay
    out of `repr`, so that no log ever prints them.
    """

    url: str
    body: bytes = field(repr=False)
    content_type: str | None
    downloaded: str
    profile: SiteProfile | None = field(repr=False)
    visit: Visit | None = field(default=None, repr=False)
    reservations: tuple[Reservation, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page gave no article: a word to count by and a sentence to read."""

    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """A page after cleaning, with its article or the reason why it has none."""

    url: str
    outcome: Article | Refusal = field(repr=False)
    visit: Visit | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class AcceptedArticle:
    """An article with its identity: the address that is the same for all its copies.

    `known` is the article as it was stored before, `same_as` an earlier one that tells the same
    story almost word for word.
    """

    url: str
    identity: str
    article: Article = field(repr=False)
    visit: Visit = field(repr=False)
    fingerprint: str
    signature: bytes | None = field(repr=False)
    known: StoredArticle | None = None
    same_as: StoredArticle | None = None
