"""Words by their beginning: enough to tell them apart, whatever their endings."""

from __future__ import annotations

import re
from functools import lru_cache

_STEM = 5  # characters: enough to tell words apart, few enough to leave endings out
_WORD = re.compile(r"[^\W\d_]{4,}")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]+")


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
