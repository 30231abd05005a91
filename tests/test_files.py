"""Files that appear whole or not at all, and safe names."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from cleaners.files import TEMPORARY_PREFIX, replacing, safe_stem, write_new, write_whole


def left_behind(folder: Path) -> list[str]:
    """Temporary files below a folder."""
    return [path.name for path in folder.rglob(f"{TEMPORARY_PREFIX}*")]


def test_a_new_file_is_seen_when_it_is_published(tmp_path: Path) -> None:
    """Its folders are made before."""
    path = tmp_path / "2026" / "01" / "a.json"
    new = write_new(path, b"{}")
    assert not path.exists()
    new.publish()
    assert path.read_bytes() == b"{}"
    assert left_behind(tmp_path) == []


def test_a_new_file_may_take_the_place_of_another_name(tmp_path: Path) -> None:
    """The other one goes when it is published, not before."""
    old = tmp_path / "old.json"
    old.write_bytes(b"old")
    new = write_new(tmp_path / "new.json", b"new", replaced=old)
    assert old.exists()
    new.publish()
    assert [path.name for path in tmp_path.iterdir()] == ["new.json"]


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """Even one that is no `Exception`."""
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        _write_half(path)
    assert path.read_bytes() == b"old"
    assert left_behind(tmp_path) == []


def _write_half(path: Path) -> None:
    with replacing(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt


def test_permissions_of_a_replaced_file_stay(tmp_path: Path) -> None:
    """A private file stays private."""
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_bytes() == b"new"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is replaced."""
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("мост-2026.html", "мост-2026.html"),
        ("a/b\\c:d*e?f", "a-b-c-d-e-f"),
        ("..", ""),
        ("a...b", "a-b"),
        ("-rf", "rf"),
        ("a\nb\x00c", "a-b-c"),
        ("\udcff", ""),
    ],
)
def test_safe_stems(text: str, stem: str) -> None:
    """Nothing in them leads to another folder or is read as an option."""
    assert safe_stem(text, 100) == stem


def test_a_long_stem_is_cut_between_characters() -> None:
    """Cyrillic letters have two bytes each."""
    assert safe_stem("ж" * 300, 9) == "ж" * 4
