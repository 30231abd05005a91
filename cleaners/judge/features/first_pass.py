"""All features of the first pass, in the order in which the forests know them.

For pages with markup (`page_features`) and for lines of dumps (`line_features`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cleaners.block import Block, Kind
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
    group_numbers,
    position_features,
)
from cleaners.judge.features.line_words import (
    PROSE_FEATURES,
    TOPIC_FEATURES,
    VOCABULARY_FEATURES,
    SplitLines,
    Vocabulary,
    prose_features,
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
    *PROSE_FEATURES,
    *TOPIC_FEATURES,
    *COPY_FEATURES,
    *POSITION_FEATURES,
)
_COLUMNS = {name: column for column, name in enumerate(FIRST_PASS)}
_LINE_COLUMNS = {name: column for column, name in enumerate(LINE_FIRST_PASS)}

_LABEL, _COMMENTS = RULE_FEATURES.index("rule_label"), RULE_FEATURES.index("rule_comments")
_MOST_LINKED = 0.5  # link density of running text
_NO_MARKUP = Outline()


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of the blocks of a page, or of the lines of a dump.

    `matrix` has a row for each and a column per name of `columns`, which maps the names of
    `FIRST_PASS`, or of `LINE_FIRST_PASS`, to numbers; what is learned is 0 before `with_scores`.
    `words` are the words of each, `groups` the number of its group of similar blocks, `split` has
    the words themselves. `outline` is empty for a dump.
    """

    columns: Mapping[str, int]
    matrix: Matrix
    words: Floats
    groups: Ints
    split: SplitLines
    outline: Outline = _NO_MARKUP

    def column(self, name: str) -> Floats:
        """One feature of all blocks."""
        values: Floats = self.matrix[:, self.columns[name]]
        return values


def page_features(page: Page, verdicts: Sequence[Verdict | None]) -> Features:
    """The features of every block; `verdicts` are what the rules say of each.

    Raises `ValueError` for a page without an outline: a dump has lines.
    """
    outline = page.outline
    if outline is None:
        raise ValueError("the page has no outline")
    texts = text_features(page.blocks, outline.links)
    split = split_words(page.blocks)
    evidence = evidence_features(page, split)
    words = np.expm1(_text_column(texts, "words"))
    link_share = _text_column(texts, "link_share")
    linked = words * link_share
    running = is_running_text(words, _text_column(texts, "ends_sentence"))
    prose = np.where(running & (link_share < _MOST_LINKED), words, 0).astype(np.float32)
    groups = group_blocks(outline)
    rules = rule_features(verdicts)
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
            _unknown(words, (*NAME_FEATURES, *VOCABULARY_FEATURES)),
        ]
    )
    matrix = matrix.astype(np.float32, copy=False)
    return Features(_COLUMNS, matrix, words, groups, split, outline)


def with_scores(
    features: Features,
    vocabulary: Vocabulary,
    names: Mapping[str, float] | None = None,
    prose: Mapping[str, float] | None = None,
) -> Features:
    """The features with what is learned of words and, where there is markup, of elements' names.

    `names` maps a word of an element's names to its log odds of story, `vocabulary` has those of
    the words that are read, `prose` those of words of running text, which lines of dumps are judged
    by.
    """
    matrix = features.matrix.copy(order="K")
    matrix[:, _places(features, VOCABULARY_FEATURES)] = vocabulary_features(
        features.split, vocabulary
    )
    if names is not None:
        matrix[:, _places(features, NAME_FEATURES)] = name_features(features.outline, names)
    if prose is not None:
        matrix[:, _places(features, PROSE_FEATURES)] = prose_features(features.split, prose)
    return replace(features, matrix=matrix)


def _places(features: Features, names: Sequence[str]) -> slice:
    """The columns of features that stand side by side."""
    return slice(features.columns[names[0]], features.columns[names[-1]] + 1)


def line_features(blocks: Sequence[Block], verdicts: Sequence[Verdict | None]) -> Features:
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
            _unknown(words, (*VOCABULARY_FEATURES, *PROSE_FEATURES)),
            topic_features(split, (prose > 0).astype(np.float32)),
            count_copies([block.text for block in blocks]).T,
            position_features(values),
        ]
    )
    matrix = matrix.astype(np.float32, copy=False)
    return Features(_LINE_COLUMNS, matrix, words, group_numbers(gaps), split)


def _unknown(words: Floats, names: Sequence[str]) -> Matrix:
    """Columns for what is learned."""
    return np.zeros((len(names), len(words)), np.float32).T


def _text_column(texts: Matrix, name: str) -> Floats:
    return texts[:, TEXT_FEATURES.index(name)]
