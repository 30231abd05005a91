"""Facts of a story in a dump: its byline, its date, its counter, and those of other stories.

They stand by the headline: below it up to the first paragraphs, directly above it, or directly
behind the story. Whatever looks the same elsewhere on the page belongs to somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from cleaners.block import Block
from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.prose import count_words, ends_sentence, is_running_text
from cleaners.labels import fold_label, load_lexicon
from cleaners.reading.calendar import load_calendar
from cleaners.reading.credits import extract_view_count
from cleaners.reading.dates import extract_date, has_weekday
from cleaners.reading.day_words import DATE_WORD, fold_date
from cleaners.reading.people import is_name_line, starts_byline

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ABOVE = 3  # lines above the headline
_BEHIND = 3  # lines below the story
_PARAGRAPHS = 3  # of the story: facts may stand between its first ones
_LEAST_SENTENCE = 3  # words
_LONGEST_FACT = 160  # characters
_MOST_OTHER_WORDS = 4  # of a line that is a date, and not a lead that names a day
_DAY = 10  # characters of a date without its time
_LONGEST_SENTENCE = 8  # words; a longer line with a full stop is none of date or byline
_LONGEST_BYLINE = 20  # words of a line with an author and more

# Rules for runs of headlines: beside the headline of the story they may have taken a fact for one.
_DOUBTFUL = frozenset({"headline_run", "teaser_in_run"})
_ELSEWHERE = {
    Reason.PUBLICATION_DATE: Verdict(Reason.OUTSIDE_STORY, "date_elsewhere"),
    Reason.BYLINE: Verdict(Reason.TEASER, "byline_elsewhere"),
    Reason.VIEW_COUNTER: Verdict(Reason.BARE_COUNTER, "counter_elsewhere"),
}


class StoryLines(NamedTuple):
    """A dump with its story: `headline` is the index of a line, `story` those of the kept ones."""

    blocks: Sequence[Block]
    verdicts: Sequence[Verdict | None]
    headline: int | None
    story: Sequence[int]


def find_facts(dump: StoryLines) -> dict[int, Verdict]:
    """Verdicts, by index, for the lines that tell facts of this story or of another one."""
    if not dump.story:
        return {}
    below, above, behind = _places(dump)
    found: dict[int, Verdict] = {}
    for reason, verdict in _ELSEWHERE.items():
        for index, said in enumerate(dump.verdicts):
            if said is not None and said.reason is reason:
                found[index] = verdict
    for facts in (
        _find_dates(dump, below, above, behind),
        _find_bylines(dump, below, above, behind),
        _find_counter(dump, below, above, behind),
    ):
        found |= facts
    return found


def _places(dump: StoryLines) -> tuple[list[int], list[int], list[int]]:
    """Lines below the headline between its first paragraphs, above it, and behind the story.

    Each from the nearest on.
    """
    kept = set(dump.story)
    first = dump.story[0]
    top = first if dump.headline is None else dump.headline
    running = [
        i for i in dump.story if is_running_text(dump.blocks[i].text, _LEAST_SENTENCE)
    ] or list(dump.story)
    last = running[:_PARAGRAPHS][-1]
    end = dump.story[-1]
    below = [
        i
        for i in range(top, last)
        if i != dump.headline and (i not in kept or _is_fact_in_story(dump, i))
    ]
    above = list(range(top - 1, max(-1, top - 1 - _ABOVE), -1))
    behind = list(range(end + 1, min(len(dump.blocks), end + 1 + _BEHIND)))
    return below, above, behind


def _is_fact_in_story(dump: StoryLines, i: int) -> bool:
    """Whether a line that the classifier took for story is a byline or a date all the same."""
    return _reason(dump, i) is Reason.BYLINE or _is_mostly_date(dump.blocks[i].text)


def _is_mostly_date(text: str) -> bool:
    """Whether a line that looks like story has hardly a word that is no part of a date."""
    text, beside = text[:_LONGEST_FACT], load_calendar().beside
    words = (match[0] for match in DATE_WORD.finditer(fold_date(text)))
    others = (word for word in words if word not in beside)
    is_prose = next(islice(others, _MOST_OTHER_WORDS, None), None) is not None
    return not is_prose and extract_date(text) is not None


def _find_dates(
    dump: StoryLines, below: Sequence[int], above: Sequence[int], behind: Sequence[int]
) -> dict[int, Verdict]:
    """All dates below the headline; else the nearest above; else the nearest behind the story.

    Else the only day of which lines of the dump tell. Above the headline, and anywhere, a date with
    its day of the week is passed over: pages print today's there.
    """
    found = {
        i: Verdict(Reason.PUBLICATION_DATE, "date_below_headline") for i in _dated(dump, below)
    }
    if found:
        return found
    unclocked = (i for i in _dated(dump, above) if not has_weekday(dump.blocks[i].text))
    for places, rule in ((unclocked, "date_above_headline"), (_dated(dump, behind), "date_behind")):
        nearest = next(places, None)
        if nearest is not None:
            return {nearest: Verdict(Reason.PUBLICATION_DATE, rule)}
    return _only_day(dump)


def _only_day(dump: StoryLines) -> dict[int, Verdict]:
    """The first line with a date, if all lines that are a date tell the same day."""
    told: dict[str, int] = {}
    for i, block in enumerate(dump.blocks):
        if _reason(dump, i) is Reason.PUBLICATION_DATE and not has_weekday(block.text):
            date = extract_date(block.text)
            if date is not None:
                told.setdefault(date[:_DAY], i)
    lines = told.values() if len(told) == 1 else ()
    return {i: Verdict(Reason.PUBLICATION_DATE, "only_date") for i in lines}


def _dated(dump: StoryLines, places: Sequence[int]) -> Iterator[int]:
    """The lines that hold a date and are no sentence of a story."""
    for i in places:
        text, verdict = dump.blocks[i].text, dump.verdicts[i]
        if verdict is not None and verdict.reason is Reason.PUBLICATION_DATE:
            yield i
        elif _is_free(verdict) and len(text) <= _LONGEST_FACT and any(map(str.isdigit, text)):
            sentence = ends_sentence(text) and count_words(text) > _LONGEST_SENTENCE
            if not sentence and extract_date(text) is not None:
                yield i


def _find_bylines(
    dump: StoryLines, below: Sequence[int], above: Sequence[int], behind: Sequence[int]
) -> dict[int, Verdict]:
    """Bylines below the headline; else one above; else the signature of the story."""
    found = {i: Verdict(Reason.BYLINE, "byline_by_headline") for i in below if _is_byline(dump, i)}
    found |= {i: Verdict(Reason.BYLINE, "name_below_headline") for i in _names(dump, below)}
    if found:
        return found
    credited = [i for i in above if _is_byline(dump, i)]
    if credited:
        return {credited[0]: Verdict(Reason.BYLINE, "byline_by_headline")}
    signed = [
        i for i in behind if _is_byline(dump, i) or (i == behind[0] and _is_signature(dump, i))
    ]
    return {i: Verdict(Reason.BYLINE, "signature_behind_story") for i in signed[:1]}


def _is_byline(dump: StoryLines, i: int) -> bool:
    """A line that credits its author, whatever stands behind the name."""
    text, verdict = dump.blocks[i].text, dump.verdicts[i]
    if verdict is not None:
        return verdict.reason is Reason.BYLINE
    words = count_words(text)
    return (
        words <= _LONGEST_BYLINE and not ends_sentence(text) and starts_byline(text, load_lexicon())
    )


def _names(dump: StoryLines, below: Sequence[int]) -> Iterator[int]:
    """Names below the headline: beside a date, a counter or a byline, or above the story.

    Many languages write rubrics and labels with capitals, so a name in Latin letters stands beside
    another fact.
    """
    dated = set(_dated(dump, below))
    for i in below:
        beside = any(k in dated or _is_told(dump, k) for k in (i - 1, i + 1))
        alone = i < dump.story[0] and not _LATIN.match(dump.blocks[i].text)
        if (beside or alone) and _is_name(dump, i):
            yield i


def _is_name(dump: StoryLines, i: int) -> bool:
    """A name and nothing else, which is no rubric: those stand above the headline as well."""
    text = dump.blocks[i].text
    if not _is_free(dump.verdicts[i]) or not is_name_line(text) or text.endswith(":"):
        return False
    if not load_lexicon().not_people.isdisjoint(text.casefold().split()):
        return False
    top = dump.story[0] if dump.headline is None else dump.headline
    folded = fold_label(text)
    return all(fold_label(block.text) != folded for block in dump.blocks[:top])


def _is_signature(dump: StoryLines, i: int) -> bool:
    return _is_name(dump, i) and not _LATIN.match(dump.blocks[i].text)


def _is_told(dump: StoryLines, i: int) -> bool:
    """Whether a rule knows the line as a fact."""
    verdict = dump.verdicts[i] if 0 <= i < len(dump.verdicts) else None
    return verdict is not None and (
        verdict.reason in _ELSEWHERE or verdict.reason is Reason.BARE_COUNTER
    )


def _find_counter(
    dump: StoryLines, below: Sequence[int], above: Sequence[int], behind: Sequence[int]
) -> dict[int, Verdict]:
    """The first counter that says what it counts; else the nearest bare one by the headline."""
    for i in (*below, *above, *behind):
        if _reason(dump, i) is Reason.VIEW_COUNTER:
            return {i: dump.verdicts[i] or Verdict(Reason.VIEW_COUNTER, "view_counter")}
    told = [i for i in below if i < dump.story[0]]
    for i in (*told, *_directly_above(dump, above)):
        if _reason(dump, i) is Reason.BARE_COUNTER and extract_view_count(dump.blocks[i].text):
            return {i: Verdict(Reason.VIEW_COUNTER, "counter_by_headline")}
    return {}


def _directly_above(dump: StoryLines, above: Sequence[int]) -> Iterator[int]:
    """The lines above the headline as far as all of them are facts."""
    for i in above:
        if _reason(dump, i) not in (*_ELSEWHERE, Reason.BARE_COUNTER):
            return
        yield i


def _reason(dump: StoryLines, i: int) -> Reason | None:
    verdict = dump.verdicts[i]
    return verdict.reason if verdict is not None else None


def _is_free(verdict: Verdict | None) -> bool:
    """Whether no rule knows better what a line is."""
    return verdict is None or verdict.rule in _DOUBTFUL
