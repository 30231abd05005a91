"""What the crawler asks of its memory; `sqlite.py` is the one that ships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from crawler.store.state_values import Link, Page, Source, StoredArticle, Version


class State(Protocol):
    """Pages, sources, articles, and how far files were written; all by canonical address.

    A page is one however its address is written (`page_key`), and is asked for under its `url`.
    What is saved between two calls of `commit` is there as a whole after a crash, or not at all;
    who asks sees it at once.
    """

    def commit(self) -> None:
        """Make safe what was saved since the last time."""

    def rollback(self) -> None:
        """Forget what was saved since the last time."""

    def see(self, links: Iterable[Link], site: str, now: str) -> list[tuple[Link, Page]]:
        """Note that a source names these pages; returns what is known of each.

        A page keeps the address by which it came first, until it fails under that one.
        """

    def open_pages(self, site: str) -> Iterator[Page]:
        """Pages that wait for their first or for another try, whoever names them."""

    def page(self, url: str) -> Page | None:
        """What is known of a page."""

    def save_page(self, page: Page) -> None:
        """Replace what is known of a page."""

    def source(self, url: str) -> Source | None:
        """A listing, feed or sitemap as it last came."""

    def save_source(self, source: Source) -> None:
        """Replace a source."""

    def article(self, identity: str) -> StoredArticle | None:
        """The article with this identity."""

    def save_article(self, article: StoredArticle, bands: Iterable[int]) -> None:
        """Replace an article; its version is added when its number is new."""

    def versions(self, identity: str) -> list[Version]:
        """All versions of an article, the oldest first."""

    def articles_in_bands(self, bands: Iterable[int]) -> list[StoredArticle]:
        """The articles that share a band of their signature, the oldest first."""

    def newest_articles(self, site: str, most: int) -> list[StoredArticle]:
        """The articles of a site that were fetched last, the newest first."""

    def save_length(self, file: str, length: int) -> None:
        """Note how far a file below the output folder is written."""

    def lengths(self) -> dict[str, int]:
        """How far the files are written that a run has not finished."""

    def forget_length(self, file: str) -> None:
        """Note that a file is finished."""

    def is_new(self) -> bool:
        """Whether no run has used it yet."""

    def begin_run(self, run: str, site: str, now: str) -> list[str]:
        """Note the start of a run; returns earlier runs that did not come to their end."""

    def end_run(self, run: str, now: str, reason: str) -> None:
        """Note the end of a run."""

    def close(self) -> None:
        """Close it for good."""
