"""Features of where a line of a dump stands: on the page, in its group, among which lines."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaners.judge.features.block_text import Floats, Ints, Matrix
from cleaners.judge.features.neighbours import distances, shift, window_sums

_REACH = 3  # lines above and below
_WINDOWS = (3, 8, 20)  # lines to each side
_FAR = 60  # lines; greater distances count as this one

POSITION_FEATURES = (
    "line_position", "word_position", "lines_on_page", "words_on_page", "prose_on_page",
    "gaps_on_page", "gap_above", "gap_below", "prose_above", "prose_below",
    "group_lines", "group_words", "group_prose", "position_in_group", "group_longest",
    "prose_group_above", "prose_group_below",
    "run_lines", "run_words", "run_position",
    *(f"{name}_{way}{step}" for step in range(1, _REACH + 1) for way in ("above", "below")
      for name in ("words", "prose", "rule", "list", "heading", "ends", "colon", "comma", "lower")),
    *(f"{name}_window{reach}" for reach in _WINDOWS
      for name in ("words", "prose", "rules", "lists", "lower")),
    "since_prose", "until_prose", "since_label", "since_comments", "since_heading", "introduced",
    "in_span", "span_position", "since_span", "until_span", "span_words",
)  # fmt: skip


class LineValues(NamedTuple):
    """What is known of each line: one number a line.

    `prose` has its words if it is running text, else 0; `listed` and `headings` are
    kinds, `ruled`, `labels` and `comments` what rules say; `ends` whether it ends a sentence,
    `colons` and `commas` whether it ends with such a mark; `lower` the share of its words in small
    letters; `gaps` are blank lines above it.
    """

    words: Floats
    prose: Floats
    gaps: Floats
    listed: Floats
    headings: Floats
    ruled: Floats
    labels: Floats
    comments: Floats
    ends: Floats
    colons: Floats
    commas: Floats
    lower: Floats


def position_features(lines: LineValues) -> Matrix:
    """One row per line, one column per name of `POSITION_FEATURES`."""
    columns = [
        *_positions(lines),
        *_groups(lines),
        *_runs(lines),
        *_neighbours(lines),
        *_distances(lines),
        *_span(lines),
    ]
    return np.array(columns, np.float32).T


def _positions(lines: LineValues) -> list[Floats]:
    words, prose, gaps = lines.words, lines.prose, lines.gaps
    size = len(words)
    same = np.ones(size, np.float32)
    total, running = max(words.sum(), 1), max(prose.sum(), 1)
    above = np.cumsum(prose) / running
    return [
        np.arange(size) / size,
        np.cumsum(words) / total,
        same * np.log1p(size),
        same * np.log1p(total),
        same * (running / total),
        same * (np.count_nonzero(gaps) / size),
        np.minimum(gaps, 6),
        np.minimum(shift(gaps, -1, 6), 6),
        above - prose / running,
        1 - above,
    ]


def _groups(lines: LineValues) -> list[Floats]:
    """Lines between which no blank line stands."""
    number = group_numbers(lines.gaps)
    count = np.bincount(number)
    words = np.bincount(number, weights=lines.words)
    prose = np.bincount(number, weights=lines.prose)
    starts = np.concatenate(([0], np.cumsum(count)[:-1]))
    longest = np.maximum.reduceat(lines.words, starts)
    share = prose / np.maximum(words, 1)
    return [
        np.log1p(count)[number],
        np.log1p(words)[number],
        share[number],
        (np.arange(len(number)) - starts[number]) / count[number],
        np.log1p(longest)[number],
        shift(np.log1p(prose), 1)[number],
        shift(np.log1p(prose), -1)[number],
    ]


def group_numbers(gaps: Floats) -> Ints:
    """The number of the group of each line: groups end where a blank line stands."""
    starts = gaps > 0
    starts[0] = False
    return np.cumsum(starts)


def _runs(lines: LineValues) -> list[Floats]:
    """Stretches without running text: a menu is long, a subheading alone."""
    inside = lines.prose == 0
    number = np.cumsum(np.concatenate(([0], inside[1:] != inside[:-1])))
    count = np.bincount(number)
    starts = np.concatenate(([0], np.cumsum(count)[:-1]))
    words = np.bincount(number, weights=lines.words)
    return [
        np.log1p(count)[number] * np.where(inside, 1, -1),
        np.log1p(words)[number],
        (np.arange(len(number)) - starts[number]) / count[number],
    ]


def _neighbours(lines: LineValues) -> list[Floats]:
    values = np.array(
        [
            np.log1p(lines.words), np.log1p(lines.prose), lines.ruled, lines.listed,
            lines.headings, lines.ends, lines.colons, lines.commas, lines.lower,
        ],
        np.float32,
    )  # fmt: skip
    beyond = np.array([-1, -1, 0, 0, 0, 0, 0, 0, -1], np.float32)
    columns: list[Floats] = []
    for step in range(1, _REACH + 1):
        for by in (step, -step):
            columns += list(shift(values, by, beyond))
    each = np.ones_like(lines.words)
    sums = np.array(
        [lines.words, lines.prose, lines.ruled, lines.listed, lines.lower * lines.words, each]
    )
    for total, prose, ruled, listed, lower, near in window_sums(sums, *_WINDOWS):
        wide = np.maximum(total, 1)
        columns += [np.log1p(total), prose / wide, ruled / near, listed / near, lower / wide]
    return columns


def _distances(lines: LineValues) -> list[Floats]:
    marks = np.array([lines.prose, lines.labels, lines.comments, lines.headings]) > 0
    since, until = (np.minimum(found, _FAR) for found in distances(marks))
    return [since[0], until[0], *since[1:], _introduced(lines)]


def _introduced(lines: LineValues) -> Floats:
    """The position of a line in a list that a line ending in a colon introduced; 0 outside of one.

    The list goes on as long as its lines are items, or are not, as the first of them.
    """
    position, kind = 0, 0.0
    positions = []
    colons, listed = lines.colons.tolist(), lines.listed.tolist()
    for colon, item in zip([0.0, *colons], listed, strict=False):
        if colon:
            position, kind = 1, item
        elif position:
            position = position + 1 if item == kind else 0
        positions.append(position)
    return np.log1p(np.array(positions, np.float32))


def _span(lines: LineValues) -> list[Floats]:
    """The stretch of lines that holds most prose and least of anything else.

    Body text extraction after Finn, Kushmerick and Smyth 2001, as a maximum subsequence after
    Pasternack and Roth 2009: sentences score by their words, all other lines against.
    """
    score = np.where(lines.prose > 0, np.minimum(lines.prose, _MOST_PROSE), _SHORT)
    score = np.where(lines.listed + lines.ends > 0, np.maximum(score, _LISTED), score)
    score = np.where(lines.ruled > 0, _RULED, score)
    score = np.where(lines.labels + lines.comments > 0, _LABEL, score)
    first, last = best_stretch(score)
    index = np.arange(len(score))
    return [
        (index >= first) & (index <= last),
        np.clip((index - first) / max(last - first, 1), -1, 2),
        *np.clip([first - index, index - last], -_FAR, _FAR),
        np.full(len(index), np.log1p(lines.words[first : last + 1].sum())),
    ]


# Scores are in words of prose: a label outweighs a short paragraph.
_MOST_PROSE = 80
_SHORT = -6.0
_LISTED = -3.0
_RULED = -8.0
_LABEL = -40.0


def best_stretch(scores: Floats) -> tuple[int, int]:
    """First and last index of the contiguous stretch whose scores add up highest."""
    sums = np.concatenate(([0.0], np.cumsum(scores, dtype=np.float64)))
    gains = sums[1:] - np.minimum.accumulate(sums)[:-1]
    last = int(np.argmax(gains))
    return int(np.argmin(sums[: last + 1])), last
