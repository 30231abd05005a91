"""The formats that articles are written in, and what stands around and between articles."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec

from cleaners.table_row import TABLE_COLUMNS


class Format(StrEnum):
    """How an article is written; `VIEW` is for people at a terminal."""

    JSONL = "jsonl"
    JSON = "json"
    MD = "md"
    TXT = "txt"
    CSV = "csv"
    PARQUET = "parquet"
    ATOM = "atom"
    LD = "ld"
    VIEW = "view"


class Terminal(msgspec.Struct, frozen=True, kw_only=True):
    """The terminal that `Format.VIEW` is made for; `columns` is its width in characters."""

    columns: int = 80
    has_colour: bool = False


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in front of all articles, between two, behind each, and behind the last one."""

    begin: str = ""
    between: str = ""
    after: str = "\n"
    end: str = ""

    def whole(self, rendered: str) -> str:
        """A file with this article alone."""
        return f"{self.begin}{rendered}{self.after}{self.end}"


_TEXT_RULE = "=" * 72

# One page is one object; what may hold many is an array, also where it holds one.
ONE_OBJECT = Frame()
OBJECTS = frozenset({Format.JSON, Format.LD})
_ARRAY = Frame(begin="[\n", between=",\n", after="", end="\n]\n")
_FRAMES = {
    Format.JSONL: Frame(),
    Format.JSON: _ARRAY,
    Format.MD: Frame(between="\n"),
    Format.TXT: Frame(between=f"\n{_TEXT_RULE}\n\n"),
    Format.CSV: Frame(begin=",".join(TABLE_COLUMNS) + "\r\n", after="\r\n"),
    Format.LD: _ARRAY,
    Format.VIEW: Frame(between="\n"),
}


def frame_of(format_: Format, output: Path | None) -> Frame:
    """The frame of many articles that go to `output`; None is standard output."""
    if format_ is Format.ATOM:
        # Imported here: few runs write a feed.
        from cleaners.cli.atom_feed import feed_head

        return Frame(begin=feed_head(output), end="</feed>\n")
    return _FRAMES[format_]


PACKED_ENDINGS = (".gz", ".zst")
ENDINGS = {
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".jl": Format.JSONL,
    ".json": Format.JSON,
    ".md": Format.MD,
    ".txt": Format.TXT,
    ".csv": Format.CSV,
    ".parquet": Format.PARQUET,
    ".atom": Format.ATOM,
    ".jsonld": Format.LD,
}


def ending_of(format_: Format) -> str:
    """The ending that names of files in a format have.

    >>> ending_of(Format.JSONL), ending_of(Format.LD)
    ('.jsonl', '.jsonld')
    """
    return next(ending for ending, format_told in ENDINGS.items() if format_told is format_)


def ending(path: Path) -> str:
    """The ending of a file name, without that of a packed file.

    >>> ending(Path("a.csv.gz")), ending(Path("stories"))
    ('.csv', '')
    """
    return Path(path.stem).suffix if path.suffix in PACKED_ENDINGS else path.suffix
