"""What rules, names of parts and the page's head say of each block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from cleaners.decision import Reason
from cleaners.judge.alone import Verdict
from cleaners.judge.measure.text import Floats, Matrix
from cleaners.page import Page
from cleaners.shingles import SHINGLE_WORDS

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

COPY_NAMES = ("same_on_page", "same_before")
RULE_NAMES = tuple(f"rule_{name}" for name, _ in _GROUPS)
NAMES = (
    *RULE_NAMES,
    *(f"zone_{name}" for name, _ in _GROUPS),
    "headline_share", "headline_cover", "description_share", "body_share",
    *COPY_NAMES,
)  # fmt: skip

_WORD = re.compile(r"\w+")
_UNKNOWN = -1.0  # the head does not tell
_SAMPLE = 400  # characters of a block that are compared with headline and description


def gather_evidence(page: Page, verdicts: Sequence[Verdict | None]) -> Matrix:
    """One row a block, one column a name of `NAMES`."""
    none = len(_GROUPS)
    named = [_COLUMN.get(zone.reason, none) for zone in page.zones]
    named.append(none)  # found at index `NO_ZONE`, which is -1
    zoned = [named[block.zone] for block in page.blocks]
    flags = np.eye(none, none + 1, dtype=np.float32)
    told, copies = _compare_with_head(page), count_copies([block.text for block in page.blocks])
    return np.vstack([flag_rules(verdicts).T, flags[:, zoned], told, copies]).T


def flag_rules(verdicts: Sequence[Verdict | None]) -> Matrix:
    """One row a block, one column a name of `RULE_NAMES`: 1 where rules see such a thing."""
    none = len(_GROUPS)
    ruled = [none if verdict is None else _COLUMN.get(verdict.reason, none) for verdict in verdicts]
    flags: Matrix = np.eye(none, none + 1, dtype=np.float32)[:, ruled].T
    return flags


def _compare_with_head(page: Page) -> Floats:
    """Words shared with headline and description, shingles shared with the told story."""
    head = page.head
    headline = _words(head.headline or head.title or "")
    description = _words(head.description or "")
    known = headline | description
    body = _told_runs(head.body) if head.body else None
    nothing = (
        0.0 if headline else _UNKNOWN,
        0.0 if headline else _UNKNOWN,
        0.0 if description else _UNKNOWN,
    )
    rows = []
    for block in page.blocks:
        text = block.text
        told = _UNKNOWN if body is None else _share_told(text, body)
        words = _WORD.findall(text[:_SAMPLE].casefold())
        if known.isdisjoint(words):  # as of most blocks
            rows.append((*nothing, told))
            continue
        own = set(words)
        shared = len(own & headline)
        rows.append(
            (
                shared / len(own) if headline else _UNKNOWN,
                shared / len(headline) if headline else _UNKNOWN,
                len(own & description) / len(own) if description else _UNKNOWN,
                told,
            )
        )
    return np.array(rows, np.float32).reshape(-1, 4).T


def _told_runs(body: str) -> frozenset[tuple[str, ...]]:
    """The runs of four words of a text, line by line, as `shingles` has them."""
    lines = (_WORD.findall(line) for line in body.splitlines())
    return frozenset(run for words in lines for run in _runs(words))


def _share_told(text: str, body: frozenset[tuple[str, ...]]) -> float:
    words = _WORD.findall(text)
    if not words:
        return 0.0
    return sum(map(body.__contains__, _runs(words))) / max(len(words) - SHINGLE_WORDS + 1, 1)


def _runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    """Runs of words, not joined: that would take most of the time."""
    if len(words) < SHINGLE_WORDS:
        return [tuple(words)] if words else []
    return zip(*(words[start:] for start in range(SHINGLE_WORDS)), strict=False)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def count_copies(texts: Sequence[str]) -> Floats:
    """How often the same text stands on the page, and above this block (up to 5)."""
    copies = Counter(texts)
    copies[""] = 0
    above = [0] * len(texts)
    seen: Counter[str] = Counter()
    for index, text in enumerate(texts):
        if copies[text] > 1:
            above[index] = seen[text]
            seen[text] += 1
    return np.minimum([[copies[text] for text in texts], above], 5)
