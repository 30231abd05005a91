"""One line in the log for a page that is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter, LogFormatterResult

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.http import Response
    from twisted.python.failure import Failure


class OneLine(LogFormatter):
    """Scrapy's messages, without the item under «Dropped»: the reason names its address."""

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """Name the address and the reason."""
        message = super().dropped(item, exception, response, spider)
        return message | {"msg": "Dropped: %(exception)s"}
