"""Features of the text of each block, whatever stands around it.

All texts of a page are read at once, as one array of characters: a loop over the blocks would
take ten times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaners.block import Block, Kind
from cleaners.judge.prose import CLOSING_MARKS, LONG_LINE_WORDS, SENTENCE_ENDS

Matrix = NDArray[np.float32]
Floats = NDArray[Any]  # one number a block; what is true or false counts as 1 or 0
Ints = NDArray[np.intp]
Codes = NDArray[np.uint16]
Bools = NDArray[np.bool_]

_KINDS = (Kind.HEADING, Kind.LIST_ITEM, Kind.QUOTE, Kind.CAPTION, Kind.TABLE, Kind.PICTURE,
          Kind.EMBED)  # fmt: skip
_KIND_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_COUNTED = ("words", "chars", "links", "words_a_link", "commas", "sentence_ends")
TEXT_FEATURES = (
    *_COUNTED,
    "link_share", "ends_sentence", "ends_colon", "ends_ellipsis", "ends_comma",
    "starts_upper", "starts_lower", "starts_digit", "starts_mark",
    "digit_share", "upper_share", "mark_share", "lower_word_share", "upper_word_share",
    "word_length",
    "has_bar", "has_copyright", "has_at", "has_colon", "has_quote", "has_arrow", "has_money",
    "has_clock", "has_year",
    *map(str, _KINDS), "level",
)  # fmt: skip

_NO_LINK = 200  # words a link where there is none
_WIDE_FROM = 0x2E80  # characters from here on are letters without case, two a word
_LAST = 0xFFFF  # those beyond the basic plane count as its last one

# Classes of characters; each is one bit.
_UPPER, _LOWER, _DIGIT, _SPACE, _COMMA, _END, _CLOSER, _QUOTE = (1 << bit for bit in range(8))
_COLON, _BAR, _AT, _ARROW, _MONEY, _ELLIPSIS, _WIDE, _RIGHTS = (1 << bit for bit in range(8, 16))
_MARKS = {
    ",;、，；،": _COMMA,
    SENTENCE_ENDS: _END,
    CLOSING_MARKS: _CLOSER,
    "\"«»“”„": _QUOTE,
    ":：": _COLON,
    "|": _BAR,
    "@": _AT,
    "→›>»←‹<•▪►": _ARROW,
    "$€£₽₸¥": _MONEY,
    "…": _ELLIPSIS,
    "©": _RIGHTS,
    " \n": _SPACE,
}  # fmt: skip
_HELD = {"bar": _BAR, "copyright": _RIGHTS, "at": _AT, "colon": _COLON, "quote": _QUOTE,
         "arrow": _ARROW, "money": _MONEY}  # fmt: skip


@lru_cache(maxsize=1)
def _classes() -> NDArray[np.uint16]:
    table = np.full(_LAST + 1, _WIDE, np.uint16)
    table[:_WIDE_FROM] = 0
    for code in range(_WIDE_FROM):
        character = chr(code)
        if character.isupper():
            table[code] = _UPPER
        elif character.islower():
            table[code] = _LOWER
        elif character.isdigit():
            table[code] = _DIGIT
    for characters in _MARKS:
        table[list(map(ord, characters))] = 0
    for characters, bit in _MARKS.items():
        table[list(map(ord, characters))] |= bit
    return table


def text_features(blocks: Sequence[Block], links: Sequence[int]) -> Matrix:
    """One row per block, one column per name of `TEXT_FEATURES`; counts are logarithms.

    `links` has the number of links of each block.
    """
    codes, breaks = _encode([block.text for block in blocks])
    columns = _features_of(codes, breaks[:-1] + 1, breaks[1:])
    columns["links"] = np.array(links, np.float32)
    columns["words_a_link"] = np.where(
        columns["links"] > 0, columns["words"] / np.maximum(columns["links"], 1), _NO_LINK
    )
    linked = np.array([block.link_chars for block in blocks], np.float64)
    columns["link_share"] = linked / np.maximum(breaks[1:] - breaks[:-1] - 1, 1)
    kinds = np.array([_KIND_NUMBERS.get(block.kind, -1) for block in blocks])
    columns |= {str(kind): kinds == number for kind, number in _KIND_NUMBERS.items()}
    columns["level"] = np.array([block.level for block in blocks], np.float32)
    for name in _COUNTED:
        columns[name] = np.log1p(columns[name])
    return np.array([columns[name] for name in TEXT_FEATURES], np.float32).T


def is_running_text(words: Floats, ends_sentence: Floats, sentence_words: int = 8) -> Bools:
    """Which blocks are prose: sentences of at least `sentence_words`, and long lines of any kind.

    `prose.is_running_text` says the same of one text.
    """
    sentence = (words >= sentence_words) & (ends_sentence > 0)
    return np.asarray(sentence | (words >= LONG_LINE_WORDS))


def _encode(texts: list[str]) -> tuple[Codes, Ints]:
    """The characters of all texts, a line break before and behind each, and where the breaks are.

    So none is empty for the sums.
    """
    text = "\n".join(["", *texts, ""])
    if text.count("\n") > len(texts) + 1:
        text = "\n".join(["", *(own.replace("\n", " ") for own in texts), ""])
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    narrow = np.minimum(codes, _LAST).astype(np.uint16)
    return narrow, np.flatnonzero(narrow == ord("\n"))


def _features_of(codes: Codes, starts: Ints, ends: Ints) -> dict[str, Floats]:
    classes = _classes()[codes]
    space = (classes & _SPACE) > 0
    opening = np.concatenate((space[:1], space[:-1]))  # a line break is the first character

    def count(mask: Bools) -> Floats:
        return np.add.reduceat(mask, starts, dtype=np.float32)

    def times(positions: Ints) -> Floats:
        return np.bincount(
            np.searchsorted(starts, positions, side="right") - 1, minlength=len(starts)
        )

    chars = (ends - starts).astype(np.float32)
    spaced = count(~space & opening)
    words = np.maximum(spaced, count((classes & _WIDE) > 0) // 2)
    size, tokens = np.maximum(chars, 1), np.maximum(spaced, 1)
    upper, lower = (classes & _UPPER) > 0, (classes & _LOWER) > 0
    digit = (classes & _DIGIT) > 0
    found: dict[str, Floats] = {
        "words": words,
        "chars": chars,
        "commas": count((classes & _COMMA) > 0),
        "sentence_ends": times(_inner_ends(codes, classes)).astype(np.float32),
        "digit_share": count(digit) / size,
        "upper_share": count(upper) / size,
        "mark_share": count((classes & (_UPPER | _LOWER | _DIGIT | _SPACE | _WIDE)) == 0) / size,
        "lower_word_share": count(lower & opening) / tokens,
        "upper_word_share": count(upper & opening) / tokens,
        "word_length": chars / np.maximum(words, 1),
        "has_clock": times(_clocks(codes, digit)) > 0,
        "has_year": times(_years(codes, digit)) > 0,
    }
    held = np.bitwise_or.reduceat(classes, starts)
    found |= {f"has_{name}": (held & bit) > 0 for name, bit in _HELD.items()}
    return found | _first_and_last(classes, starts, ends)


def _first_and_last(classes: NDArray[np.uint16], starts: Ints, ends: Ints) -> dict[str, Bools]:
    """What the first and the last character of each text say."""
    first = classes[starts]
    last, unclosed = _endings(classes, starts, ends)
    return {
        "ends_sentence": (unclosed & _END) > 0,
        "ends_colon": (last & _COLON) > 0,
        "ends_ellipsis": (last & _ELLIPSIS) > 0,
        "ends_comma": (last & _COMMA) > 0,
        "starts_upper": (first & _UPPER) > 0,
        "starts_lower": (first & _LOWER) > 0,
        "starts_digit": (first & _DIGIT) > 0,
        "starts_mark": (first & (_UPPER | _LOWER | _DIGIT | _WIDE)) == 0,
    }


def _inner_ends(codes: Codes, classes: NDArray[np.uint16]) -> Ints:
    """Indices of the ends of sentences that another one follows in the same block.

    A space follows them, behind a closing mark or not; none where the script has no spaces.
    """
    ends = np.flatnonzero((classes[:-2] & _END) > 0)
    follows, later = codes[ends + 1], codes[ends + 2]
    spaced = (follows == ord(" ")) | (((classes[ends + 1] & _CLOSER) > 0) & (later == ord(" ")))
    wide = (codes[ends] >= _WIDE_FROM) & (follows != ord("\n")) & (later != ord("\n"))
    found: Ints = ends[spaced | wide]
    return found


def _endings(
    classes: NDArray[np.uint16], starts: Ints, ends: Ints
) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """The class of the last character, and of the last one before up to two closing marks."""
    at = np.maximum(ends - 1, starts)
    last = classes[at]
    for _ in range(2):
        closing = ((classes[at] & _CLOSER) > 0) & (at > starts)
        at = at - closing
    return last, classes[at]


def _clocks(codes: Codes, digit: Bools) -> Ints:
    """Indices of the colon of «14:05»; a line break stands at both ends of the codes."""
    colons = np.flatnonzero(codes == ord(":"))
    colons = colons[digit[colons - 1] & digit[colons + 1]]
    found: Ints = colons[digit[colons + 2]]
    return found


def _years(codes: Codes, digit: Bools) -> Ints:
    """Indices of the first digit of 1900…2099 that no other digits stand around."""
    first = np.flatnonzero(digit[1:] & ~digit[:-1]) + 1
    second = codes[first + 1]
    century = (codes[first] == ord("1")) & (second == ord("9"))
    first = first[century | ((codes[first] == ord("2")) & (second == ord("0")))]
    first = first[digit[first + 2]]
    first = first[digit[first + 3]]
    found: Ints = first[~digit[first + 4]]
    return found
