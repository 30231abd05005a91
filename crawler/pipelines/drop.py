"""Pipeline 2: what is no article of this site, or is stored already, goes no further."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, cast

from scrapy.exceptions import DropItem, NotConfigured
from scrapy.logformatter import LogFormatter, LogFormatterResult

from cleaners.reading.moments import read_moment
from crawler.discovery.canonical_urls import canonical_url, page_key, plain_url
from crawler.items import AcceptedArticle, CleanedPage, Refusal
from crawler.middlewares.reserved_rights import RESERVED, obeyed_marks, reserved
from crawler.pipelines.clean import WORKER_LOST
from crawler.pipelines.cleaning_worker import UNEXPECTED
from crawler.store.near_duplicates import fingerprint_of, signature_of
from crawler.store.open_run import Run, run_of
from crawler.store.state_values import NewArticle

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from cleaners import Article
    from crawler.discovery.plan import Plan
    from crawler.store.ledger import Visit
    from crawler.store.state_values import StoredArticle

DUPLICATE = "duplicate"
OTHER_HOST = "other_host"
UNCHANGED = "unchanged"
OTHER_DAY = "outside_period"
STAT_PREFIX = "articles/dropped/"
COPIES = frozenset({DUPLICATE, OTHER_HOST})
# Ours is the fault, not the page's: it is worth another try.
OUR_FAULTS = frozenset({WORKER_LOST, UNEXPECTED})


class Dropped(DropItem):
    """A page that is not stored: a word to count by, a sentence, the address.

    `article` is the one that an unchanged page gave again.
    """

    def __init__(self, reason: str, message: str, url: str, article: Article | None = None) -> None:
        super().__init__(f"{url}: {reason}: {message}")
        self.reason = reason
        self.message = message
        self.url = url
        self.article = article


class DropPipeline:
    """Drops with a reason, which is counted as `articles/dropped/<reason>` and noted."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self._crawler = crawler
        self._plan, self._ledger = run.plan, run.ledger
        self._obeyed = obeyed_marks(crawler.settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        run = run_of(crawler)
        if run is None:
            raise NotConfigured
        return cls(crawler, run)

    def process_item(self, item: CleanedPage) -> AcceptedArticle:
        """Let an article pass or raise `Dropped`."""
        visit = cast("Visit", item.visit)
        try:
            return self._accept(item, visit)
        except Dropped as dropped:
            self._crawler.stats.inc_value(STAT_PREFIX + dropped.reason)
            self._note(visit, dropped)
            raise

    def _note(self, visit: Visit, dropped: Dropped) -> None:
        if dropped.reason in OUR_FAULTS:
            reason = f"{dropped.reason}: {dropped.message}"
            self._ledger.failed(visit.url, reason, visit.exchange)
        elif dropped.reason == OTHER_DAY:
            # A crawl of all days is still to ask for it.
            self._ledger.archive(visit.exchange, OTHER_DAY)
        elif dropped.reason != UNCHANGED:
            is_copy = dropped.reason in COPIES
            self._ledger.dropped(visit, dropped.reason, dropped.message, is_copy=is_copy)

    def _accept(self, item: CleanedPage, visit: Visit) -> AcceptedArticle:
        plan = self._plan
        if not plan.is_on_site(item.url):
            raise Dropped(OTHER_HOST, f"the crawl is of {plan.host}", item.url)
        if isinstance(item.outcome, Refusal):
            raise Dropped(item.outcome.reason, item.outcome.message, item.url)
        if problem := reserved(item.outcome.metadata.reservations, self._obeyed):
            raise Dropped(RESERVED, problem, item.url)
        if not plan.period.holds(read_moment(item.outcome.date_published or "")):
            raise Dropped(OTHER_DAY, f"published on {item.outcome.date_published}", item.url)
        article, identity = item.outcome, identity_of(item.outcome, item.url, plan)
        known, fingerprint = self._ledger.article(identity), fingerprint_of(item.outcome)
        self._compare(known, visit, article, fingerprint)
        signature = signature_of(article.text)
        new = NewArticle(
            identity=identity,
            fingerprint=fingerprint,
            signature=signature,
            known=known,
            same_as=self._ledger.near_duplicate(known, signature),
        )
        return AcceptedArticle(url=item.url, article=article, visit=visit, new=new)

    def _compare(
        self, known: StoredArticle | None, visit: Visit, article: Article, fingerprint: str
    ) -> None:
        """Raise `Dropped` for a copy of an article, and for an article that has not changed."""
        if known is None:
            return
        if page_key(known.url) != page_key(visit.url):
            raise Dropped(DUPLICATE, f"the same article as {known.url}", visit.url)
        if known.version.fingerprint == fingerprint and self._ledger.has_file(known):
            self._ledger.unchanged(visit, known)
            raise Dropped(UNCHANGED, "its text is what it was", visit.url, article)


def identity_of(article: Article, url: str, plan: Plan) -> str:
    """The address that is the same for all copies of an article.

    The page's own word counts where it names a story. Sites that declare their front page, or one
    section, as canonical address of everything would otherwise shrink to a single article.
    """
    declared = plain_url(canonical_url(article.canonical_url or "") or "")
    found = declared if declared and plan.is_article(declared) else canonical_url(url) or url
    # A site that moves to https keeps its articles.
    return "https" + found.removeprefix("https").removeprefix("http")


class OneLineLog(LogFormatter):
    """Scrapy's messages, without the item under «Dropped»: the reason names its address."""

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """Name the address and the reason."""
        message = super().dropped(item, exception, response, spider)
        return message | {"msg": "Dropped: %(exception)s"}
