"""Templates of many hosts: tasks sample their pages, then the samples are joined and learned."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners.sites.loader import load_profiles
from tests.paper import HOST, pages

pytest.importorskip("datatrove")
from datatrove.data import Document

from cleaners.engines import site_steps
from cleaners.engines.datatrove import PageCleaner, ProfileLearner, SiteSampler


def document(data: str, url: str | None) -> Document:
    """A page of text."""
    return Document(text=data, id="1", metadata={"url": url} if url else {})


def papers(host: str, count: int) -> list[Document]:
    """Pages of a host."""
    return [document(page, f"https://{host}/n/{n}") for n, page in enumerate(pages(count))]


def names(folder: Path) -> set[str]:
    """The files below a folder."""
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_documents_go_through_and_hosts_are_dealt(tmp_path: Path) -> None:
    """Each host lies in one part, whichever task saw it."""
    step = SiteSampler(str(tmp_path), parts=4)
    for rank in (0, 1):
        seen = [*papers("a.example", 2), *papers("b.example", 2), document("<p>nowhere", None)]
        assert list(step.run(iter(seen), rank, 2)) == seen
    hosts: dict[str, set[str]] = {}
    for file in tmp_path.rglob("*.jsonl"):
        for host in ("a.example", "b.example"):
            if host in file.read_text():
                hosts.setdefault(host, set()).add(file.parent.name)
    assert {host: len(parts) for host, parts in hosts.items()} == {"a.example": 1, "b.example": 1}
    assert step.stats.stats["without_site"].total == 2


def test_a_host_that_could_leave_the_folder_is_passed_over(tmp_path: Path) -> None:
    """Its name becomes a file name."""
    step = SiteSampler(str(tmp_path / "samples"), parts=1)
    urls = ("https://../x", "https://.hidden/x", "https://a%2fb/x")
    list(step.run(iter([document("<p>page", url) for url in urls])))
    assert names(tmp_path) == set()


def test_full_memory_is_written_and_joined_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost by it."""
    once, often = tmp_path / "once", tmp_path / "often"
    list(SiteSampler(str(once)).run(iter(papers(HOST, 5))))
    monkeypatch.setattr(site_steps, "_HELD_BYTES", 10)
    list(SiteSampler(str(often)).run(iter(papers(HOST, 5))))
    [part] = {path.parent.name for path in often.rglob("*.jsonl")}
    joined = [ProfileLearner(str(folder), "unused")._samples(part) for folder in (once, often)]
    assert joined[0] == joined[1]
    assert len(joined[0][HOST].pages) == 5


@pytest.mark.slow
def test_a_host_split_over_tasks_gets_one_profile(tmp_path: Path) -> None:
    """Which cleans its pages afterwards; a host with one story gets none."""
    samples, profiles = tmp_path / "samples", tmp_path / "profiles"
    sampler = SiteSampler(str(samples), parts=3)
    all_pages = papers(HOST, 9)
    list(sampler.run(iter([*all_pages[:4], *papers("one.example", 1)]), 0, 2))
    list(sampler.run(iter(all_pages[4:]), 1, 2))
    learner = ProfileLearner(str(samples), str(profiles))
    for rank in (0, 1):
        list(learner.run(None, rank, 2))
    assert names(profiles) == {f"{HOST}.toml"}
    assert learner.stats.stats["hosts"].total == 2
    [page] = papers(HOST, 1)
    assert PageCleaner(profile=load_profiles(profiles)).filter(page) is True
    assert page.metadata["profile"] == HOST
