"""What can go wrong, grouped by who must react.

CleanersError
├── DumpError          the input can't be read as a page: look at the input
├── LimitError         the input is larger than a limit allows: look at the limit
├── ProfileError       a site profile is wrong: look at the profile
├── InvalidTypeError   an argument has the wrong type: look at the call; a `TypeError`, too
├── InvalidValueError  an argument has a wrong value: look at the call; a `ValueError`, too
└── NoMainContent      the page was read and has no story: nothing to mend
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaners.decision import Decision


class CleanersError(Exception):
    """Every error that `cleaners` raises on purpose."""


class DumpError(CleanersError):
    """The input is no page: undecodable, binary or empty."""


class LimitError(CleanersError):
    """The input goes over a limit; `limit` names it.

    >>> LimitError("max_characters", "page has 70 characters, allowed are 50").limit
    'max_characters'
    """

    def __init__(self, limit: str, message: str) -> None:
        super().__init__(limit, message)
        self.limit = limit
        self.message = message

    def __str__(self) -> str:
        return f"{self.limit}: {self.message}"


class ProfileError(CleanersError):
    """A site profile is missing or wrong; the message names file and key."""


class InvalidTypeError(CleanersError, TypeError):
    """An argument has a type that nothing can be done with; the message names it."""


class InvalidValueError(CleanersError, ValueError):
    """An argument has a value that can't be right; the message names both."""


class NoMainContent(CleanersError):  # noqa: N818 - no error of anybody: some pages have no story
    """The page has no story; `decisions` tells what was seen instead."""

    def __init__(self, message: str, decisions: tuple[Decision, ...] = ()) -> None:
        super().__init__(message, decisions)
        self.message = message
        self.decisions = decisions

    def __str__(self) -> str:
        return self.message
