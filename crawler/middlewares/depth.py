"""Spider middleware: `DEPTH_LIMIT` holds for listings, not for the stories that they name.

Under Scrapy's own limit the stories of the deepest listing would be dropped in every run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.spidermiddlewares.depth import DepthMiddleware

from crawler.middlewares.request_meta import is_article, is_source

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response


class StoryDepth(DepthMiddleware):
    """Limits how far listings lead to listings, and stories to stories."""

    def get_processed_request(self, request: Request, response: Response | None) -> Request | None:
        """Let a story of a listing pass, however deep that lies."""
        passed = super().get_processed_request(request, response)
        asked = response.request if response is not None else None
        is_story_of_source = is_article(request) and asked is not None and is_source(asked)
        return request if is_story_of_source else passed
