"""A dump without markup: the classifier decides, rules and positions say why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.block import Block
from cleaners.decision import FACTS, Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.certain import is_certain_line, is_hidden_line
from cleaners.judge.classifier import classify_lines
from cleaners.judge.features.block_text import Floats
from cleaners.judge.label_runs import find_headline_runs
from cleaners.judge.line_facts import StoryLines, find_facts
from cleaners.judge.model import LineModel, load_line_model
from cleaners.judge.prose import (
    LONG_LINE_WORDS,
    count_words,
    ends_sentence,
    introduces,
    is_headline_like,
    is_running_text,
)
from cleaners.judge.stories import Classified
from cleaners.judge.unruled import as_boilerplate, as_story, ends_of
from cleaners.page import Page

_LEAST_LEAD = 6  # words; a shorter line between headline and story is a kicker
_LEAST_SENTENCE = 3  # words of the sentence that a story begins with
_BETWEEN = 0.25  # probability of a line between two lines of story, such as a subheading
_LAST = 0.15  # probability of the last line of a dump below story: it may be cut in mid-sentence
_LAST_PARAGRAPH = 0.35  # probability of a paragraph below story: it may be the last one
_LEAST_ITEMS = 2
_WITH_LINE_BETWEEN = 2  # lines from the headline to the story, if one line stands between
_MOST_RECUT = 0.5  # the most confidence in a dump whose lines were lost and are guessed
_ITEM_ENDS = (";", ",")

_ELLIPSES = ("…", "...")
_LEAST_CUT = 2  # lines
_LEAST_CUT_WORDS = 4

_CUT = Verdict(Reason.TEASER, "cut_headline")


def judge_lines(
    page: Page, verdicts: list[Verdict | None], model: LineModel | None = None
) -> Classified:
    """Fill in every verdict of a dump.

    `verdicts` are what the rules say, and are changed in place; `model` is the one that ships if
    None.
    """
    blocks = page.blocks
    for index, verdict in find_headline_runs(blocks, verdicts).items():
        verdicts[index] = verdict
    for index in _find_cut_headlines(blocks, verdicts):
        verdicts[index] = _CUT
    classified = classify_lines(blocks, verdicts, model or load_line_model())
    seen = [block for block in blocks if not is_hidden_line(verdicts[block.index])]
    indexes = [block.index for block in seen]
    keeping = add_neighbours(
        seen, verdicts, classified.probability[indexes], classified.kept[indexes].tolist()
    )
    kept = [
        index
        for index, here in zip(indexes, keeping, strict=True)
        if here and not is_certain_line(verdicts[index])
    ]
    _judge_story(blocks, verdicts, classified.headline, kept)
    most = _MOST_RECUT if page.recut else 1.0
    return Classified(
        min(classified.confidence, most),
        classified.find_begins,
        classified.headline_probability,
    )


def _find_cut_headlines(
    blocks: Sequence[Block], verdicts: Sequence[Verdict | None]
) -> Iterator[int]:
    """Lines one below the other that a program cut to fit a box: teasers of other stories.

    One line alone may be speech that breaks off.
    """
    run: list[int] = []
    for block in blocks:
        if verdicts[block.index] is None and _is_cut(block.text):
            run.append(block.index)
        else:
            yield from run if len(run) >= _LEAST_CUT else ()
            run = []
    yield from run if len(run) >= _LEAST_CUT else ()


def _is_cut(text: str) -> bool:
    return (
        text.endswith(_ELLIPSES)
        and _LEAST_CUT_WORDS <= count_words(text) < LONG_LINE_WORDS
        and is_headline_like(text)
        and text[0].isalnum()
    )


def _judge_story(
    blocks: Sequence[Block],
    verdicts: list[Verdict | None],
    headline: int | None,
    kept: Sequence[int],
) -> None:
    """Fill in every verdict, once the headline and the lines to keep are known."""
    story = [index for index in kept if headline is None or index > headline]
    begin = next(
        (index for index in story if is_running_text(blocks[index].text, _LEAST_SENTENCE)),
        len(blocks),
    )
    opening = {} if headline is None else judge_opening(blocks, verdicts, headline, begin)
    story = [index for index in story if index not in opening]
    story = [*_short_opening(blocks, verdicts, headline, story), *story]
    facts = find_facts(StoryLines(blocks, verdicts, headline, story))
    for index, verdict in (opening | facts).items():
        verdicts[index] = verdict
    told = {index for index, verdict in facts.items() if verdict.reason in FACTS}
    ends = ends_of(story, len(blocks))
    for index in story:
        if index not in told:
            verdicts[index] = as_story(blocks[index])
    for block in blocks:
        if verdicts[block.index] is None:
            verdicts[block.index] = as_boilerplate(
                block, ends, above="line_above_story", below="line_behind_story"
            )


def judge_opening(
    blocks: Sequence[Block], verdicts: Sequence[Verdict | None], headline: int, begin: int
) -> dict[int, Verdict]:
    """Verdicts for the headline, for the lines above it, and for kickers below it.

    `begin` is the first line of running text. A line below the headline that may be the lead has
    no verdict.
    """
    found = {headline: Verdict(Reason.HEADLINE, "headline_above_story")}
    for block in blocks[:begin]:
        index = block.index
        if verdicts[index] is not None or index == headline:
            continue
        if index < headline:
            found[index] = Verdict(Reason.OUTSIDE_STORY, "line_above_headline")
        elif count_words(block.text) < _LEAST_LEAD:
            found[index] = Verdict(Reason.OUTSIDE_STORY, "line_below_headline")
    return found


def _short_opening(
    blocks: Sequence[Block],
    verdicts: Sequence[Verdict | None],
    headline: int | None,
    story: Sequence[int],
) -> list[int]:
    """The line between headline and story, if it ends a sentence: then it is no kicker."""
    if headline is None or not story or story[0] - headline < _WITH_LINE_BETWEEN:
        return []
    above = story[0] - 1
    return [above] if verdicts[above] is None and ends_sentence(blocks[above].text) else []


def add_neighbours(
    blocks: Sequence[Block],
    verdicts: Sequence[Verdict | None],
    probability: Floats,
    kept: Sequence[bool],
) -> list[bool]:
    """What to keep of these lines: `kept`, lines between such, and lists that belong to them.

    `probability` is that of each line to be story. Rules are not overruled.
    """
    found = list(kept)
    for at in range(1, len(blocks) - 1):
        unruled = verdicts[blocks[at].index] is None
        if unruled and probability[at] >= _BETWEEN and found[at - 1] and kept[at + 1]:
            found[at] = True
    for at in _last_paragraphs(blocks, verdicts, probability, found):
        found[at] = True
    if len(found) > 1 and found[-2] and verdicts[blocks[-1].index] is None:
        found[-1] = found[-1] or bool(probability[-1] >= _LAST)
    for start, end in _sentence_lists(blocks):
        if found[start] or (start and found[start - 1]):
            for at in range(start, end):
                found[at] = found[at] or verdicts[blocks[at].index] is None
    return found


def _last_paragraphs(
    blocks: Sequence[Block],
    verdicts: Sequence[Verdict | None],
    probability: Floats,
    kept: Sequence[bool],
) -> Iterator[int]:
    """Paragraphs directly below story or below its subheading, and above what a rule removes.

    Each with its subheading.
    """
    ruled = [verdicts[block.index] is not None for block in blocks]
    for at in range(2, len(blocks) - 1):
        unsure = not ruled[at] and not kept[at] and probability[at] >= _LAST_PARAGRAPH
        if unsure and ruled[at + 1] and _is_paragraph(blocks[at].text):
            if kept[at - 1]:
                yield at
            elif kept[at - 2] and not ruled[at - 1] and is_headline_like(blocks[at - 1].text):
                yield from (at - 1, at)


def _is_paragraph(text: str) -> bool:
    return count_words(text) >= LONG_LINE_WORDS and ends_sentence(text)


def _sentence_lists(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Lists that are one sentence: a line ending in a colon, lines ending in «;», the last one.

    Each as a range: from the line that introduces it, up to the last item.
    """
    for start, block in enumerate(blocks):
        if introduces(block.text):
            end = start + 1
            while end < len(blocks) and blocks[end].text.endswith(_ITEM_ENDS):
                end += 1
            if end - start >= _LEAST_ITEMS and end < len(blocks):
                yield start, end + 1
