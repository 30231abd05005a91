"""Features of words: learned scores of those of a block, and how far a line shares its topic."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import NamedTuple

import numpy as np

from cleaners.block import Block
from cleaners.judge.features.block_text import Floats, Ints, Matrix
from cleaners.judge.features.neighbours import window_sums
from cleaners.judge.features.stems import FIRST_WIDE, part_wide

SHORT_LINE = 12  # words; a longer line is taken for running text, which has words of all kinds
_WINDOWS = (2, 5)  # lines to each side

VOCABULARY_FEATURES = (
    "word_scores", "word_score_mean", "word_score_most", "word_score_least", "word_score_first",
    "word_score_last", "words_known", "line_score",
)  # fmt: skip
PROSE_FEATURES = (
    "prose_score_mean", "prose_score_most", "prose_score_least", "prose_score",
    *(f"prose_score_window{reach}" for reach in _WINDOWS),
)  # fmt: skip
TOPIC_FEATURES = ("topic_share", "topic_count", "topic_weight")

_BREAK = "\n"
_MARK = "\x00"  # stands for a line break among the words
_AROUND = ".,:;!?…\"'«»“”„‘’()[]{}<>|/\\*•·–—-+#©→›‹"  # marks around words
_DIGITS = re.compile(r"\d+")
_STEM = 5  # characters: enough to keep words apart, few enough to leave endings out
_LEAST_TOPIC = 4  # characters of a word that belongs to a topic
_LONGEST_LINE = 80  # characters of a line that is known as a whole
_LONGEST_SAMPLE = 400  # characters of a line whose words are looked at


class Vocabulary(NamedTuple):
    """Log odds of story for words of short lines, and for short lines as a whole."""

    words: Mapping[str, float]
    lines: Mapping[str, float]


@dataclass(frozen=True)
class SplitLines:
    """Blocks, or lines of a dump, without case, every number a «0», and their words.

    `tokens` are the words of all lines and a mark (number 0) behind each line, as numbers of
    `distinct`, and of `figured`, which has the same words with their figures.
    """

    lines: list[str]
    distinct: list[str]
    figured: list[str]
    tokens: Ints

    @cached_property
    def lines_of(self) -> Ints:
        """The line that each token stands in."""
        breaks = self.tokens == 0
        lines: Ints = np.cumsum(breaks) - breaks
        return lines

    @cached_property
    def stems(self) -> tuple[Ints, Ints]:
        """The longer words by their beginning, each once a line, and the lines they stand in."""
        size = len(self.lines)
        numbers: dict[str, int] = {}
        stem_of = np.array(
            [
                numbers.setdefault(word[:_STEM], len(numbers)) if _is_topical(word) else -1
                for word in self.distinct
            ],
            np.intp,
        )[self.tokens]
        longer = stem_of >= 0
        pairs = once_each(stem_of[longer] * size + self.lines_of[longer])
        return pairs // size, pairs % size


def _is_topical(word: str) -> bool:
    """Whether a word may tell what a line is about: a longer one, or two Chinese characters."""
    return len(word) >= _LEAST_TOPIC or (len(word) > 1 and word >= FIRST_WIDE)


def once_each(numbers: Ints) -> Ints:
    """Each number once, in order; of so few `numpy.unique` would take four times as long."""
    ordered = np.sort(numbers)
    return np.concatenate((ordered[:1], ordered[1:][ordered[1:] > ordered[:-1]]))


def split_words(blocks: Sequence[Block]) -> SplitLines:
    """The words of each line.

    >>> from cleaners.block import Block, Kind
    >>> split_words([Block(0, "Читайте: 15 фото", Kind.PARAGRAPH)]).distinct[1:]
    ['читайте', '0', 'фото']
    """
    text = "\n".join([block.text[:_LONGEST_SAMPLE].replace("\n", " ") for block in blocks])
    folded = text.replace(_MARK, " ").casefold()
    found = [*part_wide(folded).replace(_BREAK, f" {_MARK} ").split(), _MARK]
    numbers = defaultdict[str, int](count().__next__)  # a number for each word that is asked for
    tokens = np.fromiter(map(numbers.__getitem__, [_MARK, *found]), np.intp)[1:]
    figured = [word if word.isalpha() else word.strip(_AROUND) for word in numbers]
    # Figures are alike, whatever their length.
    distinct = ["0" if word[:1].isdigit() else word for word in figured]
    return SplitLines(_mask_lines(folded), distinct, figured, tokens)


def _mask_lines(folded: str) -> list[str]:
    """Short lines as they are compared with those of other pages; "" for longer ones."""
    lines = folded.split(_BREAK)
    short = [line if len(line) <= _LONGEST_LINE else "" for line in lines]
    return _DIGITS.sub("0", _BREAK.join(short)).split(_BREAK)


def vocabulary_features(split: SplitLines, known: Vocabulary) -> Matrix:
    """The learned scores of each line's words: one column per name of `VOCABULARY_FEATURES`."""
    # The line breaks count as words without a score: so no line is empty for the sums.
    scores = _score_tokens(split, known.words)
    starts, ends = _places(split)
    size = np.maximum(ends - starts, 1)
    total = np.add.reduceat(scores, starts)
    of_line = [known.lines.get(line, 0.0) for line in split.lines]
    columns = [
        total,
        total / size,
        np.maximum.reduceat(scores, starts),
        np.minimum.reduceat(scores, starts),
        scores[starts],
        scores[np.maximum(ends - 1, starts)],
        np.add.reduceat((scores != 0).astype(np.float32), starts) / size,
        np.array(of_line),
    ]
    return np.array(columns, np.float32).T


def _score_tokens(split: SplitLines, scores: Mapping[str, float]) -> Floats:
    get = scores.get
    found: Floats = np.array([get(word, 0.0) for word in split.distinct], np.float32)[split.tokens]
    return found


def _places(split: SplitLines) -> tuple[Ints, Ints]:
    """Where each line begins among the words, and where it ends."""
    ends = np.flatnonzero(split.tokens == 0)
    return np.concatenate(([0], ends[:-1] + 1)), ends


def prose_features(split: SplitLines, known: Mapping[str, float]) -> Matrix:
    """What words of running text say of each line, and of the longer lines around it.

    `known` are their learned log odds of story; one column per name of `PROSE_FEATURES`.
    """
    scores = _score_tokens(split, known)
    starts, ends = _places(split)
    total = np.add.reduceat(scores, starts)
    count = np.add.reduceat((scores != 0).astype(np.float32), starts)
    both = np.where(ends - starts > SHORT_LINE, np.array([total, count]), 0)
    columns = [
        total / np.maximum(count, 1),
        np.maximum.reduceat(scores, starts),
        np.minimum.reduceat(scores, starts),
        both[0] / np.sqrt(np.maximum(count, 1)),
        *(near / np.maximum(around, 1) for near, around in window_sums(both, *_WINDOWS)),
    ]
    return np.array(columns, np.float32).T


def topic_features(split: SplitLines, probability: Floats) -> Matrix:
    """How far each line has the words of other lines: one column per name of `TOPIC_FEATURES`.

    `probability` says how far each line counts, 0…1. The features are the share of a line's longer
    words that stand in such lines (-1 for a line without any), their number, and how often they do.
    """
    size = len(probability)
    stems, lines = split.stems
    weights = np.bincount(stems, weights=probability[lines])
    others = weights[stems] - probability[lines]
    count = np.bincount(lines, minlength=size)
    found = np.bincount(lines, weights=np.minimum(others, 1), minlength=size)
    weight = np.bincount(lines, weights=np.log1p(others), minlength=size)
    most = np.maximum(count, 1)
    columns = [np.where(count > 0, found / most, -1), np.log1p(found), weight / most]
    return np.array(columns, np.float32).T
