"""`scrapy crawl kazpravda` on the replica of the site."""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.cli.test_clean_file import clean_file
from tests.crawler.crawls import ROOT, Crawl, crawl_command, start_crawl
from tests.replica_pages import plain_blocks

SITE = ROOT / "fixtures" / "sites" / "kazpravda.kz"
ORIGIN = "http://kazpravda.kz"
FOLDERS = sorted(path.parent for path in SITE.glob("articles/*/expected.json"))
BODY_KINDS = {"lead", "paragraph", "heading", "quote", "list_item", "table"}
ROUTES = tomllib.loads((SITE / "routes.toml").read_text(encoding="utf-8"))
COPIES = {row["of"]: row["path"] for row in ROUTES["duplicate"]}


@pytest.fixture(scope="module")
def replica_crawl(tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """The crawl of the replica under the site's real name, once for all tests."""
    output = tmp_path_factory.mktemp("replica") / "output"
    proxy = (sys.executable, "-m", "fixtures.replica", "run", "--")
    return start_crawl([*proxy, *crawl_command("kazpravda", f"{ORIGIN}/", output)], output).finish()


def expected_of(folder: Path) -> dict[str, Any]:
    """The approved answer."""
    return dict(json.loads((folder / "expected.json").read_text(encoding="utf-8")))


def path_of(folder: Path) -> str:
    """Where the article stands on the site."""
    return str(tomllib.loads((folder / "page.toml").read_text(encoding="utf-8"))["path"])


def is_story(folder: Path) -> bool:
    """Whether the page is expected to have a story."""
    return "outcome" not in expected_of(folder)


STORIES = [folder for folder in FOLDERS if is_story(folder)]
NO_STORIES = [folder for folder in FOLDERS if not is_story(folder)]


def canonical(folder: Path) -> str:
    """What the article's page declares as its address."""
    return f"https://kazpravda.kz{path_of(folder)}"


def stored(crawl: Crawl, folder: Path) -> dict[str, Any]:
    """The one stored article of a folder."""
    (article,) = (a for a in crawl.articles if a["canonicalUrl"] == canonical(folder))
    return article


def test_the_crawl_ends_well(replica_crawl: Crawl) -> None:
    """Exit code 0, reason «finished», no traceback."""
    assert replica_crawl.returncode == 0, replica_crawl.log
    assert replica_crawl.report["reason"] == "finished"
    assert "Traceback" not in replica_crawl.log


def test_every_article_is_stored_exactly_once_and_nothing_else(replica_crawl: Crawl) -> None:
    """One file for each folder of the replica that has a story."""
    found = Counter(article["canonicalUrl"] for article in replica_crawl.articles)
    assert found == Counter(canonical(folder) for folder in STORIES)
    assert replica_crawl.report["articlesStored"] == len(STORIES)


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_every_field_is_as_expected(replica_crawl: Crawl, folder: Path) -> None:
    """The stored article equals the approved answer."""
    article, expected = stored(replica_crawl, folder), expected_of(folder)
    body = [block["text"] for block in expected["blocks"] if block["kind"] in BODY_KINDS]
    assert article.pop("articleBody") == "\n\n".join(body)
    for name in ("metadata", "removed"):
        del article[name]
    # Of two addresses of one story the one that answers first is stored.
    if path_of(folder) in COPIES and article["url"] == ORIGIN + COPIES[path_of(folder)]:
        expected["url"] = article["url"]
    assert plain_blocks(article) == expected


def test_the_feed_has_the_same_articles_without_blocks(replica_crawl: Crawl) -> None:
    """The feed is the article JSON without `blocks` and `removed`."""
    short = [
        {name: value for name, value in article.items() if name not in {"blocks", "removed"}}
        for article in replica_crawl.articles
    ]

    def by_url(article: dict[str, Any]) -> str:
        return str(article["url"])

    assert sorted(replica_crawl.feed, key=by_url) == sorted(short, key=by_url)


def test_files_lie_by_host_year_and_month(replica_crawl: Crawl) -> None:
    """`articles/kazpravda.kz/2025/05/<slug>-<hash>.json`."""
    for path, article in zip(replica_crawl.files, replica_crawl.articles, strict=True):
        host, year, month, name = path.relative_to(replica_crawl.output / "articles").parts
        assert (host, f"{year}-{month}") == ("kazpravda.kz", article["datePublished"][:7])
        slug = article["canonicalUrl"].rstrip("/").rpartition("/")[2]
        assert name.startswith(f"{slug}-")


def test_files_are_readable_text(replica_crawl: Crawl) -> None:
    """Indented, Cyrillic as it is, a line break at the end."""
    for path in replica_crawl.files:
        text = path.read_text(encoding="utf-8")
        assert text.startswith('{\n  "')
        assert text.endswith("\n}\n")
        assert "\\u04" not in text


def test_a_second_address_of_a_story_is_a_duplicate(replica_crawl: Crawl) -> None:
    """The drop names the address that was stored."""
    dropped = replica_crawl.dropped("duplicate")
    assert len(dropped) == len(COPIES)
    for first, copy in COPIES.items():
        pair = {ORIGIN + first, ORIGIN + copy}
        (url,) = pair & dropped.keys()
        (other,) = pair - {url}
        assert dropped[url] == f"the same article as {other}"


def test_pages_without_a_story_are_dropped(replica_crawl: Crawl) -> None:
    """Counted by reason, in the report and in Scrapy's own numbers."""
    assert replica_crawl.dropped("no_story").keys() == {ORIGIN + path_of(f) for f in NO_STORIES}
    stats = replica_crawl.report["stats"]
    assert stats.get("articles/dropped/no_story", 0) == len(NO_STORIES)
    assert stats["articles/stored"] == len(STORIES)


def test_a_missing_page_is_reported(replica_crawl: Crawl) -> None:
    """HTTP errors stand in the report with their addresses."""
    gone = {ORIGIN + row["path"] for row in ROUTES["gone"]}
    assert gone <= set(replica_crawl.report["httpErrors"]["404"])


def test_selectors_that_missed_are_reported(replica_crawl: Crawl) -> None:
    """A page without an author is named under the selector that found none."""
    without = {ORIGIN + path_of(f) for f in STORIES if "authors" not in expected_of(f)}
    missed = set(replica_crawl.report["profileSelectorsMissed"]["fields.authors"])
    assert without & missed


def test_no_page_is_fetched_twice(replica_crawl: Crawl) -> None:
    """As many answers as requests: pages, errors, redirects, robots.txt and tdmrep.json."""
    stats, report = replica_crawl.report["stats"], replica_crawl.report
    errors = sum(map(len, report["httpErrors"].values()))
    assert stats["downloader/request_count"] == stats["downloader/response_count"]
    pages = report["pagesFetched"] + errors + len(report["redirects"])
    assert pages + 2 == stats["downloader/response_count"]


def test_a_redirect_is_followed_and_told(replica_crawl: Crawl) -> None:
    """A listing still links to the first version of a story; the story is stored once."""
    redirects = {
        urlsplit(a).path: urlsplit(b).path for a, b in replica_crawl.report["redirects"].items()
    }
    target = "/n/gruzovoy-terminal-u-stancii-zhem/"
    assert redirects == {"/n/pervaya-versiya-novosti/": target}
    assert [urlsplit(a["url"]).path for a in replica_crawl.articles].count(target) == 1


def test_no_temporary_file_is_left(replica_crawl: Crawl) -> None:
    """Everything below the output folder is a finished file."""
    names = [path.name for path in replica_crawl.output.rglob("*") if path.is_file()]
    endings = (".html", ".json", ".jsonl", ".warc.gz", "state.sqlite3", "run.lock")
    assert all(name.endswith(endings) and not name.startswith(".") for name in names)


@pytest.mark.slow
def test_the_archive_gives_the_same_articles(replica_crawl: Crawl, tmp_path: Path) -> None:
    """`clean-file output/warc/` without the network; copies and listings are passed over."""
    result = clean_file(replica_crawl.output / "warc", "--explain", "-o", tmp_path / "a.jsonl")
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    again = [json.loads(line) for line in lines]
    for article in again:
        del article["metadata"]["source"]
    assert sorted(again, key=str) == sorted(replica_crawl.articles, key=str)
    # Those that had none have none now.
    assert f"cleaned {len(STORIES)}, without a story {len(NO_STORIES)}, failed 0" in result.stderr


def test_nothing_of_it_is_older_than_this_cleaner(replica_crawl: Crawl) -> None:
    """`--newer-cleaner` has nothing to do after a crawl with this version."""
    result = clean_file(replica_crawl.output / "warc", "--newer-cleaner")
    assert (result.exit_code, result.stdout) == (0, "")


def test_the_archive_is_sound(replica_crawl: Crawl) -> None:
    """Digests and lengths as warcio reads them; three records an exchange."""
    (path,) = (replica_crawl.output / "warc").iterdir()
    with path.open("rb") as file:
        kinds = Counter(record.rec_type for record in ArchiveIterator(file, check_digests="raise"))
    exchanges = replica_crawl.report["stats"]["downloader/response_count"]
    assert kinds == {
        "warcinfo": 1,
        "metadata": exchanges,
        "response": exchanges,
        "request": exchanges,
    }
