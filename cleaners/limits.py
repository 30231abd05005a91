"""What one page may cost, and the clock that holds it to that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import NamedTuple, TypeVar

import msgspec

from cleaners.errors import InvalidTypeError, InvalidValueError, LimitError


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds for `clean`; over one of them it raises `LimitError`, whose `limit` is the name here.

    `max_bytes` of data that comes as bytes (an 859-byte archive can unpack to 200 MB).
    `max_characters` of text; the largest pages of the development sets have 4 million, the parser
    needs about 12 bytes of memory for each. `max_tags` in markup, `max_unclosed_tags` without an
    end, `max_depth` open at the same time (10,000 nested `<div>` take the parser 0.4 s, 40,000 take
    13 s), `max_attributes` of one tag (100,000 take over 30 s), `max_options` of lists to select
    from (50,000 take 11 s). `max_lines` of plain text, empty ones included, and `max_blocks` that
    a page is cut into. `max_seconds` for all of it, measured as time that passes; they hold in
    every thread, while Python code runs.

    >>> Limits(max_seconds=5).max_characters
    20000000
    >>> Limits(max_blocks=0)
    Traceback (most recent call last):
    cleaners.errors.InvalidValueError: max_blocks must be greater than 0, not 0
    """

    max_bytes: int = 32 * 1024 * 1024
    max_characters: int = 20_000_000
    max_tags: int = 500_000
    max_unclosed_tags: int = 10_000
    max_depth: int = 10_000
    max_attributes: int = 5_000
    max_options: int = 10_000
    max_lines: int = 1_000_000
    max_blocks: int = 20_000
    max_seconds: float = 60.0

    def __post_init__(self) -> None:
        """Refuse what is no bound."""
        for name in self.__struct_fields__:
            value = getattr(self, name)
            types = (int, float) if name == "max_seconds" else (int,)
            if not isinstance(value, types) or isinstance(value, bool):
                raise InvalidTypeError(f"{name} must be a number, not {type(value).__name__}")
            if not value > 0:
                raise InvalidValueError(f"{name} must be greater than 0, not {value}")

    def check(self, name: str, count: int, what: str) -> None:
        """Raise `LimitError` where `count` is over the limit of that name; `what` is counted.

        >>> Limits(max_lines=2).check("max_lines", 3, "lines")
        Traceback (most recent call last):
        cleaners.errors.LimitError: max_lines: page has 3 lines, allowed are 2
        """
        allowed = getattr(self, name)
        if count > allowed:
            raise LimitError(name, f"page has {count:,} {what}, allowed are {allowed:,}")


DEFAULT_LIMITS = Limits()

Item = TypeVar("Item")


class _Deadline(NamedTuple):
    at: float
    seconds: float


_deadline: ContextVar[_Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Within it `check_time` raises `LimitError` after so many seconds; an outer one holds too."""
    outer = _deadline.get()
    own = _Deadline(monotonic() + seconds, seconds)
    token = _deadline.set(outer if outer and outer.at < own.at else own)
    try:
        yield
    finally:
        _deadline.reset(token)


def check_time() -> None:
    """Raise `LimitError` if the time is up; loops over a page call it for each block or line."""
    deadline = _deadline.get()
    if deadline is not None and monotonic() > deadline.at:
        raise LimitError("max_seconds", f"not done within {deadline.seconds:g} s")


def timed(items: Iterable[Item]) -> Iterator[Item]:
    """The same items; the time is checked at the first of them and at every 64th.

    >>> sum(timed(range(100)))
    4950
    """
    for number, item in enumerate(items):
        if number % 64 == 0:
            check_time()
        yield item


def seconds_left(at_most: float) -> float:
    """The time that is left, in seconds, `at_most` where there is more or no limit."""
    deadline = _deadline.get()
    return at_most if deadline is None else max(0.001, min(at_most, deadline.at - monotonic()))
