"""The documents as a site, and those that belong to no other test."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaners.cli.clean_file import main as clean_file
from cleaners.cli.site_profile.group import main as site_profile
from docs.article_page import PAGE, article_page
from tests.test_docs import (
    ROOT,
    blocks_of,
    commands_of,
    folder,  # noqa: F401  a fixture
    run_scrapy,
)

NEW_SITE, NEW_SITE_RU, CRAWLING, INDEX = (
    (ROOT / "docs" / name).read_text(encoding="utf-8")
    for name in ("new-site.md", "new-site.ru.md", "crawling.md", "index.md")
)


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("sphinx") is None, reason="no sphinx: make bench-setup"
)
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    """A link that leads nowhere, and a page that no other names, are warnings."""
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "--quiet",
        "--fail-on-warning",
        "docs",
        str(tmp_path),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "clean-file" in (tmp_path / "cli.html").read_text(encoding="utf-8")


def test_the_index_names_every_page() -> None:
    """In one of its lists."""
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")} - {"index"}
    assert set(re.findall(r"^([\w.-]+)$", INDEX, re.MULTILINE)) == pages


def test_the_fields_of_the_article_are_those_of_the_types() -> None:
    """`make schema` writes the page anew."""
    assert PAGE.read_text(encoding="utf-8") == article_page()


class TestNewSite:
    def test_both_languages_show_the_same(self) -> None:
        """Commands and profile, comments aside."""
        assert commands_of(NEW_SITE) == commands_of(NEW_SITE_RU)
        english, russian = (blocks_of(text, "toml") for text in (NEW_SITE, NEW_SITE_RU))
        assert [*map(tomllib.loads, english)] == [*map(tomllib.loads, russian)]

    def test_the_first_command_is_one_of_crawling(self) -> None:
        """Where a test runs it."""
        assert commands_of(NEW_SITE)[0] in commands_of(CRAWLING)

    @pytest.mark.slow
    @pytest.mark.usefixtures("folder")
    def test_the_others_run(self) -> None:
        """In their order; the profile is the one that is shown."""
        _look, crawl, clean, check = commands_of(NEW_SITE)
        run_scrapy(crawl)
        [toml] = blocks_of(NEW_SITE, "toml")
        profile = Path("output/profiles/example.org.toml")
        profile.write_text(toml.replace("example.org", "kazpravda.kz"), encoding="utf-8")
        # The crawl's archive holds listings, too: they have no story, which is exit status 1.
        assert CliRunner().invoke(clean_file, shlex.split(clean)[1:]).exit_code in {0, 1}
        assert Path("report.html").stat().st_size > 100_000
        # The selectors are those of another layout: exit status 1, and the table shows it.
        checked = CliRunner().invoke(site_profile, shlex.split(check)[1:])
        assert (checked.exit_code, "div.story__text" in checked.stdout) == (1, True)
