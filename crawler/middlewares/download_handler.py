"""Download handler: Scrapy's own for http and https, with two more bounds.

An answer's status line and headers may have so many bytes, and no connection is made to an address
that is not public (`public_addresses`). Time and the size of bodies are bounded by Scrapy itself:
`DOWNLOAD_TIMEOUT` is the time of a whole answer, `DOWNLOAD_MAXSIZE` counts unpacked bytes, too.

Of an answer that is read in part, such as robots.txt, no more is taken than its request asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import DownloadFailedError, StopDownload

from crawler.middlewares.public_addresses import PrivateHosts
from crawler.scrapy_internals import guard_connections, header_error_in

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

LIMIT = "CHISTOVIK_MAX_HEADER_BYTES"
# In the meta of a request: after so many bytes the body is cut off, and taken as it is.
FIRST_BYTES = "chistovik_first_bytes"
RECEIVED = "chistovik_received_bytes"
# Scrapy's own bounds would refuse the whole body.
SCRAPYS_BOUNDS = ("download_maxsize", "download_warnsize")


class GuardedHandler(HTTP11DownloadHandler):
    """Fetches from public hosts, and from those that `PrivateHosts` allows."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        guard_connections(
            self,
            max_header_bytes=crawler.settings.getint(LIMIT),
            check=lambda *connection: PrivateHosts.of(crawler).check(*connection),
        )
        crawler.signals.connect(self.stop_after_first_bytes, signals.bytes_received)

    async def download_request(self, request: Request) -> Response:
        """Fetch as Scrapy does; raises `HeadersTooLargeError` and `RefusedAddressError`.

        Neither is retried: the next answer would be no better.
        """
        is_part = FIRST_BYTES in request.meta
        if is_part:
            request.meta.update({RECEIVED: 0, **dict.fromkeys(SCRAPYS_BOUNDS, 0)})
        try:
            return await super().download_request(request)
        except DownloadFailedError as error:
            raise header_error_in(error) or error from None
        finally:
            # Unpacking is bounded by the same keys.
            for key in SCRAPYS_BOUNDS if is_part else ():
                del request.meta[key]

    def stop_after_first_bytes(self, data: bytes, request: Request) -> None:
        """Raise `StopDownload` when as much came as was asked for."""
        if FIRST_BYTES in request.meta:
            request.meta[RECEIVED] += len(data)
            if request.meta[RECEIVED] >= request.meta[FIRST_BYTES]:
                raise StopDownload(fail=False)
