"""What is written for each page, and what a crash leaves of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from cleaners.files import NewFile
from crawler.discovery.timestamps import later, now
from crawler.store import stored_files as module
from crawler.store import write_batch as batch_module
from crawler.store.state_values import Link, Outcome, Page, StoredArticle
from tests.crawler.runs_on_disk import (
    NOON,
    SITE,
    STORY,
    URL,
    RunOnDisk,
    exchange,
    run_on_disk,
    visit,
)

OTHER = "https://example.org/n/bridge-opens-again/"
EVENING = "2025-05-20T20:00:00Z"


def test_an_article_is_stored(tmp_path: Path) -> None:
    """File, feed, archive, state."""
    with run_on_disk(tmp_path) as disk:
        disk.store()
        stored, page = disk.run.state.articles.get(URL), disk.run.state.page(URL)
    assert stored is not None
    assert page is not None
    assert (page.outcome, page.identity, page.fetched) == (Outcome.STORED, URL, NOON)
    assert (tmp_path / stored.file).read_text() == f"{STORY}\n"
    assert (tmp_path / stored.version.archive).stat().st_size > stored.version.offset > 0
    assert disk.feed == [URL]


def test_a_changed_article_is_a_new_version(tmp_path: Path) -> None:
    """The old one keeps fingerprint and time; there is one file."""
    with run_on_disk(tmp_path) as disk:
        disk.store()
        disk.store(body=f"{STORY} more", time=EVENING)
        first, second = disk.versions()
    assert (first[:2], second[:2]) == ((1, NOON), (2, EVENING))
    assert first[2] != second[2]
    assert len(list((tmp_path / "articles").iterdir())) == 1


def test_a_file_that_moves_leaves_none_behind(tmp_path: Path) -> None:
    """The date of an article may be corrected, and its folder is the month."""
    with run_on_disk(tmp_path) as disk:
        disk.store()
        item = disk.store(body=f"{STORY} more")
        moved = tmp_path / "articles" / "2025" / "06" / "bridge.json"
        new = replace(item.new, known=disk.run.state.articles.get(URL), fingerprint="x")
        disk.write(replace(item, new=new), moved)
    assert list((tmp_path / "articles").rglob("*.json")) == [moved]


def test_a_republished_story_names_the_first(tmp_path: Path) -> None:
    """Almost word for word, at another address; the first keeps naming none."""
    with run_on_disk(tmp_path) as disk:
        disk.store()
        item = disk.store(OTHER, f"{STORY} update")
        disk.store(URL, f"{STORY} correction")
        first, second = disk.run.state.articles.get(URL), disk.run.state.articles.get(OTHER)
    assert item.new.same_as is not None
    assert item.new.same_as.url == URL
    assert first is not None
    assert second is not None
    assert (first.same_as, second.same_as) == (None, URL)


def test_another_story_names_none(tmp_path: Path) -> None:
    """Nor does a short one that is the same."""
    with run_on_disk(tmp_path) as disk:
        disk.store()
        assert disk.store(OTHER, STORY.replace("word", "other")).new.same_as is None
        disk.store("https://example.org/n/rates-1/", "Dollar 520, euro 590")
        assert (
            disk.store("https://example.org/n/rates-2/", "Dollar 520, euro 590").new.same_as is None
        )


def test_a_failure_is_noted_with_its_reason(tmp_path: Path) -> None:
    """It waits for its next try; another run finds it without any source."""
    with run_on_disk(tmp_path) as disk:
        disk.run.ledger.failed(URL, "HTTP 503")
        page = disk.run.state.page(URL)
        assert list(disk.run.frontier.waiting()) == []
    assert page is not None
    assert (page.outcome, page.reason, page.tries) == (Outcome.FAILED, "HTTP 503", 1)


def test_what_was_seen_and_not_got_is_asked_for(tmp_path: Path) -> None:
    """Also when its source has forgotten it meanwhile."""
    with run_on_disk(tmp_path) as disk:
        assert disk.run.frontier.due([Link(URL), Link(OTHER)]) == [Link(URL), Link(OTHER)]
        disk.store()
    with run_on_disk(tmp_path) as disk:
        assert list(disk.run.frontier.waiting()) == [Link(OTHER)]
        assert disk.run.frontier.due([Link(URL), Link(OTHER)]) == [Link(OTHER)]


def test_a_redirect_awaits_its_target(tmp_path: Path) -> None:
    """Its own page is done with."""
    with run_on_disk(tmp_path) as disk:
        disk.run.frontier.due([Link(URL)])
        disk.run.ledger.redirected(exchange(status=301), url=URL, lastmod=None, target=OTHER)
        assert list(disk.run.frontier.waiting()) == [Link(OTHER)]


def test_a_redirect_to_another_way_to_write_the_address_is_no_page_of_its_own(
    tmp_path: Path,
) -> None:
    """The page is asked for under that one from now on; what the server gave is of the old one."""
    bare = URL.removesuffix("/")
    with run_on_disk(tmp_path) as disk:
        disk.run.frontier.due([Link(bare)])
        disk.run.ledger.redirected(exchange(status=301), url=bare, lastmod=None, target=URL)
        assert list(disk.run.frontier.waiting()) == [Link(URL)]
        assert disk.run.frontier.due([Link(bare)]) == [Link(URL)]


def test_what_robots_forbid_is_asked_again_in_each_run(tmp_path: Path) -> None:
    """Asking robots.txt costs no page; it is no failure."""
    with run_on_disk(tmp_path) as disk:
        disk.run.ledger.forbidden(URL, "Forbidden by robots.txt")
        assert disk.run.frontier.due([Link(URL)]) == [Link(URL)]
        assert list(disk.run.frontier.waiting()) == []


def article_file(disk: RunOnDisk) -> StoredArticle:
    """Store an article whose file is the JSON of one; returns it as the state has it."""
    item = disk.accepted()
    text = msgspec.json.format(item.article.to_json(explain=True))
    line = f"{item.article.to_json()}\n"
    disk.run.ledger.store(item.visit, item.new, file=disk.file_of(URL), text=text, line=line)
    disk.run.batch.flush()
    return known_article(disk)


def known_article(disk: RunOnDisk) -> StoredArticle:
    """The article in the state."""
    article = disk.run.state.articles.get(URL)
    assert article is not None
    return article


def stored_metadata(disk: RunOnDisk) -> dict[str, object]:
    """What the article's file says of it."""
    disk.run.batch.flush()
    found: dict[str, object] = msgspec.json.decode(disk.file_of(URL).read_bytes())["metadata"]
    return found


class TestDeletedStories:
    def test_one_is_marked_with_since_when(self, tmp_path: Path) -> None:
        """In state, file and feed; text and archive stay."""
        with run_on_disk(tmp_path) as disk:
            article_file(disk)
            assert disk.run.ledger.deleted(URL) is not None
            since = stored_metadata(disk)["deleted"]
            assert known_article(disk).deleted == since
            lines = [msgspec.json.decode(line) for line in disk.feed]
        assert [line["metadata"].get("deleted") for line in lines] == [None, since]
        assert lines[1]["articleBody"] == STORY

    def test_it_is_marked_once(self, tmp_path: Path) -> None:
        """The first answer counts, however often the page is asked for."""
        with run_on_disk(tmp_path) as disk:
            article_file(disk)
            disk.run.ledger.deleted(URL)
            since = known_article(disk).deleted
            assert disk.run.ledger.deleted(URL) is None
            assert known_article(disk).deleted == since

    def test_one_that_comes_back_is_marked_no_more(self, tmp_path: Path) -> None:
        """With the same text; a new version is written anew as it is."""
        with run_on_disk(tmp_path) as disk:
            article_file(disk)
            disk.run.ledger.deleted(URL)
            disk.run.ledger.unchanged(visit(time=EVENING), known_article(disk))
            assert "deleted" not in stored_metadata(disk)
            assert known_article(disk).deleted is None
            assert len(disk.feed) == 3

    def test_a_new_version_is_there_again(self, tmp_path: Path) -> None:
        """The state says so."""
        with run_on_disk(tmp_path) as disk:
            article_file(disk)
            disk.run.ledger.deleted(URL)
            disk.store(body=f"{STORY} more", time=EVENING)
            assert known_article(disk).deleted is None

    def test_a_page_that_never_was_an_article_is_none(self, tmp_path: Path) -> None:
        """A dead link is a failure, and nothing else."""
        with run_on_disk(tmp_path) as disk:
            disk.run.ledger.failed(URL, "HTTP 404")
            assert disk.run.ledger.deleted(URL) is None

    def test_a_file_that_somebody_moved_is_not_missed(self, tmp_path: Path) -> None:
        """The state knows it all the same."""
        with run_on_disk(tmp_path) as disk:
            article_file(disk)
            disk.file_of(URL).unlink()
            disk.run.ledger.deleted(URL)
            assert known_article(disk).deleted


def test_recent_stories_that_no_source_names_are_asked_for(tmp_path: Path) -> None:
    """Those that were not asked for today; they may be deleted."""
    with run_on_disk(tmp_path, recent_days=3) as disk:
        for url, published, seen in (
            (URL, later(now(), days=-1), later(now(), days=-1)),
            (OTHER, later(now(), days=-1), later(now(), days=1)),
            ("https://example.org/n/old/", later(now(), days=-9), later(now(), days=-1)),
        ):
            disk.store(url)
            page = Page(url, SITE, first_seen=NOON, last_seen=seen, tried=NOON)
            disk.run.state.save_page(page.stored(url, published))
        assert disk.run.frontier.unnamed(disk.run.started) == [Link(URL)]


def files_of(disk: RunOnDisk) -> dict[str, bytes]:
    """Everything below the output folder but the state."""
    return {
        str(path.relative_to(disk.output)): path.read_bytes()
        for path in sorted(disk.output.rglob("*"))
        if path.is_file() and "sqlite3" not in path.name
    }


STEPS: dict[str, Callable[[RunOnDisk], tuple[object, str]]] = {
    "article written": lambda disk: (module, "write_new"),
    "state asked": lambda disk: (disk.run.state.articles, "save"),
    "files on the disk": lambda disk: (batch_module, "sync"),
    "article named": lambda disk: (NewFile, "publish"),
    "state committed": lambda disk: (disk.run.state, "commit"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_was_not_finished_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Killed before one of them is written: the next run stores it once."""
    with run_on_disk(tmp_path) as disk:
        disk.store(OTHER, "before")
        before = files_of(disk)
        owner, name = STEPS[step](disk)
        monkeypatch.setattr(owner, name, _killed)
        with pytest.raises(KeyboardInterrupt):
            disk.store()
        assert files_of(disk) != before
        # What a killed process does not do.
        monkeypatch.setattr(disk.run.ledger, "close", lambda: None)
        monkeypatch.setattr(disk.run.batch, "flush", lambda: None)
    monkeypatch.undo()
    with run_on_disk(tmp_path) as disk:
        archive = next(path for path in files_of(disk) if path.startswith("warc/"))
        assert files_of(disk)[archive] == before[archive]
        disk.store()
        assert disk.feed == [OTHER, URL]
        assert [number for number, *_ in disk.versions()] == [1]


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_torn_record_is_cut_off(tmp_path: Path) -> None:
    """The bytes of a record that was being written."""
    with run_on_disk(tmp_path) as disk:
        disk.store()
        (archive,) = (tmp_path / "warc").iterdir()
    whole = archive.read_bytes()
    with archive.open("ab") as file:
        file.write(whole[:100])
    with run_on_disk(tmp_path):
        assert archive.read_bytes() == whole


def test_a_full_archive_file_is_followed_by_the_next(tmp_path: Path) -> None:
    """It is left alone from then on."""
    with run_on_disk(tmp_path, limit=2000) as disk:
        for number in range(4):
            disk.store(f"https://example.org/n/{number}/", f"{STORY} {number}")
        files = sorted((tmp_path / "warc").iterdir())
        (feed,) = (tmp_path / "feeds").iterdir()
        assert len(files) > 1
        assert disk.run.state.lengths().keys() == {f"warc/{files[-1].name}", f"feeds/{feed.name}"}


def test_runs_of_one_second_have_names_of_their_own(tmp_path: Path) -> None:
    """Feed and report of a run have one name, which says when it started."""
    names = []
    for number in range(2):
        with run_on_disk(tmp_path) as disk:
            disk.store(f"https://example.org/n/{number}/", f"{STORY} {number}")
            names.append(disk.run.id)
            assert (tmp_path / "feeds" / f"{disk.run.id}.jsonl").is_file()
    assert len(set(names)) == 2
    assert disk.run.id.startswith(f"news-{disk.run.started[:10]}T")


def test_the_next_run_goes_on_with_the_archive_file(tmp_path: Path) -> None:
    """An hourly crawl makes no file an hour."""
    for number in range(3):
        with run_on_disk(tmp_path) as disk:
            disk.store(f"https://example.org/n/{number}/", f"{STORY} {number}")
    assert len(list((tmp_path / "warc").iterdir())) == 1


def test_pages_of_other_sites_wait_for_their_crawl(tmp_path: Path) -> None:
    """One state may know several sites."""
    with run_on_disk(tmp_path) as disk:
        disk.run.state.see([Link("https://example.com/n/")], "example.com", NOON)
        disk.run.state.see([Link(URL)], SITE, NOON)
        assert list(disk.run.frontier.waiting()) == [Link(URL)]


def test_nothing_new_keeps_what_is_known(tmp_path: Path) -> None:
    """A 304 moves the time alone."""
    with run_on_disk(tmp_path) as disk:
        disk.store()
        disk.run.ledger.not_modified(visit(time=EVENING))
        page = disk.run.state.page(URL)
        assert len(disk.versions()) == 1
    assert page is not None
    assert (page.outcome, page.fetched) == (Outcome.STORED, EVENING)
