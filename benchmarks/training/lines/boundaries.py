"""Where one page ends and the next begins: learned from dumps put one behind the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from benchmarks.training.examples import fold_of
from benchmarks.training.lines.examples import LineExample
from cleaners.judge.classifier import classified, keep_best
from cleaners.judge.features.block_text import Floats, Matrix
from cleaners.judge.features.boundary import boundary_matrix, find_boundaries
from cleaners.judge.features.context_pass import line_context_features
from cleaners.judge.features.first_pass import is_hidden, line_features
from cleaners.judge.features.headline_candidates import ClassifiedDump
from cleaners.judge.features.line_words import Vocabulary
from cleaners.judge.forest import Forest, to_probability
from cleaners.judge.judge import judge_by_rules
from cleaners.judge.label_runs import find_headline_runs
from cleaners.judge.stories import page_part
from cleaners.labels import load_lexicon
from cleaners.page import Page

# The places of one page are much alike: a part of the dumps is enough.
_ALONE = 2  # one dump of so many is taken alone
_NEIGHBOURS = 6  # one of so many with the next one behind it, mostly of the same site
_STRANGERS = 3  # one of so many with one of another site
_TAILS = 3  # one pair of so many has the tail of the first page only
_MOST_TAIL = 60  # lines
_MIXED = 1 << 30


class BoundaryExample:
    """The places of a dump where another page may begin; a label is 1 where one does."""

    def __init__(
        self, domain: str, dump: ClassifiedDump, headline: Forest, junction: int | None = None
    ) -> None:
        self.domain = domain
        boundaries = find_boundaries(dump, headline)
        self.rows: Matrix = boundary_matrix(boundaries)
        self.label: Floats = np.array(
            [junction is not None and b.above < junction <= b.below for b in boundaries], np.float32
        )
        self.weight: Floats = np.ones(len(boundaries), np.float32)


def read_boundaries(
    examples: Sequence[LineExample],
    vocabulary: Vocabulary,
    first: Forest,
    context: Forest,
    headline: Forest,
) -> Iterator[BoundaryExample]:
    """Some dumps alone, and some behind another one or behind the tail of it."""
    for example in examples[::_ALONE]:
        probability = example.context_probability
        kept = keep_best(probability, example.features.words)
        dump = classified(
            example.page.blocks, example.verdicts, example.blocks, example.features, probability,
            kept,
        )  # fmt: skip
        yield BoundaryExample(example.domain, dump, headline)
    mixed = sorted(examples, key=lambda example: fold_of(example.case.id, _MIXED))
    pairs = [*pairwise(examples)][::_NEIGHBOURS] + [*pairwise(mixed)][::_STRANGERS]
    for number, (above, below) in enumerate(pairs):
        upper = above.page if number % _TAILS else tail_page(above)
        if upper.blocks:
            dump = _classify(join_pages(upper, below.page), vocabulary, first, context)
            yield BoundaryExample(below.domain, dump, headline, len(upper.blocks))


def tail_page(example: LineExample) -> Page:
    """The lines below the story of a dump."""
    story = [block.index for block, label in zip(example.blocks, example.label, strict=True)
             if label == 1]  # fmt: skip
    begin = story[-1] + 1 if story else len(example.page.blocks)
    return page_part(example.page, begin, min(begin + _MOST_TAIL, len(example.page.blocks)))


def join_pages(above: Page, below: Page) -> Page:
    """The lines of two dumps as one dump."""
    opening, *rest = below.blocks
    blocks = (*above.blocks, msgspec.structs.replace(opening, gap=1), *rest)
    numbered = (msgspec.structs.replace(block, index=i) for i, block in enumerate(blocks))
    return msgspec.structs.replace(above, blocks=tuple(numbered))


def _classify(page: Page, vocabulary: Vocabulary, first: Forest, context: Forest) -> ClassifiedDump:
    verdicts = judge_by_rules(page, load_lexicon())
    for index, verdict in find_headline_runs(page.blocks, verdicts).items():
        verdicts[index] = verdict
    lines = [block for block in page.blocks if not is_hidden(verdicts[block.index])]
    features = line_features(lines, verdicts, vocabulary)
    likely = to_probability(first.score(features.matrix))
    matrix = np.hstack([features.matrix, line_context_features(features, likely)])
    probability = to_probability(context.score(matrix))
    kept = keep_best(probability, features.words)
    return classified(page.blocks, verdicts, lines, features, probability, kept)
