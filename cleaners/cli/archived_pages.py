"""The pages of one host in an archive: the newest ones, and a fair sample of those before them."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from random import Random
from typing import NamedTuple

from cleaners.addresses import bare_host, host_of
from cleaners.document import Document
from cleaners.errors import CleanersError
from cleaners.intake.open_document import open_document
from cleaners.intake.record import Failure, Record

NEWEST = 150
EARLIER = 50


class ArchivedPages(NamedTuple):
    """Pages with their time of fetch, in its order."""

    earlier: tuple[Document, ...]
    newest: tuple[Document, ...]


def read_archived(
    items: Iterable[Record | Failure], hosts: Iterable[str], say: Callable[[str], None]
) -> ArchivedPages:
    """The pages of a host, under any of its names; what can't be read is told by `say`.

    Memory is bounded: of any number of pages 200 are kept, the earlier ones a fair sample
    (reservoir sampling). The same archive gives the same pages.
    """
    names = frozenset(map(bare_host, hosts))
    random = Random(min(names))  # noqa: S311  a fair sample needs no secrets
    newest: list[tuple[str, int, Document]] = []
    earlier: list[tuple[str, int, Document]] = []
    for number, item in enumerate(items):
        if isinstance(item, Failure):
            say(f"{item.source}: {item.message}")
        elif host_of(item.url) in names and (document := _open(item, say)) is not None:
            heapq.heappush(newest, (document.downloaded or "", number, document))
            if len(newest) > NEWEST:
                oldest = heapq.heappop(newest)
                passed = number + 1
                if len(earlier) < EARLIER:
                    earlier.append(oldest)
                elif (slot := random.randrange(passed)) < EARLIER:
                    earlier[slot] = oldest
    return ArchivedPages(*(tuple(page[2] for page in sorted(pages)) for pages in (earlier, newest)))


def _open(record: Record, say: Callable[[str], None]) -> Document | None:
    try:
        return open_document(
            record.data,
            record.url,
            content_type=record.content_type,
            downloaded=record.downloaded,
            source=record.source,
        )
    except CleanersError as error:
        say(f"{record.source}: {error}")
        return None
