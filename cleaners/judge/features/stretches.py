"""Stretches of running text in a dump, and how much two of them have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from math import sqrt
from typing import NamedTuple

import numpy as np

from cleaners.judge.certain import is_certain_line
from cleaners.judge.features.headline_candidates import (
    ClassifiedDump,
    is_fact,
)
from cleaners.judge.features.stems import longer_words, stems_of
from cleaners.judge.prose import is_headline_like, is_running_text

_LEAST_SENTENCE = 3  # words
_SENTENCE = 8  # words: a shorter one may stand in a menu
_LIKELY = 0.2  # probability of a sentence that counts however short it is
_APART = 5  # lines without running text between two stretches of it
_LEAST_WORDS = 40  # of a stretch that may be a story
_OTHER_TOPIC = 0.2  # share of words that two parts of one story seldom fall below
_MOST_ABOVE, _MOST_BELOW = 400, 100  # words to tell a topic by
_MOST_LINES = 1_000  # of prose whose topics are compared
_WITHIN = re.compile(r"(?<=[\w,] )[^\W\d_a-z][^\W\d_]{2,}")
_STEM = 5  # characters
_LONG_STEM = 6


class Stretch(NamedTuple):
    """Lines of running text that stand together, by index, and the number of their words."""

    lines: tuple[int, ...]
    words: int


def find_stretches(dump: ClassifiedDump) -> list[Stretch]:
    """The stretches that are long enough for a story."""
    return [stretch for stretch in _stretches(dump) if stretch.words >= _LEAST_WORDS]


def _stretches(dump: ClassifiedDump) -> Iterator[Stretch]:
    lines: list[int] = []
    prose = [i for i in range(len(dump.blocks)) if _is_prose(dump, i)]
    for place, i in enumerate(prose):
        if lines and _is_parted(dump, lines, prose, place):
            yield _stretch(dump, lines)
            lines = []
        lines.append(i)
    if lines:
        yield _stretch(dump, lines)


def _is_parted(
    dump: ClassifiedDump, stretch: Sequence[int], prose: Sequence[int], place: int
) -> bool:
    """Whether another story may begin below a stretch, at this place of all lines of prose."""
    above, below = stretch[-1], prose[place]
    if below - above > _APART or _are_facts_between(dump, above, below):
        return True
    between = range(above + 1, below)
    if place > _MOST_LINES or not any(
        dump.verdicts[i] is None and is_headline_like(dump.blocks[i].text) for i in between
    ):
        return False
    told = _first_words(dump, reversed(stretch), _MOST_ABOVE)
    following = _first_words(dump, (prose[k] for k in range(place, len(prose))), _MOST_BELOW)
    return share(following, told) <= _OTHER_TOPIC


def _first_words(dump: ClassifiedDump, lines: Iterable[int], most: int) -> set[str]:
    """The stems of the first lines, of so many words."""
    stems: set[str] = set()
    for i in lines:
        stems |= stems_of(dump.blocks[i].text)
        most -= dump.words[i]
        if most <= 0:
            break
    return stems


def _are_facts_between(dump: ClassifiedDump, above: int, below: int) -> bool:
    """Whether a headline stands between two lines, with facts of its own below it."""
    facts = [i for i in range(above + 2, below) if is_fact(dump, i)]
    return bool(facts) and any(_is_headline(dump, i) for i in range(above + 1, facts[-1]))


def _is_headline(dump: ClassifiedDump, i: int) -> bool:
    return dump.verdicts[i] is None and is_headline_like(dump.blocks[i].text)


def _stretch(dump: ClassifiedDump, lines: Sequence[int]) -> Stretch:
    return Stretch(tuple(lines), sum(dump.words[i] for i in lines))


def _is_prose(dump: ClassifiedDump, i: int) -> bool:
    text = dump.blocks[i].text
    if is_certain_line(dump.verdicts[i]) or not is_running_text(text, _LEAST_SENTENCE):
        return False
    return dump.probability[i] >= _LIKELY or dump.words[i] >= _SENTENCE


def stems_in(dump: ClassifiedDump, stretch: Stretch) -> set[str]:
    """The stems of a stretch."""
    return {stem for i in stretch.lines for stem in stems_of(dump.blocks[i].text)}


def names_in(dump: ClassifiedDump, stretch: Stretch) -> set[str]:
    """The words with a capital within sentences, by their beginning."""
    words = (word for i in stretch.lines for word in _WITHIN.findall(dump.blocks[i].text))
    return {word[:_STEM] for word in words if word[0].isupper()}


def topic_of(dump: ClassifiedDump, stretch: Stretch) -> Counter[str]:
    """How often a stretch has each of its long words, by their beginning."""
    words = (word for i in stretch.lines for word in longer_words(dump.blocks[i].text))
    return Counter([word[:_LONG_STEM] for word in words if len(word) >= _LONG_STEM])


class Words:
    """Words of each stretch, and which of them stretches have in common."""

    def __init__(self, own: Sequence[set[str]]) -> None:
        self.own = own
        last = {word: number for number, words in enumerate(own) for word in words}
        self._first = {word: number for number in reversed(range(len(own))) for word in own[number]}
        self._begun = [*accumulate(_count_each(self._first.values(), len(own)))]
        self._ended = [*accumulate(_count_each(last.values(), len(own)))]

    def shared(self, number: int) -> tuple[float, float, float]:
        """Shares of words that both stretches have, and that the lower one has of all above."""
        above, below = self.own[number], self.own[number + 1]
        return (
            share(below, above),
            share(above, below),
            sum(self._first[word] <= number for word in below) / max(1, len(below)),
        )

    def shared_with_all(self, number: int) -> tuple[float, float]:
        """The same of everything above and everything below the place."""
        above, ended = self._begun[number], self._ended[number]
        both = above - ended  # words that go on below
        return both / max(1, len(self._first) - ended), both / max(1, above)


def _count_each(numbers: Iterable[int], size: int) -> list[int]:
    """How often each number up to `size` is among some."""
    counts = [0] * size
    for number in numbers:
        counts[number] += 1
    return counts


def share(words: set[str], others: set[str]) -> float:
    """The share of the words that are among others."""
    return len(words & others) / max(1, len(words))


class Topics:
    """How often each stretch has each of its long words, and how alike stretches are in that."""

    def __init__(self, own: Sequence[Counter[str]]) -> None:
        columns = {word: column for column, word in enumerate(dict.fromkeys(chain(*own)))}
        self._own = np.zeros((len(own), len(columns)), np.int64)
        for row, topic in zip(self._own, own, strict=True):
            row[[columns[word] for word in topic]] = list(topic.values())
        self._above = np.cumsum(self._own, axis=0)
        self._products = (self._own @ self._own.T).tolist()

    def alike(self, number: int) -> tuple[float, float, float]:
        """Cosine of both stretches, of all above and all below, and the highest of any above."""
        above = self._above[number]
        below = self._above[-1] - above
        likeness = [self._cosine(topic, number + 1) for topic in range(number + 1)]
        return (
            likeness[-1],
            _cosine(int(above @ below), int(above @ above), int(below @ below)),
            max(likeness),
        )

    def _cosine(self, one: int, other: int) -> float:
        products = self._products
        return _cosine(products[one][other], products[one][one], products[other][other])


def _cosine(product: int, square: int, other_square: int) -> float:
    return product / max(1.0, sqrt(square * other_square))
