"""Pipeline: writes each article as a JSON file of its own, and as a line of the feed.

File names are readable, safe on every disk, and the same for the same article.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlsplit

import msgspec
from scrapy.exceptions import NotConfigured

from cleaners.files import safe_stem
from crawler.configuration import output_folder
from crawler.discovery.url_guess import FILE_ENDING
from crawler.pipelines.drop import Dropped
from crawler.store.open_run import Run, run_of
from crawler.store.write_batch import CannotWriteError

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy.crawler import Crawler

    from cleaners import Article
    from crawler.items import AcceptedArticle

# A signal, sent with `article`, its JSON, and `is_new`, which is False for a new version.
article_stored = object()

NOT_WRITTEN = "not_written"
STORED_STAT = "articles/stored"
RECLEANED_STAT = "articles/recleaned"

MAX_NAME_BYTES = 120
ENDING = ".json"
# 32 bits are enough: they only tell apart articles of one site and month that share a slug.
HASH_CHARACTERS = 8
UNDATED = "undated"

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(?![0-9])")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")


class StorePipeline:
    """Writes `articles/<host>/<yyyy>/<mm>/<name>.json` below the output folder."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self._crawler = crawler
        self._plan, self._ledger = run.plan, run.ledger
        self._explain = crawler.settings.getbool("CHISTOVIK_EXPLAIN")
        self._articles = output_folder(crawler.settings) / "articles"

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        run = run_of(crawler)
        if run is None:
            raise NotConfigured
        return cls(crawler, run)

    def process_item(self, item: AcceptedArticle) -> dict[str, Any]:
        """Write the article, then send `article_stored` with its JSON, which is returned.

        Raises `Dropped` where the disk is full, or gone.
        """
        article = _linked(item)
        plain = article.to_dict()
        line = msgspec.json.encode(plain).decode() + "\n"
        text = msgspec.json.format(article.to_json(explain=self._explain)) + "\n"
        try:
            self._ledger.store(item.visit, item.new, file=self._path(item), text=text, line=line)
        except CannotWriteError as error:
            raise Dropped(NOT_WRITTEN, str(error), item.url) from None
        self._crawler.stats.inc_value(RECLEANED_STAT if item.new.is_recleaned else STORED_STAT)
        if not item.new.is_recleaned:
            is_new = item.new.known is None
            self._crawler.signals.send_catch_log(article_stored, article=plain, is_new=is_new)
        return plain

    def _path(self, item: AcceptedArticle) -> Path:
        site = host_folder(self._plan.host)
        month = month_folder(item.article.date_published)
        return self._articles / site / month / article_name(item.new.identity)


def _linked(item: AcceptedArticle) -> Article:
    """The article with what the crawl adds: the earlier one that tells the same, a re-clean."""
    new = item.new
    if new.same_as is None and not new.is_recleaned:
        return item.article
    metadata = msgspec.structs.replace(
        item.article.metadata,
        same_as=new.same_as.url if new.same_as else None,
        recleaned=new.is_recleaned,
    )
    return msgspec.structs.replace(item.article, metadata=metadata)


def article_name(identity: str) -> str:
    """The file name of the article with this canonical address.

    The hash is always there: two languages or rubrics of a site share slugs, and the name must
    not depend on which of them was fetched first.

    >>> article_name("https://example.org/n/bridge-opens/")
    'bridge-opens-90c5eb44.json'
    >>> article_name("https://example.org/n/..%2F..%2Fetc%2Fpasswd")
    'passwd-3aba552b.json'
    """
    digest = sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_CHARACTERS]
    room = MAX_NAME_BYTES - len(ENDING) - HASH_CHARACTERS - 1
    slug = safe_stem(_slug(identity), room)
    return f"{slug}-{digest}{ENDING}" if slug else f"{digest}{ENDING}"


def month_folder(date_published: str | None) -> str:
    """The folder of an article's month, relative to its site's.

    >>> month_folder("2025-05-20T14:05:00+05:00"), month_folder("../2025"), month_folder(None)
    ('2025/05', 'undated', 'undated')
    """
    match = _MONTH.match(date_published or "")
    return f"{match[1]}/{match[2]}" if match else UNDATED


def host_folder(host: str) -> str:
    """The folder of a site; a host of strange characters becomes plain.

    >>> host_folder("kazpravda.kz"), host_folder("::1"), host_folder("..")
    ('kazpravda.kz', '1', 'unknown-host')
    """
    match = _HOST.fullmatch(safe_stem(host.lower(), MAX_NAME_BYTES))
    return match[0] if match else "unknown-host"


def _slug(identity: str) -> str:
    try:
        path = unquote(urlsplit(identity).path, errors="replace")
    except ValueError:
        return ""
    last = path.rstrip("/").rpartition("/")[2] or path.strip("/")
    return FILE_ENDING.sub("", last)
