"""`--newer-cleaner`: pages that an archive says were cleaned by this version are passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from cleaners.intake.record import Failure, Record
from cleaners.version import __version__

_NUMBER = re.compile(r"\d+")


def outdated(
    items: Iterable[Record | Failure], pass_over: Callable[[], None]
) -> Iterator[Record | Failure]:
    """Records that an older version cleaned, and those of which no version is known.

    `pass_over` is called for each of the others.
    """
    for item in items:
        if isinstance(item, Failure) or is_older(item.cleaner):
            yield item
        else:
            pass_over()


def is_older(cleaner: str | None, than: str = __version__) -> bool:
    """Whether a version comes before another; an unknown one does.

    >>> is_older("0.9.0", "0.10.0"), is_older("0.10.0", "0.10.0"), is_older(None)
    (True, False, True)
    """
    return cleaner is None or _numbers(cleaner) < _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, _NUMBER.findall(version)))
