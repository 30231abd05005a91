"""Words of short lines and of running text, and short lines: how far each speaks for the story."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

import numpy as np

from benchmarks.training.names import log_odds
from cleaners.judge.features.block_text import Floats
from cleaners.judge.features.line_words import SHORT_LINE, SplitLines, Vocabulary

_LEAST_DOMAINS_OF_WORD = 6  # a word of fewer is the habit of one publisher
_LEAST_DOMAINS_OF_LINE = 4

_Seen = dict[str, dict[str, list[float]]]


class HasWords(Protocol):
    """What is known of a page or dump: its words."""

    @property
    def split(self) -> SplitLines:
        """The words of each block or line."""


class Readable(Protocol):
    """An example of a publisher: its words, and a label for each block or line."""

    label: Floats

    @property
    def domain(self) -> str:
        """The publisher; each counts once."""

    @property
    def features(self) -> HasWords:
        """What is known of the page or dump."""


def learn_vocabulary(examples: Iterable[Readable]) -> Vocabulary:
    """Log odds of story for lines with such a word, and for such lines; each domain counts once."""
    words: _Seen = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    lines: _Seen = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for example in examples:
        domain = example.domain
        if not (example.label == 1).any():
            continue
        for line, own, label in _labelled_lines(example, short=True):
            for word in own:
                _count(words[word][domain], label)
            if line:
                _count(lines[line][domain], label)
    return Vocabulary(_score(words, _LEAST_DOMAINS_OF_WORD), _score(lines, _LEAST_DOMAINS_OF_LINE))


def learn_prose(examples: Iterable[Readable]) -> dict[str, float]:
    """Log odds of story for lines of running text with such a word; each domain counts once."""
    words: _Seen = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for example in examples:
        if not (example.label == 1).any():
            continue
        for _, own, label in _labelled_lines(example, short=False):
            for word in own:
                _count(words[word][example.domain], label)
    return _score(words, _LEAST_DOMAINS_OF_WORD)


def _count(sums: list[float], label: float) -> None:
    sums[0] += label
    sums[1] += 1


def _score(seen: _Seen, least: int) -> dict[str, float]:
    return {
        text: round(log_odds([story / count for story, count in domains.values()]), 2)
        for text, domains in sorted(seen.items())
        if len(domains) >= least
    }


def _labelled_lines(example: Readable, *, short: bool) -> Iterator[tuple[str, set[str], float]]:
    """Each short or each longer line with a label: as it is compared, its words, its label."""
    split = example.features.split
    ends = np.flatnonzero(split.tokens == 0).tolist()
    start = 0
    for index, end in enumerate(ends):
        label = float(example.label[index])
        if (end - start <= SHORT_LINE) is short and not math.isnan(label):
            own = {split.distinct[token] for token in split.tokens[start:end].tolist()}
            yield split.lines[index], own - {""}, label
        start = end + 1
