"""Features of the lines of a dump that may be its headline: each beside the story below it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log1p
from typing import NamedTuple

import numpy as np

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.features.block_text import Floats, Matrix
from cleaners.judge.features.stems import stems_of
from cleaners.judge.prose import (
    LONG_LINE_WORDS,
    ends_sentence,
    is_headline_like,
    is_running_text,
)
from cleaners.reading.dates import extract_date
from cleaners.reading.people import is_name_line

HEADLINE_PASS = (
    "lines_between", "lines_above_story", "in_story", "in_opening", "best_in_story", "words",
    "long", "period", "question", "colon", "heading", "said_above", "said_below",
    "opens_line_above", "facts_below", "facts_above", "gap", "gap_below", "probability",
    "probability_below", "vocabulary", "name", "lower", "digits", "parted", "lead_below",
    "position", "below_begin", "stems", "ruled", "capitals", "nearest", "kept_above",
    "in_story_beside_best", "rank", "candidates",
)  # fmt: skip

_REACH = 60  # lines above the story
_BELOW = 60  # lines below its first one: what was kept above the headline is none of its story
_MOST_ABOVE = 0.25  # share of the kept words that may stand above a headline
_SHORTEST = 2  # words; one is a rubric
_LONGEST = 70  # words; laws are printed with their whole title
_LONG = 25  # words; headlines are hardly longer
_LEAST_REPEATED = 8  # characters of a line that is looked for in others
_TOP = 6  # lines of the dump
_MOST_LINES = 2_000  # that are looked through for repetitions
_MOST_STORY = 400  # lines of the story that are looked at
_OPENING = 3  # lines
_NEAR = 3  # lines
_MOST_STEMS = 15  # of a line; more count as so many
_LEAST_SENTENCE = 3  # words
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_LETTER = re.compile(r"[^\W\d_]")
# Rules for runs of headlines: they may have taken the headline of the story for one of a run.
_DOUBTFUL = frozenset({"headline_run", "teaser_in_run"})
_FACTS = frozenset(
    {Reason.PUBLICATION_DATE, Reason.BYLINE, Reason.VIEW_COUNTER, Reason.BARE_COUNTER}
)


class ClassifiedDump(NamedTuple):
    """A dump whose lines are classified.

    `verdicts` are what the rules say of each line, `story` the indexes of the kept ones in their
    order; `probability` is that of each line to be story, `vocabulary` the mean log odds of its
    words, `words` their number.
    """

    blocks: Sequence[Block]
    verdicts: Sequence[Verdict | None]
    story: Sequence[int]
    probability: Floats
    vocabulary: Floats
    words: Sequence[int]


def first_running(dump: ClassifiedDump) -> int:
    """Index of the first kept line of running text; the number of lines where there is none."""
    return next(
        (i for i in dump.story if is_running_text(dump.blocks[i].text, _LEAST_SENTENCE)),
        len(dump.blocks),
    )


def headline_features(
    dump: ClassifiedDump, among: range | None = None, repeated: Repeated | None = None
) -> tuple[list[int], Matrix]:
    """Indexes of the lines that may be the headline, of all or `among` some, and a row for each.

    Whoever looks for several headlines of a dump makes its `Repeated` once.
    """
    begin = first_running(dump)
    window = _window(dump, begin, among or range(len(dump.blocks)))
    candidates = [i for i in window if _may_be_headline(dump, i)]
    if not candidates:
        return [], np.zeros((0, len(HEADLINE_PASS)), np.float32)
    stems = [stems_of(dump.blocks[i].text) for i in candidates]
    story = _StoryStems(dump, begin)
    shares = [
        story.count_below(i, own) / max(1, len(own))
        for i, own in zip(candidates, stems, strict=True)
    ]
    between = _lines_between(dump, window, begin)
    best, ranks = max(shares), _ranks(shares)
    repeated = repeated or Repeated(dump)
    told = zip(candidates, shares, strict=True)
    nearest = max((i for i, share in told if share >= best / 2 and share), default=-1)
    above = _shares_above(dump, candidates)
    rows = [
        [
            log1p(between.get(i, 0)),
            log1p(max(0, begin - i)),
            shares[place],
            len(stems[place] & story.opening_below(i)) / max(1, len(stems[place])),
            shares[place] >= best,
            *_own(dump, i),
            *repeated.count(i),
            *_around(dump, i),
            log1p(i),
            max(0, i - begin),
            min(len(stems[place]), _MOST_STEMS),
            dump.verdicts[i] is not None,
            _capitals(dump.blocks[i].text),
            i == nearest,
            above[place],
            shares[place] - best,
            ranks[place],
            len(candidates),
        ]
        for place, i in enumerate(candidates)
    ]
    return candidates, np.array(rows, np.float32)


def _window(dump: ClassifiedDump, begin: int, among: range) -> range:
    """The lines above the story, and the first ones of it as long as most of it stands below."""
    lowest = max(among.start, begin - _REACH)
    kept = frozenset(dump.story)
    most = _MOST_ABOVE * sum(dump.words[i] for i in dump.story)
    last, above = begin, 0
    for i in range(begin, min(begin + _BELOW, len(dump.blocks) - 1, among.stop - 1)):
        above += dump.words[i] if i in kept else 0
        if above > most:
            break
        last = i + 1
    end = dump.story[-1] if dump.story else 0  # below a headline stands a story
    return range(lowest, min(last + 1, end))


def _lines_between(dump: ClassifiedDump, window: range, begin: int) -> dict[int, int]:
    """For each line of the window above the story: the lines between that are no facts."""
    found: dict[int, int] = {}
    count = 0
    for i in range(min(begin, window.stop) - 1, window.start - 1, -1):
        found[i] = count
        count += _is_open(dump, i)
    return found


def _may_be_headline(dump: ClassifiedDump, i: int) -> bool:
    block, verdict = dump.blocks[i], dump.verdicts[i]
    return (
        (verdict is None or verdict.rule in _DOUBTFUL)
        and block.kind in (Kind.PARAGRAPH, Kind.HEADING)
        and _SHORTEST <= dump.words[i] <= _LONGEST
        and (dump.words[i] < LONG_LINE_WORDS or is_headline_like(block.text))
        and _LETTER.search(block.text) is not None
        and not _tells_when(block.text)
    )


def _tells_when(text: str) -> bool:
    """Whether a line has a date with the time of day: no headline does."""
    return _TIME.search(text) is not None and extract_date(text) is not None


class _StoryStems:
    """The stems of the story below any line, which are all of them for a line above it."""

    def __init__(self, dump: ClassifiedDump, begin: int) -> None:
        self._story = [i for i in dump.story[:_MOST_STORY] if i >= begin]
        self._stems = [stems_of(dump.blocks[i].text) for i in self._story]
        lines = zip(self._story, self._stems, strict=True)
        self._last = {stem: i for i, stems in lines for stem in stems}
        self._opening = self._opening_from(0)

    def count_below(self, line: int, stems: Iterable[str]) -> int:
        """How many of some stems stand below a line."""
        return sum(self._last.get(stem, -1) > line for stem in stems)

    def opening_below(self, line: int) -> set[str]:
        """The stems of the first lines below a line."""
        at = bisect_right(self._story, line)
        return self._opening_from(at) if at else self._opening

    def _opening_from(self, at: int) -> set[str]:
        return set[str]().union(*self._stems[at : at + _OPENING])


def _shares_above(dump: ClassifiedDump, candidates: Sequence[int]) -> list[float]:
    """Of each candidate: the share of the kept words that stand above it."""
    above = [0, *accumulate(dump.words[i] for i in dump.story)]
    total = max(1, above[-1])
    return [above[bisect_left(dump.story, candidate)] / total for candidate in candidates]


def _ranks(shares: Sequence[float]) -> list[int]:
    """How many candidates have more in common with the story, or as much and stand above."""
    order = sorted(range(len(shares)), key=lambda place: -shares[place])
    ranks = [0] * len(order)
    for rank, place in enumerate(order):
        ranks[place] = rank
    return ranks


def _own(dump: ClassifiedDump, i: int) -> list[float]:
    """What the text of a line says alone."""
    block = dump.blocks[i]
    text, words = block.text, dump.words[i]
    return [
        log1p(words),
        words > _LONG,
        text.endswith("."),
        text.endswith(("?", "!")),
        text.endswith((":", ",", ";")),
        block.kind is Kind.HEADING,
    ]


class Repeated:
    """How often the text of a line stands elsewhere, and whether a line of the top begins so."""

    def __init__(self, dump: ClassifiedDump) -> None:
        self._lines = [block.text.casefold() for block in dump.blocks[:_MOST_LINES]]
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        self._text = "\n".join(self._lines)

    def count(self, i: int) -> list[float]:
        """Above, below, and at the beginning of a line of the top."""
        if i >= len(self._lines) or len(self._lines[i]) < _LEAST_REPEATED:
            return [0, 0, 0]
        line, start = self._lines[i], self._starts[i]
        above = self._text.count(line, 0, start)
        below = self._text.count(line, start + len(line))
        top = self._lines[: min(i, _TOP)]
        return [min(above, 3), min(below, 3), any(other.startswith(line) for other in top)]


def _around(dump: ClassifiedDump, i: int) -> list[float]:
    """What stands above and below a line, and what is believed of both."""
    blocks = dump.blocks
    block, following = blocks[i], blocks[i + 1] if i + 1 < len(blocks) else None
    below = range(i + 1, min(len(blocks), i + 1 + _NEAR))
    above = range(max(0, i - _NEAR + 1), i)
    return [
        sum(is_fact(dump, k) for k in below),
        sum(is_fact(dump, k) for k in above),
        min(block.gap, 3),
        min(following.gap, 3) if following else 3,
        float(dump.probability[i]),
        float(dump.probability[i + 1]) if following else 0,
        float(dump.vocabulary[i]),
        is_name_line(block.text),
        block.text[0].islower(),
        sum(map(str.isdigit, block.text)) / len(block.text),
        " | " in block.text or " - " in block.text,
        following is not None and ends_sentence(following.text)
        and dump.words[i + 1] > dump.words[i],
    ]  # fmt: skip


def is_fact(dump: ClassifiedDump, i: int) -> bool:
    """Whether a line is a date, a byline, a counter or a name."""
    verdict = dump.verdicts[i]
    if verdict is not None:
        return verdict.reason in _FACTS
    return is_name_line(dump.blocks[i].text)


def _is_open(dump: ClassifiedDump, i: int) -> bool:
    """Whether a line is neither ruled nor a name: facts may stand below a headline."""
    return dump.verdicts[i] is None and not is_name_line(dump.blocks[i].text)


def _capitals(text: str) -> float:
    letters = "".join(filter(str.isalpha, text))
    return sum(map(str.isupper, letters)) / max(1, len(letters))
