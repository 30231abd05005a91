"""Archives of small pages for engines, each page with a number of its own."""

from __future__ import annotations

from pathlib import Path

from tests.builders import PROSE
from tests.intake.dump_files import HTML, Archive

NO_STORY = b"<!doctype html><p>[[year]]"


def address(number: int) -> str:
    """Where page `number` was found."""
    return f"https://vestnik.example/n/{number}"


def page(number: int) -> bytes:
    """A story with its number in the headline."""
    text = "".join(f"<p>{sentence}</p>" for sentence in PROSE)
    return f"<!doctype html><h1>Мост номер {number} открыт</h1>{text}".encode()


def write_archives(folder: Path, files: int, pages: int, *, packed: bool = True) -> list[str]:
    """Archives with so many pages each, and one page without a story; the stories' addresses."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in range(files):
        archive = Archive(packed=packed)
        for number in range(file * pages, (file + 1) * pages):
            archive.response(page(number), HTML, url=address(number))
        archive.response(NO_STORY, HTML, url=f"https://vestnik.example/tag/{file}")
        name = f"{file:03}.warc.gz" if packed else f"{file:03}.warc"
        (folder / name).write_bytes(archive.data())
    return [address(number) for number in range(files * pages)]
