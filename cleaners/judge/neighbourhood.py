"""What stands together on a page stays together: items of a list, paragraphs of one part.

The classifier judges block by block. These rules mend what it tears apart, and overrule nothing
that a rule for single blocks has seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from cleaners.block import Block, Kind
from cleaners.judge.block_rules import Verdict
from cleaners.judge.cards import Part, alike_parts, is_date
from cleaners.judge.prose import (
    LINKED,
    count_words,
    ends_sentence,
    introduces,
)
from cleaners.page import Outline, Page

_LISTS = frozenset({"ul", "ol", "dl"})
_LEAST_ITEMS = 2
_LONGEST_SPEAKER = 12  # words
_LEAST_ANNOUNCEMENT = 4  # words; «See also:» announces other stories
_MOST_KEPT = 0.6  # share of the items of a list that makes the others story, too
_LEAST_SENTENCE = 12  # words of a paragraph that belongs to its neighbours
_MOST_LINKED = 0.3  # link density of such a paragraph
_LEAST_KEPT = 4  # paragraphs of one part
_LEAST_POINT = 3  # words
_LEAST_ENTRIES = 3
_LEAST_SHARE = 0.7  # of the words of such a part


def keep_whole_lists(
    page: Page, outline: Outline, verdicts: Sequence[Verdict | None], kept: list[bool]
) -> None:
    """Keep the other items of a list, too, where most are kept or a kept sentence announces it.

    `kept` is changed in place. An item that a rule removes, and a link among items that are none,
    is foreign to the list.
    """
    for start, end in _lists(outline):
        items = [b for b in page.blocks[start:end] if b.text and verdicts[b.index] is None]
        announcer = _announcer(page, kept, start) or _short_announcer(page, verdicts, kept, items)
        if announcer is not None:
            kept[announcer.index] = True
        held = [block for block in items if kept[block.index]]
        zones = {block.zone for block in held} | ({announcer.zone} if announcer else set())
        items = [block for block in items if block.zone in zones]
        if len(items) < _LEAST_ITEMS or len(held) == len(items):
            continue
        if announcer or len(held) >= _MOST_KEPT * len(items):
            links = [block for block in items if block.link_density >= LINKED]
            linked = len(links) == len(items) or not set(held).isdisjoint(links)
            for block in items:
                kept[block.index] = kept[block.index] or linked or block.link_density < LINKED


def keep_speakers(
    page: Page, outline: Outline, verdicts: Sequence[Verdict | None], kept: list[bool]
) -> None:
    """Keep the line behind a kept quotation which says whose it is, within the same element."""
    quotes = (n for n, tag in enumerate(outline.tags) if tag == "blockquote")
    for element in quotes:
        parent = outline.parents[element]
        whole = parent if outline.tags[parent] == "figure" else element
        said = [b for b in page.blocks[outline.starts[whole] : outline.ends[whole]] if b.text]
        if len(said) < _LEAST_ITEMS or not kept[said[-2].index]:
            continue
        last = said[-1]
        is_free = verdicts[last.index] is None and last.link_density < LINKED
        if is_free and count_words(last.text) <= _LONGEST_SPEAKER:
            kept[last.index] = True


def _lists(outline: Outline) -> Iterator[tuple[int, int]]:
    """The range of blocks of each list that stands in no other list."""
    behind = 0
    for tag, start, end in zip(outline.tags, outline.starts, outline.ends, strict=True):
        if tag in _LISTS and start >= behind and end > start:
            yield start, end
            behind = end


def _announcer(page: Page, kept: Sequence[bool], start: int) -> Block | None:
    """The kept block right above a list that announces it."""
    indices = reversed(range(start))  # no slice: a page may have hundreds of lists
    above = next((page.blocks[index] for index in indices if page.blocks[index].text), None)
    if above is None or not kept[above.index] or not introduces(above.text):
        return None
    return above if count_words(above.text) >= _LEAST_ANNOUNCEMENT else None


def _short_announcer(
    page: Page, verdicts: Sequence[Verdict | None], kept: Sequence[bool], items: Sequence[Block]
) -> Block | None:
    """The short line between the story and a list without links: «Состав команды:»."""
    if not items or any(block.link_chars for block in items):
        return None
    texts = (block for block in reversed(page.blocks[: items[0].index]) if block.text)
    line, above = next(texts, None), next(texts, None)
    if line is None or above is None or not kept[above.index] or line.link_chars:
        return None
    is_free = verdicts[line.index] is None and line.zone in (above.zone, items[0].zone)
    return line if is_free and introduces(line.text) and " " in line.text else None


def keep_paragraphs_between(
    page: Page, outline: Outline, verdicts: Sequence[Verdict | None], kept: list[bool]
) -> None:
    """Keep paragraphs in the middle of a part of the page that is otherwise story.

    `kept` is changed in place; blocks that a rule spoke of (`verdicts`) stay as they are.
    """
    parts: dict[int, list[Block]] = {}
    for block in page.blocks:
        if block.text and block.kind in (Kind.PARAGRAPH, Kind.QUOTE):
            parts.setdefault(outline.parents[outline.block_parents[block.index]], []).append(block)
    for blocks in parts.values():
        held = [n for n, block in enumerate(blocks) if kept[block.index]]
        if len(held) < _LEAST_KEPT:
            continue
        between = blocks[held[0] : held[-1] + 1]
        words = sum(count_words(block.text) for block in between)
        if sum(count_words(blocks[n].text) for n in held) < _LEAST_SHARE * words:
            continue
        for block in between:
            if verdicts[block.index] is None and _is_paragraph(block):
                kept[block.index] = True


def keep_quotes(page: Page, verdicts: Sequence[Verdict | None], kept: list[bool]) -> None:
    """Keep a quote, with who is quoted, between two paragraphs of the story.

    `kept` is changed in place; blocks that a rule spoke of (`verdicts`) stay as they are.
    """
    blocks = [block for block in page.blocks if block.text]
    for is_quote, group in groupby(range(len(blocks)), lambda n: blocks[n].kind is Kind.QUOTE):
        run = list(group)
        if not is_quote or run[0] == 0 or run[-1] + 1 == len(blocks):
            continue
        ends = (blocks[run[0] - 1], blocks[run[-1] + 1])
        if all(kept[block.index] and block.kind is Kind.PARAGRAPH for block in ends):
            for block in (blocks[n] for n in run):
                if verdicts[block.index] is None and block.link_density < _MOST_LINKED:
                    kept[block.index] = True


def _is_paragraph(block: Block) -> bool:
    return (
        block.link_density < _MOST_LINKED
        and count_words(block.text) >= _LEAST_SENTENCE
        and ends_sentence(block.text)
    )


def keep_headings(
    page: Page, outline: Outline, verdicts: Sequence[Verdict | None], kept: list[bool]
) -> None:
    """Keep a subheading within the story whose own text, right below it, is kept.

    `kept` is changed in place; blocks that a rule spoke of (`verdicts`) stay as they are.
    """
    held = [index for index, keep in enumerate(kept) if keep]
    for block in page.blocks[held[0] : held[-1]] if held else ():
        below = page.blocks[block.index + 1]
        if (
            block.kind is Kind.HEADING
            and not kept[block.index]
            and verdicts[block.index] is None
            and block.link_density < _MOST_LINKED
            and kept[below.index]
            and below.kind is not Kind.HEADING
            and _share_a_part(outline, block.index, below.index)
        ):
            kept[block.index] = True


def _share_a_part(outline: Outline, one: int, other: int) -> bool:
    """Whether the elements of two blocks have the same parent."""
    return (
        outline.parents[outline.block_parents[one]] == outline.parents[outline.block_parents[other]]
    )


def keep_live_entries(
    page: Page, outline: Outline, verdicts: list[Verdict | None], kept: list[bool]
) -> None:
    """Keep the times of the entries of a live page, and the key points below the headline.

    Of other pages the key points that tell figures.

    An entry is one of several parts made alike, with a time and, below it, text that is kept; where
    most are, so are the others.
    """
    entries = _entry_lines(page, outline, verdicts, kept)
    for index in entries:
        kept[index], verdicts[index] = True, None
    for points in _key_points(page, outline, verdicts, kept):
        if entries or all(any(map(str.isdigit, block.text)) for block in points):
            for block in points:
                kept[block.index] = True


def _entry_lines(
    page: Page, outline: Outline, verdicts: Sequence[Verdict | None], kept: Sequence[bool]
) -> list[int]:
    """The times of entries, and the lines below them that are no links and that no rule removes."""
    found: list[int] = []
    last = max((index for index, keep in enumerate(kept) if keep), default=0)
    if sum(map(is_date, verdicts[:last])) < _LEAST_ENTRIES:
        return found
    above = [0, *accumulate(map(is_date, verdicts))]
    for parts in alike_parts(outline, above):
        times: dict[Part, int] = {}
        for part in parts:
            dates = [n for n in range(part.start, part.end) if is_date(verdicts[n])]
            if len(dates) == 1:
                times[part] = dates[0]
        told = [part for part, time in times.items() if any(kept[time + 1 : part.end])]
        if len(told) >= _LEAST_ENTRIES and len(told) >= _MOST_KEPT * len(times):
            found += times.values()
            found += [
                block.index
                for part, time in times.items()
                for block in page.blocks[time + 1 : part.end]
                if verdicts[block.index] is None
                and block.text
                and block.link_density < _MOST_LINKED
            ]
        elif len(told) >= _LEAST_ENTRIES:
            found += [times[part] for part in told]
    return found


def _key_points(
    page: Page, outline: Outline, verdicts: Sequence[Verdict | None], kept: Sequence[bool]
) -> Iterator[list[Block]]:
    """The lists of sentences between the headline and the first block that is kept."""
    first = next((block.index for block in page.blocks if kept[block.index] and block.text), 0)
    headline = max((b.index for b in page.blocks[:first] if b.level == 1), default=first)
    for start, end in _lists(outline):
        points = [block for block in page.blocks[start:end] if block.text]
        if headline < start <= first and _are_points(points, verdicts):
            yield points


def _are_points(items: Sequence[Block], verdicts: Sequence[Verdict | None]) -> bool:
    return len(items) >= _LEAST_ITEMS and all(
        verdicts[block.index] is None
        and block.link_density < _MOST_LINKED
        and count_words(block.text) >= _LEAST_POINT
        for block in items
    )
