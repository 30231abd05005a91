"""Text as a reader sees it (white space folded), and as templates repeat it (dates masked)."""

from __future__ import annotations

import re

from cleaners.reading.calendar import load_calendar

# Control characters, lone surrogates and non-characters stand for nothing that can be read, and
# trafilatura drops a whole article for one of them. Soft hyphens and zero-width spaces would
# split words.
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ufdd0-\ufdef"
    "\ufffe\uffff\ud800-\udfff]"
)
_REFERENCE = re.compile(r"&(?:#(?:x([0-9a-fA-F]{1,7})|([0-9]{1,8}));?|shy;|ZeroWidthSpace;)")


# Between the text nodes of a part; printable, so that it does not hide what is not, and hardly
# ever printed.
NODE_BREAK = "\u241e"


def fold(text: str) -> str:
    r"""Text with runs of white space as one space, without unreadable characters.

    >>> fold(" за\x01стро\xadйка\n\u00a0 города ")
    'застройка города'
    """
    # isprintable() is quick, and False for white space other than " " and a few readable marks.
    if text.isprintable() and "  " not in text:
        return text.strip()
    folded = " ".join(text.split())
    return folded if folded.isprintable() else " ".join(drop_unreadable(text).split())


def fold_each(texts: str, separator: str) -> list[str]:
    r"""Fold the parts of a text, leaving out empty ones; quick where there is nothing to fold.

    >>> fold_each("Мост␞ открыт\n вчера ␞", "␞")
    ['Мост', 'открыт вчера']
    """
    spaced = texts.replace("\xa0", " ").replace("\n", " ")
    if spaced.isprintable() and "  " not in spaced:
        parts = spaced.split(separator)
        return [part.strip() for part in parts if part and part != " "]
    return [part for part in map(fold, texts.split(separator)) if part]


def drop_unreadable(text: str) -> str:
    r"""Text without control characters, lone surrogates and the like.

    >>> drop_unreadable("за\x01стройка")
    'застройка'
    """
    return _UNREADABLE.sub("", text)


def drop_references(markup: str) -> str:
    """Markup without character references that stand for nothing readable.

    >>> drop_references("за&#x1B;стройка &#1057;")
    'застройка &#1057;'
    """
    if "&#" in markup or "&shy;" in markup or "&Zero" in markup:
        return _REFERENCE.sub(_keep_readable, markup)
    return markup


def _keep_readable(match: re.Match[str]) -> str:
    if match[1] is None and match[2] is None:
        return ""
    code = int(match[1], 16) if match[1] else int(match[2])
    if 0x80 <= code <= 0x9F:
        return match[0]  # HTML reads these as windows-1252: dashes and quotation marks
    return "" if code <= 0x10FFFF and _UNREADABLE.match(chr(code)) else match[0]


_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"\d+(?:[\s.,:/'’%°-]*\d+)*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_MASK = "0"
_LONGEST = 500  # characters; what a longer text begins with tells it apart


def mask_text(text: str) -> str:
    """A text without what changes from day to day: case, numbers, names of months.

    >>> mask_text("Обновлено 5 января 2012, 14:05"), mask_text("Комментарии (12)")
    ('обновлено 0', 'комментарии (0)')
    """
    text = text[:_LONGEST].casefold()
    if _DIGIT.search(text) is None:
        return text
    months = load_calendar().months
    if not months.keys().isdisjoint(_WORD.findall(text)):
        text = _WORD.sub(lambda match: _MASK if match[0] in months else match[0], text)
    return _FIGURES.sub(_MASK, text)


def text_key(masked: str) -> int:
    """A number of 64 bits for a masked text; the same in every process."""
    # Imported here: few programs need it, and it brings OpenSSL along.
    from hashlib import blake2b

    return int.from_bytes(blake2b(masked.encode("utf-8", "replace"), digest_size=8).digest())
