"""Pages that are no story but lead to many: those of a section, of a tag, of a whole site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from cleaners.block import Block, Kind
from cleaners.decision import LINE_FACTS, Reason
from cleaners.document import PageType
from cleaners.judge.block_rules import Verdict
from cleaners.judge.cards import Part, alike_parts, has_linked_title, is_date
from cleaners.judge.prose import LINKED, count_words, is_running_text
from cleaners.page import Outline, Page

_LEAST_CARDS = 4
_LONGEST_CARD = 80  # words; an entry of a list of the ten best hotels has more
_MEAN_CARD = 45  # words
_LONGEST_DATED, _MEAN_DATED = 250, 150  # the same of cards that have a date each, as blogs have
_MOST_IN_CARDS = 0.7  # share of the kept words
_NEARLY_ALL_IN_CARDS = 0.9
_MOST_OUTSIDE = 150  # words of the story that a page of cards may have beside them
# What is left of the confidence in a page of cards; cards with dates are those of news.
_DOUBT, _DATED_DOUBT = 0.3, 0.25

_MANY, _MOSTLY = 15, 40  # linked titles on a front page; on a page with hardly anything else
_SPACES = 3  # in a title

_LEAST_TEASERS = 6
_LONGEST_TEASER = 100  # words
_MOST_INTRODUCED = 25  # words above the first teaser; a story says more before its first item
_LEAST_TITLE, _LONGEST_TITLE = 3, 25  # words
_LONGEST_BUTTON = 4  # words of «Weiterlesen», "Continue reading"
_LEAST_BUTTONS = 4  # of the same text
_LEAST_LINKED = 10  # characters of a linked title within its teaser
_FACTS = LINE_FACTS | {Reason.BARE_COUNTER}


def doubt_section_page(
    page: Page, outline: Outline, verdicts: Sequence[Verdict | None], kept: Sequence[bool]
) -> float:
    """What to multiply the confidence by: less than 1 for a page that leads to many stories.

    It says so by its marks, or its address and many links do, or nearly all that is kept are cards:
    several parts made alike, short or with a date each, with a line that leads to a story; or
    teasers, one behind the other. A page whose head has a date of publication has no story of
    these.
    """
    if page.head.page_type is PageType.LISTING or (page.head.is_root and _leads_to(page, _MANY)):
        return _DOUBT
    if page.head.published is not None:
        return 1.0
    kept_words = [
        count_words(block.text) if keep and block.text else 0
        for block, keep in zip(page.blocks, kept, strict=True)
    ]
    is_short = page.head.page_type is PageType.STATIC and sum(kept_words) <= _MOST_OUTSIDE
    if is_short and _leads_to(page, _MOSTLY):
        return _DOUBT
    if _are_teasers(page, outline, verdicts, kept_words):
        return _DOUBT
    above = [0, *accumulate(kept_words)]
    doubts = (_doubt_of_cards(page, p, verdicts, above) for p in alike_parts(outline, above))
    return next((doubt for doubt in doubts if doubt < 1), 1.0)


def _leads_to(page: Page, stories: int) -> bool:
    """Whether a page has so many links as long as titles."""
    titles = (b for b in page.blocks if b.link_density >= LINKED and b.text.count(" ") >= _SPACES)
    return sum(1 for _ in islice(titles, stories)) == stories


def _doubt_of_cards(
    page: Page,
    parts: Sequence[Part],
    verdicts: Sequence[Verdict | None],
    above: Sequence[int],
) -> float:
    """The same for parts that are made alike; `above` are the kept words above each block."""
    sizes = {part: above[part.end] - above[part.start] for part in parts}
    total = above[-1]
    if sum(sizes.values()) < _MOST_IN_CARDS * total:
        return 1.0  # as of most parts
    cards = [part for part in parts if has_linked_title(page, part)]
    dated = [part for part in cards if any(map(is_date, verdicts[part.start : part.end]))]
    are_dated = 2 * len(dated) >= len(cards)
    longest, mean = (_LONGEST_DATED, _MEAN_DATED) if are_dated else (_LONGEST_CARD, _MEAN_CARD)
    cards = [part for part in cards if sizes[part] <= longest]
    held = sum(sizes[part] for part in cards)
    if len(cards) < _LEAST_CARDS or held > mean * len(cards) or held < _MOST_IN_CARDS * total:
        return 1.0
    if total - held > _MOST_OUTSIDE and held < _NEARLY_ALL_IN_CARDS * total:
        return 1.0
    return _DATED_DOUBT if are_dated else _DOUBT


class _Teaser(NamedTuple):
    """The first block of a teaser, its words that are kept."""

    start: int
    words: int


def _are_teasers(
    page: Page, outline: Outline, verdicts: Sequence[Verdict | None], kept_words: Sequence[int]
) -> bool:
    """Whether a page is teasers from its first text on, whatever elements hold them.

    Texts below linked titles and above buttons that all of them have, or texts with one link each.
    """
    blocks = [b for b in page.blocks if b.text and not _is_fact(verdicts[b.index])]
    dates = [index for index, verdict in enumerate(verdicts) if is_date(verdict)]
    linked = [block.link_density >= LINKED for block in blocks]
    links = Counter([block.text for block, is_link in zip(blocks, linked, strict=True) if is_link])
    buttons = {text for text, n in links.items() if n >= _LEAST_BUTTONS and _is_button(text)}
    below = [is_link and _is_title(b.text) for b, is_link in zip(blocks, linked, strict=True)]
    beside = [_has_one_link(block, outline) for block in blocks]
    return any(
        _are_nearly_all(list(_find_teasers(blocks, begins, buttons, kept_words)), kept_words, dates)
        for begins in (below, beside)
        if buttons or sum(begins) >= _LEAST_TEASERS
    )


def _are_nearly_all(
    teasers: Sequence[_Teaser], kept_words: Sequence[int], dates: Sequence[int]
) -> bool:
    """Whether teasers have nearly all words; a date above them that they lack is of a story."""
    kept = [teaser for teaser in teasers if teaser.words]
    if len(kept) < _LEAST_TEASERS:
        return False
    start = kept[0].start
    is_dated = bool(dates) and dates[0] < start and 2 * len(dates) < len(kept)
    above = sum(kept_words[:start])
    held = sum(teaser.words for teaser in kept)
    enough = held >= _NEARLY_ALL_IN_CARDS * (sum(kept_words) - above)
    return enough and above <= _MOST_INTRODUCED and not is_dated


def _find_teasers(
    blocks: Sequence[Block],
    begins: Sequence[bool],
    buttons: Collection[str],
    kept_words: Sequence[int],
) -> Iterator[_Teaser]:
    """Parts of the page that begin with such a block, or end with a button."""
    part: list[Block] = []
    is_led = False
    for block, is_begin in zip(blocks, begins, strict=True):
        if is_begin:
            yield from _teaser(part, kept_words) if is_led else ()
            part, is_led = [block], True
            continue
        part.append(block)
        if block.text in buttons:
            yield from _teaser(part, kept_words)
            part, is_led = [], False
    yield from _teaser(part, kept_words) if is_led else ()


def _teaser(part: Sequence[Block], kept_words: Sequence[int]) -> Iterator[_Teaser]:
    """The teaser that some blocks are, if there are sentences in them and they are short."""
    words = sum(kept_words[block.index] for block in part)
    # Of parts without kept words none is counted.
    if 0 < words <= _LONGEST_TEASER and any(is_running_text(b.text) for b in part):
        yield _Teaser(part[0].index, words)


def _is_fact(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.reason in _FACTS


def _is_title(link: str) -> bool:
    """Whether a linked text is a title; menus and lists of tags have lines or many words."""
    return "\n" not in link and _LEAST_TITLE <= count_words(link) <= _LONGEST_TITLE


def _is_button(link: str) -> bool:
    return count_words(link) <= _LONGEST_BUTTON


def _has_one_link(block: Block, outline: Outline) -> bool:
    """Whether a text has one link, which may be its title."""
    return (
        block.kind is Kind.PARAGRAPH
        and outline.links[block.index] == 1
        and _LEAST_LINKED <= block.link_chars < LINKED * len(block.text)
    )
