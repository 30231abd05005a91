"""Words by their beginning: enough to tell them apart, whatever their endings."""

from __future__ import annotations

import re
from functools import lru_cache

_STEM = 5  # characters: enough to tell words apart, few enough to leave endings out
_WORD = re.compile(r"[^\W\d_]{4,}")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]+")  # letters, and marks between them
FIRST_WIDE = "\u2e80"  # scripts from here on have no spaces between words
_LOOKED_AT = 2000  # characters that tell whether a text has such: looking at all takes long


@lru_cache(maxsize=512)
def longer_words(text: str) -> tuple[str, ...]:
    """The words of four letters and more, without case."""
    return tuple(_WORD.findall(text.casefold()))


@lru_cache(maxsize=512)
def stems_of(text: str) -> frozenset[str]:
    """The longer words of a text by their beginning; of Chinese, pairs of characters.

    >>> sorted(stems_of("Мост открыли вчера"))
    ['вчера', 'мост', 'откры']
    """
    stems = {word[:_STEM] for word in longer_words(text)}
    if not text.isascii():
        wide = "".join(_WIDE.findall(text.casefold()))
        stems.update(wide[at : at + 2] for at in range(len(wide) - 1))
    return frozenset(stems)


def part_wide(text: str) -> str:
    """The text with every two neighbours of Chinese characters as a word: there are no spaces.

    >>> part_wide("2026年桥开放"), part_wide("мост")
    ('2026 年桥 桥开 开放 ', 'мост')
    """
    if text.isascii() or max(text[:: 1 + len(text) // _LOOKED_AT]) < FIRST_WIDE:
        return text
    return _wide_letters().sub(_pairs_of, text)


def _pairs_of(run: re.Match[str]) -> str:
    wide = run[0]
    pairs = [wide[at : at + 2] for at in range(len(wide) - 1)] or [wide]
    return f" {' '.join(pairs)} "


@lru_cache(maxsize=1)
def _wide_letters() -> re.Pattern[str]:
    """Runs of Chinese, Japanese and Korean letters; compiled when it is first needed."""
    return re.compile(r"[\u3005\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
