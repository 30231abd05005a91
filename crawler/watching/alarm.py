"""The alarm: what a monitor raises."""

from __future__ import annotations

from collections.abc import Iterable

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


def describe(alarms: Iterable[Alarm]) -> list[str]:
    """The alarms of one site in words; those with the same pages share a line.

    >>> describe([Alarm("spreading", "a.kz", "failed", "too many", 0, 1, ("https://a.kz/x",))])
    ['a.kz: too many; look at https://a.kz/x']
    """
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for alarm in alarms:
        groups.setdefault((alarm.site, alarm.urls), []).append(alarm.message)
    return [
        f"{site}: {'; '.join(messages)}{'; look at ' if urls else ''}{' '.join(urls)}"
        for (site, urls), messages in groups.items()
    ]
