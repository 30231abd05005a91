"""Where a block stands: in which elements, among how much prose and how many links."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaners.judge.measure.text import Floats, Matrix
from cleaners.page import Outline

Ints = NDArray[np.intp]

_HOME_TAGS = ("p", "div", "li", "td", "h1", "h2", "h3", "h4", "section", "span", "blockquote",
              "figcaption", "dd", "article", "pre")  # fmt: skip
_AROUND_TAGS = ("li", "table", "nav", "footer", "aside", "header", "form", "article", "main",
                "section", "figure", "blockquote")  # fmt: skip
_HOME_NUMBERS = {tag: number for number, tag in enumerate(_HOME_TAGS)}
_AROUND_BITS = {tag: 1 << number for number, tag in enumerate(_AROUND_TAGS)}
_LEVELS = 4  # elements around a block that are measured: its own, the one around that, and so on
_SHARES = (0.4, 0.6, 0.8)  # of the page's prose; the smallest elements that hold so much
_ELEMENT = ("words", "link_share", "prose_share", "blocks", "words_a_block", "page_prose")

NAMES = (
    *(f"home_{tag}" for tag in _HOME_TAGS),
    *(f"in_{tag}" for tag in _AROUND_TAGS),
    "depth", "block_place", "word_place", "blocks_on_page", "words_on_page", "page_links",
    *(f"{measure}_{level}" for level in range(_LEVELS) for measure in _ELEMENT),
    *(f"{what}_{int(share * 100)}" for share in _SHARES for what in ("in", "place", "links")),
    "candidate", "candidate_above", "in_candidate",
    "group_size", "group_words", "group_links", "group_prose",
)  # fmt: skip


class Sums:
    """Sums over the blocks of each element, from running totals."""

    def __init__(self, outline: Outline) -> None:
        self.starts = np.array(outline.starts)
        self.ends = np.array(outline.ends)

    def of(self, values: Floats) -> Floats:
        """The sum of a value of blocks over each element."""
        totals = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
        sums: Floats = (totals[self.ends] - totals[self.starts]).astype(np.float32)
        return sums


def measure_places(
    outline: Outline, groups: Ints, words: Floats, linked: Floats, prose: Floats
) -> Matrix:
    """One row a block, one column a name of `NAMES`.

    `groups` are the numbers that `group_blocks` gave.
    `words` and `linked` are words and linked words of each block, `prose` its words if it reads
    like running text, else 0.
    """
    homes, parents = np.array(outline.block_parents), np.array(outline.parents)
    sums = Sums(outline)
    each = np.ones_like(words)
    totals = [sums.of(value) for value in (words, linked, prose, each)]
    columns = [
        *_tags(outline),
        *_positions(outline, homes, words, linked),
        *_surroundings(homes, parents, totals),
        *_holders(outline, totals),
        *_candidates(outline, homes, parents, words, prose, totals),
        *_groups(groups, words, linked, prose),
    ]
    return np.array(columns, np.float32).T


def _tags(outline: Outline) -> list[Floats]:
    tags, parents = outline.tags, outline.parents
    own = np.array([_HOME_NUMBERS.get(tags[home], -1) for home in outline.block_parents])
    around = [0]
    for tag, parent in zip(tags[1:], parents[1:], strict=True):
        bit = _AROUND_BITS.get(tag)
        around.append(around[parent] | bit if bit else around[parent])
    masks = np.array([around[home] for home in outline.block_parents])
    return [
        *(own == number for number in _HOME_NUMBERS.values()),
        *((masks & bit) > 0 for bit in _AROUND_BITS.values()),
    ]


def depths(outline: Outline) -> Ints:
    """How many elements are around each element."""
    found = [0] * len(outline.parents)
    for element, parent in enumerate(outline.parents[1:], start=1):
        found[element] = found[parent] + 1
    return np.array(found)


def _positions(outline: Outline, homes: Ints, words: Floats, linked: Floats) -> list[Floats]:
    size = len(words)
    total = words.sum() or 1
    same = np.ones(size, np.float32)
    return [
        depths(outline)[homes].astype(np.float32),
        np.arange(size, dtype=np.float32) / size,
        np.cumsum(words) / total,
        same * np.log1p(size),
        same * np.log1p(total),
        same * (linked.sum() / total),
    ]


def _surroundings(homes: Ints, parents: Ints, totals: list[Floats]) -> list[Floats]:
    words, linked, prose, blocks = totals
    page_prose = prose[0] or 1
    measures = np.array([
        np.log1p(words), linked / np.maximum(words, 1), prose / np.maximum(words, 1),
        np.log1p(blocks), np.log1p(words / np.maximum(blocks, 1)), prose / page_prose,
    ])  # fmt: skip
    columns: list[Floats] = []
    element = homes
    for _ in range(_LEVELS):
        columns += list(measures[:, element])
        element = parents[element]
    return columns


def _holders(outline: Outline, totals: list[Floats]) -> list[Floats]:
    """The smallest elements that hold given shares of the prose: inside, where, how linked."""
    words, linked, prose, blocks = totals
    size = len(outline.block_parents)
    index = np.arange(size)
    columns: list[Floats] = []
    for share in _SHARES:
        holding = np.flatnonzero(prose >= share * prose[0]) if prose[0] else np.array([0])
        holder = holding[np.argmin(blocks[holding])]
        start, end = outline.starts[holder], outline.ends[holder]
        columns += [
            ((index >= start) & (index < end)).astype(np.float32),
            np.clip((index - start) / max(end - start, 1), -1, 2).astype(np.float32),
            np.full(size, linked[holder] / max(words[holder], 1), np.float32),
        ]
    return columns


def _candidates(
    outline: Outline, homes: Ints, parents: Ints, words: Floats, prose: Floats, totals: list[Floats]
) -> list[Floats]:
    """Scores of elements as Readability gives them: prose counts for parent and grandparent.

    Source: https://github.com/mozilla/readability (`_grabArticle`), simplified.
    """
    scores = np.zeros(len(parents), np.float32)
    own = np.where(prose > 0, 1 + np.minimum(words / 15, 6), 0).astype(np.float32)
    element = homes
    for weight in (1.0, 1.0, 0.5, 0.33):  # the block's own element stands for the paragraph
        np.add.at(scores, element, own * np.float32(weight))
        element = parents[element]
    scores *= 1 - totals[1] / np.maximum(totals[0], 1)
    top = int(np.argmax(scores))
    best = scores[top] or 1
    index = np.arange(len(homes))
    inside = (index >= outline.starts[top]) & (index < outline.ends[top])
    parent = parents[homes]
    return [scores[parent] / best, scores[parents[parent]] / best, inside.astype(np.float32)]


def group_blocks(outline: Outline) -> Ints:
    """Numbers that blocks of the same make share: same tags and names of three elements around."""
    keys: dict[tuple[object, ...], int] = {}
    parents = outline.parents
    makes = list(zip(outline.tags, outline.names, strict=True))
    numbers = []
    for home in outline.block_parents:
        above = parents[home]
        key = (makes[home], makes[above], makes[parents[above]])
        numbers.append(keys.setdefault(key, len(keys)))
    return np.array(numbers)


def _groups(group: Ints, words: Floats, linked: Floats, prose: Floats) -> list[Floats]:
    count = np.bincount(group).astype(np.float32)
    sums = [np.bincount(group, weights=value) for value in (words, linked, prose)]
    total = np.maximum(sums[0], 1)
    measures = (np.log1p(count), np.log1p(sums[0] / count), sums[1] / total, sums[2] / total)
    return [measure[group].astype(np.float32) for measure in measures]
