"""Records → what they teach of their sites, within bounds of time and memory."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click
import msgspec

from cleaners.addresses import bare_host, host_of
from cleaners.cli.messages import Bar
from cleaners.cli.shown_text import printable
from cleaners.intake.record import Failure, Place, Record
from cleaners.limits import DEFAULT_LIMITS, check_time, time_limit

if TYPE_CHECKING:
    from cleaners import SiteProfile
    from cleaners.learner import SiteLearner
    from cleaners.sites.learning.adoption import Adoption

# Hosts that are learned at a time, some 7 MB each. One more, and the host that has had no page for
# the longest time is concluded: its profile is made, and its later pages are left out.
MOST_HOSTS = 200
_MOST_NAMED = 3  # pages of unknown sites


class Naming(msgspec.Struct, frozen=True):
    """The site of a record: `site` for all, else the host of its own address or of `url`."""

    site: str | None = None
    url: str | None = None

    def host(self, record: Record) -> str:
        """The host without `www.`, empty where nothing tells it."""
        return bare_host(self.site) if self.site else host_of(record.url or self.url)


class Learned(msgspec.Struct, frozen=True):
    """What was learned of each host, in the order in which they came.

    `unread` counts records that could not be read, `without_site` those of no known site.
    """

    adoptions: tuple[Adoption, ...]
    unread: int
    without_site: int

    @property
    def profiles(self) -> tuple[SiteProfile, ...]:
        """The profiles of the hosts."""
        return tuple(adoption.profile for adoption in self.adoptions)


def learn_records(
    items: Iterable[Record | Failure],
    naming: Naming,
    program: str,
    check: Callable[[], None],
    wanted: Callable[[str, Record], bool],
) -> Learned:
    """Learn from all records, host by host.

    `naming` finds the host of a record, `program` begins the messages on standard error, `check`
    is called before each record and may raise, `wanted` says whether a record is learned from.
    """
    hosts, report = _Hosts(), _Report(program)
    with report:
        for item in items:
            check()
            if isinstance(item, Failure):
                report.unread(item.place, item.message, is_warning=item.is_warning)
                continue
            host = naming.host(item)
            if not host:
                report.without_site(item.place)
            elif wanted(host, item):
                report.read()
                message = _teach(hosts.learner(host), item)
                if message:
                    report.unread(item.place, message)
        report.conclude()
        adoptions = hosts.conclude()
    return Learned(
        adoptions=adoptions,
        unread=report.unread_count,
        without_site=report.without_site_count,
    )


def _teach(learner: SiteLearner | None, record: Record) -> str | None:
    """Learn from a record; the problem if it can't be read, None for a concluded host as well."""
    from cleaners.errors import CleanersError
    from cleaners.intake.open_document import open_document

    if learner is None:
        return None
    try:
        with time_limit(DEFAULT_LIMITS.max_seconds):
            learner.add(open_document(record.data, record.url, content_type=record.content_type))
            check_time()  # `learner.add` leaves out a page over a limit without a word
    except CleanersError as error:
        return str(error)
    return None


class _Hosts:
    """Learners of the latest hosts, and what was learned of those concluded."""

    def __init__(self) -> None:
        self._learners: OrderedDict[str, SiteLearner] = OrderedDict()
        self._adoptions: dict[str, Adoption | None] = {}

    def learner(self, host: str) -> SiteLearner | None:
        """The learner of a host, None where it is concluded."""
        from cleaners.learner import SiteLearner

        if host in self._learners:
            self._learners.move_to_end(host)
        elif host in self._adoptions:
            return None
        else:
            self._adoptions[host] = None  # its place in the order
            self._learners[host] = SiteLearner(host)
            if len(self._learners) > MOST_HOSTS:
                oldest, learner = self._learners.popitem(last=False)
                self._adoptions[oldest] = learner.adopt()
        return self._learners[host]

    def conclude(self) -> tuple[Adoption, ...]:
        """What was learned of all hosts, in the order in which they came."""
        while self._learners:
            host, learner = self._learners.popitem()
            self._adoptions[host] = learner.adopt()
        return tuple(adoption for adoption in self._adoptions.values() if adoption)


class _Report:
    """Messages on standard error, and a bar on a terminal."""

    def __init__(self, program: str) -> None:
        self.unread_count = self.without_site_count = self._read = 0
        self._program = program
        self._bar = Bar() if sys.stderr.isatty() else None

    def __enter__(self) -> _Report:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bar:
            self._bar.stop()

    def read(self) -> None:
        """Count a page that is learned from."""
        self._read += 1
        if self._bar:
            self._bar.show(f"learning: {self._read:,} pages")

    def unread(self, place: Place, message: str, *, is_warning: bool = False) -> None:
        """A record that can't be read, or a warning of one that was."""
        self.unread_count += not is_warning
        self._say(f"{place}: {message}")

    def without_site(self, place: Place) -> None:
        """A record without address; the first ones are named."""
        self.without_site_count += 1
        if self.without_site_count <= _MOST_NAMED:
            self._say(f"{place}: no address, so nobody knows its site; name it with --site HOST")

    def conclude(self) -> None:
        """Say how many more records had no address."""
        if self.without_site_count > _MOST_NAMED:
            self._say(f"{self.without_site_count - _MOST_NAMED:,} more records without address")

    def _say(self, line: str) -> None:
        line = printable(f"{self._program}: {line}")
        if self._bar:
            self._bar.print(line)
        else:
            click.echo(line, err=True)
