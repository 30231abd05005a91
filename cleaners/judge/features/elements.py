"""Features of the elements around a block: tags, names, how much prose and links they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cleaners.judge.features.block_text import Floats, Ints, Matrix
from cleaners.page import Outline

_PARENT_TAGS = ("p", "div", "h1", "h2", "h3", "section", "blockquote", "figcaption", "dd", "pre")
_AROUND_TAGS = ("li", "table", "footer", "aside", "header", "form", "article", "main",
                "section", "figure", "blockquote")  # fmt: skip
_PARENT_NUMBERS = {tag: number for number, tag in enumerate(_PARENT_TAGS)}
_AROUND_BITS = {tag: 1 << number for number, tag in enumerate(_AROUND_TAGS)}
_NUMBERS = np.arange(len(_PARENT_TAGS))[:, np.newaxis]
_BITS = np.array([*_AROUND_BITS.values()])[:, np.newaxis]
LEVELS = 3  # elements around a block that have features: its parent, the one around that, …
_SHARES = (0.4, 0.6, 0.8)  # of the page's prose; their smallest common ancestors are looked at
_ELEMENT = ("words", "link_share", "prose_share", "blocks", "words_a_block", "page_prose")

ELEMENT_FEATURES = (
    *(f"parent_{tag}" for tag in _PARENT_TAGS),
    *(f"in_{tag}" for tag in _AROUND_TAGS),
    "depth", "block_position", "word_position", "blocks_on_page", "words_on_page", "page_links",
    *(f"{name}_{level}" for level in range(LEVELS) for name in _ELEMENT),
    *(f"{name}_{int(share * 100)}" for share in _SHARES
      for name in ("in_ancestor", "ancestor_position", "ancestor_links")),
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


def element_features(
    outline: Outline, groups: Ints, words: Floats, linked: Floats, prose: Floats
) -> Matrix:
    """One row per block, one column per name of `ELEMENT_FEATURES`.

    `groups` are the numbers that `group_blocks` gave, `words` and `linked` words and linked words
    of each block, `prose` its words if it is running text, else 0.
    """
    block_parents, parents = np.array(outline.block_parents), np.array(outline.parents)
    sums = Sums(outline)
    each = np.ones_like(words)
    totals = [sums.of(value) for value in (words, linked, prose, each)]
    columns = [
        *_tags(outline),
        *_positions(outline, block_parents, words, linked),
        *_surroundings(block_parents, parents, totals),
        *_story_elements(outline, totals),
        *_candidates(outline, block_parents, parents, words, prose, totals),
        *_groups(groups, words, linked, prose),
    ]
    return np.array(columns, np.float32).T


def _tags(outline: Outline) -> list[Floats]:
    tags, parents = outline.tags, outline.parents
    own = np.array([_PARENT_NUMBERS.get(tags[parent], -1) for parent in outline.block_parents])
    around = [0]
    for tag, parent in zip(tags[1:], parents[1:], strict=True):
        bit = _AROUND_BITS.get(tag)
        around.append(around[parent] | bit if bit else around[parent])
    masks = np.array([around[parent] for parent in outline.block_parents])
    return [*(own == _NUMBERS), *((masks & _BITS) > 0)]


def depths(outline: Outline) -> Ints:
    """How many elements are around each element."""
    found = [0] * len(outline.parents)
    for element, parent in enumerate(outline.parents[1:], start=1):
        found[element] = found[parent] + 1
    return np.array(found)


def _positions(
    outline: Outline, block_parents: Ints, words: Floats, linked: Floats
) -> list[Floats]:
    size = len(words)
    total = words.sum() or 1
    same = np.ones(size, np.float32)
    return [
        depths(outline)[block_parents].astype(np.float32),
        np.arange(size, dtype=np.float32) / size,
        np.cumsum(words) / total,
        same * np.log1p(size),
        same * np.log1p(total),
        same * (linked.sum() / total),
    ]


def _surroundings(block_parents: Ints, parents: Ints, totals: list[Floats]) -> list[Floats]:
    words, linked, prose, blocks = totals
    page_prose = prose[0] or 1
    features = np.array([
        np.log1p(words), linked / np.maximum(words, 1), prose / np.maximum(words, 1),
        np.log1p(blocks), np.log1p(words / np.maximum(blocks, 1)), prose / page_prose,
    ])  # fmt: skip
    return around_blocks(features, block_parents, parents)


def around_blocks(values: Floats, block_parents: Ints, parents: Ints) -> list[Floats]:
    """Values of the elements around each block, its parent first; `values` has a row for each."""
    columns: list[Floats] = []
    element = block_parents
    for _ in range(LEVELS):
        columns += list(values[:, element])
        element = parents[element]
    return columns


def _story_elements(outline: Outline, totals: list[Floats]) -> list[Floats]:
    """The smallest elements around given shares of the prose, and how linked they are."""
    words, linked, prose, _ = totals
    page_prose = prose[0] or 1
    least = [share * page_prose for share in _SHARES]
    return smallest_around(outline, prose, least, linked / np.maximum(words, 1))


def smallest_around(
    outline: Outline, held: Floats, least: Sequence[float], values: Floats
) -> list[Floats]:
    """The smallest elements that hold enough: who stands inside, where, and a value of the element.

    `held` is what each element holds, `least` what is enough; where no element holds that, the page
    counts. `values` has a number for each element.
    """
    size = len(outline.block_parents)
    index = np.arange(size)
    starts, ends = np.array(outline.starts), np.array(outline.ends)
    columns: list[Floats] = []
    for limit in least:
        enough = np.flatnonzero(held >= limit)
        element = enough[np.argmin((ends - starts)[enough])] if len(enough) else 0
        start, end = starts[element], ends[element]
        columns += [
            ((index >= start) & (index < end)).astype(np.float32),
            np.clip((index - start) / max(end - start, 1), -1, 2).astype(np.float32),
            np.full(size, values[element], np.float32),
        ]
    return columns


def _candidates(
    outline: Outline,
    block_parents: Ints,
    parents: Ints,
    words: Floats,
    prose: Floats,
    totals: list[Floats],
) -> list[Floats]:
    """Scores of elements as Readability gives them: prose counts for parent and grandparent.

    Source: https://github.com/mozilla/readability (`_grabArticle`), simplified.
    """
    scores = np.zeros(len(parents), np.float32)
    own = np.where(prose > 0, 1 + np.minimum(words / 15, 6), 0).astype(np.float32)
    element = block_parents
    for weight in (1.0, 1.0, 0.5, 0.33):  # the block's own element stands for the paragraph
        np.add.at(scores, element, own * np.float32(weight))
        element = parents[element]
    scores *= 1 - totals[1] / np.maximum(totals[0], 1)
    top = int(np.argmax(scores))
    best = scores[top] or 1
    index = np.arange(len(block_parents))
    inside = (index >= outline.starts[top]) & (index < outline.ends[top])
    parent = parents[block_parents]
    return [scores[parent] / best, scores[parents[parent]] / best, inside.astype(np.float32)]


def group_blocks(outline: Outline) -> Ints:
    """A number for each group of similar blocks: same tags and names of three elements around."""
    keys: dict[tuple[object, ...], int] = {}
    parents = outline.parents
    kinds = list(zip(outline.tags, outline.names, strict=True))
    numbers = []
    for parent in outline.block_parents:
        above = parents[parent]
        key = (kinds[parent], kinds[above], kinds[parents[above]])
        numbers.append(keys.setdefault(key, len(keys)))
    return np.array(numbers)


def _groups(group: Ints, words: Floats, linked: Floats, prose: Floats) -> list[Floats]:
    count = np.bincount(group).astype(np.float32)
    sums = [np.bincount(group, weights=value) for value in (words, linked, prose)]
    total = np.maximum(sums[0], 1)
    features = (np.log1p(count), np.log1p(sums[0] / count), sums[1] / total, sums[2] / total)
    return [feature[group].astype(np.float32) for feature in features]


NAME_FEATURES = (
    "name_parent", "name_ancestor1", "name_ancestor2", "name_sum", "name_least", "name_most",
    "name_nearest", "name_known",
)  # fmt: skip


def name_features(outline: Outline, scores: Mapping[str, float]) -> Matrix:
    """One row per block, one column per name of `NAME_FEATURES`.

    `scores` maps a word to how much it speaks for the story (log odds); the score of an element
    is the sum of the strongest word for and the strongest word against.
    """
    own: list[float] = []
    paths = [(0.0, 0.0, 0.0, 0.0, 0.0)]  # sum, least, most, nearest, known on the way to the body
    path_of: list[int] = []  # most elements have the path of their parent
    known_scores: dict[tuple[str, ...], float] = {(): 0.0}
    for names, parent in zip(outline.names, outline.parents, strict=True):
        score = known_scores.get(names)
        if score is None:
            score = known_scores[names] = _name_score(names, scores)
        own.append(score)
        path = path_of[parent] if path_of else 0
        if score:
            total, least, most, _, known = paths[path]
            least, most = (score, most) if score < least else (least, max(score, most))
            paths.append((total + score, least, most, score, known + 1))
            path = len(paths) - 1
        path_of.append(path)
    columns = np.array(own, np.float32)
    own_element, parents = np.array(outline.block_parents), np.array(outline.parents)
    around = parents[own_element]
    levels = [columns[own_element], columns[around], columns[parents[around]]]
    along = np.array(paths, np.float32).T[:, np.array(path_of)[own_element]]
    return np.vstack([levels, along]).T


def _name_score(names: tuple[str, ...], scores: Mapping[str, float]) -> float:
    """The strongest word for the story and the strongest one against it, added up."""
    best = worst = 0.0
    for name in names:
        score = scores.get(name, 0.0)
        if score > best:
            best = score
        elif score < worst:
            worst = score
    return best + worst
