"""Dumps whose lines were all joined into one: cut again where sentences and labels end.

What stood on lines of its own is lost, so the cuts are guesses: behind a sentence, around a label
with a capital behind it, around a date or a number between two capitals, around template marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from cleaners.labels import Lexicon, fold_label
from cleaners.reading.dates import extract_date
from cleaners.reading.people import is_person

_LEAST_LENGTH = 300  # characters; a shorter line may be the only paragraph of a story
_SURE_LENGTH = 800  # characters; up to here something must show that lines were joined
_LEAST_SHARE = 0.9  # of the dump's characters
_LEAST_SENTENCES = 3
_MOST_LABEL_WORDS = 4
_LONGEST_ABBREVIATION = 2  # letters before a full stop that ends no sentence: initials, «ул.»
_PHRASE, _LONGEST_PHRASE = 4, 25  # words
_MOST_WORDS = 20_000  # of a line that are looked through for phrases
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"»”’)]*+\s(?=[\"«“(–—-]?\s?([^\W\d_]))")
_WORD_BEFORE = re.compile(r"(?:^|[\W\d_])([^\W\d_]{1,2})$")
_WIDE_END = re.compile(r"(?<=[。！？])")
_BEFORE_CAPITAL = re.compile(r"(?<=[^\W\d_])[?!…»\"]*\s(?=[«\"]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІЇЄҐЎ])")
_LEAST_SPACES = 12  # of a sentence; headlines that stand together seldom end in a full stop
_NOTICE = re.compile(r"\s(?=©)")
_MARKS = re.compile(r"(?:(?<!\s)\s++)?(\[\[[^\[\]\n]{1,80}\]\]|\{\{[^{}\n]{1,80}\}\}|[•·])\s*+")
_NUMBER = re.compile(r"(?:(\w[»?!]?)\s|^)(\d{1,7})\s(?=[^\W_])")
_OPENING = ' «"“„'
_DATE = re.compile(
    r"(?<!\S)(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}"
    r"|\d{1,2}\.?\s[^\W\d_]{3,12}\.?,?\s(?:19|20)\d\d|[^\W\d_]{3,12}\.?\s\d{1,2},?\s(?:19|20)\d\d)"
    r"(?:,?\s\d{1,2}:\d\d(?:\s[AP]M)?)?(?!\S)"
)


def cut_single_line(lines: list[str], lexicon: Lexicon) -> list[str]:
    """The same lines, or those of a dump that is all on one line, cut by sentences and labels."""
    longest = max(lines, key=len, default="")
    if len(longest) < _LEAST_LENGTH or len(longest) < _LEAST_SHARE * sum(map(len, lines)):
        return lines
    whole = [" ".join(line.split()) for line in lines]
    count = sum(1 for line in whole for _ in _split_sentences(line))
    if count < _LEAST_SENTENCES:
        return lines
    parts = (part for line in whole for part in _split_repeated(line.split(" ")))
    sentences = (sentence for part in parts for sentence in _split_sentences(part))
    pieces = (
        piece.strip()
        for sentence in sentences
        for marked in _NOTICE.sub("\n", _MARKS.sub(r"\n\1\n", sentence)).split("\n")
        for part in _split_labels(marked, lexicon)
        for dated in _split_date(part)
        for piece in _split_number(dated)
    )
    cut = [*_split_runs(filter(None, pieces), lexicon)]
    shown = len(cut) > count or len(longest) >= _SURE_LENGTH
    return cut if shown else lines


def _split_repeated(words: list[str]) -> list[str]:
    """The line, cut around phrases that stand in it twice, each time between capitals.

    Most pages print their headline more than once: as title, above the story, beside the buttons.
    """
    starts = (words[start:_MOST_WORDS] for start in range(_PHRASE))
    places: dict[tuple[str, ...], list[int]] = {}
    for at, phrase in enumerate(zip(*starts, strict=False)):
        if words[at][0] in _OPENING or words[at][0].isupper():
            places.setdefault(phrase, []).append(at)
    cuts = {0, len(words)}
    for first, second in (found[:2] for found in places.values() if len(found) > 1):
        size = _same_size(words, first, second)
        ends = (first + size, second + size)
        if size <= _LONGEST_PHRASE and all(_may_begin(words, end) for end in ends):
            cuts |= {first, second, *ends}
    return [" ".join(words[start:end]) for start, end in pairwise(sorted(cuts))]


def _same_size(words: list[str], first: int, second: int) -> int:
    """How many words are the same from two places on."""
    size = _PHRASE
    while (
        size <= _LONGEST_PHRASE
        and words[first + size : first + size + 1] == (words[second + size : second + size + 1])
    ):
        size += 1
    return size


def _may_begin(words: list[str], at: int) -> bool:
    """Whether something new may begin at a word: it is not written small."""
    return at >= len(words) or not words[at].lstrip(_OPENING)[:1].islower()


def _split_sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _END.finditer(text):
        before = text[max(0, match.start() - _LONGEST_ABBREVIATION - 1) : match.start()]
        if not match[1].islower() and not _WORD_BEFORE.search(before):
            yield from _WIDE_END.split(text[start : match.end()])
            start = match.end()
    yield from _WIDE_END.split(text[start:])


def _split_labels(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The labels in a text with a capital behind each, and what stands between them."""
    words = text.split()
    start = place = 0
    while place < len(words):
        size = _label_size(words, place, lexicon)
        if size:
            yield " ".join(words[start:place])
            yield " ".join(words[place : place + size])
            start = place + size
        place += size or 1
    yield " ".join(words[start:])


def _label_size(words: list[str], place: int, lexicon: Lexicon) -> int:
    """Words of the longest label that begins at a place; 0 for none."""
    if not words[place][0].isupper():
        return 0
    for size in range(min(_MOST_LABEL_WORDS, len(words) - place), 0, -1):
        following = words[place + size : place + size + 1]
        label = fold_label(" ".join(words[place : place + size]))
        if label in lexicon.run or label in lexicon.alone or label in lexicon.tabs:
            return size if not following or not following[0][0].islower() else 0
    return 0


def _split_runs(pieces: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """Below a label, headlines without full stops between them; each has a capital at least."""
    below = False
    for piece in pieces:
        label = fold_label(piece)
        is_sentence = piece.endswith(".") and piece.count(" ") >= _LEAST_SPACES
        below = label in lexicon.run or (below and not is_sentence)
        if below and label not in lexicon.run and "[[" not in piece:
            yield from _BEFORE_CAPITAL.split(piece)
        else:
            yield piece


def _split_date(text: str) -> list[str]:
    """A date with a capital or a number behind it stood on a line of its own."""
    for match in _DATE.finditer(text):
        below = text[match.end() :].lstrip(_OPENING)
        if (not below or below[0].isupper() or below[0].isdigit()) and extract_date(match[0]):
            following = text[match.end() :].lstrip()
            return [text[: match.start()], match[0], *_split_name(following)]
    return [text]


def _split_number(text: str) -> list[str]:
    """A number between words with capitals stood on a line of its own: it counts readers."""
    match = _NUMBER.search(text)
    if match is None or text[match.end()].islower() or _DATE.fullmatch(text):
        return [text]
    if text[match.end()].isdigit() and not (match[1] or "")[:1].isupper():
        return [text]
    return [text[: match.start(2)], match[2], *_split_name(text[match.end() :])]


def _split_name(text: str) -> list[str]:
    """A name below a date or a counter: two words with capitals, and one more behind them."""
    words = text.split(" ", 2)
    name, rest = " ".join(words[:2]), " ".join(words[2:])
    named = rest and not rest[0].islower() and is_person(name)
    return [name, rest] if named else [text]
