"""Guess from an address alone whether it is a story, a listing or neither.

Only for hosts without a site profile. A story that is guessed wrongly costs one request: the
cleaner finds no main content in it. A listing that is guessed wrongly can cost thousands, so that
calendars, tags, searches and logins are never listings, whatever else speaks for them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

# Listings hold the newest stories on their first pages; older ones stand in sitemaps.
MAX_PAGE_NUMBER = 5
MAX_PAGE_DIGITS = 4
# /news/ and /news/economy/ are sections; what lies deeper is rarely one.
MAX_LISTING_SEGMENTS = 2
MAX_LISTING_SEGMENT_CHARACTERS = 40
# «four-words-make-a-slug»: shorter ones are sections («real-estate», «v-mire») as often as not.
MIN_SLUG_SEPARATORS = 3
MIN_SLUG_SEPARATORS_IN_FILE = 2
MIN_ID_DIGITS = 5
MAX_PART_DIGITS = 2
MIN_ID_DIGITS_IN_STORY_FOLDER = 3

# What leads to the same stories once more, to people, to forms or to files.
NEVER = re.compile(
    r"tags?|t|topics?|authors?|users?|profile|account|search|find|log(?:in|out)|sign(?:in|up)"
    r"|register|auth|subscri(?:be|ption)|cart|comments?|share|print|amp|calendar|archives?|arhiv"
    r"|rss|feeds?|atom|wp-(?:login|admin|json|content)|cdn-cgi|api|ajax|static|assets|media"
    r"|uploads?|download|redirect|go|out"
)
STORY_FOLDERS = re.compile(r"n|articles?|stor(?:y|ies)|posts?|materials?")
# These hold stories and sections alike.
MIXED_FOLDERS = re.compile(r"news|novosti|zhanalyk")
ID_PARAMETERS = frozenset({"id", "newsid", "news_id", "article", "articleid", "nid", "p", "sid"})
PAGE_PARAMETERS = frozenset({"page", "paged", "pg", "pagen_1"})

PAGE_SEGMENT = re.compile(r"page-?(\d+)", re.IGNORECASE)
FILE_ENDING = re.compile(r"\.(?:[sx]?html?|php|aspx?|jsp)$", re.IGNORECASE)
YEAR = r"(?:19|20)\d\d"
MONTH = r"(?:0?[1-9]|1[0-2])"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
DATE_FOLDERS = re.compile(rf"/{YEAR}/{MONTH}(?:/{DAY})?/|/{YEAR}[-_.]?{MONTH}[-_.]?{DAY}/")
CALENDAR_END = re.compile(rf"/{YEAR}(?:[-_/.]?{MONTH}(?:[-_/.]?{DAY})?)?/?$")
_OUTER_NUMBER = re.compile(r"^\d+|(?<!\d)\d+$")
LONG_ID = re.compile(rf"(?<!\d)\d{{{MIN_ID_DIGITS},}}(?!\d)")


@dataclass(frozen=True, slots=True)
class _Shape:
    """An address taken apart: decoded segments of the path, its last one, the query."""

    path: str
    segments: tuple[str, ...]
    name: str
    is_file: bool
    query: dict[str, str]


def looks_like_article(url: str) -> bool:
    """Whether the address has the shape of a story.

    >>> looks_like_article("https://example.org/2025/05/20/bridge-opens/")
    True
    >>> looks_like_article("https://example.org/2025/05/20/")
    False
    """
    shape = _shape(url)
    if _is_trap(shape) or page_number(url) > 1:
        return False
    if ID_PARAMETERS & shape.query.keys():
        return any(shape.query.get(key, "").isdigit() for key in ID_PARAMETERS)
    if not shape.segments or _is_part(shape):
        return False
    return _is_dated(shape) or _is_slug(shape) or _has_id(shape)


def looks_like_listing(url: str) -> bool:
    """Whether the address has the shape of a front page, a section or one of its first pages.

    >>> looks_like_listing("https://example.org/sport/?page=2")
    True
    >>> looks_like_listing("https://example.org/sport/?page=600")
    False
    """
    shape = _shape(url)
    number = page_number(url)
    if _is_part(shape) or _is_trap(shape) or number > MAX_PAGE_NUMBER:
        return False
    if shape.query.keys() - PAGE_PARAMETERS:
        return False
    sections = [s for s in shape.segments if not (PAGE_SEGMENT.fullmatch(s) or s.isdigit())]
    if "page" in sections and number > 1:
        sections.remove("page")
    return len(sections) <= MAX_LISTING_SEGMENTS and all(
        len(section) <= MAX_LISTING_SEGMENT_CHARACTERS for section in sections
    )


def page_number(url: str) -> int:
    """Which page of a listing this is; 1 where the address does not say.

    >>> page_number("https://example.org/sport/page/3/"), page_number("https://example.org/sport/")
    (3, 1)
    """
    shape = _shape(url)
    for key in PAGE_PARAMETERS & shape.query.keys():
        return _number(shape.query[key])
    match = PAGE_SEGMENT.fullmatch(shape.name)
    if match:
        return _number(match[1])
    if shape.segments[-2:-1] == ("page",):
        return _number(shape.name)
    return 1


def _shape(url: str) -> _Shape:
    parts = urlsplit(url)
    segments = tuple(unquote(segment).lower() for segment in parts.path.split("/") if segment)
    last = segments[-1] if segments else ""
    name = FILE_ENDING.sub("", last)
    query = {key.lower(): value for key, value in parse_qsl(parts.query, keep_blank_values=True)}
    return _Shape(parts.path, segments, name, name != last, query)


def _is_trap(shape: _Shape) -> bool:
    return bool(CALENDAR_END.search(shape.path)) or any(
        map(NEVER.fullmatch, (*shape.segments, shape.name))
    )


def _is_part(shape: _Shape) -> bool:
    """A small number below the name of a story: one of its pages."""
    folder = _folder(shape)
    if not shape.name.isdigit() or len(shape.name) > MAX_PART_DIGITS or folder.isdigit():
        return False
    is_slug = max(folder.count("-"), folder.count("_")) >= MIN_SLUG_SEPARATORS
    return is_slug or bool(DATE_FOLDERS.search(shape.path))


def _is_dated(shape: _Shape) -> bool:
    """A date among the folders and a name behind it."""
    return bool(DATE_FOLDERS.search(shape.path)) and any(c.isalnum() for c in shape.name)


def _is_slug(shape: _Shape) -> bool:
    """As many words as a headline has; two are enough below a folder that holds stories."""
    separators = max(shape.name.count("-"), shape.name.count("_"))
    if STORY_FOLDERS.fullmatch(_folder(shape)):
        return separators > 0
    return separators >= (MIN_SLUG_SEPARATORS_IN_FILE if shape.is_file else MIN_SLUG_SEPARATORS)


def _has_id(shape: _Shape) -> bool:
    """A long number in the name, or any number right below a folder that holds stories."""
    if LONG_ID.search(shape.name):
        return True
    folder = _folder(shape)
    digits = _OUTER_NUMBER.search(shape.name)
    return (
        (STORY_FOLDERS.fullmatch(folder) or MIXED_FOLDERS.fullmatch(folder)) is not None
        and digits is not None
        and len(digits[0]) >= MIN_ID_DIGITS_IN_STORY_FOLDER
    )


def _folder(shape: _Shape) -> str:
    return shape.segments[-2] if len(shape.segments) > 1 else ""


def _number(text: str) -> int:
    """A page number; one that is no number, or absurd, counts as far away."""
    is_number = text.isascii() and text.isdigit() and len(text) <= MAX_PAGE_DIGITS
    return int(text) if is_number else MAX_PAGE_NUMBER + 1
