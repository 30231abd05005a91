"""The same site by trafilatura, as its command does with `--sitemap` and `--feed`.

Its own fetcher refuses loopback, and its functions an address without a name. Pages are therefore
fetched for it, and the site has a name in all that it sees.
"""

from __future__ import annotations

from contextlib import ExitStack
from itertools import chain
from unittest.mock import patch
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from trafilatura import bare_extraction
from trafilatura.feeds import find_feed_urls
from trafilatura.settings import Document
from trafilatura.sitemaps import sitemap_search

from benchmarks.systems.scoring import Answer

_NAME = "http://stepnoy-listok.example"


def ask_trafilatura(url: str) -> tuple[list[Answer], int]:
    """What it says of each page that sitemaps and feeds name, and how many pages those are."""
    opener = build_opener(ProxyHandler({}))

    def fetch(address: str, **_: object) -> str | None:
        try:
            with opener.open(address.replace(_NAME, url)) as answer:
                text: str = answer.read().decode("utf-8", "replace")
        except URLError:
            return None
        return text.replace(url, _NAME)

    with ExitStack() as patches:
        for module in ("sitemaps", "feeds"):
            patches.enter_context(patch(f"trafilatura.{module}.fetch_url", fetch))
        patches.enter_context(patch("trafilatura.sitemaps.is_live_page", lambda *_: True))
        named = chain(sitemap_search(_NAME, sleep_time=0), find_feed_urls(_NAME))
        urls = list(dict.fromkeys(named))
    pages = ((address, fetch(address)) for address in urls)
    return [_ask(address, page) for address, page in pages if page], len(urls)


def _ask(url: str, page: str) -> Answer:
    found = bare_extraction(page, url=url, with_metadata=True)
    if not isinstance(found, Document):
        return Answer(url=url)
    return Answer(
        url=url,
        text=found.text or "",
        headline=found.title,
        authors=tuple(found.author.split("; ")) if found.author else (),
        date=found.date,
        language=found.language,
        section=next(iter(found.categories or ()), None),
        tags=tuple(found.tags or ()),
        main_image=found.image,
    )
