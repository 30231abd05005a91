"""The cookbook of docs/templates.md, followed from its first command to its last."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from click import Command
from click.testing import CliRunner

from cleaners.cli.clean_file import main as clean_file
from cleaners.cli.site_profile.group import main as site_profile
from cleaners.sites.parsing import parse_profile
from crawler import settings
from crawler.extensions.learn_profile import MOST_STORIES
from tests.crawler import village_paper
from tests.crawler.crawls import crawl_command, start_crawl
from tests.crawler.village_paper import Answer, links
from tests.intake.dump_files import Archive
from tests.paper import page, pages, paragraphs
from tests.test_docs import ROOT, blocks_of, commands_of

TEXT = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
CRAWL = TEXT.partition("\n## In a crawl\n")[2].partition("\n## ")[0]
COMMANDS: dict[str, Command] = {"clean-file": clean_file, "site-profile": site_profile}


def follow(command: str) -> None:
    """One step."""
    program, *words = shlex.split(command)
    if program == "mkdir":
        Path(words[0]).mkdir()
        return
    result = CliRunner().invoke(COMMANDS[program], words)
    assert result.exit_code == 0, result.stderr


def test_the_cookbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its commands, in their order, make a profile and clean with it."""
    (tmp_path / "dumps").mkdir()
    archive = Archive(packed=True)
    for number, text in enumerate(pages(6)):
        (tmp_path / "dumps" / f"{number}.html").write_text(text, encoding="utf-8")
        archive.response(text.encode(), url=f"https://example.org/n/{number}")
    (tmp_path / "crawl.warc.gz").write_bytes(archive.data())
    monkeypatch.chdir(tmp_path)
    for command in commands_of(TEXT.replace(CRAWL, "")):
        if not command.startswith("python"):
            follow(command)
    toml = Path("profiles/example.org.toml").read_text(encoding="utf-8")
    assert parse_profile(toml, "learned").story.body == ("div.story-text",)
    articles = [json.loads(line) for line in Path("articles.jsonl").read_text().splitlines()]
    assert [article["metadata"]["profile"] for article in articles] == ["example.org"] * 6


@pytest.mark.slow
def test_what_a_crawl_learns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its commands, on a paper of six stories; the archive is cleaned by what was learned."""
    crawl, clean_archive = commands_of(CRAWL)
    assert crawl.endswith("url=https://example.org/ -s CHISTOVIK_LEARN_SITE_AFTER=50")
    assert f"`CHISTOVIK_LEARN_SITE_AFTER` ({settings.CHISTOVIK_LEARN_SITE_AFTER})" in CRAWL
    assert f"newest {MOST_STORIES} of them" in CRAWL
    stories = {f"/2026/05/the-story-number-{n}/": text for n, text in enumerate(pages(6))}
    with village_paper.serving() as paper:
        paper.answers = {path: Answer(text.encode()) for path, text in stories.items()}
        paper.answers["/"] = village_paper.page(links(*stories))
        command = [*crawl_command("news", paper.url, tmp_path / "output"), "-s"]
        done = start_crawl([*command, "CHISTOVIK_LEARN_SITE_AFTER=6"], tmp_path / "output").finish()
    assert done.returncode == 0, done.log
    monkeypatch.chdir(tmp_path)
    follow(clean_archive)
    articles = [json.loads(line) for line in Path("articles.jsonl").read_text().splitlines()]
    assert [article["metadata"]["profile"] for article in articles] == ["127.0.0.1"] * 6


def test_the_profile_that_it_shows() -> None:
    """Each learned line of it has evidence."""
    [toml] = blocks_of(TEXT, "toml")
    profile = parse_profile(toml, "example.org.toml")
    assert profile.story.learned["body"].agreement == 0.98
    assert all(removal.learned for removal in profile.remove)
    assert all(line.learned for line in profile.repeated)


def test_the_library() -> None:
    """The example learns and cleans."""
    [code] = blocks_of(TEXT, "python")
    names: dict[str, Any] = {"pages": pages(6), "page": page(99)}
    exec(code, names)  # noqa: S102
    assert names["article"].text.split("\n\n") == paragraphs(99)
