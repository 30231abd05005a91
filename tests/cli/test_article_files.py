"""Files are written whole or not at all."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
import zstandard

from cleaners.cli.article_files import file_output, folder_output
from cleaners.cli.clean_record import Cleaned
from cleaners.cli.file_names import FileNamer
from cleaners.cli.formats import Format, frame_of
from cleaners.intake.record import Failure, Place

LINES = frame_of(Format.JSONL, None)
FIRST = Cleaned(Place("a.html", relative="x/a.html"), "один")
SECOND = Cleaned(Place("b.html", relative="b.html"), "два")


def write(path: Path) -> bytes:
    """The file after two articles."""
    with file_output(path, LINES) as output:
        output.write(FIRST)
        output.write(SECOND)
    return path.read_bytes()


def test_a_file_holds_all_articles(tmp_path: Path) -> None:
    """And nothing else is left in its folder."""
    assert write(tmp_path / "a.jsonl") == "один\nдва\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_name_in_gz_is_packed_the_same_in_every_run(tmp_path: Path) -> None:
    """Neither time nor name stands in it."""
    packed = write(tmp_path / "a.jsonl.gz")
    assert gzip.decompress(packed).decode() == "один\nдва\n"
    assert write(tmp_path / "b.jsonl.gz") == packed


def test_a_name_in_zst_is_packed(tmp_path: Path) -> None:
    """As one frame."""
    packed = write(tmp_path / "a.jsonl.zst")
    assert zstandard.ZstdDecompressor().decompressobj().decompress(packed).decode() == "один\nдва\n"


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_error_leaves_what_was_there(
    name: str, error: type[BaseException], tmp_path: Path
) -> None:
    """The old file stays; what was written is there for a run that goes on."""
    path = tmp_path / name
    path.write_bytes(b"old")

    def write_and_fail() -> None:
        with file_output(path, LINES) as output:
            output.write(FIRST)
            raise error

    with pytest.raises(error):
        write_and_fail()
    assert path.read_bytes() == b"old"
    assert sorted(found.name for found in tmp_path.iterdir()) == [f".{name}.part", name]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_a_file_grows_on_where_it_was_saved(name: str, tmp_path: Path) -> None:
    """What was written behind that is written again, and once."""
    path = tmp_path / name

    def write_and_fail() -> int:
        with file_output(path, LINES) as output:
            output.write(FIRST)
            size = output.save()
            output.write(SECOND)
            sizes.append(size)
            raise KeyboardInterrupt

    sizes: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        write_and_fail()
    with file_output(path, LINES, size=sizes[0]) as output:
        output.write(SECOND)
    unpacked = _unpack(path.suffix, path.read_bytes())
    assert unpacked.decode() == "один\nдва\n"
    assert [found.name for found in tmp_path.iterdir()] == [name]


def _unpack(suffix: str, data: bytes) -> bytes:
    if suffix == ".gz":
        return gzip.decompress(data)
    if suffix == ".zst":
        reader = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True)
        return reader.read()
    return data


def test_a_run_that_wrote_nothing_keeps_an_earlier_result(tmp_path: Path) -> None:
    """Where there was none, the result is an empty file."""
    path = tmp_path / "a.jsonl"
    for content in (b"", b"old"):
        with file_output(path, LINES):
            pass
        assert path.read_bytes() == content
        path.write_bytes(b"old")
    assert [found.name for found in tmp_path.iterdir()] == ["a.jsonl"]


def test_nothing_shows_before_the_end(tmp_path: Path) -> None:
    """A reader never sees half a file; a run over the folder passes it over."""
    with file_output(tmp_path / "a.jsonl", LINES) as output:
        output.write(FIRST)
        assert all(path.name.startswith(".") for path in tmp_path.iterdir())


def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    """Temporary files are private, results are not."""
    write(tmp_path / "a.jsonl")
    (tmp_path / "other").touch()
    assert (tmp_path / "a.jsonl").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file behind it is replaced."""
    (tmp_path / "real").mkdir()
    link = tmp_path / "a.jsonl"
    link.symlink_to(tmp_path / "real" / "b.jsonl")
    write(link)
    assert link.is_symlink()
    assert (tmp_path / "real" / "b.jsonl").exists()


def test_a_device_is_written_directly() -> None:
    """It can't be replaced."""
    with file_output(Path(os.devnull), LINES) as output:
        output.write(FIRST)
    assert not Path(os.devnull).is_file()


def folder_with(folder: Path, cleaned: Cleaned) -> Failure | None:
    """Write an article into a folder; the warning, if there is one."""
    with folder_output(folder, Format.TXT, FileNamer(["dumps"])) as output:
        return output.write(cleaned)


def test_a_file_that_a_person_edited_stays(tmp_path: Path) -> None:
    """And one that nobody touched is written anew; so is one that was removed."""
    path = tmp_path / "x" / "a.html.txt"
    newer = Cleaned(FIRST.place, "новее")
    assert folder_with(tmp_path, FIRST) is None
    assert folder_with(tmp_path, newer) is None
    assert path.read_text() == "новее\n"
    path.write_text("edited\n")
    warning = folder_with(tmp_path, FIRST)
    assert warning is not None
    assert warning.is_warning
    assert warning.message == f"{path} was edited since it was written, and stays as it is"
    assert path.read_text() == "edited\n"
    path.unlink()
    assert folder_with(tmp_path, FIRST) is None


def test_a_folder_gets_a_file_for_each_article(tmp_path: Path) -> None:
    """In the structure of the source."""
    with folder_output(tmp_path / "new", Format.TXT, FileNamer(["dumps"])) as output:
        output.write(FIRST)
        output.write(SECOND)
    files = {
        str(path.relative_to(tmp_path / "new")): path.read_text()
        for path in tmp_path.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    assert files == {"x/a.html.txt": "один\n", "b.html.txt": "два\n"}
