"""Whatever two workers do, and whenever they are killed: no story is lost, none is there twice."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.crawler.runs_on_disk import SITE

pytest.importorskip("fsspec")
from crawler.fleet.manifest import PublishedFile
from crawler.fleet.site_folder import SiteStore, StoreError
from tests.crawler.fleet.stores import (
    DyingFileSystem,
    KilledError,
    address,
    crawl,
    published_stories,
)

WORKERS = st.sampled_from(["a", "b"])


class TwoWorkers(RuleBasedStateMachine):
    """A site that publishes, and two workers that take its lease from one another."""

    def __init__(self) -> None:
        super().__init__()
        DyingFileSystem.reset()
        self.store = SiteStore("dying:///store")
        self.root = Path(tempfile.mkdtemp())
        self.stories: list[str] = []
        self.leases = 0
        self.held: dict[str, tuple[int, Path]] = {}
        self.seen: tuple[PublishedFile, ...] = ()

    @rule()
    def appear(self) -> None:
        """The site has one more story."""
        self.stories.append(address(len(self.stories)))

    @rule(worker=WORKERS)
    def lease(self, worker: str) -> None:
        """A worker leases the site; the other one may not know that its lease has run out."""
        self.leases += 1
        folder = self.root / str(self.leases)
        self.store.fetch(SITE, folder)
        self.held[worker] = (self.leases, folder)

    @precondition(lambda self: self.held)
    @rule(worker=WORKERS, killed_after=st.none() | st.integers(0, 2))
    def crawl(self, worker: str, killed_after: int | None) -> None:
        """A worker crawls what it does not know; the crawl may be killed."""
        if worker in self.held:
            crawl(self.held[worker][1], self.stories, killed_after=killed_after)

    @precondition(lambda self: self.held)
    @rule(worker=WORKERS, steps=st.none() | st.integers(0, 8), torn=st.booleans())
    def publish(self, worker: str, steps: int | None, torn: bool) -> None:
        """A worker publishes and goes, or is killed at it, or is told that it is late."""
        token, folder = self.held.pop(worker, (0, None))
        if folder is None:
            return
        DyingFileSystem.steps_left, DyingFileSystem.torn = steps, torn
        try:
            self.store.publish(SITE, folder, token)
        except (KilledError, StoreError):
            pass
        finally:
            DyingFileSystem.steps_left = None

    @invariant()
    def nothing_is_taken_back_or_there_twice(self) -> None:
        """Each look at the store begins with what the look before saw."""
        stories, files = published_stories(self.store), self.store.published_files(SITE)
        assert len(set(stories)) == len(stories)
        assert files[: len(self.seen)] == self.seen
        self.seen = files

    def teardown(self) -> None:
        """One undisturbed visit brings all that is missing."""
        self.lease("a")
        crawl(self.held["a"][1], self.stories)
        self.store.publish(SITE, self.held["a"][1], self.leases)
        assert sorted(published_stories(self.store)) == sorted(self.stories)
        shutil.rmtree(self.root)


def test_every_story_is_published_exactly_once() -> None:
    """Leases, crawls, publications and kills come in any order."""
    run_state_machine_as_test(TwoWorkers)
