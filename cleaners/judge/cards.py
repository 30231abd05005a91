"""Parts of a page that are made alike: cards below a label, the next story."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.label_runs import is_label
from cleaners.judge.prose import LINKED, count_words, is_running_text
from cleaners.labels import Lexicon
from cleaners.page import Outline, Page, headline_forms
from cleaners.reading.people import is_name_line

_LEAST_ALIKE = 3
_LEAST_TITLE = 2  # words
_LEAST_STORY = 2  # sentences
_MOST_APPENDED = 2  # stories
_FACTS_WITHIN = 3  # blocks below a headline
_FACTS = frozenset({Reason.BYLINE, Reason.PUBLICATION_DATE})

_NEXT_STORY = Verdict(Reason.OUTSIDE_STORY, "next_story")
_CARD = Verdict(Reason.TEASER, "card_below_label")


class Part(NamedTuple):
    """An element and the range of its blocks."""

    element: int
    start: int
    end: int


def is_date(verdict: Verdict | None) -> bool:
    """Whether a block was found to be the date of publication."""
    return verdict is not None and verdict.reason is Reason.PUBLICATION_DATE


def alike_parts(outline: Outline, above: Sequence[int] | None = None) -> Iterator[list[Part]]:
    """Elements of one depth with the same tag and first name, or nameless children of one element.

    Cards of one kind may stand in rows, and the first one is often named otherwise as well. `above`
    counts something above each block and behind the last one: elements without it are left out.
    """
    above = above or range(len(outline.block_parents) + 1)
    starts, ends, tags, names = outline.starts, outline.ends, outline.tags, outline.names
    groups: dict[tuple[object, ...], list[int]] = {}
    depths: list[int] = []
    for element, parent in enumerate(outline.parents):
        depth = depths[parent] + 1 if element else 0
        depths.append(depth)
        if element and above[ends[element]] > above[starts[element]]:
            own = names[element]
            key = (tags[element], depth, own[0] if own else parent)
            groups.setdefault(key, []).append(element)
    return (
        [Part(element, starts[element], ends[element]) for element in group]
        for group in groups.values()
        if len(group) >= _LEAST_ALIKE
    )


def has_linked_title(page: Page, part: Part) -> bool:
    """Whether a part has a line that leads to a story."""
    return any(
        block.link_density >= LINKED and count_words(block.text) >= _LEAST_TITLE
        for block in page.blocks[part.start : part.end]
    )


def find_next_stories(
    page: Page, outline: Outline, verdicts: Sequence[Verdict | None], kept: Sequence[bool]
) -> dict[int, Verdict]:
    """Verdicts for the blocks of other stories that stand whole below the first one.

    Each stands in a part made like that of the first story, with running text and a headline of the
    same rank, or one that leads elsewhere; or goes on in the same part, with a headline, then a
    byline or a date.
    """
    headings = [block for block in page.blocks if block.level and block.kind is Kind.HEADING]
    first = _main_heading(page, headings)
    if first is None:
        return {}
    found: dict[int, Verdict] = {}
    for other in headings:
        if other.index <= first.index or other.index in found:
            continue
        if other.level != first.level and not _leads_elsewhere(other):
            continue
        for start, end in _stories_from(page, outline, verdicts, kept, (first.index, other.index)):
            found |= dict.fromkeys(range(start, end), _NEXT_STORY)
    return found or _find_appended(page, outline, verdicts, kept, (first, headings))


def _find_appended(
    page: Page,
    outline: Outline,
    verdicts: Sequence[Verdict | None],
    kept: Sequence[bool],
    told: tuple[Block, Sequence[Block]],
) -> dict[int, Verdict]:
    """Verdicts for stories that were loaded into the part of the first one, below its text.

    Each has a part of its own that begins with its headline, then a byline or a date; nothing of
    the first story follows. Three such parts or more are sections of one report.
    """
    first, headings = told
    parts = [
        part
        for block in headings
        if block.index > first.index
        and (
            _has_facts(page, verdicts, block.index)
            or (block.level == first.level and _is_signed(page, block.index))
        )
        if (part := _part_begun(page, outline, block)) and _is_story(page, kept, part)
    ]
    above = parts[0].start if parts else 0
    if not parts or len(parts) > _MOST_APPENDED or any(kept[parts[-1].end :]):
        return {}
    if not _tells(page, kept, Part(0, first.index, above), first.index):
        return {}
    return dict.fromkeys((n for part in parts for n in range(part.start, part.end)), _NEXT_STORY)


def _is_story(page: Page, kept: Sequence[bool], part: Part) -> bool:
    """Whether a part has running text, and any of it is kept."""
    blocks = page.blocks[part.start : part.end]
    told = [block for block in blocks if is_running_text(block.text)]
    return len(told) >= _LEAST_STORY and any(kept[block.index] for block in told)


def _is_signed(page: Page, headline: int) -> bool:
    """Whether a name alone stands right below a headline."""
    below = next((block for block in page.blocks[headline + 1 :] if block.text), None)
    return below is not None and is_name_line(below.text)


def _part_begun(page: Page, outline: Outline, heading: Block) -> Part | None:
    """The widest element that begins with a heading and has more than it; None where none does."""
    above = next((b.index for b in reversed(page.blocks[: heading.index]) if b.text), -1)
    element, found = outline.block_parents[heading.index], None
    while element and outline.starts[element] > above:
        if outline.ends[element] > heading.index + 1:
            found = Part(element, outline.starts[element], outline.ends[element])
        element = outline.parents[element]
    return found


def _main_heading(page: Page, headings: Sequence[Block]) -> Block | None:
    """The heading that is the headline; without one the first of the highest rank."""
    named = headline_forms(page)
    return next((block for block in headings if block.text.casefold() in named), None) or next(
        (block for block in headings if block.level == 1), None
    )


def _stories_from(
    page: Page,
    outline: Outline,
    verdicts: Sequence[Verdict | None],
    kept: Sequence[bool],
    pair: tuple[int, int],
) -> Iterator[tuple[int, int]]:
    """The range of the story whose headline is the second of `pair`, where it is one."""
    one, two = (_branch(outline, block, other) for block, other in (pair, pair[::-1]))
    if (
        one.end <= two.start
        and _tells(page, kept, one, pair[0])
        and _tells(page, kept, two, pair[1])
    ):
        if _is_alike(outline, one, two):
            yield two.start, two.end
        return
    if page.blocks[pair[1]].level != page.blocks[pair[0]].level:
        return
    parent = outline.parents[two.element]
    rest = Part(two.element, two.start, outline.ends[parent])
    between = Part(one.element, one.start, two.start)
    followed = all(_has_facts(page, verdicts, index) for index in pair)
    if followed and _tells(page, kept, between, pair[0]) and _tells(page, kept, rest, pair[1]):
        yield two.start, rest.end


def _branch(outline: Outline, block: int, other: int) -> Part:
    """The widest element around a block that does not hold the other block."""
    element = outline.block_parents[block]
    while element:
        parent = outline.parents[element]
        if outline.starts[parent] <= other < outline.ends[parent]:
            break
        element = parent
    return Part(element, outline.starts[element], outline.ends[element])


def _leads_elsewhere(heading: Block) -> bool:
    return heading.link_density >= LINKED and count_words(heading.text) >= _LEAST_TITLE


def _is_alike(outline: Outline, one: Part, two: Part) -> bool:
    """Whether two parts have the same tag and names, but for those that number the stories."""
    (tag, names), (other, others) = _make(outline, one), _make(outline, two)
    return tag == other and _unnumbered(names) == _unnumbered(others)


def _unnumbered(names: Sequence[str]) -> list[str]:
    return [name for name in names if not any(map(str.isdigit, name))]


def _make(outline: Outline, part: Part) -> tuple[str, tuple[str, ...]]:
    return outline.tags[part.element], outline.names[part.element]


def _tells(page: Page, kept: Sequence[bool], part: Part, headline: int) -> bool:
    """Whether running text is kept below a headline within a part."""
    sentences = (
        block
        for block in page.blocks[headline + 1 : part.end]
        if kept[block.index] and is_running_text(block.text)
    )
    return sum(1 for _ in sentences) >= _LEAST_STORY


def _has_facts(page: Page, verdicts: Sequence[Verdict | None], headline: int) -> bool:
    """Whether a byline or a date stands right below a headline."""
    for block in page.blocks[headline + 1 : headline + 1 + _FACTS_WITHIN]:
        verdict = verdicts[block.index]
        zone = page.zones[block.zone].reason if block.zone >= 0 else None
        if (verdict is not None and verdict.reason in _FACTS) or zone in _FACTS:
            return True
    return False


def find_cards_below_labels(
    page: Page, outline: Outline, verdicts: Sequence[Verdict | None], lexicon: Lexicon
) -> dict[int, Verdict]:
    """Verdicts for labels such as «Читайте также», and the cards of stories below them.

    Cards may hold as much running text as they like: they are made alike, and each leads elsewhere.
    """
    labels = [
        block
        for block in page.blocks
        if block.text and block.link_density < LINKED and is_label(block.text, lexicon.run)
    ]
    # «Read more» on every card is a button, not a label.
    texts = Counter(block.text for block in page.blocks) if labels else Counter()
    found: dict[int, Verdict] = {}
    for block in labels:
        verdict = verdicts[block.index]
        known = verdict is None or verdict.reason is Reason.LABEL
        single = known and texts[block.text] == 1
        cards = _cards_behind(page, outline, block.index) if single else []
        if cards:
            found[block.index] = Verdict(Reason.LABEL, "label_above_cards")
            found |= dict.fromkeys(range(cards[0].start, cards[-1].end), _CARD)
    return found


def _cards_behind(page: Page, outline: Outline, label: int) -> list[Part]:
    """The parts made alike that begin right behind a label, if each leads elsewhere."""
    element = next((e for e, start in enumerate(outline.starts) if start == label + 1 and e), None)
    if element is None:
        return []
    children = _children(outline, outline.parents[element], label + 1)
    while len(children) == 1 or (
        children and _make(outline, children[0]) != _make(outline, children[1])
    ):
        inner = _children(outline, children[0].element, label + 1)
        if not inner:
            return []
        children = inner
    cards: list[Part] = []
    for part in children:
        is_alike = _make(outline, part) == _make(outline, children[0])
        if not (is_alike and has_linked_title(page, part)):
            break
        cards.append(part)
    return cards if len(cards) > 1 else []


def _children(outline: Outline, parent: int, start: int) -> list[Part]:
    """The children of an element from a block on."""
    # Elements stand in page order: the first one behind `parent` ends the search.
    behind = bisect_left(outline.starts, outline.ends[parent])
    return [
        Part(element, outline.starts[element], outline.ends[element])
        for element in range(parent + 1, behind)
        if outline.parents[element] == parent
        and outline.starts[element] >= start
        and outline.ends[element] > outline.starts[element]
    ]
