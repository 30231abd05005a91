"""The folder of a site is brought from a store and published there."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cleaners import __version__
from crawler.extensions.learn_profile import MOST_STORIES
from crawler.store.lock import RunLock
from tests.crawler.runs_on_disk import SITE, run_on_disk

pytest.importorskip("fsspec")
import fsspec

from crawler.fleet import packed_state, site_folder
from crawler.fleet.site_folder import KEPT, SiteStore, StoreError
from tests.crawler.fleet.stores import (
    DyingFileSystem,
    KilledError,
    address,
    crawl,
    published_stories,
)

ONE, TWO, THREE = map(address, (1, 2, 3))


@pytest.fixture(params=["file", "memory", "dying"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> SiteStore:
    """An empty store of each kind that needs no server."""
    DyingFileSystem.reset()
    return SiteStore(f"{request.param}://{tmp_path}/store")


def visit(store: SiteStore, folder: Path, token: int, stories: list[str], site: str = SITE) -> Path:
    """Bring the folder, crawl, publish."""
    store.fetch(site, folder)
    crawl(folder, stories)
    store.publish(site, folder, token)
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """What is in a folder, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_site_has_an_empty_folder(store: SiteStore, tmp_path: Path) -> None:
    """The crawl begins there as on any machine."""
    store.fetch(SITE, tmp_path / "site")
    assert list((tmp_path / "site").iterdir()) == []


def test_the_next_worker_knows_what_the_first_one_crawled(store: SiteStore, tmp_path: Path) -> None:
    """It crawls what is new, and nothing else."""
    visit(store, tmp_path / "a", 1, [ONE, TWO])
    visit(store, tmp_path / "b", 2, [ONE, TWO, THREE])
    assert published_stories(store) == [ONE, TWO, THREE]


def test_a_folder_of_a_time_without_a_store_is_moved_there(
    store: SiteStore, tmp_path: Path
) -> None:
    """Before the first lease, as lease 0."""
    crawl(tmp_path / "a", [ONE, TWO])
    store.publish(SITE, tmp_path / "a", 0)
    visit(store, tmp_path / "b", 1, [ONE, TWO, THREE])
    assert published_stories(store) == [ONE, TWO, THREE]


def test_articles_and_learned_profiles_move_with_the_state(
    store: SiteStore, tmp_path: Path
) -> None:
    """They are what a crawl compares the pages with that come again."""
    crawl(tmp_path / "a", [ONE])
    profile = tmp_path / "a" / "profiles" / f"{SITE}.toml"
    profile.parent.mkdir()
    profile.write_text("# learned\n", encoding="utf-8")
    store.publish(SITE, tmp_path / "a", 1)
    store.fetch(SITE, tmp_path / "b")
    before, after = files_of(tmp_path / "a"), files_of(tmp_path / "b")
    moved = {"state.sqlite3", "articles/story-1.json", f"profiles/{SITE}.toml"}
    assert {name: before[name] for name in moved} == {name: after[name] for name in moved}


def test_a_withdrawn_article_does_not_come_back(store: SiteStore, tmp_path: Path) -> None:
    """The state is brought as it was last, not as the sum of what it was."""
    folder = visit(store, tmp_path / "a", 1, [ONE, TWO])
    (folder / "articles" / "story-1.json").unlink()
    store.publish(SITE, folder, 1)
    store.fetch(SITE, tmp_path / "b")
    assert [path.name for path in (tmp_path / "b" / "articles").iterdir()] == ["story-2.json"]


def test_the_reports_that_a_crawl_compares_itself_with_are_brought(
    store: SiteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest ones; all older ones stay where they are."""
    monkeypatch.setattr(packed_state, "MAX_RUNS", 2)
    crawl(tmp_path / "a", [ONE])
    (tmp_path / "a" / "runs").mkdir()
    names = [f"news-2025-05-2{day}T12-00-00.json" for day in range(4)]
    for name in names:
        (tmp_path / "a" / "runs" / name).write_text(name, encoding="utf-8")
    store.publish(SITE, tmp_path / "a", 1)
    store.fetch(SITE, tmp_path / "b")
    assert sorted(path.name for path in (tmp_path / "b" / "runs").iterdir()) == names[2:]
    published = {file.name for file in store.published_files(SITE)}
    assert published > {f"runs/{name}" for name in names}


def test_pages_of_the_newest_stories_are_brought(
    store: SiteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template is learned from them. Of the archive nothing else comes, and it is not changed."""
    assert packed_state.STORIES == MOST_STORIES
    monkeypatch.setattr(packed_state, "STORIES", 2)
    with run_on_disk(tmp_path / "a") as run:
        for number in range(1, 5):
            text, time = f"Bridge {number} has opened. " * 30, f"2025-05-2{number}T12:00:00Z"
            run.store(address(number), text, time)
    store.publish(SITE, tmp_path / "a", 1)
    store.fetch(SITE, tmp_path / "b")
    with run_on_disk(tmp_path / "b") as run:
        found = [run.run.state.articles.get(address(number)) for number in range(1, 5)]
        pages = [run.run.ledger.archived_page(article) for article in found if article]
    assert [page.url if page else None for page in pages] == [None, None, address(3), address(4)]
    store.publish(SITE, tmp_path / "b", 2)
    assert sum("warc/" in file.name for file in store.published_files(SITE)) == 1


def test_no_page_is_brought_where_nothing_is_left_to_learn(
    store: SiteStore, tmp_path: Path
) -> None:
    """A profile and the cleaner of today have cleaned the newest stories."""
    crawl(tmp_path / "a", [ONE, TWO])
    with closing(sqlite3.connect(tmp_path / "a" / "state.sqlite3")) as state, state:
        state.execute("UPDATE version SET cleaner = ?", (f"{__version__} 5ee8e7b",))
    store.publish(SITE, tmp_path / "a", 1)
    store.fetch(SITE, tmp_path / "b")
    assert not (tmp_path / "b" / "warc").exists()


def test_an_archive_that_was_published_is_never_gone_on_with(
    store: SiteStore, tmp_path: Path
) -> None:
    """The next crawl begins a file of its own."""
    folder = visit(store, tmp_path / "a", 1, [ONE])
    (first,) = (folder / "warc").iterdir()
    length = first.stat().st_size
    crawl(folder, [TWO])
    assert first.stat().st_size == length
    assert len(list((folder / "warc").iterdir())) == 2


def test_sites_do_not_meet(store: SiteStore, tmp_path: Path) -> None:
    """Whatever characters are in their names."""
    for number, site in enumerate(("a.org:80", "a.org/80", "a.org%3A80", "новости.рф")):
        visit(store, tmp_path / f"{number}", 1, [address(number)], site)
        store.fetch(site, tmp_path / f"{number}-again")
        assert [path.stem for path in (tmp_path / f"{number}-again" / "articles").iterdir()] == [
            f"story-{number}"
        ]


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_a_name_that_leads_elsewhere_is_none(tmp_path: Path, name: str) -> None:
    """Nothing is read or written beside the store."""
    with pytest.raises(StoreError, match="no name of a site"):
        SiteStore(f"file://{tmp_path}/store").fetch(name, tmp_path / "site")


def test_a_worker_that_is_late_publishes_nothing(store: SiteStore, tmp_path: Path) -> None:
    """Its lease had run out, and the next one has published."""
    store.fetch(SITE, tmp_path / "late")
    crawl(tmp_path / "late", [ONE])
    visit(store, tmp_path / "next", 2, [ONE, TWO])
    with pytest.raises(StoreError, match=f"{SITE}: the lease 2 has published .* lease 1 began"):
        store.publish(SITE, tmp_path / "late", 1)
    assert published_stories(store) == [ONE, TWO]


def test_what_a_late_worker_has_published_in_time_stays(store: SiteStore, tmp_path: Path) -> None:
    """The next one had begun without it, and gives its own crawl up: no story is there twice."""
    store.fetch(SITE, tmp_path / "late")
    store.fetch(SITE, tmp_path / "next")
    crawl(tmp_path / "late", [ONE])
    crawl(tmp_path / "next", [ONE, TWO])
    store.publish(SITE, tmp_path / "late", 1)
    with pytest.raises(StoreError, match="will be crawled again"):
        store.publish(SITE, tmp_path / "next", 2)
    visit(store, tmp_path / "third", 3, [ONE, TWO])
    assert published_stories(store) == [ONE, TWO]


def test_a_worker_that_is_overtaken_while_it_uploads_publishes_nothing(
    store: SiteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store is asked once more, right before the manifest."""
    store.fetch(SITE, tmp_path / "late")
    crawl(tmp_path / "late", [ONE])

    def pack(folder: Path, target: Path) -> None:
        monkeypatch.undo()
        packed_state.pack(folder, target)
        visit(store, tmp_path / "next", 2, [TWO])

    monkeypatch.setattr(site_folder, "pack", pack)
    with pytest.raises(StoreError, match="the lease 2 has published"):
        store.publish(SITE, tmp_path / "late", 1)
    assert published_stories(store) == [TWO]


@pytest.mark.parametrize("torn", [False, True])
@pytest.mark.parametrize("steps", range(4))
def test_a_worker_killed_while_it_publishes_leaves_what_was_there(
    tmp_path: Path, steps: int, torn: bool
) -> None:
    """At the feed, the archive, the state or the manifest: nothing of it counts."""
    DyingFileSystem.reset()
    store = SiteStore("dying:///store")
    visit(store, tmp_path / "a", 1, [ONE])
    store.fetch(SITE, tmp_path / "b")
    crawl(tmp_path / "b", [ONE, TWO])
    DyingFileSystem.steps_left, DyingFileSystem.torn = steps, torn
    with pytest.raises(KilledError):
        store.publish(SITE, tmp_path / "b", 2)
    DyingFileSystem.steps_left = None
    assert published_stories(store) == [ONE]
    visit(store, tmp_path / "c", 3, [ONE, TWO])
    assert published_stories(store) == [ONE, TWO]


def test_what_a_killed_worker_left_in_the_store_is_swept(tmp_path: Path) -> None:
    """By the next one that publishes."""
    DyingFileSystem.reset()
    store = SiteStore("dying:///store")
    crawl(tmp_path / "a", [ONE])
    DyingFileSystem.steps_left = 3
    with pytest.raises(KilledError):
        store.publish(SITE, tmp_path / "a", 1)
    DyingFileSystem.steps_left = None
    assert any("/00000000000000000001" in key for key in DyingFileSystem.store)
    visit(store, tmp_path / "b", 2, [ONE])
    assert not any("/00000000000000000001" in key for key in DyingFileSystem.store)


def test_what_a_killed_worker_left_on_its_disk_is_removed(store: SiteStore, tmp_path: Path) -> None:
    """Half a state that was being unpacked, by the next visit of the site."""
    visit(store, tmp_path / "a", 1, [ONE])
    left = tmp_path / ".tmp-b" / "folder" / "state.sqlite3"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half of it")
    visit(store, tmp_path / "b", 2, [ONE, TWO])
    assert not (tmp_path / ".tmp-b").exists()
    assert published_stories(store) == [ONE, TWO]


def test_a_killed_crawl_is_published_as_far_as_it_is_whole(
    store: SiteStore, tmp_path: Path
) -> None:
    """The next one goes on where it was."""
    crawl(tmp_path / "a", [ONE, TWO, THREE], killed_after=2)
    store.publish(SITE, tmp_path / "a", 1)
    assert published_stories(store) == [ONE, TWO]
    visit(store, tmp_path / "b", 2, [ONE, TWO, THREE])
    assert published_stories(store) == [ONE, TWO, THREE]


def test_a_folder_in_which_a_crawl_is_at_work_is_not_published(
    store: SiteStore, tmp_path: Path
) -> None:
    """Half of what it writes would be missing."""
    crawl(tmp_path / "a", [ONE])
    lock = RunLock(tmp_path / "a")
    with pytest.raises(StoreError, match=f"{SITE}: another crawl"):
        store.publish(SITE, tmp_path / "a", 1)
    lock.release()


def test_a_folder_without_a_crawl_is_not_published(store: SiteStore, tmp_path: Path) -> None:
    """It would be the state of a site of which nothing is known."""
    store.fetch(SITE, tmp_path / "a")
    with pytest.raises(StoreError, match=r"has no state\.sqlite3"):
        store.publish(SITE, tmp_path / "a", 1)
    assert store.published_files(SITE) == ()


def test_a_folder_that_is_not_empty_stays_as_it_is(store: SiteStore, tmp_path: Path) -> None:
    """Two states would be mixed."""
    crawl(tmp_path / "a", [ONE])
    before = files_of(tmp_path / "a")
    with pytest.raises(StoreError, match="is not empty"):
        store.fetch(SITE, tmp_path / "a")
    assert files_of(tmp_path / "a") == before


def test_a_published_file_never_changes(store: SiteStore, tmp_path: Path) -> None:
    """Whoever has read it need not read it again."""
    folder = visit(store, tmp_path / "a", 1, [ONE])
    (feed,) = (folder / "feeds").iterdir()
    feed.write_text("changed\n", encoding="utf-8")
    with pytest.raises(StoreError, match="has changed since it was published"):
        store.publish(SITE, folder, 1)
    assert published_stories(store) == [ONE]


def test_the_last_few_states_stay_and_all_files(store: SiteStore, tmp_path: Path) -> None:
    """An older state may still be on its way to another machine."""
    for token in range(1, KEPT + 4):
        visit(store, tmp_path / f"{token}", token, [address(token)])
    fs, root = fsspec.url_to_fs(f"{store.url}/{SITE}")
    kept = [f"{token:020}" for token in range(4, KEPT + 4)]
    for part in ("state", "published"):
        names = sorted(path.rpartition("/")[2] for path in fs.ls(f"{root}/{part}", detail=False))
        assert [name.partition(".")[0] for name in names] == kept
    assert published_stories(store) == [address(token) for token in range(1, KEPT + 4)]


def test_a_state_that_came_damaged_is_not_used(tmp_path: Path) -> None:
    """The folder stays empty, and nothing is left beside it."""
    store = SiteStore(f"{tmp_path}/store")
    visit(store, tmp_path / "a", 1, [ONE])
    (packed,) = (tmp_path / "store").rglob("*.tar.zst")
    packed.write_bytes(packed.read_bytes()[:-7])
    with pytest.raises(StoreError, match=r"\.tar\.zst is not what was published there"):
        store.fetch(SITE, tmp_path / "b")
    assert list((tmp_path / "b").iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "store"]


def test_a_store_that_can_not_be_written_to_is_named(tmp_path: Path) -> None:
    """With the site, and what the store said."""
    crawl(tmp_path / "a", [ONE])
    (tmp_path / "store").write_text("a file, no folder", encoding="utf-8")
    store = SiteStore(f"{tmp_path}/store")
    with pytest.raises(StoreError, match=rf"^{SITE}: the store {tmp_path}/store failed \(.*\)$"):
        store.publish(SITE, tmp_path / "a", 1)
    with pytest.raises(StoreError, match="failed"):
        store.check()


def test_a_store_that_works_is_left_as_it_was(store: SiteStore, tmp_path: Path) -> None:
    """A worker tries it before its first crawl."""
    visit(store, tmp_path / "a", 1, [ONE])
    fs, root = fsspec.url_to_fs(store.url)
    before = fs.find(root)
    store.check()
    assert fs.find(root) == before


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("s3:/bucket/sites", "write it as s3://bucket/folder"),
        ("nowhere://bucket/sites", "Protocol not known: nowhere"),
        ("memory://", "names no folder"),
    ],
)
def test_a_wrong_address_is_told_at_once(url: str, what: str) -> None:
    """Before any crawl."""
    with pytest.raises(StoreError, match=what):
        SiteStore(url)


@pytest.mark.parametrize(
    ("package", "url"), [("fsspec", "/srv/sites"), ("gcsfs", "gs://newsroom/sites")]
)
def test_a_package_that_is_missing_is_told(
    monkeypatch: pytest.MonkeyPatch, package: str, url: str
) -> None:
    """By its name."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(StoreError, match=f"^{url} can't be used as a store: .*{package}"):
        SiteStore(url)


def test_a_password_in_the_address_is_not_shown(tmp_path: Path) -> None:
    """Messages end in logs."""
    store = SiteStore("memory://me:secret@host/sites")
    (tmp_path / "a").mkdir()
    with pytest.raises(StoreError) as told:
        store.publish(SITE, tmp_path / "a", 1)
    assert "secret" not in str(told.value)
    assert "secret" not in store.url


def test_without_its_extra_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain folder needs it, too."""
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(StoreError, match=r"pip install 'chistovik\[s3\]'"):
        SiteStore("/srv/sites")
