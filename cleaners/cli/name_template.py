"""`--name '{host}/{date}-{slug}'`: names of files made of what the article tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from string import Formatter
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import click

from cleaners.addresses import host_of
from cleaners.files import safe_stem

if TYPE_CHECKING:
    from cleaners.article import Article

_LONGEST = 120  # bytes of a file or folder; file systems allow 255, numbers and endings need some
_MOST_FOLDERS = 16
_FILE_ENDING = re.compile(r"\.[A-Za-z]\w{1,4}$")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def _date(article: Article, part: int) -> str:
    match = _DATE.match(article.date_published or "")
    return match[part] if match else "undated" if part < 2 else "00"


def _slug(article: Article) -> str:
    """The last part of the address, as newsrooms choose it; else the headline."""
    try:
        path = urlsplit(article.canonical_url or article.url or "").path
    except ValueError:
        path = ""
    last = unquote(path, errors="replace").rstrip("/").rpartition("/")[2]
    return _FILE_ENDING.sub("", last) or _title(article)


def _title(article: Article) -> str:
    return article.headline or "untitled"


def _source(article: Article) -> str:
    return (article.metadata.source or "unnamed").rpartition("/")[2]


KEYS: Mapping[str, Callable[[Article], str]] = {
    "host": lambda article: host_of(article.url or article.canonical_url) or "unknown-host",
    "date": lambda article: _date(article, 0),
    "year": lambda article: _date(article, 1),
    "month": lambda article: _date(article, 2),
    "day": lambda article: _date(article, 3),
    "slug": _slug,
    "title": _title,
    "section": lambda article: article.section or "no-section",
    "language": lambda article: article.in_language or "unknown-language",
    "source": _source,
}


def checked_template(
    _context: click.Context, _option: click.Parameter, template: str | None
) -> str | None:
    """A template that names a file below the output folder."""
    if template is None:
        return None
    try:
        fields = [field for field in Formatter().parse(template) if field[1] is not None]
    except ValueError as error:
        raise click.BadParameter(f"{template}: {error}; write {{host}}/{{slug}}") from None
    for _, name, format_, conversion in fields:
        if name not in KEYS or format_ or conversion:
            raise click.BadParameter(_unknown(name or ""))
    parts = template.split("/")
    if not fields or not all(parts) or len(parts) > _MOST_FOLDERS:
        example = "{host}/{date}-{slug}"
        raise click.BadParameter(
            f"{template}: no name below a folder with a key in it, such as {example}"
        )
    return template


def _unknown(name: str) -> str:
    near = get_close_matches(name, KEYS, n=1)
    nearest = f"; the nearest is {{{near[0]}}}" if near else ""
    known = ", ".join(f"{{{key}}}" for key in KEYS)
    return f"{{{name}}}: no key of a name{nearest}; known are {known}"


def name_of(article: Article, template: str) -> str:
    r"""The path of the article's file below the output folder, without an ending.

    Whatever the article tells, each part of it is one name that every file system takes.

    >>> from cleaners import clean
    >>> text = "Мост открыт\n\nНовый мост через Ишим открыли в среду для всех машин."
    >>> name_of(clean(text, "https://a.kz/2025/../n/most.html"), "{host}/{year}/{slug}")
    'a.kz/undated/most'
    """
    parts = (_part(article, part) for part in template.split("/"))
    return "/".join(safe_stem(part, _LONGEST) or "unnamed" for part in parts)


def _part(article: Article, part: str) -> str:
    return part.format_map({key: value(article) for key, value in KEYS.items()})


class FreeNames:
    """Gives each article of a run a name of its own: what has the same one gets a number.

    `written` are digests of what stands under names from earlier runs. A run that `goes_on` leaves
    those alone: they may be of articles that it wrote before it was interrupted.
    """

    def __init__(self, written: Mapping[str, str], *, goes_on: bool) -> None:
        self._written = written if goes_on else {}
        self._used: set[str] = set()
        self._numbers: dict[str, int] = {}

    def take(self, name: str, ending: str, digest: str) -> str:
        """The name, with `-2` and so on where it is taken, and the ending."""
        base = name.casefold()  # some file systems know no other difference
        number = self._numbers.get(base, 1)
        while not self._is_free(found := _numbered(name, number) + ending, digest):
            number += 1
        self._numbers[base] = number + 1
        self._used.add(found.casefold())
        return found

    def _is_free(self, name: str, digest: str) -> bool:
        return name.casefold() not in self._used and self._written.get(name, digest) == digest


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"
