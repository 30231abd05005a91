"""Stores for tests: crawls that leave something to publish, and a store that workers die at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.crawler.runs_on_disk import SITE, run_on_disk

pytest.importorskip("fsspec")
import fsspec
from fsspec.implementations.memory import MemoryFileSystem

from crawler.fleet.site_folder import SiteStore


class KilledError(BaseException):
    """The worker is dead at this moment; nothing of ours may catch it."""


class DyingFileSystem(MemoryFileSystem):
    """A store in memory; with `steps_left`, the worker dies at the change after so many.

    Where `torn` is set, half of what it was writing is there, as on a local disk.
    """

    protocol = "dying"
    store: ClassVar[dict[str, Any]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]
    steps_left: ClassVar[int | None] = None
    torn: ClassVar[bool] = False

    @classmethod
    def reset(cls) -> None:
        """An empty store that nobody dies at."""
        cls.store.clear()
        cls.pseudo_dirs[:] = [""]
        cls.steps_left, cls.torn = None, False

    def put_file(self, lpath: str, rpath: str, *args: Any, **kwargs: Any) -> None:
        """Write an object, or die."""
        if self._is_last_step():
            if self.torn:
                data = Path(lpath).read_bytes()
                self.pipe_file(rpath, data[: len(data) // 2])
            raise KilledError
        super().put_file(lpath, rpath, *args, **kwargs)

    def rm(self, path: str, *args: Any, **kwargs: Any) -> None:
        """Remove an object, or die."""
        if self._is_last_step():
            raise KilledError
        super().rm(path, *args, **kwargs)

    def _is_last_step(self) -> bool:
        cls = type(self)
        if cls.steps_left is None:
            return False
        cls.steps_left -= 1
        return cls.steps_left < 0


fsspec.register_implementation("dying", DyingFileSystem, clobber=True)


def crawl(folder: Path, stories: list[str], *, killed_after: int | None = None) -> None:
    """A crawl that stores those stories which the state does not know; it may be killed."""
    with suppress(KilledError), run_on_disk(folder) as run:
        known = run.run.state.articles
        for number, story in enumerate(url for url in stories if known.get(url) is None):
            if number == killed_after:
                raise KilledError
            run.store(story, f"{story} tells of something else. " * 9)


def address(number: int) -> str:
    """The address of a story."""
    return f"https://{SITE}/n/story-{number}/"


def published_stories(store: SiteStore) -> list[str]:
    """The lines of all feeds that were published, which are the addresses of stories."""
    return [line for feed in _feeds(store) for line in feed.splitlines()]


def _feeds(store: SiteStore) -> Iterator[str]:
    for file in store.published_files(SITE):
        if file.name.startswith("feeds/"):
            with fsspec.open(store.address(SITE, file), encoding="utf-8", mode="rt") as feed:
                yield feed.read()
