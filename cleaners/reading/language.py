"""The language of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from itertools import chain, repeat

from cleaners.labels import Lexicon

_SAMPLE = 800  # characters
_LEAST_SHARE = 0.06  # function words ÷ words; running text of the three languages has over 0.12
_CLEAR = 2.0  # times the share of the next language
_LEAST_WORDS = 20
_FEW_FOREIGN = 0.01  # share of letters that the language does not have: names, quotes

# Scripts of one language each, or of one that nearly all news in it are written in; kana stand
# before the Chinese characters that Japanese has as well.
_SCRIPTS = {
    "ja": "\u3040-\u30ff", "ko": "\u1100-\u11ff\uac00-\ud7af", "zh": "\u4e00-\u9fff",
    "el": "\u0370-\u03ff", "hy": "\u0530-\u058f", "he": "\u0590-\u05ff", "th": "\u0e00-\u0e7f",
    "ka": "\u10a0-\u10ff", "ta": "\u0b80-\u0bff", "te": "\u0c00-\u0c7f", "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f", "si": "\u0d80-\u0dff", "gu": "\u0a80-\u0aff", "pa": "\u0a00-\u0a7f",
    "lo": "\u0e80-\u0eff", "km": "\u1780-\u17ff", "my": "\u1000-\u109f", "am": "\u1200-\u137f",
}  # fmt: skip
_LEAST_OF_SCRIPT = 0.2  # share of the characters
_LEAST_OF_KANA = 0.05  # no Chinese text has so many; news in Japanese have a fifth and more
_LEAST_RARE = 10  # characters that tell a language

# Languages so near to each other that a short text may be taken for any of them.
_KIN = (
    {"nb", "nn", "no", "da"}, {"hr", "sr", "bs", "sh"}, {"cs", "sk"}, {"id", "ms"}, {"zu", "xh"},
    {"bg", "mk"}, {"es", "gl"}, {"fa", "prs"},
)  # fmt: skip


def detect_language(text: str, lexicon: Lexicon) -> str | None:
    """ISO 639-1 code of the language, None for a text too short to tell.

    Function words decide where they are clear, which is quick; runs of bytes decide the rest.

    >>> from cleaners.labels import load_lexicon
    >>> detect_language("Он сказал, что мост для машин уже открыт. " * 4, load_lexicon())
    'ru'
    """
    sample = text[:_SAMPLE].casefold()
    by_script = _by_script(sample)
    if by_script:
        return by_script
    words = sample.split()
    if len(words) < _LEAST_WORDS:
        return None
    return _by_function_words(sample, words, lexicon) or _by_model(sample)


def are_kin(first: str | None, second: str | None) -> bool:
    """Whether two languages are easily taken for each other.

    >>> are_kin("hr", "sr"), are_kin("en", "de")
    (True, False)
    """
    return any(first in kin and second in kin for kin in _KIN)


@lru_cache(maxsize=1)
def _rare() -> re.Pattern[str]:
    return re.compile("[" + "".join(_SCRIPTS.values()) + "]")


def _by_script(sample: str) -> str | None:
    if sample.isascii() or len(_rare().findall(sample)) < _LEAST_RARE:
        return None
    for code, letters in _SCRIPTS.items():
        least = _LEAST_OF_KANA if code == "ja" else _LEAST_OF_SCRIPT
        if len(re.findall(f"[{letters}]", sample)) >= least * len(sample):
            return code
    return None


def _by_function_words(sample: str, words: list[str], lexicon: Lexicon) -> str | None:
    shares: dict[str, float] = {}
    letters = {letter: sample.count(letter) for letter in set(sample)}
    most_foreign = _FEW_FOREIGN * len(sample)
    known = Counter(chain.from_iterable(map(_by_word(lexicon).get, words, repeat(()))))
    for number, (code, language) in enumerate(lexicon.languages):
        foreign = sum(letters[letter] for letter in letters.keys() & language.never)
        if foreign <= most_foreign and _has_own(letters, language.always):
            shares[code] = max(known[number] / len(words), shares.get(code, 0.0))
    ranked = sorted(shares, key=lambda code: -shares[code])
    if not ranked or shares[ranked[0]] < _LEAST_SHARE:
        return None
    clear = len(ranked) == 1 or shares[ranked[0]] >= _CLEAR * shares[ranked[1]]
    return ranked[0] if clear else None


@lru_cache(maxsize=4)
def _by_word(lexicon: Lexicon) -> dict[str, list[int]]:
    """The languages of each function word, by their places in the lexicon."""
    by_word: dict[str, list[int]] = {}
    for number, (_, language) in enumerate(lexicon.languages):
        for word in language.words:
            by_word.setdefault(word, []).append(number)
    return by_word


def _has_own(found: Collection[str], letters: str) -> bool:
    return not letters or any(letter in found for letter in letters)


def _by_model(sample: str) -> str | None:
    # Imported here: most texts need neither the model nor numpy.
    from cleaners.reading.language_model import load_language_model

    return load_language_model().classify(sample)
