"""All features of the first pass, in the order in which the forests know them.

For pages with markup (`page_features`) and for lines of dumps (`line_features`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.features.block_text import (
    TEXT_FEATURES,
    Floats,
    Ints,
    Matrix,
    is_running_text,
    text_features,
)
from cleaners.judge.features.elements import (
    ELEMENT_FEATURES,
    NAME_FEATURES,
    element_features,
    group_blocks,
    name_features,
)
from cleaners.judge.features.evidence import (
    COPY_FEATURES,
    EVIDENCE_FEATURES,
    RULE_FEATURES,
    count_copies,
    evidence_features,
    rule_features,
)
from cleaners.judge.features.line_positions import (
    POSITION_FEATURES,
    LineValues,
    position_features,
)
from cleaners.judge.features.line_words import (
    TOPIC_FEATURES,
    VOCABULARY_FEATURES,
    SplitLines,
    Vocabulary,
    split_words,
    topic_features,
    vocabulary_features,
)
from cleaners.judge.features.neighbours import NEIGHBOUR_FEATURES, Marks, neighbour_features
from cleaners.page import Outline, Page

BLOCK_FEATURES = (
    *TEXT_FEATURES,
    *EVIDENCE_FEATURES,
    *ELEMENT_FEATURES,
    *NEIGHBOUR_FEATURES,
)
FIRST_PASS = (*BLOCK_FEATURES, *NAME_FEATURES, *VOCABULARY_FEATURES)

# A dump has no markup, which alone knows these.
_OF_MARKUP = frozenset(
    {"links", "words_a_link", "link_share", Kind.CAPTION, Kind.QUOTE, Kind.PICTURE, Kind.EMBED}
)
_LINE_TEXT = [index for index, name in enumerate(TEXT_FEATURES) if name not in _OF_MARKUP]
LINE_FIRST_PASS = (
    *(TEXT_FEATURES[index] for index in _LINE_TEXT),
    *RULE_FEATURES,
    *VOCABULARY_FEATURES,
    *TOPIC_FEATURES,
    *COPY_FEATURES,
    *POSITION_FEATURES,
)
VOCABULARY_COLUMNS = slice(
    LINE_FIRST_PASS.index(VOCABULARY_FEATURES[0]),
    LINE_FIRST_PASS.index(VOCABULARY_FEATURES[-1]) + 1,
)

_LABEL, _COMMENTS = RULE_FEATURES.index("rule_label"), RULE_FEATURES.index("rule_comments")
_MOST_LINKED = 0.5  # link density of running text
# What such rules see may be story all the same; all others are certain.
_UNCERTAIN = frozenset({"headline_run", "label_in_line", "byline"})
_HIDDEN = frozenset({Reason.PLACEHOLDER, Reason.PHOTO_CREDIT, Reason.GALLERY_COUNTER})


class PageFeatures(NamedTuple):
    """What is known of a page.

    `matrix` has a row per block and a column per name of `BLOCK_FEATURES`.
    `words` are the words of each block, `groups` the number of its group of similar blocks.
    """

    outline: Outline
    matrix: Matrix
    words: Floats
    groups: Ints
    split: SplitLines


class LineFeatures(NamedTuple):
    """What is known of a dump: `matrix` has a row per line, a column per name of `LINE_FIRST_PASS`.

    `words` are the words of each line, `gaps` the blank lines above it.
    """

    matrix: Matrix
    words: Floats
    gaps: Floats
    split: SplitLines


def page_features(page: Page, verdicts: Sequence[Verdict | None]) -> PageFeatures:
    """The features of every block; `verdicts` are what the rules say of each.

    Raises `ValueError` for a page without an outline: a dump has lines.
    """
    outline = page.outline
    if outline is None:
        raise ValueError("the page has no outline")
    texts = text_features(page.blocks, outline.links)
    split = split_words(page.blocks)
    evidence = evidence_features(page, verdicts, split)
    words = np.expm1(_text_column(texts, "words"))
    link_share = _text_column(texts, "link_share")
    linked = words * link_share
    running = is_running_text(words, _text_column(texts, "ends_sentence"))
    prose = np.where(running & (link_share < _MOST_LINKED), words, 0).astype(np.float32)
    groups = group_blocks(outline)
    rules = evidence[:, : len(RULE_FEATURES)]
    marks = Marks(
        levels=_text_column(texts, "level"),
        ruled=rules.max(axis=1),
        labels=rules[:, _LABEL],
        comments=rules[:, _COMMENTS],
    )
    matrix = np.hstack(
        [
            texts,
            evidence,
            element_features(outline, groups, words, linked, prose),
            neighbour_features(words, linked, prose, np.array(outline.block_parents), marks),
        ]
    )
    return PageFeatures(outline, matrix.astype(np.float32, copy=False), words, groups, split)


def first_pass_matrix(
    features: PageFeatures, name_scores: Mapping[str, float], vocabulary: Vocabulary
) -> Matrix:
    """One row per block, one column per name of `FIRST_PASS`.

    `name_scores` maps a word of an element's names to its log odds of story, `vocabulary` has those
    of the words that are read.
    """
    names = name_features(features.outline, name_scores)
    return np.hstack([features.matrix, names, vocabulary_features(features.split, vocabulary)])


def is_hidden(verdict: Verdict | None) -> bool:
    """Whether the classifier does not see a line: it stands where it stands by chance."""
    return verdict is not None and verdict.reason in _HIDDEN


def is_certain(verdict: Verdict | None) -> bool:
    """Whether a rule's verdict on a line of a dump stands, whatever the classifier says."""
    return verdict is not None and verdict.rule not in _UNCERTAIN


def line_features(
    blocks: Sequence[Block], verdicts: Sequence[Verdict | None], vocabulary: Vocabulary
) -> LineFeatures:
    """The features of these lines; `verdicts` are what the rules say of each line of the dump."""
    texts = text_features(blocks, [0] * len(blocks))
    words = np.expm1(_text_column(texts, "words"))
    ends = _text_column(texts, "ends_sentence")
    prose = np.where(is_running_text(words, ends), words, 0).astype(np.float32)
    rules = rule_features([verdicts[block.index] for block in blocks])
    split = split_words(blocks)
    gaps = np.array([block.gap for block in blocks], np.float32)
    values = LineValues(
        words=words,
        prose=prose,
        gaps=gaps,
        listed=_text_column(texts, Kind.LIST_ITEM),
        headings=_text_column(texts, "level") > 0,
        ruled=rules.max(axis=1),
        labels=rules[:, _LABEL],
        comments=rules[:, _COMMENTS],
        ends=ends,
        colons=_text_column(texts, "ends_colon"),
        commas=_text_column(texts, "ends_comma"),
        lower=_text_column(texts, "lower_word_share"),
    )
    matrix = np.hstack(
        [
            texts[:, _LINE_TEXT],
            rules,
            vocabulary_features(split, vocabulary),
            topic_features(split, (prose > 0).astype(np.float32)),
            count_copies([block.text for block in blocks]).T,
            position_features(values),
        ]
    )
    return LineFeatures(matrix.astype(np.float32), words, gaps, split)


def _text_column(texts: Matrix, name: str) -> Floats:
    return texts[:, TEXT_FEATURES.index(name)]
