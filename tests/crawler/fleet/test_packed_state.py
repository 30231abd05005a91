"""The state of a site as one packed file."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest
import zstandard

from crawler.fleet.packed_state import pack, unpack
from crawler.store.state_file import StateError


def packed(path: Path, member: tarfile.TarInfo, data: bytes = b"") -> Path:
    """A packed file of one member, as somebody else may have put it into the store."""
    with (
        path.open("wb") as file,
        zstandard.ZstdCompressor().stream_writer(file) as writer,
        tarfile.open(fileobj=writer, mode="w|") as tar,
    ):
        member.size = len(data)
        tar.addfile(member, io.BytesIO(data))
    return path


def test_what_is_of_this_machine_stays_here(tmp_path: Path) -> None:
    """Locks, logs and half-written files; feeds and archives, which are published by themselves."""
    folder = tmp_path / "site"
    for name in (
        *("state.sqlite3", "profiles/a.toml", "articles/a.org/2025/05/bridge.json"),
        *("run.lock", "published.json", "state.sqlite3-shm", "logs/a.log"),
        *("articles/a.org/.tmp-1", "feeds/a.jsonl", "warc/a.warc.gz", "runs/news-1.html"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    pack(folder, tmp_path / "packed")
    unpack(tmp_path / "packed", tmp_path / "again")
    found = {
        path.relative_to(tmp_path / "again").as_posix(): path.read_text(encoding="utf-8")
        for path in (tmp_path / "again").rglob("*")
        if path.is_file()
    }
    names = ("state.sqlite3", "profiles/a.toml", "articles/a.org/2025/05/bridge.json")
    assert found == {name: name for name in names}


@pytest.mark.parametrize("name", ["../outside", "profiles/../../outside", "/srv/outside"])
def test_nothing_is_unpacked_elsewhere(tmp_path: Path, name: str) -> None:
    """Whoever may write to the store may not write to the machines."""
    source = packed(tmp_path / "packed", tarfile.TarInfo(name), b"data")
    with pytest.raises(StateError, match="outside' is nothing that a packed state has"):
        unpack(source, tmp_path / "again")
    assert [path.name for path in tmp_path.rglob("*")] == ["again", "packed"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_only_files_are_unpacked(tmp_path: Path, kind: bytes) -> None:
    """A link leads out of the folder."""
    member = tarfile.TarInfo("profiles")
    member.type, member.linkname = kind, "/srv"
    with pytest.raises(StateError, match="nothing that a packed state has"):
        unpack(packed(tmp_path / "packed", member), tmp_path / "again")
