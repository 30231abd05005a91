"""A worker of a fleet: it takes the lease of a site, visits it, gives the lease back, and so on."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import repeat
from pathlib import Path
from typing import TypeVar

import msgspec

from crawler.fleet.bound import bound
from crawler.fleet.lease_table import DatabaseError, Lease, LeaseTable, Outcome
from crawler.fleet.places import place_of
from crawler.fleet.rhythm import after_visit, next_visit
from crawler.fleet.visit import LOST, Task, Visit, name_of, now

_RENEWALS = 4  # in the time of a lease
_MARGIN = 0.2  # share of a lease before whose end the visit is ended, come what may
_LONGEST_SLEEP = 30.0  # seconds; somebody may add a site meanwhile
_SHORTEST_SLEEP = 1.0  # the neighbour of a site that is being crawled is due, and not free
_NEIGHBOUR_PAUSE = 60.0  # seconds until a site is tried again whose neighbour is being crawled
_TROUBLE_PAUSE = timedelta(hours=1)  # until a site is tried again whose visit went wrong here
_LOCKED = 75  # exit status of a crawl whose folder another one writes to
_PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)  # seconds between questions to a database that is away

_Answer = TypeVar("_Answer")

logger = logging.getLogger(__name__)


class Plan(msgspec.Struct, frozen=True):
    """How a worker works: where the folders are, how long a lease lasts, how each site is crawled.

    `stays` says whether to wait for sites to become due, or to end when none is.
    """

    folder: Path
    store: str | None
    settings: tuple[str, ...]
    seconds: float
    stays: bool


class Worker:
    """Visits one site at a time, until it is stopped."""

    def __init__(self, name: str, table: LeaseTable, plan: Plan) -> None:
        self._name = name
        self._table = table
        self._plan = plan
        self._stopping = threading.Event()
        self._visit: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """End soon: the crawl finishes what is in flight, and the lease is given back."""
        self._stopping.set()
        visit = self._visit  # it may end just now
        if visit is not None:
            visit.terminate()

    def run(self) -> None:
        """Work until it is stopped, or nothing is due where the plan says so.

        Where one visit after the other fails, it makes longer and longer pauses: what is wrong may
        be wrong on this machine alone, and others get the sites meanwhile.
        """
        pauses = _pauses()
        while not self._stopping.is_set():
            taken = self._patiently(self._take)
            if taken is None:
                return
            lease, asked = taken
            if lease is None:
                if not self._plan.stays or not self._sleep():
                    return
            elif self._work(lease, asked):
                pauses = _pauses()
            elif self._stopping.wait(next(pauses)):
                return

    def _take(self) -> tuple[Lease | None, float]:
        """A lease, and when it was asked for: it may have begun long before the answer is here."""
        asked = now()
        return self._table.take(self._name, self._plan.seconds), asked

    def _sleep(self) -> bool:
        """Wait until a site is due; False when stopped meanwhile."""
        wait = self._patiently(self._table.seconds_until_due)
        wait = _LONGEST_SLEEP if wait is None else min(wait, _LONGEST_SLEEP)
        return not self._stopping.wait(max(wait, _SHORTEST_SLEEP))

    def _work(self, lease: Lease, asked: float) -> bool:
        """Visit a site, and give its lease back; False where something went wrong here."""
        place = place_of(lease.url)
        if not self._patiently(lambda: self._table.settle(lease, place)):
            logger.info("%s: another site at %s is being crawled", lease.url, place)
            self._patiently(lambda: self._table.postpone(lease, _NEIGHBOUR_PAUSE))
            return True
        logger.info("%s: lease %d", lease.url, lease.token)
        log = self._plan.folder / "logs" / f"{name_of(lease.url)}.log"
        try:
            done = self._visited(lease, asked, log)
        except OSError as error:  # no room, no right to write, no room for a process
            done = Visit(1, trouble=str(error))
        if done is None:
            logger.warning("%s: lease %d was lost; its crawl is ended", lease.url, lease.token)
            return True
        logger.info("%s: %s", lease.url, _summary(done))
        if done.status == _LOCKED or done.interrupted:
            pause = 0 if done.interrupted else _NEIGHBOUR_PAUSE
            self._patiently(lambda: self._table.postpone(lease, pause))
            return True
        # By the clock of the database, like all other times.
        moment = lease.begun + timedelta(seconds=now() - asked)
        outcome = _outcome_of(lease, done, moment, f"{self._name}: {log}")
        self._patiently(lambda: self._table.give_back(lease, outcome))
        return not done.trouble

    def _visited(self, lease: Lease, asked: float, log: Path) -> Visit | None:
        """Visit the site while the lease lasts; None where it was lost."""
        plan = self._plan
        task = Task(lease.url, lease.token, str(plan.folder), plan.store, plan.settings)
        log.parent.mkdir(parents=True, exist_ok=True)
        command = bound([sys.executable, "-m", "crawler.fleet.visit"])
        with (
            log.open("ab") as stderr,
            subprocess.Popen(  # noqa: S603  our own interpreter
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                start_new_session=True,  # Ctrl-C is for the worker, which ends its visit gently
            ) as visit,
        ):
            self._visit = visit
            if self._stopping.is_set():  # it was asked to before there was a visit
                visit.terminate()
            keeper = _Keeper(visit, lease, self._table, plan.seconds)
            said = keeper.hear(task, asked)
            self._visit = None
        if keeper.is_lost or visit.returncode == LOST:
            return None
        try:
            done = msgspec.json.decode(said, type=Visit)
        except msgspec.DecodeError:
            done = Visit(visit.returncode, trouble="the visit was killed")
        # Who is interrupted before it has begun, or twice, leaves no report to say so.
        is_interrupted = done.interrupted or (self._stopping.is_set() and bool(done.trouble))
        return msgspec.structs.replace(done, interrupted=is_interrupted)

    def _patiently(self, ask: Callable[[], _Answer]) -> _Answer | None:
        """The answer of the database, however long it is away; None when stopped meanwhile."""
        for pause in _pauses():
            try:
                return ask()
            except DatabaseError as error:
                logger.warning("%s; asked again in %g s", error, pause)
                if self._stopping.wait(pause):
                    return None
        return None


class _Keeper:
    """Renews the lease of a visit, and tells the visit how long it may go on.

    The visit ends itself when it hears nothing: a worker that is stopped or hangs can't do it.
    """

    def __init__(
        self, visit: subprocess.Popen[bytes], lease: Lease, table: LeaseTable, seconds: float
    ) -> None:
        self.is_lost = False
        self._visit, self._lease, self._table, self._seconds = visit, lease, table, seconds
        self._over = threading.Event()

    def hear(self, task: Task, asked: float) -> bytes:
        """Let the visit do its task; what it says in the end. The lease began at `asked`."""
        self._tell(msgspec.json.encode(task))
        self._allow(asked)
        thread = threading.Thread(target=self._keep, daemon=True)
        thread.start()
        said = self._visit.stdout.read() if self._visit.stdout else b""
        self._over.set()
        thread.join()
        return said

    def _keep(self) -> None:
        while not self._over.wait(self._seconds / _RENEWALS):
            asked = now()
            try:
                self.is_lost = not self._table.renew(self._lease, self._seconds)
            except DatabaseError as error:
                logger.warning("%s: %s", self._lease.url, error)
                continue
            if self.is_lost:
                self._visit.kill()
                return
            self._allow(asked)

    def _allow(self, asked: float) -> None:
        """Say until when the lease lasts that was asked for at a time of this machine's clock."""
        self._tell(msgspec.json.encode(asked + self._seconds * (1 - _MARGIN)))

    def _tell(self, line: bytes) -> None:
        with suppress(BrokenPipeError):  # it has ended
            if self._visit.stdin:
                self._visit.stdin.write(line + b"\n")
                self._visit.stdin.flush()


def _pauses() -> Iterator[float]:
    yield from _PAUSES
    yield from repeat(_PAUSES[-1])


def _outcome_of(lease: Lease, done: Visit, now: datetime, log: str) -> Outcome:
    if done.trouble:  # of the site it tells nothing
        alarms = (*done.alarms, f"{lease.url}: {done.trouble} ({log})")
        due = now + _TROUBLE_PAUSE
        return Outcome(due, lease.rhythm, done.status, done.new_stories, alarms)
    rhythm = after_visit(lease.rhythm, now, done.publications)
    return Outcome(next_visit(rhythm, now), rhythm, done.status, done.new_stories, done.alarms)


def _summary(done: Visit) -> str:
    if done.trouble and not done.interrupted:
        return done.trouble
    alarms = f", {len(done.alarms)} alarms" if done.alarms else ""
    end = ", interrupted" if done.interrupted else ""
    return f"{done.new_stories:,} new stories, status {done.status}{alarms}{end}"
