"""Blank lines that stand behind every line: programs that end a line twice put them there."""

from __future__ import annotations

from collections.abc import Callable

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
