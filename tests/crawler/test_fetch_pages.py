"""`chistovik clean https://…`: a page is fetched as politely as a crawl does, and cleaned."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaners.cli.clean_file import main as clean_file
from crawler.cli.chistovik import main
from tests.crawler.village_paper import Answer, VillagePaper, serving, story

ROBOTS = b"User-agent: *\nDisallow: /private/\n"


@pytest.fixture(scope="module")
def paper() -> Iterator[VillagePaper]:
    """A paper with a story, a short link to it, and what may not be had."""
    with serving() as paper:
        elsewhere = paper.url.replace("127.0.0.1", "127.0.0.2")
        paper.answers = {
            "/robots.txt": Answer(ROBOTS, "text/plain"),
            "/n/quarry": story("Quarry"),
            "/s/?x=*1": Answer(status=302, location="/n/quarry"),
            "/private/1": story("Private"),
            "/pdf": Answer(b"%PDF-1.7 ...", "application/pdf"),
            "/paid": Answer(story("Paid").body, status=402),
            "/inside": Answer(status=302, location=f"{elsewhere}/n/quarry"),
        }
        yield paper


@pytest.fixture(scope="module")
def result(paper: VillagePaper, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """One run over all of them, and over what is no address of the paper."""
    folder = tmp_path_factory.mktemp("fetched")
    (folder / "a.txt").write_text(
        "Мост открыт\n\nНовый мост через Ишим открыли в среду для всех.\n"
    )
    paths = ("/n/quarry", "/s/?x=*1", "/private/1", "/pdf", "/paid", "/nowhere", "/inside")
    addresses = [paper.url + path for path in paths]
    files = ["--jobs", "1", str(folder / "a.txt")]
    return CliRunner().invoke(main, ["clean", *addresses, *files])


def articles(result: Result) -> list[dict[str, object]]:
    """What went to standard output."""
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.slow
class TestFetching:
    """One process for all of them."""

    def test_pages_are_cleaned_with_the_facts_of_the_fetch(
        self, result: Result, paper: VillagePaper
    ) -> None:
        """Address in the end, time, payment; a file among them is read as ever."""
        found = articles(result)
        headlines = [article["headline"] for article in found]
        assert headlines == [
            "Quarry rebuilds its bridge",
            "Quarry rebuilds its bridge",
            "Paid rebuilds its bridge",
            "Мост открыт",
        ]
        assert [article.get("url") for article in found][:2] == [f"{paper.url}/n/quarry"] * 2
        assert all("dateDownloaded" in article["metadata"] for article in found[:3])  # type: ignore[operator]
        assert found[2]["isAccessibleForFree"] is False
        assert result.exit_code == 1

    @pytest.mark.parametrize(
        ("path", "message"),
        [
            ("/private/1", "can't be fetched: Forbidden by robots.txt"),
            ("/nowhere", "can't be fetched: HTTP 404"),
            ("/inside", "can't be fetched: robots.txt can't be had, so nothing is allowed: 127."),
            ("/pdf", "a PDF, no page: convert it to text first"),
        ],
    )
    def test_what_can_not_be_had_is_told(
        self, path: str, message: str, result: Result, paper: VillagePaper
    ) -> None:
        """With the reason; a redirect may lead to this machine."""
        assert f"{paper.url}{path}: {message}" in result.stderr

    def test_robots_txt_is_asked_first(self, result: Result, paper: VillagePaper) -> None:
        """And what it forbids is not asked for; who asks is told."""
        assert result.exit_code == 1
        assert paper.asked["/robots.txt"] == 1
        assert paper.asked["/private/1"] == 0
        (agent,) = paper.user_agents
        assert agent.startswith("Chistovik/")


def test_clean_file_says_what_does_it() -> None:
    """The library has no network."""
    result = CliRunner().invoke(clean_file, ["https://a.kz/n/1/?p=[2]"])
    assert result.exit_code == 1
    assert "an address, no file: `chistovik clean` fetches it" in result.stderr


@pytest.mark.parametrize("option", ["--learn", "--resume"])
def test_what_reads_twice_takes_no_address(option: str, tmp_path: Path) -> None:
    """It is fetched once."""
    output = str(tmp_path / "a.jsonl")
    result = CliRunner().invoke(main, ["clean", "https://a.kz/n/1/", option, "-o", output])
    assert result.exit_code == 2
    assert "an address is fetched once" in " ".join(result.stderr.split())
