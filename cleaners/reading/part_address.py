"""Addresses of the pages of one story: which story, and which page."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaners.addresses import bare_host

MOST_PARTS = 50  # of one story; what goes on is a listing
_LONGEST_ADDRESS = 2_000  # characters
# `/most-otkryt/2/`, `/most-otkryt/page/2`: the name of a story has letters.
_NAME = r"(?P<base>/[^?]*[^\W\d_][^/?]*)"
_FOLDER = re.compile(rf"{_NAME}/(?P<number>[1-9]\d?)/?")
_PAGE_FOLDER = re.compile(rf"{_NAME}/page[/-]?(?P<number>[1-9]\d?)/?", re.IGNORECASE)
# No other path can match any of these; they look for the name again and again.
_MAY_BE_NUMBERED = re.compile(r"[1-9]\d?(?:/|\.\w{3,5})?\Z")
_FILE = re.compile(rf"{_NAME}[,_](?P<number>[1-9]\d?)(?P<ending>\.\w{{3,5}})")
_QUERY = re.compile(
    r"(?:^|&)(?:page|pg|part|pagenum|pageno|pagen_\d)=(?P<number>\d{1,2})(?=&|$)",
    re.IGNORECASE,
)


class PartAddress(NamedTuple):
    """What all pages of a story have in common, and the number of one of them, from 1."""

    story: str
    number: int


def read_part_address(url: str) -> PartAddress | None:
    """The story and the page that an address names; page 1 where it names none.

    None for what is no address, and for a page that is too far to be one of a story.

    >>> read_part_address("https://www.a.kz/n/most/2/")
    PartAddress(story='a.kz/n/most', number=2)
    >>> read_part_address("https://a.kz/n/most/"), read_part_address("https://a.kz/n/?id=7&page=3")
    (PartAddress(story='a.kz/n/most', number=1), PartAddress(story='a.kz/n?id=7', number=3))
    """
    try:
        parts = urlsplit(url[:_LONGEST_ADDRESS])
        host = f"{bare_host(parts.hostname or '')}{f':{parts.port}' if parts.port else ''}"
    except ValueError:
        return None
    path, query, number = parts.path, parts.query, 1
    asked = _QUERY.search(query)
    if asked is not None:
        number, query = int(asked["number"]), query[: asked.start()] + query[asked.end() :]
        query = query.strip("&")
    elif not _MAY_BE_NUMBERED.search(path):
        pass
    elif named := _PAGE_FOLDER.fullmatch(path) or _FOLDER.fullmatch(path):
        path, number = named["base"], int(named["number"])
    elif named := _FILE.fullmatch(path):
        path, number = named["base"] + named["ending"], int(named["number"])
    if not 1 <= number <= MOST_PARTS:
        return None
    return PartAddress(f"{host}{path.rstrip('/')}{'?' if query else ''}{query}", number)
