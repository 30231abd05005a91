"""What Chistovik's own crawls say in the archive of the page that follows.

A metadata record stands before each response, `WARC-Concurrent-To` it, and holds lines such as
`chistovik-role: article`. Archives of others have none, and all their pages are read.
"""

from __future__ import annotations

import msgspec

# Ours are a few hundred bytes; a metadata record of others may hold anything.
MAX_MARKS_BYTES = 65_536

_PREFIX = "chistovik-"
_ARTICLE = "article"


class Marks(msgspec.Struct, frozen=True):
    """What is said of the response `record`: what its page is for, who cleaned it."""

    record: str | None = None
    role: str | None = None
    cleaner: str | None = None

    def concern(self, record: str | None) -> bool:
        """Whether this is said of that record."""
        return self.record is not None and self.record == record

    @property
    def skip(self) -> bool:
        """Whether the page holds no article of its own: a listing, or one more copy."""
        return self.role not in (None, _ARTICLE)


NO_MARKS = Marks()


def read_marks(data: bytes, record: str | None) -> Marks:
    r"""The marks in a metadata record that belongs to `record`; none where it is another's.

    >>> read_marks(b"chistovik-role: copy\r\nvia: http://a.kz/\r\n", "<urn:uuid:1>").skip
    True
    """
    pairs = (line.partition(":") for line in data.decode("utf-8", "replace").splitlines())
    fields = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Marks(record, fields.get(f"{_PREFIX}role"), fields.get(f"{_PREFIX}cleaner"))
