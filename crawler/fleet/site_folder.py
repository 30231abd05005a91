"""The folder of a site in a store that every machine reaches: a local disk, or one of fsspec.

It is made so that a worker whose lease ran out does no harm, and asks of the store no more than
that an object appears whole or not at all. Below the folder of a site lie

- `files/<lease>/`: feeds, reports and archives, each written once;
- `state/<lease>.tar.zst`: what a crawl changes in place;
- `published/<lease>.json`: the manifest, which comes last. It names the state and all files that
  count. The one of the highest lease counts, and what it does not name was never published.

A folder is published on top of the state that it was brought with, or not at all: what was
published stays.
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import msgspec

from cleaners.files import TEMPORARY_PREFIX
from crawler.fleet.manifest import Content, Manifest, PublishedFile
from crawler.fleet.packed_state import (
    BASE,
    finish,
    pack,
    pages_wanted,
    unpack,
    written_once,
)
from crawler.monitoring.printable import one_line
from crawler.store.lock import LockedError
from crawler.store.state_file import StateError
from crawler.store.warc_files import exchange_at

# So many states stay: one that is being brought must not vanish meanwhile.
KEPT = 3
_DIGITS = 20
_PAGE_BYTES = 2**18  # most exchanges of a story are smaller
_OPTIONS: dict[str, dict[str, Any]] = {
    "file": {"auto_mkdir": True},
    "local": {"auto_mkdir": True},
    "s3": {"max_concurrency": 2},  # parts of 50 MB in memory; ten by default
}
# One slash is missing, and a local folder called `s3:` would be made.
_MISSPELT = re.compile(r"[a-z0-9]+:(?!//|:)")
_CREDENTIALS = re.compile(r"(?<=://)[^/]*@")

logger = logging.getLogger(__name__)


class StoreError(Exception):
    """A folder can't be brought or published; the message is one sentence on store and site."""


class SiteStore:
    """The folders of sites below an address, such as `/srv/sites` or `s3://bucket/sites`."""

    def __init__(self, url: str) -> None:
        """Raises `StoreError` where the address is none, or a package for it is missing."""
        self.url = _CREDENTIALS.sub("", url)
        if _MISSPELT.match(url):
            raise StoreError(f"{self.url} is no address of a store; write it as s3://bucket/folder")
        try:
            import fsspec

            options = _OPTIONS.get(fsspec.utils.get_protocol(url), {})
            # What other machines publish must be seen at once.
            self._fs, root = fsspec.url_to_fs(url, use_listings_cache=False, **options)
        except ImportError as error:
            raise StoreError(
                f"{self.url} can't be used as a store: {error}; pip install 'chistovik[s3]' brings"
                " what S3 and plain folders need"
            ) from None
        except ValueError as error:
            raise StoreError(f"{self.url} can't be used as a store: {error}") from None
        if not root.strip("/"):
            raise StoreError(f"{self.url} names no folder of a store")
        self._root = root.rstrip("/")

    def check(self) -> None:
        """Write and remove a small file: what is wrong is told before any crawl.

        Raises `StoreError`.
        """
        key = f"{self._root}/{TEMPORARY_PREFIX}{uuid4().hex}"
        with self._asking(), TemporaryDirectory() as name:
            probe = Path(name) / "probe"
            probe.write_bytes(b"a store of Chistovik")
            self._put(probe, key)
            self._fs.rm(key)

    def fetch(self, site: str, folder: Path) -> None:
        """Bring the state of a site into an empty folder, which is made if there is none.

        It stays empty where nothing has been published of the site. Raises `StoreError`; the folder
        is empty then, too.
        """
        with self._asking(site):
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise StoreError(f"{folder} is not empty; {site} is brought into a new folder")
            manifest = self._newest(site)
            if manifest is not None:
                with _scratch(folder) as scratch:
                    self._bring(manifest, scratch).rename(folder)

    def publish(self, site: str, folder: Path, token: int) -> None:
        """Publish what a crawl has left in a folder that was brought, or was new.

        `token` grows with every lease of the site. Raises `StoreError`, also where somebody else
        has published since: the folder is of no use then, and what it has will be crawled again.
        """
        with self._asking(site):
            base = _base_of(folder)
            self._check(site, base, token)
            finish(folder)
            files = self._put_files(site, folder, base, token)
            with _scratch(folder) as scratch:
                pack(folder, scratch / "state")
                state = self._put(scratch / "state", self._state_key(site, token))
                manifest = Manifest(site, token, state, files)
                (scratch / BASE).write_bytes(manifest.to_json())
                self._check(site, base, token)
                self._put(scratch / BASE, self._manifest_key(site, token))
                (scratch / BASE).rename(folder / BASE)
        self._sweep(manifest)

    def published_files(self, site: str) -> tuple[PublishedFile, ...]:
        """All files that were published of a site, in the order of their leases.

        Raises `StoreError`.
        """
        with self._asking(site):
            manifest = self._newest(site)
        return manifest.files if manifest else ()

    def address(self, site: str, file: PublishedFile) -> str:
        """The address of a published file, as fsspec takes it."""
        return str(self._fs.unstrip_protocol(self._file_key(site, file.token, file.name)))

    def _newest(self, site: str) -> Manifest | None:
        for name in sorted(self._names(f"{self._place(site)}/published"), reverse=True):
            data = self._fs.cat_file(f"{self._place(site)}/published/{name}")
            try:
                return Manifest.from_json(data)
            except msgspec.DecodeError:
                # On a local disk: the process that wrote it was killed.
                logger.warning("%s: %s was never finished; passed over", site, name)
        return None

    def _check(self, site: str, base: Manifest | None, token: int) -> None:
        newest = self._newest(site)
        if newest != base or (newest and token < newest.token):
            since = f"the lease {newest.token}" if newest else "nobody"
            raise StoreError(
                f"{site}: {since} has published at {self.url} since lease {token} began; what it"
                " has crawled is given up, and will be crawled again"
            )

    def _bring(self, manifest: Manifest, scratch: Path) -> Path:
        site, folder = manifest.site, scratch / "folder"
        self._get(self._state_key(site, manifest.token), scratch / "state", manifest.state)
        unpack(scratch / "state", folder)
        wanted = pages_wanted(folder)
        for file in manifest.files:
            if file.name in wanted:
                key = self._file_key(site, file.token, file.name)
                self._get_pages(key, folder / file.name, file.content.size, wanted[file.name])
        (folder / BASE).write_bytes(manifest.to_json())
        return folder

    def _put_files(
        self, site: str, folder: Path, base: Manifest | None, token: int
    ) -> tuple[PublishedFile, ...]:
        """Upload what is new; returns that and what was published before."""
        before = base.files if base else ()
        known, new = {file.name: file for file in before}, []
        for path in written_once(folder):
            name = path.relative_to(folder).as_posix()
            if name not in known:
                content = self._put(path, self._file_key(site, token, name))
                new.append(PublishedFile(name, token, content))
            elif path.stat().st_size != known[name].content.size:
                raise StoreError(f"{site}: {path} has changed since it was published")
        return (*before, *new)

    def _put(self, path: Path, key: str) -> Content:
        self._fs.put_file(str(path), key)
        return Content.of(path)

    def _get(self, key: str, path: Path, content: Content) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._fs.get_file(key, str(path))
        if Content.of(path) != content:
            raise StoreError(f"{self._fs.unstrip_protocol(key)} is not what was published there")

    def _get_pages(self, key: str, path: Path, size: int, offsets: list[int]) -> None:
        """Bring some exchanges of an archive, each to its place; the rest are holes."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._fs.open(key, "rb", block_size=_PAGE_BYTES) as stored, path.open("xb") as file:
            for offset in sorted(offsets):
                file.seek(offset)
                file.write(exchange_at(stored, offset))
            file.truncate(size)

    def _sweep(self, manifest: Manifest) -> None:
        """Remove older states, and what leases left that never published it.

        What is left over is in nobody's way: the next one that publishes tries again.
        """
        place, token = self._place(manifest.site), manifest.token
        named = {file.token for file in manifest.files}
        try:
            with self._asking(manifest.site):
                published = sorted(map(_token_of, self._names(f"{place}/published")))
                kept = [number for number in published if number <= token][-KEPT:]
                for part, stays in (("published", kept), ("state", kept), ("files", named)):
                    for name in self._names(f"{place}/{part}"):
                        if _token_of(name) < token and _token_of(name) not in stays:
                            self._fs.rm(f"{place}/{part}/{name}", recursive=True)
        except StoreError as error:
            logger.warning("%s; what is no longer needed stays there", error)

    def _names(self, key: str) -> list[str]:
        """The names of what lies below a key."""
        try:
            found = self._fs.ls(key, detail=False)
        except FileNotFoundError:
            return []
        return [path.rstrip("/").rpartition("/")[2] for path in found]

    def _place(self, site: str) -> str:
        name = quote(site, safe="")
        if not name.strip("."):
            raise StoreError(f"{site!r} is no name of a site")
        return f"{self._root}/{name}"

    def _manifest_key(self, site: str, token: int) -> str:
        return f"{self._place(site)}/published/{token:0{_DIGITS}}.json"

    def _state_key(self, site: str, token: int) -> str:
        return f"{self._place(site)}/state/{token:0{_DIGITS}}.tar.zst"

    def _file_key(self, site: str, token: int, name: str) -> str:
        return f"{self._place(site)}/files/{token:0{_DIGITS}}/{name}"

    @contextmanager
    def _asking(self, site: str = "") -> Iterator[None]:
        """Whatever is raised becomes a `StoreError` that names the site."""
        prefix = f"{site}: " if site else ""
        try:
            yield
        except StoreError:
            raise
        except (LockedError, StateError) as error:
            raise StoreError(f"{prefix}{error}") from None
        except Exception as error:  # every kind of store has errors of its own
            what = one_line(f"{type(error).__name__}: {error}")
            raise StoreError(f"{prefix}the store {self.url} failed ({what})") from error


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder on the same disk, which vanishes; what a killed process left there goes first."""
    scratch = folder.with_name(f"{TEMPORARY_PREFIX}{folder.name}")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _base_of(folder: Path) -> Manifest | None:
    """What the folder was brought with."""
    path = folder / BASE
    return Manifest.from_json(path.read_bytes()) if path.is_file() else None


def _token_of(name: str) -> int:
    """The lease in a name.

    >>> _token_of("00000000000000000017.tar.zst")
    17
    """
    return int(name.partition(".")[0])
