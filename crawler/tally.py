"""What a crawl's report counts, and how it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# The table shows where to look; the JSON has all of them.
SHOWN_URLS = 3
MIN_TITLE_WIDTH = 20


@dataclass(slots=True)
class Tally:
    """Grows during a crawl. `dropped` holds `url` and `message`, the others addresses."""

    fetched: int = 0
    stored: int = 0
    redirects: dict[str, str] = field(default_factory=dict)
    dropped: defaultdict[str, list[dict[str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    http_errors: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    failures: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    missed: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def report_of(tally: Tally) -> dict[str, Any]:
    """The report as it is written; its parts are in a fixed order.

    >>> report_of(Tally(fetched=3, stored=2))["articlesStored"]
    2
    """
    return {
        "pagesFetched": tally.fetched,
        "articlesStored": tally.stored,
        "articlesDropped": _sorted(tally.dropped),
        "httpErrors": _sorted(tally.http_errors),
        "failures": _sorted(tally.failures),
        "redirects": tally.redirects,
        "profileSelectorsMissed": _sorted(tally.missed),
    }


def table_of(tally: Tally) -> str:
    """The report as a short table; selectors that missed are counted only, most pages lack some.

    >>> print(table_of(Tally(fetched=3, stored=2, redirects={"http://a.kz/r": "http://a.kz/s"})))
    pages fetched           3
    articles stored         2
    redirected              1  http://a.kz/r
    """
    dropped = {why: [entry["url"] for entry in entries] for why, entries in tally.dropped.items()}
    missed = {selector: [""] * len(urls) for selector, urls in tally.missed.items()}
    rows = [
        ("pages fetched", tally.fetched, ""),
        ("articles stored", tally.stored, ""),
        *_rows("dropped: {}", dropped),
        *_rows("HTTP {}", tally.http_errors),
        *_rows("failed: {}", tally.failures),
        *_rows("redirected", {"": list(tally.redirects)} if tally.redirects else {}),
        *_rows("selector missed: {}", missed),
    ]
    width = max(MIN_TITLE_WIDTH, *(len(title) for title, _, _ in rows))
    return "\n".join(f"{t:<{width}} {n:>4}  {urls}".rstrip() for t, n, urls in rows)


def _rows(title: str, groups: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int, str]]:
    for key, urls in sorted(groups.items()):
        more = " …" if len(urls) > SHOWN_URLS and urls[0] else ""
        yield title.format(key), len(urls), " ".join(urls[:SHOWN_URLS]).strip() + more


def _sorted(groups: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted(groups.items()))
