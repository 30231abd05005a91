"""What can be measured on the text of one block."""

from __future__ import annotations

import re

_SENTENCE_ENDS = tuple(".!?…。！？।۔؟።။។")
_CLOSERS = "'\"»”’)]"
_INNER_SENTENCE_END = re.compile(r"[.!?…]['\"»”’)\]]*+\s++['\"«“(–—-]*+\s*+[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
_LETTER = re.compile(r"[^\W\d_]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_CHARACTERS_PER_WIDE_WORD = 2  # Chinese, Japanese and Korean write about two a word

# A line this long is prose even without a full stop: the longest headlines of a run (laws with
# their whole title) have about 45 words and stand among short ones.
LONG_LINE_WORDS = 20
LINKED = 0.6  # link density from which a block is a link and little else
_LEAST_SENTENCE = 3  # words
STORY_WORDS = 12  # words; shorter sentences also stand in teasers and captions


def count_words(text: str) -> int:
    """Words of a text; scripts without spaces count two characters as one.

    >>> count_words("Мост открыт"), count_words("这座桥今天开放")
    (2, 4)
    """
    words = text.count(" ") + 1
    if text.isascii() or text[:1] < "\u0530":
        return words
    wide = sum(1 for _ in _WIDE.finditer(text))
    return max(words, (wide + 1) // _CHARACTERS_PER_WIDE_WORD)


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does.

    >>> ends_sentence("Он сказал: «Да!»"), ends_sentence("Мост открыт")
    (True, False)
    """
    return text.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)


def introduces(text: str) -> bool:
    """Whether the text announces what follows: a list, a quote.

    >>> introduces("Директор отметила:")
    True
    """
    return text.endswith((":", "："))


def is_story_like(text: str) -> bool:
    """Flowing text: a long sentence, or at least two sentences."""
    words = count_words(text)
    if words < STORY_WORDS:
        return False
    return ends_sentence(text) or introduces(text) or text.endswith((";", ","))


def reads_on(text: str) -> bool:
    """Running text: a sentence, or a line as long as hardly any headline.

    >>> reads_on("Мост открыт вчера."), reads_on("Мост открыт вчера")
    (True, False)
    """
    words = count_words(text)
    return words >= LONG_LINE_WORDS or (words >= _LEAST_SENTENCE and ends_sentence(text))


def is_headline_like(text: str) -> bool:
    """A line that could stand over a story: some words and no full stop.

    >>> is_headline_like("Ждать ли нашествия?"), is_headline_like("Мост открыт вчера.")
    (True, False)
    """
    if text.endswith((".", ";", ",", ":")) and not text.endswith("..."):
        return False
    return _LETTER.search(text) is not None and not _INNER_SENTENCE_END.search(text)
