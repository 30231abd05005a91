"""All measures of the lines of a dump, in the order in which the classifier knows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.judge.alone import Verdict
from cleaners.judge.lines import place, words
from cleaners.judge.lines.place import Lines
from cleaners.judge.lines.words import Vocabulary, Words
from cleaners.judge.measure import evidence, text
from cleaners.judge.measure.text import Floats, Matrix

# What only markup tells is not there.
_UNTOLD = frozenset(
    {"links", "words_a_link", "link_share", Kind.CAPTION, Kind.QUOTE, Kind.PICTURE, Kind.EMBED}
)
_TOLD = [place for place, name in enumerate(text.NAMES) if name not in _UNTOLD]
NAMES = (
    *(text.NAMES[place] for place in _TOLD),
    *evidence.RULE_NAMES,
    *words.SAID_NAMES,
    *words.TOPIC_NAMES,
    *evidence.COPY_NAMES,
    *place.NAMES,
)

SAID = slice(NAMES.index(words.SAID_NAMES[0]), NAMES.index(words.SAID_NAMES[-1]) + 1)

_LABEL = evidence.RULE_NAMES.index("rule_label")
_COMMENTS = evidence.RULE_NAMES.index("rule_comments")
_SENTENCE = 8  # words
_PARAGRAPH = 20  # words; so long a line is running text even without a full stop
_HIDDEN = frozenset({Reason.PLACEHOLDER, Reason.PHOTO_CREDIT, Reason.GALLERY_COUNTER})


class Measured(NamedTuple):
    """A row a line, a column a name of `NAMES`; the words of each line, the blank lines above."""

    matrix: Matrix
    words: Floats
    gaps: Floats
    split: Words


def is_hidden(verdict: Verdict | None) -> bool:
    """Whether the classifier does not see a line: it stands where it stands by chance."""
    return verdict is not None and verdict.reason in _HIDDEN


def measure_lines(
    blocks: Sequence[Block], verdicts: Sequence[Verdict | None], known: Vocabulary
) -> Measured:
    """Measure these lines; `verdicts` are what the rules said of each line of the dump."""
    texts = text.measure_texts(blocks, [0] * len(blocks))

    def column(name: str) -> Floats:
        values: Floats = texts[:, text.NAMES.index(name)]
        return values

    size, ends = np.expm1(column("words")), column("ends_sentence")
    running = ((size >= _SENTENCE) & (ends > 0)) | (size >= _PARAGRAPH)
    prose = np.where(running, size, 0).astype(np.float32)
    ruled = evidence.flag_rules([verdicts[block.index] for block in blocks])
    split = words.split_words(blocks)
    gaps = np.array([block.gap for block in blocks], np.float32)
    lines = Lines(
        size, prose, gaps, column(Kind.LIST_ITEM), column("level") > 0,
        ruled.max(axis=1), ruled[:, _LABEL], ruled[:, _COMMENTS], ends, column("ends_colon"),
        column("ends_comma"), column("lower_word_share"),
    )  # fmt: skip
    matrix = np.hstack(
        [
            texts[:, _TOLD],
            ruled,
            words.measure_said(split, known),
            words.measure_topic(split, (prose > 0).astype(np.float32)),
            evidence.count_copies([block.text for block in blocks]).T,
            place.measure_places(lines),
        ]
    )
    return Measured(matrix.astype(np.float32), size, gaps, split)
