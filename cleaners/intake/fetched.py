"""An address as SOURCE: who reads sources is told how to fetch it; the library has no network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from cleaners.intake.record import Failure, Place, Record

WITHOUT_FETCHER = (
    "an address, no file: `chistovik clean` fetches it, `clean-file` reads saved pages"
)


class Answer(Protocol):
    """What came for an address: a page, or with `problem` the reason why there is none.

    `url` is where it was found in the end, `downloaded` the time of the fetch, `asks_payment` says
    that it came with HTTP status 402.
    """

    @property
    def problem(self) -> str: ...  # noqa: D102  described above, as those below
    @property
    def url(self) -> str: ...  # noqa: D102
    @property
    def content_type(self) -> str | None: ...  # noqa: D102
    @property
    def downloaded(self) -> str: ...  # noqa: D102
    @property
    def body(self) -> bytes: ...  # noqa: D102
    @property
    def asks_payment(self) -> bool: ...  # noqa: D102


AnswerOf = Callable[[str], Answer]
Fetch = Callable[[Sequence[str]], AbstractContextManager[AnswerOf]]
"""Fetches addresses; what it gives out has the answer for each, until it is closed."""


def is_address(source: str) -> bool:
    """Whether a SOURCE is an address of the web.

    >>> is_address("https://example.org/n/1"), is_address("https.html")
    (True, False)
    """
    return source.startswith(("http://", "https://"))


def record_of(place: Place, answer_of: AnswerOf | None) -> Record | Failure:
    """The page behind the address of a place, or why there is none."""
    if answer_of is None:
        return Failure(place, WITHOUT_FETCHER)
    answer = answer_of(place.path)
    if answer.problem:
        return Failure(place, f"can't be fetched: {answer.problem}")
    return Record(
        answer.body,
        place,
        url=answer.url,
        content_type=answer.content_type,
        downloaded=answer.downloaded,
        asks_payment=answer.asks_payment,
    )
