"""A cleaning process: pages in on standard input, articles out on standard output.

Run as `python -m crawler.pipelines.cleaning_worker` by `clean.py`. A message is its length and a
pickle.
The process ends by itself when its parent does, for then there is nothing more to read.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from typing import BinaryIO

from msgspec.structs import replace

from cleaners import (
    Article,
    CleanersError,
    DumpError,
    LimitError,
    NoMainContent,
    Reservation,
    clean,
)
from crawler.items import FetchedPage, Refusal

LENGTH = struct.Struct(">I")

# The library promises never to hang. Should it, the kernel ends the process: an alarm without a
# handler works inside C code, too. An ordinary page takes 15–50 ms, the worst known 30 s.
PAGE_SECONDS = 60

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
        )
        return _with_reservations(article, page.reservations) if page.reservations else article
    except CleanersError as error:
        return Refusal(_reason(error), str(error))
    # A worker that dies on one page would lose the pages behind it.
    except Exception as error:  # noqa: BLE001 - see above
        return Refusal(UNEXPECTED, f"unexpected {type(error).__name__}, please report: {error}")


def _with_reservations(article: Article, found: tuple[Reservation, ...]) -> Article:
    """The page's own reservations, and those of its server behind them."""
    every = (*article.metadata.reservations, *found)
    metadata = replace(article.metadata, reservations=every)
    return replace(article, metadata=metadata)


def main() -> None:
    """Answer messages until there are no more."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    answers = _claim_stdout()
    while (page := read_message(sys.stdin.buffer)) is not None:
        signal.alarm(PAGE_SECONDS)
        answer = clean_page(pickle.loads(page))  # noqa: S301 - our own parent wrote it
        signal.alarm(0)
        answers.write(pack(answer))
        answers.flush()


def pack(value: object) -> bytes:
    """A message that carries the value."""
    data = pickle.dumps(value)
    return LENGTH.pack(len(data)) + data


def read_message(stream: BinaryIO) -> bytes | None:
    """The pickle inside the next message; None at the end."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    return stream.read(LENGTH.unpack(head)[0])


def _claim_stdout() -> BinaryIO:
    """Keep standard output for messages; what else is printed goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _reason(error: CleanersError) -> str:
    return next((word for kind, word in REASONS if isinstance(error, kind)), UNEXPECTED)


if __name__ == "__main__":
    main()
