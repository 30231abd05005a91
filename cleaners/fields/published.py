"""Dates of publication and change; which blocks print the facts of an article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaners.article import Article
from cleaners.block import Block
from cleaners.decision import Decision, Reason
from cleaners.document import Document
from cleaners.labels import Lexicon
from cleaners.page import Page, is_in_page_header
from cleaners.reading.address_dates import date_in_address
from cleaners.reading.clock import read_iso
from cleaners.reading.credits import extract_view_count
from cleaners.reading.datelines import read_dateline
from cleaners.reading.dates import DateHints, extract_date, read_now

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_BEGINS_DATED = re.compile(
    r"\W{0,3}(?:20\d\d[-./]\d\d?[-./]\d\d?|\d\d?[./-]\d\d?[./-]20\d\d)(?!\d)"
)
_MACHINE = re.compile(r"[\d:.+TZ-]+")
_FIGURE = re.compile(r"\d")
_BELOW, _ABOVE = 15, 6  # blocks between the headline and a date that is probably its
_LONGEST_LINE = 80  # characters
_SHORTEST_TWO = 16  # characters of two dates and a word between them
_LONGEST_TWO = 120
_LONGEST_ADDRESS = 2_000
# How far clocks are from UTC, and the steps in which.
_WEST, _EAST, _ZONE_STEP = dt.timedelta(hours=12), dt.timedelta(hours=14), dt.timedelta(minutes=15)
_MONTH_FIRST = frozenset({"en", "fil", "tl"})
_DAY_FIRST_REGIONS = re.compile(r"en[-_](?:gb|au|nz|ie|in|za|ng|ke|pk|sg)", re.IGNORECASE)
_DAY_FIRST_HOSTS = re.compile(r"https?://[^/]+\.(?:uk|au|nz|ie|in|za|ng|ke|pk|sg|eu)(?:[:/]|$)")

Dated = tuple[str | None, str | None]


class Published(NamedTuple):
    """The date of publication as ISO 8601, as printed, and the very text that it was read from."""

    date: str | None
    raw: str | None
    told: str | None


def extract_published(
    page: Page,
    decisions: Iterable[Decision],
    hints: DateHints,
    lexicon: Lexicon,
    *,
    url: str | None = None,
    lines: Iterable[str] = (),
) -> Published:
    """Publication date as ISO 8601, as printed, and what it was read from.

    Machine-readable dates are the surest, then those printed by the headline, then the address.
    A date in the body of the page is believed before the address if it is the same day; one in the
    `lines` by the headline before a declared one which is that of a change.
    """
    decisions = tuple(decisions)
    judged = _judged_dates(page, decisions)
    printed = page.found.published_text or page.found.published or next(iter(judged), None)
    declared = page.head.dates or (page.head.published,)
    machine = next(_read_each((text for text in declared if text), hints), None)
    if machine:
        earlier = _read_before_change(machine[1], page, lines, hints, lexicon)
        raw, date = earlier or (printed or machine[0], machine[1])
        told = earlier[0] if earlier else machine[0]
        return Published(_with_time(date, page, hints), raw, told)
    shown = (*_shown_dates(page, decisions, judged), *_dates_near(lines))
    text, day = _read_shown(list(_statements(shown, lexicon)), url, hints, lexicon)
    if text is None or day is None:
        return Published(None, None, None)
    is_printed = printed and (text == url or text in printed)
    return Published(_with_time(day, page, hints), printed if is_printed else text, text)


def _shown_dates(
    page: Page, decisions: Sequence[Decision], judged: Iterable[str]
) -> Iterator[str | None]:
    """Texts of the page that may tell the date of publication, the surest first."""
    yield from (page.found.published, *judged, *page.head.shown, *page.head.bylines)
    yield from (d.block.text for d in decisions if d.reason is Reason.BYLINE)
    yield read_dateline(next((d.block.text for d in decisions if d.kept and d.block.text), ""))


def _dates_near(lines: Iterable[str]) -> Iterator[str]:
    """Short lines by the headline that begin with a date and are no sentence."""
    for line in lines:
        if len(line) <= _LONGEST_LINE and _BEGINS_DATED.match(line) and not line.endswith("."):
            yield line


def _with_time(date: str, page: Page, hints: DateHints) -> str:
    """A date without time or zone as a machine-readable one of the page's body has it."""
    told = read_iso(date)
    if told is None or (isinstance(told, dt.datetime) and told.tzinfo):
        return date
    iso = (text for text in page.head.shown if _ISO_DAY.match(text))
    for _, exact in _read_each(iso, hints):
        moment = read_iso(exact)
        if isinstance(moment, dt.datetime) and moment.tzinfo and _is_same(told, moment):
            return exact
    return date


def _is_same(told: dt.date, moment: dt.datetime) -> bool:
    """Whether a moment is that of a date without zone, in some place of the world."""
    bare = moment.replace(tzinfo=None)
    is_utc = not moment.utcoffset()
    if not isinstance(told, dt.datetime):
        days = (bare - _WEST, bare + _EAST) if is_utc else (bare, bare)
        return days[0].date() <= told <= days[1].date()
    ahead = told.replace(second=0) - bare.replace(second=0, microsecond=0)
    if not is_utc:
        return not ahead
    return -_WEST <= ahead <= _EAST and not ahead % _ZONE_STEP


def _judged_dates(page: Page, decisions: Sequence[Decision]) -> list[str]:
    """Lines that are dates: those right below the headline, then those right above it, the others.

    The clock of the page may stand anywhere; what stands in the header of the page is one.
    """
    top = next((d.block.index for d in decisions if d.reason is Reason.HEADLINE), None)
    dates = [d.block for d in decisions if d.reason is Reason.PUBLICATION_DATE]
    if top is not None:
        below = [block for block in dates if top < block.index <= top + _BELOW]
        above = [block for block in dates if top - _ABOVE <= block.index < top]
        near = [*below, *reversed(above)]
        dates = [*near, *(block for block in dates if block not in near)]
        dates = [one for one in dates if not is_in_page_header(page.outline, one.index, top)]
    return [block.text for block in dates]


def extract_modified(
    page: Page,
    hints: DateHints,
    lexicon: Lexicon,
    decisions: Iterable[Decision] = (),
    lines: Iterable[str] = (),
) -> str | None:
    """When the page says it was last changed, to machines or else to readers; None if it does not.

    `decisions` are asked for printed dates where the page has no markup, then the `lines` by the
    headline.
    """
    judged = [d.block.text for d in decisions if d.reason is Reason.PUBLICATION_DATE]
    near = (line for line in lines if len(line) <= _LONGEST_TWO and _FIGURE.search(line))
    shown = _statements((*page.head.shown, *judged, *near), lexicon)
    printed = (text for text in shown if _is_change(text, lexicon))
    texts = (text for text in (page.head.modified, *printed) if text)
    return next((date for _, date in _read_each(texts, hints)), None)


def date_hints(page: Page, zone: str, document: Document, language: str | None) -> DateHints:
    """What helps to read the dates of a page.

    `zone` is the IANA name of the profile's time zone, "" where there is none; `document` brings
    address and time of the fetch, `language` is that of the story.
    """
    declared = page.head.language or ""
    address = (document.url or page.head.canonical or "")[:_LONGEST_ADDRESS]
    day_first = _DAY_FIRST_REGIONS.match(declared) or _DAY_FIRST_HOSTS.match(address)
    return DateHints(
        zone=zone,
        now=read_now(document.downloaded),
        language=language,
        month_first=(language or "en") in _MONTH_FIRST and not day_first,
        known=frozenset(_iso_days(page, document.url)),
    )


def _iso_days(page: Page, url: str | None) -> Iterator[str]:
    """The days that the page names in a form which no order of day and month makes another."""
    texts = (*page.head.dates, page.head.modified, *page.head.shown)
    yield from (text[:10] for text in texts if text and _ISO_DAY.match(text))
    address = date_in_address(url)
    if address:
        yield address


def _statements(texts: Iterable[str | None], lexicon: Lexicon) -> Iterator[str]:
    """Texts, each cut before a word for publication or change that stands behind a date."""
    next_statement = _next_statement(lexicon)
    for text in filter(None, texts):
        if len(text) < _SHORTEST_TWO or _MACHINE.fullmatch(text):
            yield text
        else:
            yield from next_statement.split(text)


@lru_cache(maxsize=4)
def _next_statement(lexicon: Lexicon) -> re.Pattern[str]:
    words = (*lexicon.published, *lexicon.modified)
    names = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?<=[\w.])\W{{1,5}}(?=(?:{names})(?!\w))", re.IGNORECASE)


def _read_before_change(
    declared: str, page: Page, lines: Iterable[str], hints: DateHints, lexicon: Lexicon
) -> tuple[str, str] | None:
    """Where the declared day is that of a change as well, the earlier one by the headline.

    It is the first line that is a date, and its day; not one of a change.
    """
    modified = extract_date(page.head.modified or "", hints) or ""
    if modified[:10] != declared[:10]:
        return None
    dated = (line for line in lines if len(line) <= _LONGEST_LINE and _FIGURE.search(line))
    texts = (text for text in _statements(dated, lexicon) if not _is_change(text, lexicon))
    near = next(_read_each(texts, hints), None)
    return near if near and declared[:10] > near[1][:10] else None


def _read_shown(texts: list[str], url: str | None, hints: DateHints, lexicon: Lexicon) -> Dated:
    """The first date on the page that the address does not deny, or the date of the address."""
    dated = list(_read_each((text for text in texts if not _is_change(text, lexicon)), hints))
    address = date_in_address(url)
    if address is None or (dated and _may_be_number(url, address, dated[0][1])):
        return dated[0] if dated else (None, None)
    return next(((raw, date) for raw, date in dated if date[:10] == address), (url, address))


def _may_be_number(url: str | None, address: str, shown: str) -> bool:
    """Whether the day of an address begins its slug, and the page shows another of that month.

    `/2026/09/12-new-buses/` may tell of twelve buses.
    """
    slug = rf"/0?{int(address[8:])}-[^\W\d]"
    return shown[:7] == address[:7] and re.search(slug, (url or "")[:_LONGEST_ADDRESS]) is not None


def _read_each(texts: Iterable[str], hints: DateHints) -> Iterator[tuple[str, str]]:
    for text in texts:
        date = extract_date(text, hints)
        if date:
            yield text, date


def _is_change(text: str, lexicon: Lexicon) -> bool:
    """Whether a printed date says before its first figure that it is one of a change."""
    before = _FIGURE.split(text.casefold(), maxsplit=1)[0]
    return (
        bool(before)
        and any(word in before for word in lexicon.modified)
        and not any(word in before for word in lexicon.published)
    )


_LONGEST_PRINTED = 120  # characters of a line that prints authors or a date


def find_printed(article: Article, blocks: Sequence[Block]) -> dict[str, tuple[int, ...]]:
    """Indices of the blocks that print headline, authors, day or counter, by field of a profile."""
    prints = {
        "headline": _prints_headline,
        "authors": _prints_authors,
        "date_published": _prints_day,
        "view_count": _prints_views,
    }
    found = {
        field: tuple(block.index for block in blocks if block.text and is_it(article, block.text))
        for field, is_it in prints.items()
    }
    return {field: indices for field, indices in found.items() if indices}


def _prints_headline(article: Article, text: str) -> bool:
    return article.headline is not None and text.casefold() == article.headline.casefold()


def _prints_authors(article: Article, text: str) -> bool:
    names = [author.name for author in article.authors]
    return bool(names) and len(text) <= _LONGEST_PRINTED and all(name in text for name in names)


def _prints_day(article: Article, text: str) -> bool:
    if article.date_published is None or len(text) > _LONGEST_PRINTED:
        return False
    date = extract_date(text) if any(map(str.isdigit, text)) else None
    return date is not None and date[:10] == article.date_published[:10]


def _prints_views(article: Article, text: str) -> bool:
    if article.view_count is None or len(text) > _LONGEST_PRINTED:
        return False
    return any(map(str.isdigit, text)) and extract_view_count(text) == article.view_count
