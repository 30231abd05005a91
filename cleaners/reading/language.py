"""The language of a text."""

from __future__ import annotations

from cleaners.labels import Lexicon

_SAMPLE = 800  # characters
_LEAST_SHARE = 0.06  # function words ÷ words; running text of the three languages has over 0.12
_CLEAR = 2.0  # times the share of the next language
_LEAST_WORDS = 20
_FEW_FOREIGN = 0.01  # share of letters that the language does not have: names, quotes


def detect_language(text: str, lexicon: Lexicon) -> str | None:
    """ISO 639-1 code of the language, None for a text too short to tell.

    Function words decide where they are clear, which is quick; py3langid decides the rest.

    >>> from cleaners.labels import load_lexicon
    >>> detect_language("Он сказал, что мост для машин уже открыт. " * 4, load_lexicon())
    'ru'
    """
    sample = text[:_SAMPLE].casefold()
    words = sample.split()
    if len(words) < _LEAST_WORDS:
        return None
    return _by_function_words(sample, words, lexicon) or _by_model(sample)


def _by_function_words(sample: str, words: list[str], lexicon: Lexicon) -> str | None:
    shares = {
        code: sum(map(language.words.__contains__, words)) / len(words)
        for code, language in lexicon.languages.items()
        if not _has_foreign_letters(sample, language.never)
    }
    ranked = sorted(shares, key=lambda code: -shares[code])
    if not ranked or shares[ranked[0]] < _LEAST_SHARE:
        return None
    clear = len(ranked) == 1 or shares[ranked[0]] >= _CLEAR * shares[ranked[1]]
    return ranked[0] if clear else None


def _has_foreign_letters(sample: str, letters: str) -> bool:
    return sum(map(sample.count, letters)) > _FEW_FOREIGN * len(sample)


def _by_model(sample: str) -> str | None:
    # Imported here: the model takes 0.4 s to load.
    import py3langid

    code, _ = py3langid.classify(sample)
    return str(code)
