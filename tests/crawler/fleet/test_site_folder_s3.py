"""Folders of sites in a store that speaks S3, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.fleet.s3_server import BUCKET, S3Server, free_port, s3_server
from tests.crawler.runs_on_disk import SITE

pytest.importorskip("fsspec")
import fsspec

from crawler.fleet.site_folder import SiteStore, StoreError
from tests.crawler.fleet.stores import address, crawl, published_stories

pytestmark = pytest.mark.slow
ONE, TWO = address(1), address(2)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """One server for the module."""
    with s3_server(tmp_path_factory.mktemp("s3") / "server.log") as server:
        yield server


@pytest.fixture(autouse=True)
def _environment(server: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a user would export; and nobody else's settings."""
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    fs = fsspec.filesystem("s3")
    if not fs.exists(BUCKET):
        fs.mkdir(BUCKET)


def test_two_workers_share_a_site(tmp_path: Path) -> None:
    """The second one goes on where the first one was."""
    store = SiteStore(f"s3://{BUCKET}/turns")
    store.check()
    for token, stories in ((1, [ONE]), (2, [ONE, TWO])):
        folder = tmp_path / str(token)
        store.fetch(SITE, folder)
        crawl(folder, stories)
        store.publish(SITE, folder, token)
    assert published_stories(store) == [ONE, TWO]


def test_a_late_worker_publishes_nothing(tmp_path: Path) -> None:
    """What it has uploaded is named by nobody, and swept by the next one."""
    store = SiteStore(f"s3://{BUCKET}/late")
    for name in ("late", "next", "third"):
        store.fetch(SITE, tmp_path / name)
        crawl(tmp_path / name, [ONE])
    store.publish(SITE, tmp_path / "next", 2)
    with pytest.raises(StoreError, match="the lease 2 has published"):
        store.publish(SITE, tmp_path / "late", 1)
    assert published_stories(store) == [ONE]


def test_a_large_archive_is_brought_in_parts(tmp_path: Path) -> None:
    """More than S3 takes at once from us, and the same bytes afterwards."""
    store, archive = SiteStore(f"s3://{BUCKET}/large"), tmp_path / "a" / "warc" / "old.warc.gz"
    crawl(tmp_path / "a", [ONE])
    with archive.open("wb") as file:
        file.truncate(120 * 2**20)
    store.publish(SITE, tmp_path / "a", 1)
    (found,) = (file for file in store.published_files(SITE) if file.name == "warc/old.warc.gz")
    assert fsspec.filesystem("s3").size(store.address(SITE, found)) == 120 * 2**20


def test_a_bucket_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By the first look at the store; no bucket is made."""
    store = SiteStore("s3://no-such-bucket/sites")
    with pytest.raises(StoreError, match="the store s3://no-such-bucket/sites failed"):
        store.check()
    assert not fsspec.filesystem("s3").exists("no-such-bucket")


def test_a_store_that_does_not_answer_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the retries of botocore's settings."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    with pytest.raises(StoreError, match=rf"^{SITE}: the store s3://{BUCKET}/sites failed"):
        SiteStore(f"s3://{BUCKET}/sites").fetch(SITE, tmp_path / "a")
