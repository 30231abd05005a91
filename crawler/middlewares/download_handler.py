"""Download handler: Scrapy's own for http and https, with two more bounds.

An answer's status line and headers may have so many bytes, and no connection is made to an address
that is not public (`public_addresses`). Time and the size of bodies are bounded by Scrapy itself:
`DOWNLOAD_TIMEOUT` is the time of a whole answer, `DOWNLOAD_MAXSIZE` counts unpacked bytes, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import DownloadFailedError

from crawler.middlewares.public_addresses import PrivateHosts
from crawler.scrapy_internals import guard_connections, header_error_in

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

LIMIT = "CHISTOVIK_MAX_HEADER_BYTES"


class GuardedHandler(HTTP11DownloadHandler):
    """Fetches from public hosts, and from those that `PrivateHosts` allows."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        guard_connections(
            self,
            max_header_bytes=crawler.settings.getint(LIMIT),
            check=lambda *connection: PrivateHosts.of(crawler).check(*connection),
        )

    async def download_request(self, request: Request) -> Response:
        """Fetch as Scrapy does; raises `HeadersTooLargeError` and `RefusedAddressError`.

        Neither is retried: the next answer would be no better.
        """
        try:
            return await super().download_request(request)
        except DownloadFailedError as error:
            raise header_error_in(error) or error from None
