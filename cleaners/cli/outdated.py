"""`--newer-cleaner`: pages that an archive says were cleaned by this version are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleaners.intake.record import Failure, Record
from cleaners.version import __version__

_NUMBER = re.compile(r"\d+")


def outdated(items: Iterable[Record | Failure]) -> Iterator[Record | Failure]:
    """What an older version cleaned, and what nobody is known to have cleaned."""
    return (item for item in items if isinstance(item, Failure) or is_older(item.cleaner))


def is_older(cleaner: str | None, than: str = __version__) -> bool:
    """Whether a version comes before another; an unknown one does.

    >>> is_older("0.9.0", "0.10.0"), is_older("0.10.0", "0.10.0"), is_older(None)
    (True, False, True)
    """
    return cleaner is None or _numbers(cleaner) < _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, _NUMBER.findall(version)))
