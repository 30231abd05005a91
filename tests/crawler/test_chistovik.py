"""`chistovik`: all commands below one, in any folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.cli.chistovik import main
from fixtures.replica.loading import load_site
from fixtures.replica.server import serving
from tests.crawler.crawls import ROOT

STORY = "Мост открыт\n\nНовый мост через Ишим открыли в среду для всех машин.\n"


def chistovik(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", ["check", "clean", "crawl", "profile", "versions"])
def test_every_command_is_named_and_has_help(name: str) -> None:
    """With an example."""
    assert name in chistovik("--help").stdout
    shown = chistovik(name, "--help")
    assert (shown.exit_code, "\\b" in shown.stdout) == (0, False)


def test_clean_is_clean_file(tmp_path: Path) -> None:
    """With all its options."""
    (tmp_path / "a.txt").write_text(STORY)
    assert chistovik("clean", tmp_path / "a.txt", "--format", "txt").stdout.startswith("Мост")


def test_help_answers_at_once() -> None:
    """Without Scrapy."""
    code = "import sys; from crawler.cli.chistovik import main; print('scrapy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name a site, or a file of them with --sites"),
        (["nonsense"], "nonsense: "),
        (["https://example.org/", "ftp://example.org/"], "ftp://example.org/: "),
        (["--sites", "nowhere.txt"], "nowhere.txt"),
        (["example"], "example: "),
    ],
)
def test_what_is_no_site_is_refused_before_any_crawl(arguments: list[str], message: str) -> None:
    """By its name."""
    result = chistovik("crawl", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.slow
def test_a_crawl_in_a_folder_of_your_own(tmp_path: Path) -> None:
    """No scrapy.cfg is needed, and what is written lies there; a list of sites may have remarks."""
    (tmp_path / "sites.txt").write_text("# ours\nhttp://kazpravda.kz/  # the replica\n\n")
    changes = "DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", "CLOSESPIDER_ITEMCOUNT=2"
    settings = [part for change in changes for part in ("-s", change)]
    with serving(load_site()) as server:
        environment = server.proxied_environment() | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", "crawler.cli", "crawl", "--sites", "sites.txt", *settings],
            cwd=tmp_path, env=os.environ | environment, capture_output=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "output" / "articles" / "kazpravda.kz").rglob("*.json"))
    assert list((tmp_path / "output" / "runs").glob("news-*.html"))
