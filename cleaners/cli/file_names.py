"""File names for articles: safe, unique and the same in every run."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from cleaners.files import safe_stem
from cleaners.intake.folders import fixed_part, is_pattern
from cleaners.intake.record import Place

_LONGEST = 200  # bytes; file systems allow 255, endings and the temporary name need some
_DIGITS = 6
_PLAIN = re.compile(r"\w[\w .,()+=@&-]*")
# What is appended to names, also for further stories: a source whose name looks like that could
# be mistaken.
_TAKEN = re.compile(rf"-\d{{{_DIGITS},}}$|~[0-9a-f]{{16}}$|\+\d+$")


class FileNamer:
    """Names below the output folder, without an ending.

    A source's own ending stays (`a.html.json`), so `a.html` and `a.txt` do not collide. The only
    SOURCE gives its own structure; several get a folder, or a name, of their own each.

    >>> FileNamer(["dumps"]).name(Place("dumps/x/a.warc", 17, 0, "x/a.warc"))
    PosixPath('x/a.warc-000017')
    """

    def __init__(self, sources: Sequence[str]) -> None:
        self._labels = [""] if len(sources) == 1 else _labels(sources)
        self._is_many = [is_pattern(source) or Path(source).is_dir() for source in sources]

    def name(self, place: Place) -> Path:
        """The name of the article from this place."""
        label = self._labels[place.origin]
        if label and not self._is_many[place.origin]:
            return Path(safe_name(label, place.number))
        *folders, file = place.relative.split("/")
        below = [safe_name(folder) for folder in folders]
        return Path(*([safe_name(label)] if label else []), *below, safe_name(file, place.number))


def safe_name(name: str, number: int = 0) -> str:
    """A name that every file system takes; two names never become the same.

    >>> safe_name("page.html", 3), safe_name("a:b")
    ('page.html-000003', 'a-b~cb751a996012ff27')
    """
    suffix = f"-{number:0{_DIGITS}}" if number else ""
    if _PLAIN.fullmatch(name) and not _TAKEN.search(name) and len(name.encode()) <= _LONGEST:
        return name + suffix
    digest = hashlib.blake2b(name.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return f"{safe_stem(name, _LONGEST)}~{digest}{suffix}"


def _labels(sources: Sequence[str]) -> list[str]:
    """A short name for each SOURCE: the last part of its path, counted where that repeats."""
    names = [_last_part(source) for source in sources]
    taken = set(names)
    seen: Counter[str] = Counter()
    labels = []
    for name in names:
        seen[name] += 1
        label = name
        while seen[name] > 1 and label in taken:
            label = f"{name}({seen[name]})"
            seen[name] += 1
        taken.add(label)
        labels.append(label)
    return labels


def _last_part(source: str) -> str:
    if source == "-":
        return "stdin"
    fixed = fixed_part(source) if is_pattern(source) else source
    return Path(fixed).name or "files"
