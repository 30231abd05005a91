"""How the text of one block reads: its words, its sentence end, whether it is running text."""

from __future__ import annotations

import re
from functools import lru_cache

SENTENCE_ENDS = ".!?…。！？।۔؟።။។"
CLOSING_MARKS = "'\"»”’)]"  # may stand behind the end of a sentence
# A line of so many words is running text even without a full stop: the longest headlines of a run
# (laws with their whole title) have about 45 words and stand among short ones.
LONG_LINE_WORDS = 20
SENTENCE_WORDS = 8  # of a sentence that is running text, where nothing else is asked
LINKED = 0.6  # link density from which a block is a link and little else

_SENTENCE_ENDS = tuple(SENTENCE_ENDS)
_INNER_SENTENCE_END = re.compile(r"[.!?…]['\"»”’)\]]*+\s++['\"«“(–—-]*+\s*+[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
_LETTER = re.compile(r"[^\W\d_]")
_FIRST_WIDE = "\u2e80"
_STEP = 16  # one character of so many tells whether a text has such: looking at all takes long
_CHARACTERS_PER_WIDE_WORD = 2  # Chinese, Japanese and Korean write about two a word


def count_words(text: str) -> int:
    """Words of a text; scripts without spaces count two characters as one.

    >>> count_words("Мост открыт"), count_words("这座桥今天开放"), count_words("2026年桥开放")
    (2, 4, 2)
    """
    words = text.count(" ") + 1
    if text.isascii() or max(text[::_STEP]) < _FIRST_WIDE > text[-1:]:
        return words
    wide = sum(map(len, _wide().findall(text)))
    return max(words, (wide + 1) // _CHARACTERS_PER_WIDE_WORD)


@lru_cache(maxsize=1)
def _wide() -> re.Pattern[str]:
    """Compiled when it is first needed, which takes 4 ms."""
    return re.compile(rf"[{_FIRST_WIDE}-\u9fff\uac00-\ud7af\uf900-\ufaff]+")


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does.

    >>> ends_sentence("Он сказал: «Да!»"), ends_sentence("Мост открыт")
    (True, False)
    """
    return text.rstrip(CLOSING_MARKS).endswith(_SENTENCE_ENDS)


def introduces(text: str) -> bool:
    """Whether the text announces what follows: a list, a quote.

    >>> introduces("Директор отметила:")
    True
    """
    return text.endswith((":", "："))


def is_running_text(text: str, sentence_words: int = SENTENCE_WORDS) -> bool:
    """A sentence of at least `sentence_words`, or a line as long as hardly any headline.

    `features.block_text.is_running_text` says the same of all blocks of a page.

    >>> is_running_text("Мост открыт вчера.", 3), is_running_text("Мост открыт вчера", 3)
    (True, False)
    """
    words = count_words(text)
    return words >= LONG_LINE_WORDS or (words >= sentence_words and ends_sentence(text))


def is_headline_like(text: str) -> bool:
    """A line that could stand over a story: some words and no full stop.

    >>> is_headline_like("Ждать ли нашествия?"), is_headline_like("Мост открыт вчера.")
    (True, False)
    """
    if text.endswith((".", ";", ",", ":")) and not text.endswith("..."):
        return False
    return _LETTER.search(text) is not None and not _INNER_SENTENCE_END.search(text)
