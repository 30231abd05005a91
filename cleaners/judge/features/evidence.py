"""Features of what speaks for or against a block: rules, zones, the page's head, copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.features.block_text import Floats, Matrix
from cleaners.limits import timed
from cleaners.page import Page
from cleaners.shingles import shared, shingle_set, words_of

# Reasons that say about the same of a block are one feature.
_GROUPS: tuple[tuple[str, frozenset[Reason]], ...] = (
    ("label", frozenset({Reason.LABEL, Reason.TAB})),
    ("teaser", frozenset({Reason.TEASER, Reason.HEADLINE_RUN})),
    ("button", frozenset({Reason.SHARE, Reason.SUBSCRIBE, Reason.FORM})),
    ("comments", frozenset({Reason.COMMENTS})),
    ("advertisement", frozenset({Reason.ADVERTISEMENT})),
    ("notice", frozenset({Reason.LEGAL_NOTICE, Reason.PLACEHOLDER})),
    ("navigation", frozenset({Reason.NAVIGATION, Reason.BREADCRUMBS, Reason.TAGS})),
    ("fact", frozenset({Reason.BYLINE, Reason.PUBLICATION_DATE, Reason.VIEW_COUNTER})),
    ("credit", frozenset({Reason.PHOTO_CREDIT})),
    ("counter", frozenset({Reason.BARE_COUNTER, Reason.GALLERY_COUNTER, Reason.OUTSIDE_STORY})),
    ("hidden", frozenset({Reason.HIDDEN})),
)
_COLUMN = {reason: column for column, (_, group) in enumerate(_GROUPS) for reason in group}

COPY_FEATURES = ("same_on_page", "same_before")
RULE_FEATURES = tuple(f"rule_{name}" for name, _ in _GROUPS)
EVIDENCE_FEATURES = (
    *RULE_FEATURES,
    *(f"zone_{name}" for name, _ in _GROUPS),
    "headline_share", "headline_cover", "description_share", "body_share",
    *COPY_FEATURES,
)  # fmt: skip

_UNKNOWN = -1.0  # the head does not tell
_SAMPLE = 400  # characters of a block that are compared with headline and description


def evidence_features(page: Page, verdicts: Sequence[Verdict | None]) -> Matrix:
    """One row per block, one column per name of `EVIDENCE_FEATURES`; `verdicts` are of rules."""
    none = len(_GROUPS)
    named = [_COLUMN.get(zone.reason, none) for zone in page.zones]
    named.append(none)  # found at index `NO_ZONE`, which is -1
    zoned = [named[block.zone] for block in page.blocks]
    flags = np.eye(none, none + 1, dtype=np.float32)
    copies = count_copies([block.text for block in page.blocks])
    rules = rule_features(verdicts).T
    return np.vstack([rules, flags[:, zoned], _compare_with_head(page), copies]).T


def rule_features(verdicts: Sequence[Verdict | None]) -> Matrix:
    """One row per block, one column per name of `RULE_FEATURES`: 1 for the reason a rule gave."""
    none = len(_GROUPS)
    ruled = [none if verdict is None else _COLUMN.get(verdict.reason, none) for verdict in verdicts]
    flags: Matrix = np.eye(none, none + 1, dtype=np.float32)[:, ruled].T
    return flags


def _compare_with_head(page: Page) -> Floats:
    """Words shared with headline and description, shingles shared with the head's story."""
    head = page.head
    headline = _words(head.headline or head.title or "")
    description = _words(head.description or "")
    known = headline | description
    body = shingle_set(head.body) if head.body else None
    compared = np.zeros((4, len(page.blocks)), np.float32)
    for block in timed(page.blocks):
        words = words_of(block.text[:_SAMPLE].casefold())
        if known.isdisjoint(words):  # as of most blocks
            continue
        own = set(words)
        common = len(own & headline)
        compared[:3, block.index] = (
            common / len(own),
            common / max(len(headline), 1),
            len(own & description) / len(own),
        )
    compared[:2] = compared[:2] if headline else _UNKNOWN
    compared[2] = compared[2] if description else _UNKNOWN
    compared[3] = _UNKNOWN if body is None else [shared(b.text, body) for b in timed(page.blocks)]
    return compared


def _words(text: str) -> frozenset[str]:
    return frozenset(words_of(text.casefold()))


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
    return np.minimum([[copies[text] for text in texts], above], 5)
