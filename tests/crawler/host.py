"""A host that answers everything in one way, and counts."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response


class Host:
    """Stands for the engine of a crawl."""

    def __init__(self, answer: Response | Exception) -> None:
        self.answer = answer
        self.requests: list[Request] = []

    @property
    def asked(self) -> int:
        """How often it was asked."""
        return len(self.requests)

    async def download_async(self, request: Request) -> Response:
        """What the host says; it takes a moment."""
        self.requests.append(request)
        await asyncio.sleep(0)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer
