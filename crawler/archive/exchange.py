"""One request and the answer to it, as they went over the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.times import now

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response
    from scrapy.http.headers import Headers as ScrapyHeaders

Headers = tuple[tuple[str, str], ...]

# What opens a door is no part of an archive, which may be given to others.
SECRETS = frozenset({"authorization", "proxy-authorization", "cookie"})


@dataclass(frozen=True, slots=True)
class Exchange:
    """Headers in the order of Scrapy; the body as received, its content encoding kept.

    Chunks are joined: that is the coding of the transfer and not of the page.
    """

    url: str
    fetched: str
    method: str
    request_headers: Headers
    status: int
    protocol: str
    response_headers: Headers
    body: bytes = field(repr=False)
    ip_address: str | None = None


def exchange_of(request: Request, response: Response) -> Exchange:
    """The exchange that has just ended."""
    return Exchange(
        url=response.url,
        fetched=now(),
        method=request.method,
        request_headers=tuple(
            pair for pair in headers_of(request.headers) if pair[0].lower() not in SECRETS
        ),
        status=response.status,
        protocol=response.protocol or "HTTP/1.1",
        response_headers=headers_of(response.headers),
        body=response.body,
        ip_address=str(response.ip_address) if response.ip_address else None,
    )


def headers_of(headers: ScrapyHeaders) -> Headers:
    """All headers, repeated ones one by one."""
    lists: Mapping[bytes, list[bytes]] = headers
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name in lists
        for value in headers.getlist(name)
    )
