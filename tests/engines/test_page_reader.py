"""`PageReader`: what files hold comes out as datatrove documents, bytes and facts untouched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from cleaners import clean
from tests.intake.dump_files import PAGE, Archive, gz, json_lines, zstd

pytest.importorskip("datatrove")
from cleaners.engines.datatrove import PageReader
from cleaners.engines.page_reader import StoreError

ADDRESS = "https://a.kz/n/1"


def read(folder: Path, reader: PageReader | None = None) -> list[Any]:
    """The documents of a folder."""
    return list((reader or PageReader(str(folder))).run())


def bodies(documents: Sequence[Any]) -> list[bytes]:
    """The bytes of their pages."""
    return [document.media[0].media_bytes for document in documents]


def count(reader: PageReader, label: str) -> int:
    """How often the reader counted something."""
    return int(reader.stats.stats[label].total) if label in reader.stats.stats else 0


def test_bytes_charset_and_address_are_handed_on(tmp_path: Path) -> None:
    """As the archive tells them; nothing is decoded."""
    body = "<p>Мост".encode("cp1251")
    headers = {"Content-Type": "text/html; charset=windows-1251"}
    archive = Archive().response(body, headers, url=ADDRESS)
    (tmp_path / "a.warc").write_bytes(archive.data())
    [document] = read(tmp_path)
    assert bodies([document]) == [body]
    assert document.text == ""
    assert document.id.startswith("<urn:uuid:")
    path = str(tmp_path / "a.warc")
    assert document.metadata == {
        "url": ADDRESS,
        "date": "2026-01-31T08:00:00Z",
        "content_type": "text/html; charset=windows-1251",
        "source": f"{path}#1",
        "file_path": path,
    }


@pytest.mark.parametrize("pack", [bytes, gz, zstd])
def test_packed_archives_are_unpacked(tmp_path: Path, pack: Any) -> None:
    """Whatever their name says; each record packed by itself as well."""
    data = Archive().response().response(b"<p>\xd0\x90").data()
    (tmp_path / "archive").write_bytes(pack(data))
    packed = Archive(packed=True).response(b"<p>\xd0\x91").data()
    (tmp_path / "b.warc.gz").write_bytes(packed)
    assert bodies(read(tmp_path)) == [PAGE, b"<p>\xd0\x90", b"<p>\xd0\x91"]


def test_records_of_a_wet_file_are_text(tmp_path: Path) -> None:
    """Conversions, as Common Crawl stores them."""
    archive = Archive().other("conversion", "Мост открыт".encode(), "text/plain")
    (tmp_path / "a.warc.wet").write_bytes(archive.data())
    [document] = read(tmp_path)
    assert document.metadata["content_type"] == "text/plain"


def test_one_bad_record_does_not_lose_the_rest(tmp_path: Path) -> None:
    """It is counted."""
    broken = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    archive = Archive().response().response(b"\x1f\x8bno gzip", broken).response(b"<p>rest")
    (tmp_path / "a.warc").write_bytes(archive.data() + b"rubbish" + Archive().response().data())
    reader = PageReader(str(tmp_path))
    assert bodies(read(tmp_path, reader)) == [PAGE, b"<p>rest", PAGE]
    assert count(reader, "unreadable") == 2


def test_a_file_that_is_cut_off_gives_what_it_has(tmp_path: Path) -> None:
    """And the next file is read."""
    data = gz(Archive().response().response().data())
    (tmp_path / "a.warc.gz").write_bytes(data[:-20])
    (tmp_path / "b.warc").write_bytes(Archive().response(b"<p>next").data())
    reader = PageReader(str(tmp_path))
    assert bodies(read(tmp_path, reader))[-1] == b"<p>next"
    assert count(reader, "unreadable") >= 1


def test_lines_of_json_keep_their_keys(tmp_path: Path) -> None:
    """Beside the page, which is text there."""
    line = {"text": "Мост открыт", "url": ADDRESS, "id": 7, "labels": ["a"]}
    (tmp_path / "a.jsonl").write_bytes(json_lines(line))
    [document] = read(tmp_path)
    assert document.text == "Мост открыт"
    assert document.media == []
    assert document.id == "a.jsonl/1"
    assert document.metadata["labels"] == ["a"]
    assert document.metadata["url"] == ADDRESS


def test_an_article_is_no_page(tmp_path: Path) -> None:
    """One that was cleaned before is counted as unreadable."""
    (tmp_path / "a.jsonl").write_text(clean(PAGE).to_json() + "\n", encoding="utf-8")
    reader = PageReader(str(tmp_path))
    assert read(tmp_path, reader) == []
    assert count(reader, "unreadable") == 1


def test_options_are_those_of_datatrove(tmp_path: Path) -> None:
    """Limit, skip, pattern and metadata of one's own."""
    data = Archive().response(b"<p>1").response(b"<p>2").response(b"<p>3").data()
    (tmp_path / "a.warc").write_bytes(data)
    (tmp_path / "b.txt").write_bytes(b"another kind of file")
    options = {"limit": 1, "skip": 1, "glob_pattern": "*.warc", "default_metadata": {"set": "x"}}
    [document] = read(tmp_path, PageReader(str(tmp_path), **options))
    assert bodies([document]) == [b"<p>2"]
    assert document.metadata["set"] == "x"


def test_tasks_share_the_files(tmp_path: Path) -> None:
    """Each is read by one of them."""
    for number in range(5):
        (tmp_path / f"{number}.warc").write_bytes(Archive().response(b"<p>%d" % number).data())
    reader = PageReader(str(tmp_path))
    shares = [bodies(list(reader.run(None, rank, 2))) for rank in (0, 1)]
    assert shares == [[b"<p>0", b"<p>2", b"<p>4"], [b"<p>1", b"<p>3"]]


def test_a_store_that_fails_ends_the_task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it is run again: a failed read is no damage of the file."""

    class Failing:
        def __enter__(self) -> Failing:
            return self

        def __exit__(self, *_error: object) -> None:
            pass

        def read(self, _size: int) -> bytes:
            raise OSError("connection reset")

    (tmp_path / "a.warc").write_bytes(b"")
    reader = PageReader(str(tmp_path))
    monkeypatch.setattr(type(reader.data_folder), "open", lambda *_a, **_k: Failing())
    with pytest.raises(StoreError, match=r"a\.warc: the store failed: connection reset"):
        read(tmp_path, reader)


def test_bytes_are_counted(tmp_path: Path) -> None:
    """In the statistics, as `media_size`."""
    (tmp_path / "a.warc").write_bytes(Archive().response(b"<p>12345").data())
    reader = PageReader(str(tmp_path))
    read(tmp_path, reader)
    assert count(reader, "media_size") == 8
