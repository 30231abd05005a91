"""The alarm: what a monitor raises."""

from __future__ import annotations

import msgspec

# Enough to look at; the report has the rest.
SHOWN_URLS = 5


class Alarm(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What changed on which site: `before` and `now` are what was usual and what was seen.

    `monitor` names the rule, `what` its subject: a sign, or `articles`. `raised_after` is the
    number of pages of the run which had been looked at, absent where the end of the run told.
    """

    monitor: str
    site: str
    what: str
    message: str
    before: float
    now: float
    urls: tuple[str, ...] = ()
    raised_after: int | None = None

    @property
    def subject(self) -> tuple[str, str]:
        """Two alarms with the same subject are one alarm, told twice."""
        return self.site, self.what

    def __str__(self) -> str:
        pages = f"; look at {' '.join(self.urls)}" if self.urls else ""
        return f"{self.site}: {self.message}{pages}"
