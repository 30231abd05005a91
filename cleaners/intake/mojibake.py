"""UTF-8 that was read in a code page and written as UTF-8 once more: «ÐœÐ¾ÑÑ‚», `donâ€™t`.

Only what can't be anything else is repaired. A character of two bytes became two characters, which
may stand side by side in an honest text as well; so a passage is repaired where nothing else than
such characters is in it beside ASCII, and the whole page where that is so of the page. Dashes and
quotes became three characters that nobody writes, and are repaired wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

_LEAST_ON_PAGE = 3  # broken characters
_MOST_LOOKED = 50  # characters that may be the last one of a sign
_EDGES = "<>\n"
_PASSAGE = re.compile(f"[^{_EDGES}]+")


class _CodePage(NamedTuple):
    """How UTF-8 looks in a code page.

    `broken` finds broken characters, `to_bytes` has the bytes that their parts stand for, `marks`
    the dashes and quotes by their broken form. `least` is the number of broken characters in a
    passage that is repaired.
    """

    broken: re.Pattern[str]
    to_bytes: dict[int, int]
    broken_mark: re.Pattern[str]
    marks: dict[str, str]
    least: int

    def meant(self, text: str) -> str:
        """A text with its broken characters, of which it has few different ones, as they were."""
        meant = {
            broken: broken.translate(self.to_bytes).encode("latin-1").decode("utf-8")
            for broken in set(self.broken.findall(text))
        }
        return self.broken.sub(lambda broken: meant[broken[0]], text)


@lru_cache
def _code_page(name: str, least: int) -> _CodePage:
    """The tables; a byte that the code page does not know stands for itself, as in browsers.

    Lead bytes beyond C2…D9 and E2 belong to scripts that were hardly ever read in it.
    """
    characters = {
        byte: sorted({bytes([byte]).decode(name, "ignore") or chr(byte), chr(byte)})
        for byte in range(0x80, 0x100)
    }

    def one_of(first: int, last: int) -> str:
        return "".join(re.escape("".join(characters[byte])) for byte in range(first, last + 1))

    two = "".join(bytes(range(0xC2, 0xDA)).decode(name))
    three, rest = bytes([0xE2]).decode(name), one_of(0x80, 0xBF)
    marks = {
        f"{three}{middle}{last}": bytes([0xE2, 0x80, byte]).decode()
        for byte in range(0x80, 0xC0)
        for middle, last in product(characters[0x80], characters[byte])
    }
    return _CodePage(
        # One set in front of the choice: the search passes over other characters much faster.
        broken=re.compile(f"[{two}{three}](?:(?<!{three})[{rest}]|(?<={three})[{rest}][{rest}])"),
        to_bytes={ord(own): byte for byte, owns in characters.items() for own in owns},
        broken_mark=re.compile(f"{three}[{one_of(0x80, 0x80)}][{rest}]"),
        marks=marks,
        least=least,
    )


# Most pages have none of these signs, and nothing else is looked for in them.
_CODE_PAGES = (
    ("cp1252", ("Ã", "Â", "Ð", "Å", "Î", "Ø", "â€"), 2),
    ("cp1251", ("Рѕ", "Рµ", "Р°", "Г©", "вЂ"), 3),
)


def repair(text: str) -> str:
    """The text with what was encoded twice as it was meant; the same text where nothing was.

    >>> repair("Don" + "â\N{EURO SIGN}\N{TRADE MARK SIGN}" + "t"), repair("Мост")
    ('Don’t', 'Мост')
    """
    for name, signs, least in () if text.isascii() else _CODE_PAGES:
        if any(_holds(text, sign) for sign in signs):
            text = _repair(text, _code_page(name, least))
    return text


def _holds(text: str, sign: str) -> bool:
    """Whether a text has a sign; its last character, which is rare, is found much faster."""
    at = -1
    for _ in range(_MOST_LOOKED):
        at = text.find(sign[-1], at + 1)
        if at < 0 or text.endswith(sign, 0, at + 1):
            return at >= 0
    return sign in text


def _repair(text: str, page: _CodePage) -> str:
    found = len(list(islice(page.broken.finditer(text), _LEAST_ON_PAGE)))
    if found == _LEAST_ON_PAGE and page.broken.sub("", text).isascii():
        return page.meant(text)
    if found >= page.least:
        text = "".join(_repair_passages(text, page))
    return page.broken_mark.sub(lambda mark: page.marks[mark[0]], text)


def _repair_passages(text: str, page: _CodePage) -> Iterator[str]:
    """The text in pieces; passages without a broken character are not looked at."""
    done = 0
    while broken := page.broken.search(text, done):
        start = max(done, *(text.rfind(edge, done, broken.start()) + 1 for edge in _EDGES))
        passage = _PASSAGE.match(text, start)
        if passage is None:  # no edge of a passage is a part of a broken character
            break
        yield text[done:start]
        yield _repair_passage(passage[0], page)
        done = passage.end()
    yield text[done:]


def _repair_passage(passage: str, page: _CodePage) -> str:
    rest, count = page.broken.subn("", passage)
    return page.meant(passage) if count >= page.least and rest.isascii() else passage
