"""Which blocks of a page are story: its gold text laid beside its blocks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.values import SetPage
from cleaners.block import Block, Kind
from cleaners.labels import load_lexicon
from cleaners.page import Page
from cleaners.reading.dates import is_date_line
from cleaners.shingles import SHINGLE_WORDS, shingles, words_of

Labels = NDArray[np.float32]

_COVERED = 0.5  # share of a block's shingles that must stand in the gold
_NEAR = 10  # blocks; of two equal blocks the one with more story near it is meant
_WIDEST_GAP = 12  # blocks between a short block and the story text it is found by
_AROUND_STORY = 3  # blocks before and behind the story where a short line of the gold may stand
_LONGEST_HEADLINE = 400  # characters
_SAME_HEADLINE = 0.85  # share of words
_SIMILAR_HEADLINE = 0.6  # share of words, for a heading of the first rank
_LONGEST_DATE = 60  # characters
_LEAST_SNIPPET = 25  # characters of a block that is a part of a snippet


def label_blocks(page: Page, case: SetPage, *, headline_in_gold: bool) -> Labels:
    """1 for story, 0 for none, NaN for a block that nobody can learn from.

    Sets without gold have snippets; most blocks of their pages stay unknown. Captions
    and repeated headlines stay unknown: some sets count them, others do not. `headline_in_gold`
    says that the set's gold begins with the headline, which is no part of the story.
    """
    if case.gold is None:
        return _label_by_snippets(page.blocks, case)
    labels = _label_by_gold(page.blocks, case.gold)
    _except_facts(page, case.gold if headline_in_gold else "", labels)
    return labels


def _label_by_snippets(blocks: Sequence[Block], case: SetPage) -> Labels:
    labels = np.full(len(blocks), np.nan, np.float32)
    with_, without = (
        [" ".join(words_of(text)) for text in part] for part in (case.with_, case.without)
    )
    for block in blocks:
        text = " ".join(words_of(block.text))
        for value, snippets in ((1, with_), (0, without)):
            if text and np.isnan(labels[block.index]) and _is_in(text, snippets):
                labels[block.index] = value
    return labels


def _is_in(text: str, snippets: list[str]) -> bool:
    return any(
        snippet and (snippet in text or (len(text) > _LEAST_SNIPPET and text in snippet))
        for snippet in snippets
    )


def _label_by_gold(blocks: Sequence[Block], gold: str) -> Labels:
    words = [words_of(block.text) for block in blocks]
    labels = _label_long(words, gold)
    _label_short(words, gold, labels)
    labels[[not own for own in words]] = np.nan
    return labels


def _label_long(words: list[list[str]], gold: str) -> Labels:
    """Blocks of four words and more by their shingles; of equal blocks as many as the gold has."""
    in_gold = Counter(shingles(words_of(gold)))
    text = f" {' '.join(words_of(gold))} "
    copies: dict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(words):
        parts = shingles(own)
        if len(own) >= SHINGLE_WORDS and sum(part in in_gold for part in parts) >= _COVERED * len(
            parts
        ):
            copies[" ".join(own)].append(index)
    unique = {
        indices[0]: len(words[indices[0]]) for indices in copies.values() if len(indices) == 1
    }
    labels = np.zeros(len(words), np.float32)
    for own_text, indices in copies.items():
        count = max(1, text.count(f" {own_text} "))
        labels[sorted(indices, key=lambda index: -_story_near(index, unique))[:count]] = 1
    return labels


def _story_near(index: int, unique: dict[int, int]) -> float:
    """Words of certain story around a block, the nearer the more they count."""
    indices, sizes = np.array(list(unique), np.int64), np.array(list(unique.values()))
    return float((sizes * np.exp(-np.abs(indices - index) / _NEAR)).sum())


def _label_short(words: list[list[str]], gold: str, labels: Labels) -> None:
    """Shorter blocks: those that the gold has beside the same words, then its own short lines."""
    text = f" {' '.join(words_of(gold))} "
    story = np.flatnonzero(labels)
    if not len(story):
        return
    low, high = story[0] - _AROUND_STORY, story[-1] + _AROUND_STORY
    lines = Counter(" ".join(words_of(line)) for line in gold.splitlines())
    alone: list[int] = []
    for index, own in enumerate(words):
        if labels[index] or not 0 < len(own) < SHINGLE_WORDS:
            continue
        if _stands_beside(index, words, labels, text):
            labels[index] = 1
            lines[" ".join(own)] -= 1
        elif low <= index <= high:
            alone.append(index)
    for index in alone:
        line = " ".join(words[index])
        if lines[line] > 0:
            labels[index] = 1
            lines[line] -= 1


def _stands_beside(index: int, words: list[list[str]], labels: Labels, text: str) -> bool:
    """Whether the gold has the words of a block beside those of the story next to it."""
    above = labels[max(0, index - _WIDEST_GAP) : index].nonzero()[0]
    below = labels[index + 1 : index + 1 + _WIDEST_GAP].nonzero()[0]
    if len(above):
        before = words[max(0, index - _WIDEST_GAP) + int(above[-1])][-3:]
        if f" {' '.join([*before, *words[index]])} " in text:
            return True
    if len(below):
        behind = words[index + 1 + int(below[0])][:3]
        return f" {' '.join([*words[index], *behind])} " in text
    return False


def _except_facts(page: Page, gold: str, labels: Labels) -> None:
    """Headlines and dates are facts, captions are captions: none of them is body text."""
    first = next((line for line in gold.splitlines() if line.strip()), "")
    gold_headline, headline = _words(first), _words(page.head.headline or "")
    lexicon = load_lexicon()
    for block in page.blocks:
        if block.kind is Kind.CAPTION:
            labels[block.index] = np.nan
        elif block.text and len(block.text) <= _LONGEST_HEADLINE:
            own = _words(block.text)
            heads_gold = gold_headline and _is_headline(block, own, gold_headline)
            if heads_gold and (block.level or block.text[-1] != "."):
                labels[block.index] = 0
            elif headline and _is_headline(block, own, headline):
                labels[block.index] = np.nan
            elif len(block.text) < _LONGEST_DATE and is_date_line(block.text, lexicon):
                labels[block.index] = 0


def _words(text: str) -> frozenset[str]:
    return frozenset(words_of(text.casefold()))


def _is_headline(block: Block, own: frozenset[str], headline: frozenset[str]) -> bool:
    least = _SIMILAR_HEADLINE if block.level == 1 else _SAME_HEADLINE
    return len(own & headline) >= least * len(own | headline)
