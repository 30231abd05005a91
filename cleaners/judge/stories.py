"""Dumps of several pages: each part is judged alone, and the first story is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from cleaners.decision import Decision, Judgement, Reason
from cleaners.judge.block_rules import Verdict
from cleaners.page import Page

if TYPE_CHECKING:
    from cleaners.judge.features.boundary import Begin, Begins
    from cleaners.judge.model import LineModel

_ANOTHER_STORY = Verdict(Reason.OUTSIDE_STORY, "another_story")
_ANOTHER_TEXT = Verdict(Reason.OUTSIDE_STORY, "another_text")
_PAGE = 0.5  # probability from which a part is a page of its own
_NEXT_PAGE = 0.6  # the same below another page: most dumps are single ones
_LEAST_SHARE = 0.5  # of the highest confidence of all parts: a part with less is hardly a page
_PLAIN_SHARE = 0.85  # the same of one that is a page if it has a headline and facts of its own
_LEAST_HEADLINE = 0.6  # probability of the headline of the whole dump, for such a part to be one
_BOTH_PAGES = 1.5  # and of it and the page above, summed up
_SURE = 0.7  # confidence of a part that is a page if it has a headline and such facts
_OWN_FACTS = frozenset({Reason.BYLINE, Reason.PUBLICATION_DATE, Reason.VIEW_COUNTER})
_HEADLINE = Reason.HEADLINE
_CONTINUED = 0.3  # probability from which a part below a page goes on with its story

FindBegins = Callable[[], "Begins"]


class Classified(NamedTuple):
    """How good a story probably is, what finds further ones, and how probable its headline is."""

    confidence: float
    find_begins: FindBegins = dict
    headline_probability: float = 0.0


Judged = tuple[Judgement, FindBegins]
Lines = tuple[int, int]  # the first line of a part, and the one behind its last


def page_part(page: Page, begin: int, end: int) -> Page:
    """The lines of a dump from `begin` on and before `end`, as a dump of their own."""
    blocks = page.blocks[begin:end]
    numbered = (replace(block, index=index) for index, block in enumerate(blocks))
    return replace(page, blocks=tuple(numbered))


def judge_stories(
    page: Page,
    whole: Judgement,
    begins: Begins,
    judge_part: Callable[[Page], Judged],
    model: LineModel,
) -> dict[Lines, Judgement]:
    """The stories of a dump, in their order, each judged alone; none if it holds one alone.

    A part that is no page goes on with the story above it, or is another text of that page; above
    the first page it is what another page left. `whole` is the judgement about all lines.
    """
    begins = _without_those_below(whole, begins)
    judged = {
        lines: judge_part(page_part(page, *lines))[0]
        for lines in pairwise((0, *begins, len(page.blocks)))
    }
    pages = _group(judged, whole, begins, model)
    if not pages or (len(pages) == 1 and len(pages[0]) == len(judged)):
        return {}
    ends = [*(parts[0][0] for parts in pages[1:]), len(page.blocks)]
    return {
        (parts[0][0], end): _judge_parts(page, parts, end, judged, judge_part)
        for parts, end in zip(pages, ends, strict=True)
    }


def _without_those_below(whole: Judgement, begins: Begins) -> Begins:
    """The lines with which further pages may begin: none between a headline and its story."""
    headline = _headline_of(whole, 0)
    kept = (line for line, decision in enumerate(whole.decisions) if decision.kept)
    first = next((line for line in kept if headline is not None and line > headline), None)
    if headline is None or first is None:
        return begins
    return {line: begin for line, begin in begins.items() if not headline < line <= first}


def _group(
    judged: Mapping[Lines, Judgement], whole: Judgement, begins: Begins, model: LineModel
) -> list[list[Lines]]:
    """The parts of each page that hold its story."""
    # Imported here, since they need numpy, and pages of known sites don't.
    from cleaners.judge.features.parts import part_matrix
    from cleaners.judge.forest import to_probability

    rows = part_matrix(judged, whole, begins, model.vocabulary.words, model.prose)
    begun = to_probability(model.part.score(rows)).tolist()
    continued = to_probability(model.continued.score(rows)).tolist()
    best = max(part.confidence or 0.0 for part in judged.values())
    pages: list[list[Lines]] = []
    above = 1.0
    for at, (lines, part) in enumerate(judged.items()):
        share = (part.confidence or 0.0) / max(best, _LEAST_SHARE)
        plain = share >= _PLAIN_SHARE and _has_own_facts(part, begins.get(lines[0]))
        headed = _is_headed(part, lines[0], whole, share)
        likely = share >= _LEAST_SHARE and begun[at] >= (_NEXT_PAGE if pages else _PAGE)
        if plain or headed or (likely and begun[at] + above >= _BOTH_PAGES):
            pages.append([lines])
            above = begun[at]
        elif pages and continued[at] >= _CONTINUED:
            pages[-1].append(lines)
    return pages


def _is_headed(part: Judgement, begin: int, whole: Judgement, share: float) -> bool:
    """Whether a part has the headline of the whole dump: a sure one, if it looks like no story."""
    sure = share >= _LEAST_SHARE or whole.headline_probability >= _LEAST_HEADLINE
    headline = _headline_of(whole, 0)
    return sure and headline is not None and _headline_of(part, begin) == headline


def _headline_of(judgement: Judgement, begin: int) -> int | None:
    """The line of the headline, where `begin` is that of the first decision."""
    reasons = (decision.reason for decision in judgement.decisions)
    return next((line for line, reason in enumerate(reasons, begin) if reason is _HEADLINE), None)


def _has_own_facts(part: Judgement, begin: Begin | None) -> bool:
    """Whether a part plainly is a page: a sure one, with headline and facts of its own."""
    from cleaners.judge.features.boundary import are_plain

    reasons = {decision.reason for decision in part.decisions}
    return (
        begin is not None
        and (part.confidence or 0.0) >= _SURE
        and Reason.HEADLINE in reasons
        and not _OWN_FACTS.isdisjoint(reasons)
        and bool(are_plain(begin.row[None])[0])
    )


def _judge_parts(
    page: Page,
    parts: Sequence[Lines],
    end: int,
    judged: Mapping[Lines, Judgement],
    judge_part: Callable[[Page], Judged],
) -> Judgement:
    """The judgement about the lines of a page up to `end`, of which some parts hold its story."""
    begin = parts[0][0]
    if parts == [(begin, end)]:
        return judged[begin, end]
    told = [page.blocks[line] for lines in parts for line in range(*lines)]
    numbered = tuple(replace(block, index=index) for index, block in enumerate(told))
    joined = judged[parts[0]] if len(parts) == 1 else judge_part(replace(page, blocks=numbered))[0]
    found = {block.index: decision for block, decision in zip(told, joined.decisions, strict=True)}
    decisions = (
        replace(found[block.index], block=block)
        if block.index in found
        else Decision(block, *_ANOTHER_TEXT)
        for block in page.blocks[begin:end]
    )
    numbers = enumerate(decisions)
    placed = (replace(one, block=replace(one.block, index=index)) for index, one in numbers)
    return replace(joined, decisions=tuple(placed))


def tell_first(page: Page, stories: Mapping[Lines, Judgement]) -> Judgement:
    """The judgement about a dump of which the first one of its `stories` is told."""
    (begin, end), first = next(iter(stories.items()))
    decisions = tuple(
        replace(first.decisions[block.index - begin], block=block)
        if begin <= block.index < end
        else Decision(block, *_ANOTHER_STORY)
        for block in page.blocks
    )
    return Judgement(decisions, first.confidence, len(stories))
