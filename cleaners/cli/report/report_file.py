"""The report as a file that grows: documents as they come, then the list and the program."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import msgspec

from cleaners.cli.part_file import PartFile, part_of
from cleaners.cli.report.entry import Entry, Summary

# Documents on one page; a browser opens so many in less than three seconds.
MAX_DOCUMENTS = 2_000


class ReportFile:
    """One page, and further ones (`report-2.html`, …) where there are many documents."""

    def __init__(self, path: Path) -> None:
        """Begin the first page. Raises `OSError`."""
        self._first = path
        self._number = 1
        self._summaries: list[Summary] = []
        self._file = self._begin()

    def add(self, entry: Entry) -> None:
        """Write one document."""
        if len(self._summaries) == MAX_DOCUMENTS:
            self._end(has_next=True)
            self._number += 1
            self._summaries = []
            self._file = self._begin()
        self._write_data(f"d{len(self._summaries)}", entry)
        self._summaries.append(entry.summary)

    def finish(self) -> None:
        """End the last page and give it its name."""
        self._end(has_next=False)

    def abandon(self) -> None:
        """Remove the page that was begun; those before it are whole."""
        self._file.close()
        part_of(self._path(self._number)).unlink(missing_ok=True)

    def _begin(self) -> PartFile:
        file = PartFile(self._path(self._number))
        file.write(_head().encode())
        return file

    def _end(self, *, has_next: bool) -> None:
        self._file.write(self._links(has_next=has_next).encode())
        self._write_data("summaries", self._summaries)
        self._file.write(f"<script>{_program()}</script>\n</body>\n</html>\n".encode())
        self._file.finish()
        self._file.close()

    def _path(self, number: int) -> Path:
        first = self._first
        return first if number == 1 else first.with_stem(f"{first.stem}-{number}")

    def _links(self, *, has_next: bool) -> str:
        """Links between pages; file names are the user's and may hold any character."""
        others = [self._number - 1] * (self._number > 1) + [self._number + 1] * has_next
        links = [f'<a href="{_escape(self._path(n).name)}">page {n}</a>' for n in others]
        return f"<nav>{' '.join(links)}</nav>\n" if links else ""

    def _write_data(self, name: str, value: object) -> None:
        data = msgspec.json.encode(value).replace(b"<", b"\\u003c")  # no text ends the script
        self._file.write(f'<script type="application/json" id="{name}">'.encode())
        self._file.write(data + b"</script>\n")


@contextmanager
def report_file(path: Path | None) -> Iterator[ReportFile | None]:
    """The report of a run, removed again if the run fails; None without `path`."""
    if path is None:
        yield None
        return
    report = ReportFile(path)
    try:
        yield report
        report.finish()
    except BaseException:
        report.abandon()
        raise


def _head() -> str:
    style = _asset("views", "look.css") + _asset("report", "report.css")
    parts = {
        "script_hash": _hash(_program()),
        "style_hash": _hash(style),
        "style": style,
    }
    head = _asset("report", "frame.html")
    for name, part in parts.items():
        head = head.replace(f"{{{{{name}}}}}", part)
    return head


def _program() -> str:
    return _asset("views", "page_view.js") + _asset("report", "report.js")


def _asset(folder: str, name: str) -> str:
    return (files(f"cleaners.cli.{folder}") / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """The source expression of an inline script or style for a Content-Security-Policy."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _escape(name: str) -> str:
    """A file name as a relative address within quotation marks."""
    return "./" + quote(name)
