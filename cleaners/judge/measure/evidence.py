"""What rules, names of parts and the page's head say of each block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from cleaners.decision import Reason
from cleaners.judge.alone import Verdict
from cleaners.judge.measure.text import Matrix
from cleaners.page import Page
from cleaners.shingles import shingle_set, shingles

# Reasons that say about the same of a block are one measure.
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

NAMES = (
    *(f"rule_{name}" for name, _ in _GROUPS),
    *(f"zone_{name}" for name, _ in _GROUPS),
    "headline_share", "headline_cover", "description_share", "body_share",
    "same_on_page", "same_before",
)  # fmt: skip

_WORD = re.compile(r"\w+")
_UNKNOWN = -1.0  # the head does not tell
_SAMPLE = 400  # characters of a block that are compared with headline and description


def gather_evidence(page: Page, verdicts: Sequence[Verdict | None]) -> Matrix:
    """One row a block, one column a name of `NAMES`."""
    none = len(_GROUPS)
    ruled = [none if verdict is None else _COLUMN.get(verdict.reason, none) for verdict in verdicts]
    named = [_COLUMN.get(zone.reason, none) for zone in page.zones]
    named.append(none)  # found at index `NO_ZONE`, which is -1
    zoned = [named[block.zone] for block in page.blocks]
    flags = np.eye(none + 1, none, dtype=np.float32)
    return np.hstack(
        [
            flags[ruled],
            flags[zoned],
            np.array(_compare_with_head(page), np.float32).reshape(-1, 4),
            np.array(_count_copies(page), np.float32).reshape(-1, 2),
        ]
    )


def _compare_with_head(page: Page) -> list[tuple[float, float, float, float]]:
    """Words shared with headline and description, shingles shared with the told story."""
    head = page.head
    headline = _words(head.headline or head.title or "")
    description = _words(head.description or "")
    body = shingle_set(head.body) if head.body else None
    unknown = _UNKNOWN if body is None else 0.0
    rows = []
    for block in page.blocks:
        words = _words(block.text[:_SAMPLE])
        shared = len(words & headline)
        rows.append(
            (
                shared / (len(words) or 1) if headline else _UNKNOWN,
                shared / len(headline) if headline else _UNKNOWN,
                len(words & description) / (len(words) or 1) if description else _UNKNOWN,
                _told(block.text, body) if body is not None and block.text else unknown,
            )
        )
    return rows


def _told(text: str, body: frozenset[str]) -> float:
    own = shingles(text)
    return sum(map(body.__contains__, own)) / len(own) if own else 0.0


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) if text else frozenset()


def _count_copies(page: Page) -> list[tuple[int, int]]:
    """How often the same text stands on the page, and above this block (up to 5)."""
    copies = Counter([block.text for block in page.blocks])
    seen: dict[str, int] = {}
    rows = []
    for block in page.blocks:
        above = seen.get(block.text, 0)
        seen[block.text] = above + 1
        rows.append((min(copies[block.text], 5), min(above, 5)) if block.text else (0, 0))
    return rows
