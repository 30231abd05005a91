"""Steps for datatrove that learn the templates of many hosts: each task samples, then they join."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from zlib import crc32

import msgspec
from datatrove.data import Document
from datatrove.io import get_datafolder
from datatrove.pipeline.base import PipelineStep
from datatrove.utils.logging import logger

from cleaners.addresses import host_of
from cleaners.engines.page_cleaner import page_of
from cleaners.engines.page_sample import PageSample
from cleaners.errors import ProfileError
from cleaners.learner import write_learned
from cleaners.sites.parsing import parse_profile

_HELD_BYTES = 500_000_000  # of packed pages in a task; then they are written, and it goes on
_FILE_NAME = re.compile(r"[\w-]+(\.[\w-]+)*")  # a host that may name a file


class HostSample(msgspec.Struct, frozen=True):
    """A line of what tasks hand on: a host with the sample of some of its pages."""

    host: str
    sample: PageSample


class SiteSampler(PipelineStep):  # type: ignore[misc]  # datatrove has no types
    """Keeps a fair sample of the pages of each host in `folder`, for `ProfileLearner`.

    Documents go through untouched; pages are those of `PageCleaner`, and one without address is
    passed over. Hosts are dealt into `parts`: as many tasks can learn from them afterwards. A task
    holds at most 500 MB of packed pages.
    """

    type = "🧭 - SITES"
    name = "sampler"

    def __init__(self, folder: Any, parts: int = 16) -> None:
        super().__init__()
        self.folder = get_datafolder(folder)
        self.parts = parts

    def run(
        self, data: Iterable[Document], rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        """The same documents."""
        samples: dict[str, PageSample] = {}
        held = 0
        with self.folder.get_output_file_manager(mode="wb", compression=None) as files:
            for document in data:
                with self.track_time():
                    held += self._sample(document, samples)
                    if held > _HELD_BYTES:
                        self._write(samples, files, rank)
                        held = 0
                yield document
            self._write(samples, files, rank)

    def _sample(self, document: Document, samples: dict[str, PageSample]) -> int:
        """Keep a page if it belongs to the sample of its host; by how many bytes that grew."""
        page = page_of(document)
        host = host_of(page.url)
        if not _FILE_NAME.fullmatch(host):
            self.stat_update("without_site")
            return 0
        before = samples.get(host, PageSample())
        after = samples[host] = before.add(page.data, page.url, page.content_type)
        return 0 if after is before else len(after.pages[-1].packed)

    def _write(self, samples: dict[str, PageSample], files: Any, rank: int) -> None:
        for host, sample in samples.items():
            part = crc32(host.encode()) % self.parts
            line = msgspec.json.encode(HostSample(host, sample))
            files.write(f"{part:05}/{rank:05}.jsonl", line + b"\n")
        samples.clear()


class ProfileLearner(PipelineStep):  # type: ignore[misc]  # datatrove has no types
    """Learns a profile for each host of the samples in `folder`; `<host>.toml` in `profiles`.

    Hosts whose pages have nothing in common, or fewer than three stories, get no file.
    """

    type = "🧭 - SITES"
    name = "learner"

    def __init__(self, folder: Any, profiles: Any) -> None:
        super().__init__()
        self.folder = get_datafolder(folder)
        self.profiles = get_datafolder(profiles)

    def run(
        self, data: Iterable[Document] | None = None, rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        """Write the profiles of this task's share of the parts; documents go through."""
        yield from data or ()
        parts = sorted({path.partition("/")[0] for path in self.folder.list_files()})
        for part in parts[rank::world_size]:
            for host, sample in self._samples(part).items():
                with self.track_time("host"):
                    self._learn(host, sample)

    def _samples(self, part: str) -> dict[str, PageSample]:
        """The hosts of a part, each with what all tasks saw of it."""
        joined: dict[str, PageSample] = {}
        for path in self.folder.list_files(part):
            with self.folder.open(path, "rb") as file:
                for line in file:
                    found = msgspec.json.decode(line, type=HostSample)
                    joined[found.host] = joined.get(found.host, PageSample()).merge(found.sample)
        return joined

    def _learn(self, host: str, sample: PageSample) -> None:
        profile = sample.learn(host).profile
        self.stat_update("hosts")
        if not (profile.story.body or profile.remove or profile.repeated):
            return
        toml = write_learned(profile)
        try:
            parse_profile(toml, f"{host}.toml")
        except ProfileError as error:
            logger.warning(f"{host}: {error}")
            return
        with self.profiles.open(f"{host}.toml", "w") as file:
            file.write(toml)
        self.stat_update("profiles")
