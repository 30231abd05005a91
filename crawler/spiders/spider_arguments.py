"""What a spider can be told by `-a name=value`.

An error's message is one sentence for the user: what is wrong, and what to write instead.
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from crawler.discovery.canonical_urls import canonical_url
from crawler.discovery.period import Period

ARGUMENTS = frozenset({"url", "since", "until", "follow"})
ARTICLES = "articles"


class BadArgumentError(ValueError):
    """A value that an argument can't have."""


def parse_follow(follow: str | None) -> bool:
    """Whether links on articles are followed, too.

    Raises `BadArgumentError` for any other value than "articles".

    >>> parse_follow("articles"), parse_follow(None)
    (True, False)
    """
    if follow not in (None, ARTICLES):
        message = f"follow={follow} is unknown; write -a follow={ARTICLES}, or leave it out"
        raise BadArgumentError(message)
    return follow == ARTICLES


def parse_start(url: str | None, example: str) -> str:
    """The address a crawl starts from; `BadArgumentError` says in one sentence what is wrong.

    >>> parse_start("https://example.org", "https://example.org/")
    'https://example.org/'
    >>> parse_start("example.org", "https://example.org/")
    Traceback (most recent call last):
    crawler.spiders.spider_arguments.BadArgumentError: url=example.org is no web address; write -a url=https://example.org/
    """
    if not url:
        raise BadArgumentError(f"an address to start from is missing; write -a url={example}")
    found = canonical_url(url)
    if found is None:
        raise BadArgumentError(f"url={url} is no web address; write -a url={example}")
    return found


def parse_period(since: str | None, until: str | None, timezone: str = "") -> Period:
    """A period from the arguments of a spider; `BadArgumentError` says what is wrong with them.

    >>> parse_period("2025-05-01", None).since
    datetime.date(2025, 5, 1)
    >>> parse_period("?", None)
    Traceback (most recent call last):
    crawler.spiders.spider_arguments.BadArgumentError: since=? is no day; write -a since=2025-05-31
    """
    first, last = _parse_day("since", since), _parse_day("until", until)
    if first and last and first > last:
        raise BadArgumentError(
            f"since={since} lies after until={until}; change the one or the other"
        )
    zone = ZoneInfo(timezone) if timezone else None
    return Period(since=first, until=last, zone=zone)


def _parse_day(name: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{name}={text} is no day; write -a {name}=2025-05-31"
        raise BadArgumentError(message) from None
