"""Texts that a pattern is slow on if it can be slow at all, made from the pattern itself.

A backtracking pattern takes more than linear time where a repeated part can begin or end at many
places of a text that does not match in the end: one of its own repeats, or a character that it
looks for, many times in a row, behind the beginning of a match and before a mismatch.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

COMMON = (
    " ", "\n", "\t", "0", "a", "A", "я", "Я", "_", ".", ",", "-", "–", ":", "/", "=", "&", "#", "@",
    "|", "!", "%", "\\", "(", "[", "{", "<", "«", "“", '"', "'", "*", ";", ")", "]", ">", "»", "中",
    "a ", "a.", "0 ", "0.", '"a', "a=", "</", "<a", "<!--", "a-", "A.", "[a",
)  # fmt: skip
MISMATCH = "\x00~"
_EXAMPLES = 3
_MOST_PREFIXES = 8
_MOST_UNITS = 12
_CATEGORIES = {
    codes.CATEGORY_DIGIT: "0", codes.CATEGORY_NOT_DIGIT: "a", codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_NOT_SPACE: "a", codes.CATEGORY_WORD: "a", codes.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


def pumped_texts(pattern: re.Pattern[Any], size: int) -> Iterator[str]:
    """Texts of about `size` characters; the same ones for the same pattern."""
    source = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    )
    chance = random.Random(source.encode("utf-8", "surrogatepass"))  # noqa: S311  no secret is made of it
    parsed = parser.parse(source, pattern.flags & ~re.DEBUG)
    examples = [_Example(parsed, chance) for _ in range(_EXAMPLES)]
    prefixes = _first(_MOST_PREFIXES, (prefix for one in examples for prefix in one.prefixes))
    own = _first(_MOST_UNITS, (unit for one in examples for unit in one.units))
    for unit in dict.fromkeys((*COMMON, *own, *prefixes)):
        yield unit * (size // len(unit)) + MISMATCH
    for prefix in prefixes:
        for unit in own:
            yield prefix + unit * (size // len(unit)) + MISMATCH
            yield (prefix + unit) * (size // len(prefix + unit)) + MISMATCH
    for _ in range(_MOST_UNITS):
        mixed = "".join(chance.choices((*own, *COMMON), k=3))
        yield mixed * (size // len(mixed)) + MISMATCH


def _first(most: int, texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))[:most]


class _Example:
    """A text that the pattern probably matches, in pieces; the parts that may be repeated."""

    def __init__(self, parsed: Any, chance: random.Random) -> None:
        self.pieces: list[str] = []
        self.prefixes: list[str] = []  # what stands before each repeat
        self.units: list[str] = []
        self._chance = chance
        self._groups: dict[int, str] = {}
        self._add(parsed)
        self.prefixes.append("".join(self.pieces))

    def _add(self, parsed: Any) -> None:
        for code, value in parsed:
            if code in _REPEATS:
                self._repeat(*value)
            elif code is codes.BRANCH:
                self._add(self._chance.choice(value[1]))
            elif code is codes.SUBPATTERN:
                begin = len(self.pieces)
                self._add(value[3])
                self._groups[value[0]] = "".join(self.pieces[begin:])
            elif code is codes.ATOMIC_GROUP:
                self._add(value)
            elif code is codes.ASSERT and value[0] > 0:
                self._add(value[1])
            elif code is codes.GROUPREF:
                self.pieces.append(self._groups.get(value, ""))
            elif code in (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN):
                self.pieces.append(self._character(code, value))
                self.units.append(self.pieces[-1])

    def _repeat(self, least: int, most: int, body: Any) -> None:
        begin = len(self.pieces)
        self.prefixes.append("".join(self.pieces))
        for _ in range(max(least, min(int(most), self._chance.randint(1, 2)))):
            once = len(self.pieces)
            self._add(body)
            self.units.insert(0, "".join(self.pieces[once:]))
        if not least and self._chance.random() < 0.3:
            del self.pieces[begin:]

    def _character(self, code: Any, value: Any) -> str:
        if code is codes.LITERAL:
            return chr(value)
        if code is codes.IN:
            return self._member(value)
        return "a"

    def _member(self, choices: Any) -> str:
        """A character of a set; of a negated one the first common character that is not in it."""
        if choices[0][0] is codes.NEGATE:
            return next(letter for letter in 'a0 я-.\n"<\0' if not _holds(choices[1:], letter))
        code, value = self._chance.choice(choices)
        if code is codes.RANGE:
            return chr(self._chance.randint(*value))
        return _CATEGORIES[value] if code is codes.CATEGORY else chr(value)


def _holds(choices: Any, letter: str) -> bool:
    return any(
        (code is codes.LITERAL and value == ord(letter))
        or (code is codes.RANGE and value[0] <= ord(letter) <= value[1])
        or (code is codes.CATEGORY and re.match(_CLASSES[value], letter) is not None)
        for code, value in choices
    )


_CLASSES = {
    codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
