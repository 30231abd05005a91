"""What travels through the pipelines; plain values that can be pickled, free of Scrapy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaners import Article, Reservation, SiteProfile

if TYPE_CHECKING:
    from crawler.store.ledger import Visit
    from crawler.store.state_values import NewArticle


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as the server sent it; `profile` is the site profile that cleans it.

    `visit` is there in a crawl, and does not travel to the cleaning process. `is_truncated` says
    that the page has come without its end, `source` where a web archive keeps it.
    Body and profile stay out of `repr`, so that no log ever prints them.
    """

    url: str
    body: bytes = field(repr=False)
    content_type: str | None
    downloaded: str
    profile: SiteProfile | None = field(repr=False)
    visit: Visit | None = field(default=None, repr=False)
    reservations: tuple[Reservation, ...] = ()
    source: str | None = None
    is_truncated: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page gave no article: a word to count by and a sentence to read.

    `detail` is the traceback of an unexpected error, for the log.
    """

    reason: str
    message: str
    detail: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """A page after cleaning, with its article or the reason why it has none.

    `stored_text` is the fingerprint of the stored version, cleaned as pages are cleaned now; None
    where it was cleaned so.
    """

    url: str
    outcome: Article | Refusal = field(repr=False)
    visit: Visit | None = field(default=None, repr=False)
    stored_text: str | None = None


@dataclass(frozen=True, slots=True)
class AcceptedArticle:
    """An article that is to be stored, and what is stored with it."""

    url: str
    article: Article = field(repr=False)
    visit: Visit = field(repr=False)
    new: NewArticle
