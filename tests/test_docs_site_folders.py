"""docs/fleet.md, «Where the state lies»: its code and its commands run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.cli.chistovik import main
from fixtures.grown.serving import serving
from tests.crawler.crawls import ROOT, crawl_command, start_crawl
from tests.test_docs import blocks_of, commands_of

pytest.importorskip("fsspec")
from crawler.fleet.packed_state import STORIES
from crawler.fleet.site_folder import KEPT, SiteStore
from tests.crawler.fleet.s3_server import BUCKET, s3_server

PAGE = (ROOT / "docs" / "fleet.md").read_text(encoding="utf-8")
SECTION = PAGE.split("\n## Where the state lies\n")[1].split("\n## ")[0]
SITE = "kazpravda.kz"


def test_its_numbers_are_those_of_the_code() -> None:
    """How many states stay, and of how many stories the pages are brought."""
    assert KEPT == 3
    assert "The last three states stay" in SECTION
    assert f"the newest {STORIES} stories" in SECTION


@pytest.mark.slow
def test_what_was_published_is_read_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files by their addresses, and the report of a folder that was brought."""
    (code,), (files, report, _) = blocks_of(SECTION, "python"), commands_of(SECTION)
    with s3_server(tmp_path / "s3.log") as server, serving("--articles", "5") as replica:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        _publish_a_crawl(replica.url, tmp_path / "worker")
        monkeypatch.chdir(tmp_path)
        told = CliRunner().invoke(main, shlex.split(files)[1:]).output.splitlines()
        exec(code, {})  # noqa: S102  our own page
    place = re.escape(f"s3://{BUCKET}/sites/{SITE}/files/") + "0+1"
    assert re.fullmatch(rf"{place}/feeds/\S+\.jsonl", told[0])
    assert len(told) == 4
    done = CliRunner().invoke(main, shlex.split(report)[1:])
    assert "127.0.0.1" in done.output


def _publish_a_crawl(url: str, folder: Path) -> None:
    import fsspec

    fsspec.get_filesystem_class("s3").clear_instance_cache()
    fsspec.filesystem("s3").mkdir(BUCKET)
    store = SiteStore(f"s3://{BUCKET}/sites")
    store.fetch(SITE, folder)
    assert start_crawl(crawl_command("kazpravda", url, folder), folder).finish().returncode == 0
    store.publish(SITE, folder, 1)
