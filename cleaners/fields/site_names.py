"""The names of the site that a page belongs to, as far as the page tells them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.addresses import host_of
from cleaners.page import Page

_NO_LETTER = re.compile(r"[\W_]+")
_LEAST = 4  # letters of a name that is compared
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})


def site_names(page: Page, url: str | None = None) -> tuple[str, ...]:
    """The letters of the site's name and of its host."""
    host = host_of(url or page.head.canonical)
    parts = [part for part in host.split(".")[:-1] if part not in _SECOND_LEVEL]
    names = (page.head.site_name or "", *parts[-1:], *parts[-2:-1])
    return tuple(name for name in map(letters_of, names) if len(name) >= _LEAST)


def is_site_name(text: str, names: Sequence[str]) -> bool:
    """Whether a text is one of the names, or a part of one or longer by a part.

    >>> is_site_name("Five Books", ("fivebooks",)), is_site_name("Ася Петрова", ("fivebooks",))
    (True, False)
    """
    letters = letters_of(text)
    return len(letters) >= _LEAST and any(letters in own or own in letters for own in names)


def letters_of(text: str) -> str:
    """The letters and figures of a text, without case.

    >>> letters_of("Five-Books 24")
    'fivebooks24'
    """
    return _NO_LETTER.sub("", text).casefold()
