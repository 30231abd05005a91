"""Dumps alone, behind another one and behind its tail: where does a page begin, what is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from benchmarks.training.examples import fold_of
from benchmarks.training.fitting import NO_STORY
from benchmarks.training.lines.examples import LineExample
from cleaners.judge.classifier import judge_places
from cleaners.judge.features.block_text import Floats, Matrix
from cleaners.judge.features.boundary import BOUNDARY, Begin
from cleaners.judge.features.parts import PART, part_matrix
from cleaners.judge.judge import Models, judge_part
from cleaners.judge.model import LineModel
from cleaners.judge.prose import count_words
from cleaners.judge.stories import Lines, page_part
from cleaners.labels import load_lexicon
from cleaners.page import Page

_NEIGHBOURS = 3  # one of so many is taken with the next one, mostly of the same site
_TAILS = 2  # one pair of so many has the tail of the first page only
_MOST_TAIL = 60  # lines
_MIXES = 3  # times that all are put in another order, each behind the one before it
_MIXED = 1 << 30
_MOST_LOST = 0.1  # share of a story on the wrong side of a boundary
_STORY = 0.5  # words of the story ÷ words that the judge keeps of a part
_BEGUN = 0.1  # share of the words of a story that a part has if the story begins in it


class Joined(NamedTuple):
    """A dump of one page, or of two. `first_lines` and `words` tell of each page that has a story.

    `words` are those of the lines of its story, by the index of the line.
    """

    domain: str
    page: Page
    first_lines: tuple[int, ...]
    words: tuple[Mapping[int, int], ...]


def join_examples(examples: Sequence[LineExample]) -> Iterator[Joined]:
    """Each dump of a known story alone, and behind another one or behind the tail of it."""
    told = [
        example
        for example in examples
        if example.case.gold and example.case.page_type not in NO_STORY and _story_words(example)
    ]
    for example in told:
        yield Joined(example.domain, example.page, (0,), (_story_words(example),))
    pairs = [*islice(pairwise(told), 0, None, _NEIGHBOURS)]
    for mix in range(_MIXES):
        pairs += pairwise(sorted(told, key=partial(_by_chance, mix=mix)))
    for number, (above, below) in enumerate(pairs):
        tailed = number % _TAILS == 0
        upper = tail_page(above) if tailed else above.page
        if not upper.blocks or above.case.id == below.case.id:
            continue
        begin = len(upper.blocks)
        words = {begin + line: count for line, count in _story_words(below).items()}
        yield Joined(
            below.domain,
            join_pages(upper, below.page),
            (begin,) if tailed else (0, begin),
            (words,) if tailed else (_story_words(above), words),
        )


def _by_chance(example: LineExample, mix: int) -> int:
    """Renderings of one page do not stand together."""
    return fold_of(f"{example.case.id} {len(example.page.blocks)}", _MIXED, f"mix {mix} ")


def _story_words(example: LineExample) -> dict[int, int]:
    """How many words each line of the story has."""
    return {
        block.index: count_words(block.text)
        for block, label in zip(example.blocks, example.label, strict=True)
        if label == 1
    }


def tail_page(example: LineExample) -> Page:
    """The lines below the story of a dump."""
    story = _story_words(example)
    begin = max(story) + 1 if story else len(example.page.blocks)
    return page_part(example.page, begin, min(begin + _MOST_TAIL, len(example.page.blocks)))


def join_pages(above: Page, below: Page) -> Page:
    """The lines of two dumps as one dump."""
    opening, *rest = below.blocks
    blocks = (*above.blocks, replace(opening, gap=1), *rest)
    numbered = (replace(block, index=i) for i, block in enumerate(blocks))
    return replace(above, blocks=tuple(numbered))


class JoinedExample:
    """A joined dump as the library judges it, by a model that has not seen its hosts.

    A row is a place where another page may begin; its label is 1 where one does.
    """

    def __init__(self, joined: Joined, model: LineModel) -> None:
        """`model` takes every place for a boundary."""
        self.joined = joined
        self.domain = joined.domain
        self.whole, find_begins = judge_part(joined.page, load_lexicon(), Models(lines=model))
        self._begins = find_begins()
        self.rows: Matrix = _matrix([begin.row for begin in self._begins.values()])
        line = _junction([*self._begins], joined)
        self.label: Floats = np.array([begin == line for begin in self._begins], np.float32)
        self.weight: Floats = np.full(len(self.label), self.counts, np.float32)

    @property
    def counts(self) -> float:
        """How much the dump counts: a page alone stands for as many as it is joined in."""
        return _MIXES if self.joined.first_lines == (0,) else 1.0

    def likely(self, model: LineModel) -> dict[int, Begin]:
        """The places that `model` takes for boundaries."""
        probability, likely = judge_places(self.rows, model)
        return {
            line: Begin(float(probability[at]), begin.row)
            for at, (line, begin) in enumerate(self._begins.items())
            if likely[at]
        }


def _matrix(rows: Sequence[Floats]) -> Matrix:
    return np.stack(rows) if rows else np.zeros((0, len(BOUNDARY)), np.float32)


def _junction(begins: Sequence[int], joined: Joined) -> int | None:
    """Of these lines the one that parts the last page best from what stands above.

    None for a single page, and where each would cut off much of a story.
    """
    if not joined.first_lines[-1] or not begins:
        return None
    *others, own = joined.words
    above = others[0] if others else {}
    lost = {line: _share(own, 0, line) + _share(above, line, len(joined.page.blocks))
            for line in begins}  # fmt: skip
    best = min(reversed(begins), key=lambda line: lost[line])
    return best if lost[best] <= _MOST_LOST else None


def _share(words: Mapping[int, int], begin: int, end: int) -> float:
    """The share of the words of a story in the lines from `begin` on and before `end`."""
    held = sum(count for line, count in words.items() if begin <= line < end)
    return held / max(1, sum(words.values()))


class PartExample:
    """The parts of a joined dump between likely boundaries; 1 for those in which a story begins."""

    def __init__(self, example: JoinedExample, model: LineModel) -> None:
        """`model` knows the boundaries of other hosts."""
        page = example.joined.page
        self.domain = example.domain
        begins = example.likely(model)
        parts = [*pairwise((0, *begins, len(page.blocks)))] if begins else []
        judged = {
            lines: judge_part(page_part(page, *lines), load_lexicon(), Models(lines=model))[0]
            for lines in parts
        }
        self.rows: Matrix = part_matrix(
            judged, example.whole, begins, model.vocabulary.words, model.prose
        )
        self.label: Floats = np.zeros(len(parts), np.float32)
        for words in example.joined.words:
            at = _begun(parts, words)
            if at is not None:
                self.label[at] = 1
        self.weight: Floats = np.full(len(parts), example.counts, np.float32)
        self.continued = ContinuedExample(self, parts, example.joined.words)


class ContinuedExample:
    """The parts that are no pages; 1 for those of which most is story."""

    def __init__(
        self, parts: PartExample, lines: Sequence[Lines], stories: Sequence[Mapping[int, int]]
    ) -> None:
        self.domain = parts.domain
        self.rows: Matrix = parts.rows
        kept = np.expm1(parts.rows[:, PART.index("kept_words")])
        story = [
            sum(count for words in stories for line, count in words.items() if begin <= line < end)
            for begin, end in lines
        ]
        self.label: Floats = (np.array(story) >= _STORY * np.maximum(kept, 1)).astype(np.float32)
        self.weight: Floats = ((parts.label == 0) & (kept > 0)).astype(np.float32)


def _begun(parts: Sequence[Lines], words: Mapping[int, int]) -> int | None:
    """The first part that has some of a story."""
    return next((at for at, lines in enumerate(parts) if _share(words, *lines) >= _BEGUN), None)
