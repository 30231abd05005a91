"""Patterns of a profile for paths of addresses, with a bound on the time that a search takes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_LONGEST_PATTERN = 1_000  # characters
_LONGEST_PATH = 2_000  # characters of a path that are looked at
_SECONDS = 0.05  # for one path; an ordinary search takes some microseconds


class PathPattern:
    """A regular expression that is searched in paths.

    A pattern that takes longer than 0.05 s on one path matches nothing from then on, with a
    warning in the log: a crawl must not stand still.

    >>> PathPattern(r"^/n/[^/]+$").matches("/n/most"), PathPattern("^/n/").matches("/about")
    (True, False)
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._compiled: regex.Pattern[str] | None = _compile(pattern)

    def __repr__(self) -> str:
        return f"PathPattern({self.pattern!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PathPattern) and self.pattern == other.pattern

    def __hash__(self) -> int:
        return hash(self.pattern)

    def matches(self, path: str) -> bool:
        """Whether the pattern stands anywhere in the first 2,000 characters of a path."""
        if self._compiled is None:
            return False
        try:
            return self._compiled.search(path[:_LONGEST_PATH], timeout=_SECONDS) is not None
        except TimeoutError:
            # Imported here: it hardly ever happens.
            from logging import getLogger

            getLogger(__name__).warning(
                "the pattern %r took over %g s on one path and is not used any more; make it "
                "simpler",
                self.pattern,
                _SECONDS,
            )
            self._compiled = None
            return False


@lru_cache(maxsize=1024)
def _compile(pattern: str) -> regex.Pattern[str]:
    # Imported here: most programs never crawl.
    import regex

    return regex.compile(pattern)


def pattern_problem(pattern: str) -> str | None:
    """What is wrong with a pattern, None when it can be used.

    >>> pattern_problem("^/n/"), pattern_problem("(")
    (None, 'no regular expression: missing ) at position 1')
    """
    if len(pattern) > _LONGEST_PATTERN:
        return f"longer than {_LONGEST_PATTERN:,} characters"
    if not pattern:
        return None
    import regex

    try:
        _compile(pattern)
    except (regex.error, RecursionError, OverflowError) as error:
        return f"no regular expression: {error}"
    return None
