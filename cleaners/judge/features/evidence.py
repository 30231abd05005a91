"""Features of what speaks for or against a block: rules, the page's head, copies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

import numpy as np

from cleaners.decision import LINE_FACTS, Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.features.block_text import Bools, Floats, Matrix
from cleaners.judge.features.line_words import SplitLines, once_each
from cleaners.judge.features.stems import part_wide
from cleaners.page import Page
from cleaners.shingles import words_of

# Reasons that say about the same of a block are one feature.
_GROUPS: tuple[tuple[str, frozenset[Reason]], ...] = (
    ("label", frozenset({Reason.LABEL, Reason.TAB})),
    ("teaser", frozenset({Reason.TEASER, Reason.HEADLINE_RUN})),
    ("button", frozenset({Reason.SHARE, Reason.SUBSCRIBE, Reason.FORM})),
    ("comments", frozenset({Reason.COMMENTS})),
    ("advertisement", frozenset({Reason.ADVERTISEMENT})),
    ("notice", frozenset({Reason.LEGAL_NOTICE, Reason.PLACEHOLDER})),
    ("navigation", frozenset({Reason.NAVIGATION, Reason.BREADCRUMBS, Reason.TAGS})),
    ("fact", LINE_FACTS),
    ("credit", frozenset({Reason.PHOTO_CREDIT})),
    ("counter", frozenset({Reason.BARE_COUNTER, Reason.GALLERY_COUNTER, Reason.OUTSIDE_STORY})),
    ("hidden", frozenset({Reason.HIDDEN})),
)
_COLUMN = {reason: column for column, (_, group) in enumerate(_GROUPS) for reason in group}

COPY_FEATURES = ("same_on_page", "same_before")
RULE_FEATURES = tuple(f"rule_{name}" for name, _ in _GROUPS)
EVIDENCE_FEATURES = ("headline_share", "headline_cover", "description_share", *COPY_FEATURES)

_UNKNOWN = -1.0  # the head does not tell


def evidence_features(page: Page, split: SplitLines) -> Matrix:
    """One row per block, one column per name of `EVIDENCE_FEATURES`.

    `split` has the words of each block.
    """
    copies = count_copies([block.text for block in page.blocks])
    return np.vstack([_compare_with_head(page, split), copies]).T


def rule_features(verdicts: Sequence[Verdict | None]) -> Matrix:
    """One row per block, one column per name of `RULE_FEATURES`: 1 for the reason a rule gave."""
    none = len(_GROUPS)
    ruled = [none if verdict is None else _COLUMN.get(verdict.reason, none) for verdict in verdicts]
    flags: Matrix = np.eye(none, none + 1, dtype=np.float32)[:, ruled].T
    return flags


def _compare_with_head(page: Page, split: SplitLines) -> Floats:
    """Words shared with headline and description."""
    head = page.head
    headline = _words(head.headline or head.title or "")
    description = _words(head.description or "")
    compared = np.full((3, len(page.blocks)), _UNKNOWN, np.float32)
    if headline or description:
        own, of_headline, of_description = _count_words(split, headline, description)
        size = np.maximum(own, 1)
        if headline:
            compared[:2] = of_headline / size, of_headline / len(headline)
        if description:
            compared[2] = of_description / size
    return compared


def _count_words(split: SplitLines, *texts: frozenset[str]) -> list[Floats]:
    """How many different words each block has, and how many of them each of some texts has.

    Words have letters and digits alone: «don't» is two.
    """
    number_of = defaultdict[str, int](count().__next__)
    whole = np.fromiter(map(number_of.__getitem__, split.figured), np.intp)[split.tokens]
    is_word = np.fromiter(map(str.isalnum, split.figured), np.bool_)
    parts = [(line, number_of[word]) for line, word in _parts(split, ~is_word)]
    most, size = len(number_of), len(split.lines)
    single = is_word[split.tokens]
    pairs = split.lines_of[single] * most + whole[single]
    parted = np.array([line * most + word for line, word in parts], np.intp)
    pairs = once_each(np.concatenate([pairs, parted]))
    lines, words = pairs // most, pairs % most
    held = [_are_in(text, number_of)[words] for text in texts]
    return [np.bincount(lines, weights=each, minlength=size) for each in (None, *held)]


def _parts(split: SplitLines, are_parted: Bools) -> Iterator[tuple[int, str]]:
    """The words that a token such as «don't» is made of, each with the line that it stands in."""
    words = {token: words_of(split.figured[token]) for token in np.flatnonzero(are_parted).tolist()}
    at = np.flatnonzero(are_parted[split.tokens])
    places = zip(split.tokens[at].tolist(), split.lines_of[at].tolist(), strict=True)
    return ((line, word) for token, line in places for word in words[token])


def _are_in(text: frozenset[str], number_of: Mapping[str, int]) -> Floats:
    """Which of the numbered words a text has."""
    found = np.zeros(len(number_of))
    found[[number_of[word] for word in text if word in number_of]] = 1
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(words_of(part_wide(text.casefold())))


def count_copies(texts: Sequence[str]) -> Floats:
    """How often the same text stands on the page, and above this block (up to 5): two rows."""
    copies = Counter(texts)
    copies[""] = 0
    above = [0] * len(texts)
    seen: Counter[str] = Counter()
    for index, text in enumerate(texts):
        if copies[text] > 1:
            above[index] = seen[text]
            seen[text] += 1
    return np.minimum(np.array([[copies[text] for text in texts], above], np.float32), 5)
