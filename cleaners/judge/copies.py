"""Text that a page holds more than once: copies for small screens, for print, slices of one body.

One copy is judged, the others are removed. What may return in a story is no copy: a refrain, cells
of a table, a quote; so a text must return together with its neighbours, or in a hidden part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from cleaners.block import Block, Kind
from cleaners.decision import KEEPING, Reason
from cleaners.judge.prose import count_words
from cleaners.page import Outline, Page
from cleaners.shingles import words_of

_LEAST_WORDS = 8  # of a sentence; shorter lines return in stories, menus and tables
_LEAST_SPACES = _LEAST_WORDS - 1
_LEAST_UNSPACED = 24  # characters of one that is written without spaces
_SPOKEN = 0.8  # share of a hidden text that is shown in several pieces
_LEAST_RUN = 3  # sentences one behind the other that return together
_LEAST_RUN_OF_PAGE = 0.2  # share of the page's sentences; appeals for money return in stories, too
_LEAST_TO_LOOK_AT = _LEAST_RUN_OF_PAGE / 2  # texts may differ by their marks
_MOST_COPIES = 4  # of one text; what stands on a page more often is filled in by a template
_MOST_OF_PAGE = 0.4  # share of the page's sentences: so much returns only by duplication
_CUT = ("…", "...")
_LEAST_DOUBLED = 2  # sentences

_KINDS = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE})


class _Sentence(NamedTuple):
    """A block of running text, its words as they are compared, what the page calls its part."""

    block: Block
    key: tuple[str, ...]
    zone: Reason | None


def find_copies(page: Page) -> frozenset[int]:
    """Indices of blocks whose text stands in another, more complete copy on the page.

    The copy with the most text is left; of equal ones the first.
    """
    # What returns in the lines of a dump may be a refrain, or the teaser of another story.
    has_markup = page.outline is not None
    spoken = _find_spoken(page) | (_find_cut(page) if has_markup else frozenset())
    if not _may_hold_copies(page):
        return spoken  # most pages end here
    sentences = [one for one in _read_sentences(page) if one.block.index not in spoken]
    keys = {sentence.key for sentence in sentences}
    if len(keys) == len(sentences):
        return spoken
    chosen = _choose(sentences)
    total = sum(map(len, keys))
    copied = [s for s in sentences if chosen[s.key] is not s]
    everywhere = _is_everywhere(copied, total)
    copies: set[int] = set()
    behind = 0
    for is_copy, group in groupby(sentences, lambda s: chosen[s.key] is not s):
        run = list(group)
        behind += len(run)
        is_preview = has_markup and _are_same(run, sentences[behind : behind + len(run)])
        if is_copy and (everywhere or is_preview or _returns_together(run, total)):
            copies.update(s.block.index for s in run)
            copies.update(_short_lines_between(page.blocks, run))
        elif is_copy:
            copies.update(s.block.index for s in run if _is_hidden_copy(s, chosen[s.key]))
    return frozenset(copies) | spoken


def _find_spoken(page: Page) -> frozenset[int]:
    """Hidden blocks that hold the shown story in one piece, as for a voice that reads it."""
    zones = [zone.reason is Reason.HIDDEN for zone in page.zones]
    if not any(zones):
        return frozenset()  # as of most pages
    hidden = [b for b in page.blocks if b.zone >= 0 and zones[b.zone] and _is_long(b.text)]
    if not hidden:
        return frozenset()
    shown = [
        block.text
        for block in page.blocks
        if block.kind in _KINDS
        and _is_long(block.text)
        and not (block.zone >= 0 and zones[block.zone])
    ]
    return frozenset(block.index for block in hidden if _holds(block.text, shown))


def _holds(whole: str, texts: Sequence[str]) -> bool:
    """Whether a text is made of several others, but for some words."""
    within = [text for text in dict.fromkeys(texts) if text in whole]
    return len(within) >= _LEAST_RUN and sum(map(len, within)) >= _SPOKEN * len(whole)


def _may_hold_copies(page: Page) -> bool:
    """Whether enough whole texts return, or a hidden one does, to look for copies closely."""
    blocks = [block for block in page.blocks if block.kind in _KINDS]
    counts = Counter([block.text for block in blocks])
    returning = {text: n for text, n in counts.items() if 1 < n <= _MOST_COPIES and _is_long(text)}
    if not returning:
        return False  # as of most pages
    words = sum(n * count_words(text) for text, n in returning.items())
    zones = (page.zones[b.zone] for b in blocks if b.zone >= 0 and b.text in returning)
    hidden = (zone.reason is Reason.HIDDEN for zone in zones)
    total = sum(map(count_words, filter(_is_long, counts)))
    return words >= _LEAST_TO_LOOK_AT * total or any(hidden)


def _is_long(text: str) -> bool:
    """Whether a text is as long as a sentence that hardly returns by chance."""
    return text.count(" ") >= _LEAST_SPACES or (
        len(text) >= _LEAST_UNSPACED and not text.isascii() and _unspaced().search(text) is not None
    )


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    """Compiled when it is first needed: such ranges take 2 ms."""
    return re.compile(r"[\u3040-\u9fff\u0e00-\u0e7f]{8}")


def without(page: Page, copies: Collection[int]) -> Page:
    """The page as if these blocks did not stand on it."""
    kept = [block for block in page.blocks if block.index not in copies]
    blocks = tuple(replace(block, index=index) for index, block in enumerate(kept))
    outline = _cut_outline(page.outline, copies) if page.outline is not None else None
    return replace(page, blocks=blocks, outline=outline)


def _read_sentences(page: Page) -> list[_Sentence]:
    sentences = []
    for block in page.blocks:
        zone = page.zones[block.zone].reason if block.zone >= 0 else None
        if block.kind in _KINDS and (not page.story_zone or zone in KEEPING):
            key = tuple(words_of(block.text.casefold()))
            if len(key) >= _LEAST_WORDS or (key and _is_long(block.text)):
                sentences.append(_Sentence(block, key, zone))
    counts = Counter(sentence.key for sentence in sentences)
    return [sentence for sentence in sentences if counts[sentence.key] <= _MOST_COPIES]


def _choose(sentences: Sequence[_Sentence]) -> dict[tuple[str, ...], _Sentence]:
    """For each text the block that stays: that of the longest stretch in which no text returns.

    Of equally long ones the first that is shown.
    """
    chosen: dict[tuple[str, ...], _Sentence] = {}
    stretches = sorted(_stretches(sentences), key=_count_shown_words, reverse=True)
    for stretch in stretches:
        for sentence in stretch:
            chosen.setdefault(sentence.key, sentence)
    return chosen


def _stretches(sentences: Sequence[_Sentence]) -> Iterator[list[_Sentence]]:
    stretch: list[_Sentence] = []
    seen: set[tuple[str, ...]] = set()
    for sentence in sentences:
        is_hidden = sentence.zone is Reason.HIDDEN
        turns = stretch and is_hidden is not (stretch[-1].zone is Reason.HIDDEN)
        if sentence.key in seen or turns:
            yield stretch
            stretch, seen = [], set()
        stretch.append(sentence)
        seen.add(sentence.key)
    yield stretch


def _count_words(sentences: Sequence[_Sentence]) -> int:
    return sum(len(sentence.key) for sentence in sentences)


def _count_shown_words(sentences: Sequence[_Sentence]) -> tuple[int, int]:
    """Words of a stretch, then those that are not hidden."""
    shown = [sentence for sentence in sentences if sentence.zone is not Reason.HIDDEN]
    return _count_words(sentences), _count_words(shown)


def _is_everywhere(copied: Sequence[_Sentence], total: int) -> bool:
    """Whether so much of the page stands there twice that it is no writer's doing."""
    texts = {sentence.key for sentence in copied}
    return len(texts) >= _LEAST_DOUBLED and sum(map(len, texts)) >= _MOST_OF_PAGE * total


def _returns_together(run: Sequence[_Sentence], total: int) -> bool:
    return len(run) >= _LEAST_RUN and _count_words(run) >= _LEAST_RUN_OF_PAGE * total


def _are_same(run: Sequence[_Sentence], others: Sequence[_Sentence]) -> bool:
    """Whether the very texts of a run follow it: a preview above the whole story."""
    return [sentence.key for sentence in run] == [sentence.key for sentence in others]


def _find_cut(page: Page) -> frozenset[int]:
    """Blocks that are the beginning of another one, cut off with an ellipsis."""
    cut = [
        b for b in page.blocks if b.text.endswith(_CUT) and b.kind in _KINDS and _is_long(b.text)
    ]
    if not cut:
        return frozenset()  # as of most pages
    beginnings = {block.index: block.text.rstrip("….") for block in cut}
    return frozenset(
        index
        for index, beginning in beginnings.items()
        if any(b.text.startswith(beginning) for b in page.blocks if b.index not in beginnings)
    )


def _is_hidden_copy(copy: _Sentence, other: _Sentence) -> bool:
    return copy.zone is Reason.HIDDEN and (other.zone is None or other.zone in KEEPING)


def _short_lines_between(blocks: Sequence[Block], run: Sequence[_Sentence]) -> Iterator[int]:
    """Subheadings and short lines of a copied run that stand elsewhere, too."""
    start, end = run[0].block.index, run[-1].block.index
    elsewhere = {block.text for block in blocks if not start <= block.index <= end}
    for block in blocks[start:end]:
        if block.text in elsewhere and (block.kind is not Kind.TABLE):
            yield block.index


def _cut_outline(outline: Outline, copies: Collection[int]) -> Outline:
    """The same elements around the blocks that are left."""
    before = [0]
    for index in range(len(outline.block_parents)):
        before.append(before[-1] + (index not in copies))
    left = [index for index in range(len(outline.block_parents)) if index not in copies]
    return replace(
        outline,
        starts=tuple(before[start] for start in outline.starts),
        ends=tuple(before[end] for end in outline.ends),
        block_parents=tuple(outline.block_parents[index] for index in left),
        links=tuple(outline.links[index] for index in left),
    )
