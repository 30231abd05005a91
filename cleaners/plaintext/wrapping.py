"""Lines that a program broke to fit a terminal, put together again.

Text browsers and mail programs print paragraphs in lines of some 80 characters. Such a dump has
many lines of nearly the same length and hardly any beyond it; behind a broken line stands a word
that had no room on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_WIDEST = 100  # characters; nobody wraps to more, and paragraphs are longer
_NARROWEST = 50
_LEAST_FULL = 5  # lines that end because there was no room
_FULL_SHARE = 0.25  # of the lines that are at least half as long as the longest
_MOST_WIDER = 0.02  # share of the lines; a long address is not broken
_SLACK = 3  # characters: who centres or indents a line has less room
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]")
_MARKS = "•●▪◦‣·∙■□►▸*+-–—#"


def unwrap(lines: list[str]) -> list[str]:
    """The lines of a dump with broken paragraphs joined; the same lines where none are broken."""
    fitting = [length for line in lines if (length := _length(line)) <= _WIDEST]
    width = max(fitting, default=0)
    if width < _NARROWEST or len(lines) - len(fitting) > _MOST_WIDER * len(lines):
        return lines
    long = sum(2 * _length(line) >= width for line in lines)
    full = sum(_is_broken(above, below, width) for above, below in pairwise(lines))
    if full < _LEAST_FULL or full < _FULL_SHARE * long:
        return lines
    return list(_join(lines, width))


def _length(line: str) -> int:
    return len(line.rstrip())


def _is_broken(above: str, below: str, width: int) -> bool:
    """Whether the first word of a line had no room on the one above."""
    word = below.split(maxsplit=1)[:1]
    if not word or not above.strip() or word[0][0] in _MARKS:
        return False
    length = _length(above)
    return length <= width < length + 1 + len(word[0]) + _SLACK


def _join(lines: list[str], width: int) -> Iterator[str]:
    paragraph: list[str] = []
    for line in lines:
        if paragraph and not _is_broken(paragraph[-1], line, width):
            yield _paste(paragraph)
            paragraph = []
        paragraph.append(line.strip() if paragraph else line.rstrip())
        if not line.strip():
            yield ""
            paragraph = []
    if paragraph:
        yield _paste(paragraph)


def _paste(parts: list[str]) -> str:
    """Parts of a paragraph with a space between them; scripts that have none are not given one."""
    text = parts[0]
    for part in parts[1:]:
        unspaced = _UNSPACED.match(part) and _UNSPACED.match(text[-1:])
        text += part if unspaced else f" {part}"
    return text
