"""What a cleaning process does with a page; it need not import Scrapy."""

from __future__ import annotations

from traceback import format_exc

from msgspec.structs import replace

from cleaners import (
    Article,
    CleanersError,
    DumpError,
    LimitError,
    Limits,
    NoMainContent,
    clean,
)
from cleaners.workers import describe_bug
from crawler.items import FetchedPage, Refusal

# The library bounds its own time while Python code runs. Should C code take longer, the kernel ends
# the process a while later. An ordinary page takes 15–50 ms.
PAGE_SECONDS = Limits().max_seconds + 15

REASONS: tuple[tuple[type[CleanersError], str], ...] = (
    (NoMainContent, "no_story"),
    (DumpError, "unreadable"),
    (LimitError, "over_limit"),
)
UNEXPECTED = "cleaning_failed"


def clean_page(page: FetchedPage) -> Article | Refusal:
    """Clean one page; whatever goes wrong becomes a reason."""
    try:
        article = clean(
            page.body,
            page.url,
            profile=page.profile,
            content_type=page.content_type,
            downloaded=page.downloaded,
            source=page.source,
        )
        return _with_facts_of(page, article)
    except CleanersError as error:
        return Refusal(_reason(error), str(error))
    # A worker that dies on one page would lose the pages behind it.
    except Exception as error:  # noqa: BLE001 - see above
        return Refusal(UNEXPECTED, describe_bug(error), format_exc())


def _with_facts_of(page: FetchedPage, article: Article) -> Article:
    """What the answer tells beside the page: reservations of its server, and if it was cut."""
    if not page.reservations and not page.is_truncated:
        return article
    metadata = replace(
        article.metadata,
        reservations=(*article.metadata.reservations, *page.reservations),
        truncated=page.is_truncated,
    )
    return replace(article, metadata=metadata)


def _reason(error: CleanersError) -> str:
    return next((word for kind, word in REASONS if isinstance(error, kind)), UNEXPECTED)
