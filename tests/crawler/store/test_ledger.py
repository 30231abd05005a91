"""What is written for each page, and what a crash leaves of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cleaners.files import NewFile
from crawler.store import ledger as module
from crawler.store import write_batch as batch_module
from crawler.store.state_values import Link, Outcome
from crawler.store.write_batch import remove_temporary_files
from tests.crawler.books import NOON, SITE, STORY, URL, Books, books, exchange, visit

OTHER = "https://example.org/n/bridge-opens-again/"
EVENING = "2025-05-20T20:00:00Z"


def test_an_article_is_stored(tmp_path: Path) -> None:
    """File, feed, archive, state."""
    with books(tmp_path) as run:
        run.store()
        stored, page = run.ledger.article(URL), run.state.page(URL)
    assert stored is not None
    assert page is not None
    assert (page.outcome, page.identity, page.fetched) == (Outcome.STORED, URL, NOON)
    assert (tmp_path / stored.file).read_text() == f"{STORY}\n"
    assert (tmp_path / stored.version.archive).stat().st_size > stored.version.offset > 0
    assert run.feed == [URL]


def test_a_changed_article_is_a_new_version(tmp_path: Path) -> None:
    """The old one keeps fingerprint and time; there is one file."""
    with books(tmp_path) as run:
        run.store()
        run.store(body=f"{STORY} more", time=EVENING)
        first, second = run.state.versions(URL)
    assert (first.number, first.fetched) == (1, NOON)
    assert (second.number, second.fetched) == (2, EVENING)
    assert first.fingerprint != second.fingerprint
    assert len(list((tmp_path / "articles").iterdir())) == 1


def test_a_file_that_moves_leaves_none_behind(tmp_path: Path) -> None:
    """The date of an article may be corrected, and its folder is the month."""
    with books(tmp_path) as run:
        run.store()
        item = run.store(body=f"{STORY} more")
        moved = tmp_path / "articles" / "2025" / "06" / "bridge.json"
        run.ledger.store(
            replace(item, known=run.ledger.article(URL), fingerprint="x"), moved, "a", "b\n"
        )
    assert list((tmp_path / "articles").rglob("*.json")) == [moved]


def test_a_republished_story_names_the_first(tmp_path: Path) -> None:
    """Almost word for word, at another address; the first keeps naming none."""
    with books(tmp_path) as run:
        run.store()
        item = run.store(OTHER, f"{STORY} update")
        run.store(URL, f"{STORY} correction")
        first, second = run.ledger.article(URL), run.ledger.article(OTHER)
    assert item.same_as is not None
    assert item.same_as.url == URL
    assert first is not None
    assert second is not None
    assert (first.same_as, second.same_as) == (None, URL)


def test_another_story_names_none(tmp_path: Path) -> None:
    """Nor does a short one that is the same."""
    with books(tmp_path) as run:
        run.store()
        assert run.store(OTHER, STORY.replace("word", "other")).same_as is None
        run.store("https://example.org/n/rates-1/", "Dollar 520, euro 590")
        assert run.store("https://example.org/n/rates-2/", "Dollar 520, euro 590").same_as is None


def test_a_failure_is_noted_with_its_reason(tmp_path: Path) -> None:
    """It waits for its next try; another run finds it without any source."""
    with books(tmp_path) as run:
        run.ledger.failed(URL, "HTTP 503")
        page = run.state.page(URL)
        assert list(run.agenda.waiting()) == []
    assert page is not None
    assert (page.outcome, page.reason, page.tries) == (Outcome.FAILED, "HTTP 503", 1)


def test_what_was_seen_and_not_got_is_asked_for(tmp_path: Path) -> None:
    """Also when its source has forgotten it meanwhile."""
    with books(tmp_path) as run:
        assert run.agenda.due([Link(URL), Link(OTHER)]) == [Link(URL), Link(OTHER)]
        run.store()
    with books(tmp_path) as run:
        assert list(run.agenda.waiting()) == [Link(OTHER)]
        assert run.agenda.due([Link(URL), Link(OTHER)]) == [Link(OTHER)]


def test_a_redirect_awaits_its_target(tmp_path: Path) -> None:
    """Its own page is done with."""
    with books(tmp_path) as run:
        run.agenda.due([Link(URL)])
        run.ledger.redirected(exchange(status=301), URL, None, OTHER)
        assert list(run.agenda.waiting()) == [Link(OTHER)]


def test_a_redirect_to_another_way_to_write_the_address_is_no_page_of_its_own(
    tmp_path: Path,
) -> None:
    """The page is asked for under that one from now on; what the server gave is of the old one."""
    bare = URL.removesuffix("/")
    with books(tmp_path) as run:
        run.agenda.due([Link(bare)])
        run.ledger.redirected(exchange(status=301), bare, None, URL)
        assert list(run.agenda.waiting()) == [Link(URL)]
        assert run.agenda.due([Link(bare)]) == [Link(URL)]


def test_what_robots_forbid_is_asked_again_in_each_run(tmp_path: Path) -> None:
    """Asking robots.txt costs no page; it is no failure."""
    with books(tmp_path) as run:
        run.ledger.forbidden(URL, "Forbidden by robots.txt")
        assert run.agenda.due([Link(URL)]) == [Link(URL)]
        assert list(run.agenda.waiting()) == []


def files_of(run: Books) -> dict[str, bytes]:
    """Everything below the output folder but the state."""
    return {
        str(path.relative_to(run.output)): path.read_bytes()
        for path in sorted(run.output.rglob("*"))
        if path.is_file() and "sqlite3" not in path.name
    }


STEPS: dict[str, Callable[[Books], tuple[object, str]]] = {
    "article written": lambda run: (module, "write_new"),
    "state told": lambda run: (run.state, "save_article"),
    "files on the disk": lambda run: (batch_module, "sync"),
    "article named": lambda run: (NewFile, "publish"),
    "state committed": lambda run: (run.state, "commit"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_was_not_finished_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Killed before one of them is written: the next run stores it once."""
    with books(tmp_path) as run:
        run.store(OTHER, "before")
        before = files_of(run)
        owner, name = STEPS[step](run)
        monkeypatch.setattr(owner, name, _killed)
        with pytest.raises(KeyboardInterrupt):
            run.store()
        assert files_of(run) != before
        # What a killed process does not do.
        monkeypatch.setattr(run.ledger, "close", lambda: None)
        monkeypatch.setattr(run.batch, "flush", lambda: None)
    monkeypatch.undo()
    remove_temporary_files(tmp_path)
    with books(tmp_path, feed="b.jsonl") as run:
        archive = next(path for path in files_of(run) if path.startswith("warc/"))
        assert files_of(run)[archive] == before[archive]
        run.store()
        assert run.feed == [OTHER, URL]
        assert [version.number for version in run.state.versions(URL)] == [1]


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_torn_record_is_cut_off(tmp_path: Path) -> None:
    """The bytes of a record that was being written."""
    with books(tmp_path) as run:
        run.store()
        (archive,) = (tmp_path / "warc").iterdir()
    whole = archive.read_bytes()
    with archive.open("ab") as file:
        file.write(whole[:100])
    with books(tmp_path):
        assert archive.read_bytes() == whole


def test_a_full_archive_file_is_followed_by_the_next(tmp_path: Path) -> None:
    """It is left alone from then on."""
    with books(tmp_path, limit=2000) as run:
        for number in range(4):
            run.store(f"https://example.org/n/{number}/", f"{STORY} {number}")
        files = sorted((tmp_path / "warc").iterdir())
        assert len(files) > 1
        assert run.state.lengths().keys() == {f"warc/{files[-1].name}", "feeds/a.jsonl"}


def test_the_next_run_goes_on_with_the_archive_file(tmp_path: Path) -> None:
    """An hourly crawl makes no file an hour."""
    for number in range(3):
        with books(tmp_path, feed=f"{number}.jsonl") as run:
            run.store(f"https://example.org/n/{number}/", f"{STORY} {number}")
    assert len(list((tmp_path / "warc").iterdir())) == 1


def test_pages_of_other_sites_wait_for_their_crawl(tmp_path: Path) -> None:
    """One state may know several sites."""
    with books(tmp_path) as run:
        run.state.see([Link("https://example.com/n/")], "example.com", NOON)
        run.state.see([Link(URL)], SITE, NOON)
        assert list(run.agenda.waiting()) == [Link(URL)]


def test_nothing_new_keeps_what_is_known(tmp_path: Path) -> None:
    """A 304 moves the time alone."""
    with books(tmp_path) as run:
        run.store()
        run.ledger.unchanged(visit(time=EVENING))
        page = run.state.page(URL)
        assert len(run.state.versions(URL)) == 1
    assert page is not None
    assert (page.outcome, page.fetched) == (Outcome.STORED, EVENING)
