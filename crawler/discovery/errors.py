"""What can be wrong with the arguments of a crawl; each message is one sentence for the user."""

from __future__ import annotations


class BadArgumentError(ValueError):
    """A value that an argument can't have."""


class BadAddressError(BadArgumentError):
    """A web address that no crawl can start from."""


class BadPeriodError(BadArgumentError):
    """A period that no crawl can be about."""
