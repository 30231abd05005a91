"""Pipeline: what is no article of this site, or is stored already, goes no further."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from scrapy.exceptions import DropItem, NotConfigured
from scrapy.logformatter import LogFormatter, LogFormatterResult

from cleaners.reading.clock import read_moment
from crawler.discovery.canonical_urls import canonical_url, page_key, plain_url
from crawler.discovery.timestamps import read_lastmod
from crawler.items import AcceptedArticle, CleanedPage, Refusal
from crawler.middlewares.reserved_rights import RESERVED, obeyed_marks, reserved
from crawler.monitoring.printable import one_line
from crawler.pipelines.clean import WORKER_LOST
from crawler.pipelines.cleaning_worker import UNEXPECTED
from crawler.store.near_duplicates import Likeness, fingerprint_of
from crawler.store.open_run import Run, run_of
from crawler.store.same_story import identity_of
from crawler.store.state_values import NewArticle

if TYPE_CHECKING:
    from collections.abc import Iterable

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
OTHER_PAGE = "other_page"
OTHER_DAY = "outside_period"
REPEATED = "repeated"
TRUNCATED = "truncated"
IS_REPEATED = "its text stands at many addresses of the site, so that it is no article"
STAT_PREFIX = "articles/dropped/"
WITHDRAWN_STAT = "articles/withdrawn"
COPIES = frozenset({DUPLICATE, OTHER_HOST, REPEATED})
# Parts of the article JSON: what belongs to a fetch, and what is written on request.
OF_THE_FETCH = frozenset({"metadata", "viewCount", "blocks", "removed"})
# The fault is ours, or the site is being repaired: such a page is tried again.
TRIED_AGAIN = frozenset({WORKER_LOST, UNEXPECTED, REPEATED, TRUNCATED})


class Dropped(DropItem):
    """A page that is not stored: a word to count by, a sentence, the address.

    `article` is the one that an unchanged page gave again; `withdrawn` are the addresses of stored
    articles that turned out to be none by this page.
    """

    def __init__(
        self,
        reason: str,
        message: str,
        url: str,
        *,
        article: Article | None = None,
        withdrawn: Iterable[str] = (),
    ) -> None:
        self.reason = reason
        self.message = one_line(message)
        # Unchanged pages are many: the table at the end of the crawl has one line for all.
        level = "DEBUG" if reason == UNCHANGED else None
        super().__init__(f"{url}: {reason}: {self.message}", log_level=level)
        self.url = url
        self.article = article
        self.withdrawn = tuple(withdrawn)


class DropPipeline:
    """Drops with a reason, which is counted as `articles/dropped/<reason>` and noted."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self._crawler = crawler
        self._plan, self._ledger, self._copies = run.plan, run.ledger, run.copies
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
        is_copy = dropped.reason in COPIES
        if dropped.reason in TRIED_AGAIN:
            reason = f"{dropped.reason}: {dropped.message}"
            self._ledger.failed(
                visit.url,
                reason,
                visit.exchange,
                is_copy=is_copy,
                at_once=dropped.reason == TRUNCATED,
            )
        elif dropped.reason == OTHER_DAY:
            # A crawl of all days is still to ask for it.
            self._ledger.archive(visit.exchange, OTHER_DAY)
        elif dropped.reason != UNCHANGED:
            self._ledger.dropped(visit, dropped.reason, dropped.message, is_copy=is_copy)

    def _accept(self, item: CleanedPage, visit: Visit) -> AcceptedArticle:
        article = self._article_of(item)
        declared = declared_original(article, visit.url, self._plan)
        known, text = self._copies.known(visit.url), Likeness.of(article)
        self._refuse_repeated(visit, text, known)
        fingerprint = fingerprint_of(article)
        is_recleaned = known is not None and self._is_recleaned(item, article, known, fingerprint)
        if known and not is_recleaned:
            self._refuse_old(visit, article, fingerprint, known)
        original = None if known else self._copies.original(visit.url, text, declared)
        if original:
            raise Dropped(DUPLICATE, f"the same article as {original.url}", visit.url)
        new = NewArticle(
            identity=known.identity if known else identity_of(visit.url),
            fingerprint=fingerprint,
            likeness=text,
            known=known,
            canonical=declared,
            same_as=self._copies.near_duplicate(known, text),
            is_truncated=article.metadata.truncated,
            is_recleaned=is_recleaned,
            published=read_lastmod(article.date_published or ""),
        )
        return AcceptedArticle(url=item.url, article=article, visit=visit, new=new)

    def _is_recleaned(
        self, item: CleanedPage, article: Article, known: StoredArticle, fingerprint: str
    ) -> bool:
        """Whether the page is that of the stored version, and its cleaning gives something else."""
        is_part = article.metadata.truncated or known.version.is_truncated
        if is_part or known.version.cleaner == self._ledger.cleaner:
            return False
        if known.version.fingerprint != fingerprint:
            return item.stored_text == fingerprint
        stored = self._ledger.files.json_of(known)
        return bool(stored) and facts_of(stored) != facts_of(article.to_dict())

    def _article_of(self, item: CleanedPage) -> Article:
        """The article of a page of this site, of a day that was asked for, that may be stored."""
        plan = self._plan
        if not plan.is_on_site(item.url):
            raise Dropped(OTHER_HOST, f"the crawl is of {plan.host}", item.url)
        if isinstance(item.outcome, Refusal):
            raise Dropped(item.outcome.reason, item.outcome.message, item.url)
        if problem := reserved(item.outcome.metadata.reservations, self._obeyed):
            raise Dropped(RESERVED, problem, item.url)
        part = item.outcome.metadata.part
        if part is not None and part.number > 1:
            raise Dropped(OTHER_PAGE, f"it is page {part.number} of a story", item.url)
        if plan.article is None and (kind := item.outcome.metadata.page_type):
            raise Dropped(OTHER_PAGE, f"the page says that it is no story ({kind})", item.url)
        if not plan.period.holds(read_moment(item.outcome.date_published or "")):
            raise Dropped(OTHER_DAY, f"published on {item.outcome.date_published}", item.url)
        return item.outcome

    def _refuse_old(
        self, visit: Visit, article: Article, fingerprint: str, known: StoredArticle
    ) -> None:
        """Raise `Dropped` where the page gives no more than the stored article."""
        version, is_part = known.version, article.metadata.truncated
        is_same = version.fingerprint == fingerprint and self._ledger.files.has(known)
        if is_part and (is_same or not version.is_truncated):
            raise Dropped(TRUNCATED, "it came without its end; what is stored stays", visit.url)
        if is_same and is_part == version.is_truncated:
            self._ledger.unchanged(visit, known)
            raise Dropped(UNCHANGED, "its text is what it was", visit.url, article=article)

    def _refuse_repeated(self, visit: Visit, text: Likeness, known: StoredArticle | None) -> None:
        """Raise `Dropped` for a text at many addresses, and withdraw the articles that have it."""
        if self._copies.is_repeated(text):
            found = [known] if known and text.is_same_text(known.likeness) else []
        elif not (found := self._copies.repeating(visit.url, text)):
            return
        for article in found:
            self._ledger.withdraw(article, f"{REPEATED}: {IS_REPEATED}")
        self._crawler.stats.inc_value(WITHDRAWN_STAT, len(found))
        raise Dropped(REPEATED, IS_REPEATED, visit.url, withdrawn=[one.url for one in found])


def declared_original(article: Article, url: str, plan: Plan) -> str | None:
    """The page that this one declares itself a copy of, as a `page_key`; None where it is its own.

    The page's word counts for stories of its site: no site can speak for another, and a front page
    or a section is no story.
    """
    declared = plain_url(canonical_url(article.canonical_url or "") or "")
    if not declared or page_key(declared) == page_key(url):
        return None
    counts = plan.is_on_site(declared) and plan.is_article(declared)
    return page_key(declared) if counts else None


def facts_of(article: Mapping[str, Any]) -> dict[str, Any]:
    """The article JSON without what changes from one fetch of a page to the next."""
    return {key: value for key, value in article.items() if key not in OF_THE_FETCH}


class OneLineLog(LogFormatter):
    """Scrapy's messages, without the item under «Dropped»: the reason names its address."""

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """Name the address and the reason, which both stand in `exception`."""
        message = super().dropped(item, exception, response, spider)
        return message | {"msg": "Dropped: %(exception)s"}
