"""All measures of a page's blocks, in the order in which the classifier knows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from cleaners.judge.alone import Verdict
from cleaners.judge.measure import evidence, neighbours, place, text
from cleaners.judge.measure.place import Ints
from cleaners.judge.measure.text import Floats, Matrix
from cleaners.page import Outline, Page

NAMES = (*text.NAMES, *evidence.NAMES, *place.NAMES, *neighbours.NAMES)

_WORDS, _LINKS = text.NAMES.index("words"), text.NAMES.index("link_share")
_ENDS, _LEVEL = text.NAMES.index("ends_sentence"), text.NAMES.index("level")
_RULES = slice(0, len([name for name in evidence.NAMES if name.startswith("rule_")]))
_LABEL, _COMMENTS = evidence.NAMES.index("rule_label"), evidence.NAMES.index("rule_comments")

_MOST_LINKED = 0.5  # link density of running text
_SENTENCE = 8  # words
_PARAGRAPH = 20  # words; so long a block is running text even without a full stop


class Measured(NamedTuple):
    """A row a block, a column a name of `NAMES`; the words of each block; numbers of makes."""

    outline: Outline
    matrix: Matrix
    words: Floats
    groups: Ints


def measure_page(page: Page, verdicts: Sequence[Verdict | None]) -> Measured:
    """Measure every block of a page that has an outline."""
    outline = page.outline
    if outline is None:
        raise ValueError("the page has no outline")
    texts = text.measure_texts(page.blocks, outline.links)
    said = evidence.gather_evidence(page, verdicts)
    words = np.expm1(texts[:, _WORDS])
    linked = words * texts[:, _LINKS]
    running = ((words >= _SENTENCE) & (texts[:, _ENDS] > 0)) | (words >= _PARAGRAPH)
    prose = np.where(running & (texts[:, _LINKS] < _MOST_LINKED), words, 0).astype(np.float32)
    groups = place.group_blocks(outline)
    marks = neighbours.Marks(
        texts[:, _LEVEL], said[:, _RULES].max(axis=1), said[:, _LABEL], said[:, _COMMENTS]
    )
    matrix = np.hstack(
        [
            texts,
            said,
            place.measure_places(outline, groups, words, linked, prose),
            neighbours.measure_neighbours(
                words, linked, prose, np.array(outline.block_parents), marks
            ),
        ]
    )
    return Measured(outline, matrix.astype(np.float32), words, groups)
