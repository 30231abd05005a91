"""The ledger: it writes what comes of each page, so that a crash at any moment loses nothing.

Written are the exchange in the archive, the article's file, the line of the feed, and the state.
The `WriteBatch` makes them safe, the state last of all. After the first error of the disk nothing
more is written; what was not safe until then is fetched again by the next run.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from cleaners import __version__
from crawler.discovery.canonical_urls import page_key
from crawler.discovery.timestamps import now
from crawler.store.frontier import RetryPolicy
from crawler.store.near_duplicates import bands_of
from crawler.store.output_files import OutputPaths
from crawler.store.sqlite import State
from crawler.store.state_values import (
    Link,
    NewArticle,
    Outcome,
    Page,
    Source,
    StoredArticle,
    Validators,
    Version,
)
from crawler.store.stored_files import ArticleFiles
from crawler.store.warc_files import Archive, read_exchange
from crawler.store.warc_records import ArchivedPage, Exchange, read_page, records_of
from crawler.store.write_batch import CannotWriteError, WriteBatch

# What an archived answer is to a reader who looks for articles: one of its own, one more copy of
# one, or a page that leads to them.
ARTICLE, COPY, OTHER = "article", "copy", "other"
TRUNCATED = "truncated: the page came without its end"


@dataclass(frozen=True, slots=True)
class Visit:
    """How a page came: its canonical address, its `lastmod` in a sitemap, and the exchange."""

    url: str
    lastmod: str | None
    validators: Validators
    exchange: Exchange = field(repr=False)


class Ledger:
    """Writes archive, articles, feed and state, for one run on one site."""

    def __init__(
        self,
        *,
        state: State,
        batch: WriteBatch,
        archive: Archive,
        paths: OutputPaths,
        site: str,
        policy: RetryPolicy,
        cleaner: str = __version__,
    ) -> None:
        """`cleaner` says what cleans the pages of this run, with which profile."""
        self._state = state
        self._batch = batch
        self._archive = archive
        self._output = paths.output
        self.files = ArticleFiles(batch, paths)
        self._site = site
        self._policy = policy
        self.cleaner = cleaner

    def archive(self, exchange: Exchange, outcome: str) -> None:
        """Archive an exchange of which nothing else is to be noted."""
        self._note(exchange, {"role": OTHER, "outcome": outcome})

    def save_source(self, source: Source) -> None:
        """Note a listing, feed or sitemap that came."""
        self._state.save_source(replace(source, site=self._site))

    def redirected(
        self, exchange: Exchange, *, url: str, lastmod: str | None, target: str | None
    ) -> None:
        """Note that the article's page at `url` leads to `target`; None for other sites.

        A target that is another spelling of the address replaces it; any other one is awaited.
        """
        page = self._page(url)
        if target and page_key(target) == page_key(url):
            page = page.moved_to(target)
        else:
            if target:
                self._state.see([Link(target)], self._site, now())
            page = page.redirected(exchange.fetched, lastmod, target)
        self._note(exchange, {"role": OTHER, "outcome": Outcome.REDIRECTED}, page)

    def failed(
        self,
        url: str,
        reason: str,
        exchange: Exchange | None = None,
        *,
        for_good: bool = False,
        is_copy: bool = False,
        at_once: bool = False,
    ) -> None:
        """Note a failure, with the answer if it is not archived yet.

        There is no other try with `for_good`, and one in the next run with `at_once`.
        """
        known, time = self._page(url), now()
        next_try = None if for_good else self._next_try(known, time, at_once=at_once)
        page = known.failed(time, reason, next_try)
        if exchange:
            role = COPY if is_copy else ARTICLE
            facts = {"role": role, "outcome": page.outcome, "message": reason}
            self._note(exchange, facts, page)
        else:
            self._state.save_page(page)

    def deleted(self, url: str) -> StoredArticle | None:
        """Mark the article of a page that is gone, in state, file and feed.

        Returns it; None where the page has none, or is marked already.
        """
        page = self._state.page(url)
        article = self._state.articles.get(page.identity) if page and page.identity else None
        if article is None or article.deleted or page_key(article.url) != page_key(url):
            return None
        self._mark_deletion(article, now())
        return article

    def forbidden(self, url: str, reason: str) -> None:
        """Note that robots.txt, or a reservation of the owner, does not allow a page."""
        self._state.save_page(self._page(url).forbidden(reason))

    def not_modified(self, visit: Visit) -> None:
        """Note that the server answered 304."""
        time = visit.exchange.fetched
        page = self._page(visit.url).unchanged(time, visit.lastmod, visit.validators)
        self._note(visit.exchange, {"role": OTHER, "outcome": "not_modified"}, page)

    def dropped(self, visit: Visit, reason: str, message: str, *, is_copy: bool) -> None:
        """Note a page that came and of which no article was made.

        `reason` is the short name that the report counts, `message` says more; `is_copy` where the
        page has the story of another one.
        """
        role = COPY if is_copy else ARTICLE
        facts = {"role": role, "outcome": reason, "message": message, "cleaner": self.cleaner}
        page = self._came(visit).dropped(f"{reason}: {message}")
        self._note(visit.exchange, facts, page)

    def withdraw(self, article: StoredArticle, reason: str) -> None:
        """Take back an article that turned out to be none; its page is tried again later."""
        time, page = now(), self._page(article.url)
        next_try = self._policy.next_try(page.tries + 1, time)
        self._state.save_page(replace(page.failed(time, reason, next_try), identity=None))
        self._state.articles.withdraw(article, time)
        self.files.remove(article)

    def unchanged(self, visit: Visit, article: StoredArticle) -> None:
        """Note a page that came again and gave the article that is stored."""
        facts = {"role": COPY, "outcome": "unchanged", "identity": article.identity}
        self._note(visit.exchange, facts, self._came(visit).stored(article.identity))
        if article.deleted:
            self._mark_deletion(article, None)

    def store(self, visit: Visit, new: NewArticle, *, file: Path, text: str, line: str) -> None:
        """Write an article: its page, its file, its line in the feed, and what is known of it.

        `text` is the content of `file`, `line` that of the feed. Raises `CannotWriteError` where
        the disk is full, or gone.
        """
        known, name = new.known, self._batch.name_of(file)
        facts = {
            "role": ARTICLE,
            "outcome": "recleaned" if new.is_recleaned else Outcome.STORED,
            "cleaner": self.cleaner,
            "identity": new.identity,
            "fingerprint": new.fingerprint,
        }
        replaced = self.files.path_of(known) if known and known.file != name else None
        feed_line = line.encode("utf-8", "surrogatepass")
        with self._batch.writing():
            self.files.open_feed()
            archive, offset, end = self._archive.append(records_of(visit.exchange, facts))
            self.files.write(file, text.encode(), feed_line, replaced)
        self._batch.grown(archive, end)
        article = StoredArticle(
            identity=new.identity,
            site=self._site,
            url=visit.url,
            file=name,
            version=self._version(visit, new, self._batch.name_of(archive), offset),
            canonical=new.canonical,
            same_as=new.same_as.identity if new.same_as else None,
            text_hash=new.likeness.text,
            headline=new.likeness.headline,
            signature=new.likeness.signature,
        )
        self._state.articles.save(article, bands_of(new.likeness.signature))
        self._state.save_page(self._stored(visit, new))
        if self._batch.is_full:
            self._batch.flush()

    def archived_page(self, article: StoredArticle) -> ArchivedPage | None:
        """The page of the newest version of an article; None where it can't be read."""
        path = self._output / article.version.archive
        return read_page(read_exchange(path, article.version.offset))

    def close(self) -> None:
        """Finish the feed; raises `CannotWriteError`."""
        self.files.close()

    def _mark_deletion(self, article: StoredArticle, since: str | None) -> None:
        """Note since when an article is gone, or that it is back; its feed gets a new line."""
        self._state.articles.mark_deleted(article.identity, since)
        # Where it can't be written the crawl is about to end, and the next one asks for the page.
        with suppress(CannotWriteError), self._batch.writing():
            self.files.mark_deletion(article, since)

    def _page(self, url: str) -> Page:
        """What is known of a page; one that was never seen is seen now."""
        known = self._state.page(url)
        return known or self._state.see([Link(url)], self._site, now())[0][1]

    def _came(self, visit: Visit) -> Page:
        return self._page(visit.url).came(visit.exchange.fetched, visit.lastmod, visit.validators)

    def _stored(self, visit: Visit, new: NewArticle) -> Page:
        """The page of an article; one that came without its end is asked for in the next run."""
        if not new.is_truncated:
            return self._came(visit).stored(new.identity, new.published)
        before, time = self._page(visit.url), visit.exchange.fetched
        page = before.failed(time, TRUNCATED, self._next_try(before, time, at_once=True))
        return replace(page, identity=new.identity, fetched=time, published=new.published)

    def _next_try(self, page: Page, time: str, *, at_once: bool) -> str | None:
        next_try = self._policy.next_try(page.tries + 1, time)
        return time if next_try and at_once else next_try

    def _version(self, visit: Visit, new: NewArticle, archive: str, offset: int) -> Version:
        return Version(
            identity=new.identity,
            number=new.version_number,
            fingerprint=new.fingerprint,
            fetched=visit.exchange.fetched,
            cleaner=self.cleaner,
            archive=archive,
            offset=offset,
            is_truncated=new.is_truncated,
        )

    def _note(self, exchange: Exchange, facts: Mapping[str, str], page: Page | None = None) -> None:
        try:
            with self._batch.writing():
                archive, _, end = self._archive.append(records_of(exchange, facts))
        except CannotWriteError:
            return  # the crawl is about to end, and the next one will ask for the page
        self._batch.grown(archive, end)
        if page:
            self._state.save_page(page)
