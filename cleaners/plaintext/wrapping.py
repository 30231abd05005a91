"""Lines as a program printed them: a blank one behind each, or broken to fit a terminal.

Text browsers and mail programs print paragraphs in lines of some 80 characters. Such a dump has
many lines of nearly the same length and hardly any beyond it; behind a broken line stands a word
that had no room on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate, chain, groupby, pairwise

_WIDEST = 100  # characters; nobody wraps to more, and paragraphs are longer
_NARROWEST = 50
_LEAST_FULL = 5  # lines that end because there was no room
_LEAST_GOING_ON = 2  # of fewer lines those that begin with a small letter
_FULL_SHARE = 0.25  # of the lines that are at least half as long as the longest
_MOST_WIDER = 0.02  # share of the lines; a long address is not broken
_LETTERS = 2  # that a line has no room for: a letter, and a mark that begins no line
_SLACK = 3  # characters: who centres or indents a line has less room
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]")
_UNSPACED_START = re.compile(rf"\d{{0,6}}{_UNSPACED.pattern}")
_HYPHENED = re.compile(r"[^\W\d_]-$")
_AND = re.compile(r"(?:и|или|та|і|und|oder|and|or|et|ou|y|e|o)\b", re.IGNORECASE)  # «двух- и»
_WORD = re.compile(r"[ \t]*([^ \t\n]+)")  # a no-break space is a part of one
_DASHED = re.compile(r"\s*[-–—] \w")
_SENTENCE_ENDS = frozenset(".!?…:;।。！？：；")
_CLOSING = '»"”’)」』）'
_FULL_STOPS = frozenset(".,;:")
_MARKS = "•●▪◦‣·∙■□►▸*+-–—#"


def unwrap(lines: list[str]) -> list[str]:
    """The lines of a dump with broken paragraphs joined; the same lines where none are broken.

    Where they are not broken at one place of the screen, most text may stand in the column of a
    table: then the lines of that column are joined.
    """
    width = _find_broken_width(lines)
    if width is not None:
        return list(_join(lines, width))
    indent = _find_column(lines)
    column = [line[indent:] if _indent(line) == indent else "" for line in lines] if indent else []
    width = _find_broken_width(column)
    if width is None:
        return lines
    runs = groupby(lines, lambda line: _indent(line) in (indent, None))
    joined = (
        _join([line.strip() for line in run], width) if in_column else run
        for in_column, run in runs
    )
    return list(chain.from_iterable(joined))


def _indent(line: str) -> int | None:
    """How many spaces a line begins with; None for a blank one."""
    text = line.lstrip()
    return len(line) - len(text) if text else None


def _find_column(lines: list[str]) -> int:
    """How far most text is indented."""
    letters = Counter[int]()
    for line in lines:
        indent = _indent(line)
        if indent is not None:
            letters[indent] += _length(line) - indent
    return max(letters, key=lambda indent: letters[indent], default=0)


def _find_broken_width(lines: list[str]) -> int | None:
    """The width at which paragraphs are broken; None where they are not."""
    width = _find_width(lines)
    if width is None:
        return None
    long = sum(2 * _length(line) >= width for line in lines)
    broken = [pair for pair in pairwise(lines) if _is_broken(*pair, width)]
    small = sum(_starts_small(below) for _, below in broken)
    going_on = small + sum(_goes_on_without_case(*pair) for pair in broken)
    if len(broken) < _LEAST_FULL and not (
        going_on >= _LEAST_GOING_ON and small == _count_small(lines)
    ):
        return None
    return None if len(broken) < _FULL_SHARE * long and going_on < _LEAST_FULL else width


def _find_width(lines: list[str]) -> int | None:
    """The width at which most lines end because the next word had no room; None for no such one.

    Hardly any line is wider.
    """
    lengths = Counter(min(_length(line), _WIDEST + 1) for line in lines)
    most_wider = _MOST_WIDER * len(lines)
    wider, best, most = lengths[_WIDEST + 1], None, 0
    if wider > most_wider:
        return None
    broken = _count_broken(lines)
    for width in range(_WIDEST, _NARROWEST - 1, -1):
        if wider > most_wider:
            break
        wider += lengths[width]
        if broken[width] >= max(most, 1):
            best, most = width, broken[width]
    return best


def _count_broken(lines: list[str]) -> list[int]:
    """For each width, up to the widest: how many lines end because the next word had no room."""
    changes = [0] * (_WIDEST + 2)
    for above, below in pairwise(lines):
        room = _room(above, below)
        changes[min(room.start, _WIDEST + 1)] += 1
        changes[min(room.stop, _WIDEST + 1)] -= 1
    return list(accumulate(changes))


def _count_small(lines: list[str]) -> int:
    """How many lines begin with a small letter directly below another one: a sentence goes on."""
    return sum(bool(above.strip()) and _starts_small(below) for above, below in pairwise(lines))


def _starts_small(line: str) -> bool:
    return line.lstrip()[:1].islower()


def _goes_on_without_case(above: str, below: str) -> bool:
    """Whether a sentence goes on below, in a script that has no small letters."""
    start = below.lstrip()[:1]
    cased = start.isupper() or start.islower()
    end = above.rstrip().rstrip(_CLOSING)[-1:]
    return start.isalpha() and not cased and end not in _SENTENCE_ENDS


def _length(line: str) -> int:
    return len(line.rstrip())


def _is_broken(above: str, below: str, width: int) -> bool:
    """Whether the first word of a line had no room on the one above."""
    return width in _room(above, below)


def _room(above: str, below: str) -> range:
    """The widths at which the first word of a line has no room on the one above.

    Scripts without spaces are broken behind any letter.
    """
    word = _WORD.match(below)
    if (
        not word
        or not above.strip()
        or not below.strip()
        or (word[1][0] in _MARKS and not _goes_on(above, below))
    ):
        return range(0)
    length = _length(above)
    needed = _LETTERS if _UNSPACED.match(word[1]) else len(word[1])
    return range(length, length + 1 + needed + _SLACK)


def _goes_on(above: str, below: str) -> bool:
    """Whether a line that begins with a dash is no item and no speech: it continues a sentence."""
    end = above.rstrip().rstrip(_CLOSING)[-1:]
    return _DASHED.match(below) is not None and end not in _SENTENCE_ENDS


def _join(lines: list[str], width: int) -> Iterator[str]:
    paragraph: list[str] = []
    previous = ""  # the line above the paragraph
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        broken = paragraph and _is_broken(paragraph[-1], line, width)
        listed = broken and not _is_broken(line, below, width)
        if paragraph and (not broken or (listed and _is_next_headline(previous, paragraph, line))):
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
