"""What comes of each page, noted so that a crash at any moment loses nothing.

After the first error of the disk nothing more is written; what was not safe until then is fetched
again by the next run.

Written are the exchange in the archive, the article's file, the line of the feed, and the state.
The `Batch` makes them safe, the state last of all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from cleaners import __version__
from cleaners.files import write_new
from crawler.discovery.canonical_urls import page_key
from crawler.discovery.timestamps import now
from crawler.store import page_changes as changes
from crawler.store.likeness import ALIKE, bands_of, resemblance
from crawler.store.output_files import GrowingFile
from crawler.store.state_values import Link, Outcome, Page, Source, StoredArticle, Version
from crawler.store.warc_records import records_of
from crawler.store.write_batch import Batch, CannotWriteError

if TYPE_CHECKING:
    from crawler.items import AcceptedArticle, Visit
    from crawler.store.frontier import Patience
    from crawler.store.interface import State
    from crawler.store.warc_files import Archive
    from crawler.store.warc_records import Exchange

# What an archived answer is to a reader who looks for articles: one of its own, one more copy of
# one, or a page that leads to them.
ARTICLE, COPY, OTHER = "article", "copy", "other"


@dataclass(frozen=True, slots=True)
class Places:
    """Where a crawl writes: the output folder, and its feed, which is made when it is needed."""

    output: Path
    feed: Path


class Ledger:
    """Writes archive, articles, feed and state, for one run on one site."""

    def __init__(
        self,
        state: State,
        batch: Batch,
        archive: Archive,
        places: Places,
        site: str,
        patience: Patience,
    ) -> None:
        self._state = state
        self._batch = batch
        self._archive = archive
        self._places = places
        self._site = site
        self._patience = patience
        self._feed: GrowingFile | None = None

    def keep(self, exchange: Exchange, outcome: str) -> None:
        """Archive an exchange of which nothing else is to be noted."""
        self._note(exchange, {"role": OTHER, "outcome": outcome})

    def save_source(self, source: Source) -> None:
        """Note a listing, feed or sitemap that came."""
        self._state.save_source(replace(source, site=self._site))

    def redirected(
        self, exchange: Exchange, url: str, told: str | None, target: str | None
    ) -> None:
        """Note that an article's page leads elsewhere; the target, if of the site, is awaited.

        Where it only leads to another way to write its address, it is known under that one.
        """
        page = self._page(url)
        if target and page_key(target) == page_key(url):
            page = changes.respelled(page, target)
        else:
            if target:
                self._state.see([Link(target)], self._site, now())
            page = changes.redirected(page, exchange.fetched, told, target)
        self._note(exchange, {"role": OTHER, "outcome": Outcome.REDIRECTED}, page)

    def failed(
        self, url: str, reason: str, exchange: Exchange | None = None, *, for_good: bool = False
    ) -> None:
        """Note a failure, with the answer if it is not archived yet."""
        known = self._page(url)
        page = changes.failed(known, now(), reason, self._patience, for_good=for_good)
        if exchange:
            facts = {"role": ARTICLE, "outcome": page.outcome, "message": reason}
            self._note(exchange, facts, page)
        else:
            self._state.save_page(page)

    def forbidden(self, url: str, reason: str) -> None:
        """Note that robots.txt does not allow a page."""
        self._state.save_page(changes.forbidden(self._page(url), reason))

    def unchanged(self, visit: Visit) -> None:
        """Note that the server has nothing new."""
        time = visit.exchange.fetched
        page = changes.unchanged(self._page(visit.url), time, visit.told, visit.validators)
        self._note(visit.exchange, {"role": OTHER, "outcome": "not_modified"}, page)

    def dropped(self, visit: Visit, reason: str, message: str, *, is_copy: bool) -> None:
        """Note a page of which no article was made."""
        role = COPY if is_copy else ARTICLE
        facts = {"role": role, "outcome": reason, "message": message, "cleaner": __version__}
        page = replace(self._came(visit), outcome=Outcome.DROPPED, reason=f"{reason}: {message}")
        self._note(visit.exchange, facts, page)

    def same(self, visit: Visit, article: StoredArticle) -> None:
        """Note a page that came again, with the article it had before."""
        facts = {"role": COPY, "outcome": "unchanged", "identity": article.identity}
        page = replace(self._came(visit), outcome=Outcome.STORED, identity=article.identity)
        self._note(visit.exchange, facts, page)

    def store(self, item: AcceptedArticle, file: Path, text: str, line: str) -> None:
        """Write an article: its page, its file, its line in the feed, and what is known of it.

        Raises `CannotWriteError` where the disk is full, or gone.
        """
        visit, known, name = item.visit, item.known, self._batch.name_of(file)
        facts = {
            "role": ARTICLE,
            "outcome": Outcome.STORED,
            "cleaner": __version__,
            "identity": item.identity,
            "fingerprint": item.fingerprint,
        }
        replaced = self._places.output / known.file if known and known.file != name else None
        with self._batch.writing():
            feed = self._feed_file()
            archive, offset, end = self._archive.append(records_of(visit.exchange, facts))
            self._batch.add(write_new(file, text.encode(), replaced))
            feed.append(line.encode("utf-8", "surrogatepass"))
        self._batch.grown(feed.path, feed.length)
        self._batch.grown(archive, end)
        version = Version(
            identity=item.identity,
            number=_next_number(known, item.fingerprint),
            fingerprint=item.fingerprint,
            fetched=visit.exchange.fetched,
            cleaner=__version__,
            archive=self._batch.name_of(archive),
            offset=offset,
        )
        article = StoredArticle(
            *(item.identity, self._site, visit.url, name),
            *(version, item.same_as.identity if item.same_as else None, item.signature),
        )
        page = replace(self._came(visit), outcome=Outcome.STORED, identity=item.identity)
        self._state.save_article(article, bands_of(item.signature))
        self._state.save_page(page)
        if self._batch.is_full:
            self._batch.flush()

    def article(self, identity: str) -> StoredArticle | None:
        """The article with this identity."""
        return self._state.article(identity)

    def earlier(self, known: StoredArticle | None, signature: bytes | None) -> StoredArticle | None:
        """The article that tells the same story almost word for word; the oldest of the nearest.

        One that was stored before keeps its answer: else two of them would name each other.
        """
        if known is not None:
            return self._state.article(known.same_as) if known.same_as else None
        if signature is None:
            return None
        found = self._state.articles_in_bands(bands_of(signature))
        near = [(resemblance(a.signature, signature), a) for a in found if a.signature]
        likeness, nearest = max(near, key=itemgetter(0), default=(0.0, None))
        return nearest if likeness >= ALIKE else None

    def has_file(self, article: StoredArticle) -> bool:
        """Whether the file of an article is where it was written."""
        return self._batch.has(self._places.output / article.file)

    def close(self) -> None:
        """The feed is finished."""
        if self._feed is not None:
            self._batch.end(self._feed.path)
            self._feed.close()

    def _page(self, url: str) -> Page:
        """What is known of a page; one that was never seen is seen now."""
        known = self._state.page(url)
        return known or self._state.see([Link(url)], self._site, now())[0][1]

    def _came(self, visit: Visit) -> Page:
        page = self._page(visit.url)
        return changes.came(page, visit.exchange.fetched, visit.told, visit.validators)

    def _note(self, exchange: Exchange, facts: Mapping[str, str], page: Page | None = None) -> None:
        try:
            with self._batch.writing():
                archive, _, end = self._archive.append(records_of(exchange, facts))
        except CannotWriteError:
            return  # the crawl is about to end, and the next one will ask for the page
        self._batch.grown(archive, end)
        if page:
            self._state.save_page(page)

    def _feed_file(self) -> GrowingFile:
        if self._feed is None:
            self._batch.begin(self._places.feed)
            self._feed = GrowingFile(self._places.feed)
        return self._feed


def _next_number(known: StoredArticle | None, fingerprint: str) -> int:
    """A version of its own for a text of its own."""
    if known is None:
        return 1
    return known.version.number + (known.version.fingerprint != fingerprint)
