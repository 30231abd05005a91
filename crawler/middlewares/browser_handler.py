"""Download handler for pages that a browser fetches; everything else goes the guarded way.

The browser resolves names itself. What a page asks for is looked at before: no request is made to a
host that leads to an address which is not public. A name that changes its address between that look
and the browser's own is not noticed.
"""

from __future__ import annotations

import asyncio
import socket
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crawler.discovery.canonical_urls import port_of
from crawler.middlewares.browser import is_unwanted
from crawler.middlewares.download_handler import GuardedHandler
from crawler.middlewares.public_addresses import PrivateHosts, RefusedAddressError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class GuardedBrowserHandler:
    """Makes scrapy-playwright's handler stand on ours, as it stands on Scrapy's."""

    lazy = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardedHandler:
        """Built by Scrapy."""
        # Imported here: it is an extra.
        from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

        bases = (ScrapyPlaywrightDownloadHandler, GuardedHandler)
        handler: Any = type(cls.__name__, bases, {})(crawler)
        handler.abort_request = partial(is_refused, crawler)
        return handler  # type: ignore[no-any-return]


async def is_refused(crawler: Crawler, request: Any) -> bool:
    """Whether the browser shall not make a request of its page."""
    return is_unwanted(request) or await leads_inside(request.url, PrivateHosts.of(crawler))


async def leads_inside(url: str, hosts: PrivateHosts) -> bool:
    """Whether an address of the web leads to a machine that the crawl must not reach.

    >>> asyncio.run(leads_inside("http://127.0.0.1:8017/", PrivateHosts()))
    True
    >>> asyncio.run(leads_inside("data:text/plain,x", PrivateHosts()))
    False
    """
    host, port = urlsplit(url).hostname, port_of(url)
    if not host or not port:
        return False
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        for *_, address in found:
            hosts.check(host, port, str(address[0]))
    except OSError:
        return False  # the browser will not find it either
    except RefusedAddressError:
        return True
    return False
