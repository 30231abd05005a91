"""Lines as a program printed them: a blank one behind each, or broken to fit a terminal.

Text browsers and mail programs print paragraphs in lines of some 80 characters. Such a dump has
many lines of nearly the same length and hardly any beyond it; behind a broken line stands a word
that had no room on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

_WIDEST = 100  # characters; nobody wraps to more, and paragraphs are longer
_NARROWEST = 50
_LEAST_FULL = 5  # lines that end because there was no room
_LEAST_GOING_ON = 2  # of fewer lines those that begin with a small letter
_FULL_SHARE = 0.25  # of the lines that are at least half as long as the longest
_MOST_WIDER = 0.02  # share of the lines; a long address is not broken
_SLACK = 3  # characters: who centres or indents a line has less room
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]")
_UNSPACED_START = re.compile(rf"\d{{0,6}}{_UNSPACED.pattern}")
_HYPHENED = re.compile(r"[^\W\d_]-$")
_AND = re.compile(r"(?:и|или|та|і|und|oder|and|or|et|ou|y|e|o)\b", re.IGNORECASE)  # «двух- и»
_WORD = re.compile(r"[ \t]*([^ \t\n]+)")  # a no-break space is a part of one
_DASHED = re.compile(r"\s*[-–—] \w")
_SENTENCE_ENDS = frozenset(".!?…:;")
_CLOSING = '»"”’)'
_FULL_STOPS = frozenset(".,;:")
_MARKS = "•●▪◦‣·∙■□►▸*+-–—#"


def unwrap(lines: list[str]) -> list[str]:
    """The lines of a dump with broken paragraphs joined; the same lines where none are broken."""
    fitting = [length for line in lines if (length := _length(line)) <= _WIDEST]
    width = max(fitting, default=0)
    if width < _NARROWEST or len(lines) - len(fitting) > _MOST_WIDER * len(lines):
        return lines
    long = sum(2 * _length(line) >= width for line in lines)
    below_full = [below for above, below in pairwise(lines) if _is_broken(above, below, width)]
    going_on = sum(map(_starts_small, below_full))
    full = len(below_full)
    if full < _LEAST_FULL and not _LEAST_GOING_ON <= going_on == _count_going_on(lines):
        return lines
    if full < _FULL_SHARE * long and going_on < _LEAST_FULL:
        return lines
    return list(_join(lines, width))


def _count_going_on(lines: list[str]) -> int:
    """How many lines begin with a small letter directly below another one: a sentence goes on."""
    return sum(bool(above.strip()) and _starts_small(below) for above, below in pairwise(lines))


def _starts_small(line: str) -> bool:
    return line.lstrip()[:1].islower()


def _length(line: str) -> int:
    return len(line.rstrip())


def _is_broken(above: str, below: str, width: int) -> bool:
    """Whether the first word of a line had no room on the one above."""
    word = _WORD.match(below)
    if (
        not word
        or not above.strip()
        or not below.strip()
        or (word[1][0] in _MARKS and not _goes_on(above, below))
    ):
        return False
    length = _length(above)
    return length <= width < length + 1 + len(word[1]) + _SLACK


def _goes_on(above: str, below: str) -> bool:
    """Whether a line that begins with a dash is no item and no speech: it continues a sentence."""
    end = above.rstrip().rstrip(_CLOSING)[-1:]
    return _DASHED.match(below) is not None and end not in _SENTENCE_ENDS


def _join(lines: list[str], width: int) -> Iterator[str]:
    paragraph: list[str] = []
    previous = ""  # the line above the paragraph
    for line in lines:
        broken = paragraph and _is_broken(paragraph[-1], line, width)
        if paragraph and (not broken or _is_next_headline(previous, paragraph, line)):
            previous = paragraph[-1]
            yield _paste(paragraph)
            paragraph = []
        paragraph.append(line.strip() if paragraph else line.rstrip())
        if not line.strip():
            yield ""
            paragraph, previous = [], ""
    if paragraph:
        yield _paste(paragraph)


def _is_next_headline(previous: str, paragraph: list[str], line: str) -> bool:
    """Whether a line begins the next headline of a list in which one line filled the width.

    There every line begins with a capital or a figure, and none ends as a sentence does.
    """
    if len(paragraph) > 1 or not previous.strip():
        return False
    ends = (previous.rstrip()[-1], paragraph[0].rstrip()[-1])
    starts = (paragraph[0].strip()[0], line.strip()[0])
    return _FULL_STOPS.isdisjoint(ends) and not any(start.islower() for start in starts)


def _paste(parts: list[str]) -> str:
    """Parts of a paragraph with a space between them; scripts that have none are not given one."""
    pasted = [parts[0]]
    for above, part in pairwise(parts):
        unspaced = _UNSPACED.match(above[-1:]) or _UNSPACED_START.match(part)
        hyphened = _HYPHENED.match(above[-2:]) and part[:1].isalnum() and not _AND.match(part)
        pasted += [part] if unspaced or hyphened else [" ", part]
    return "".join(pasted)


_LEAST_DOUBLED = 2  # blank lines in the largest gap
_MOST_WITHOUT = 0.02  # share of the lines that may follow another one directly


def drop_doubled(lines: list[str]) -> list[str]:
    r"""The lines with the gap that every line has taken out of each gap.

    Whether paragraphs stand apart is told by gaps that not every line has; where all are alike,
    one blank line is as good as three.

    >>> drop_doubled(["a", "", "b", "", "", "", "c"])
    ['a', 'b', '', 'c']
    >>> drop_doubled(["a", "b", "", "c"]), drop_doubled(["a", "", "", "b"])
    (['a', 'b', '', 'c'], ['a', '', 'b'])
    """
    gaps = sorted(_gaps(lines))
    if not gaps or gaps[-1] < _LEAST_DOUBLED:
        return lines
    base = gaps[int(_MOST_WITHOUT * len(gaps))]
    if base == gaps[-1]:
        return _respace(lines, lambda gap: min(gap, 1))
    return _respace(lines, lambda gap: max(0, (gap - base + 1) // (base + 1))) if base else lines


def _gaps(lines: list[str]) -> list[int]:
    """The number of blank lines above each line but the first."""
    gaps: list[int] = []
    gap = -1  # nothing is above the first line
    for line in lines:
        if line.strip():
            gaps.append(gap)
            gap = 0
        elif gap >= 0:
            gap += 1
    return gaps[1:]


def _respace(lines: list[str], change: Callable[[int], int]) -> list[str]:
    spaced: list[str] = []
    gap = 0
    for line in lines:
        if not line.strip():
            gap += 1
            continue
        if spaced:
            spaced += [""] * change(gap)
        spaced.append(line)
        gap = 0
    return spaced
