"""One record → what is told of it. Runs in a worker process, or in the only one."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from traceback import format_exc
from typing import TYPE_CHECKING, Literal

import msgspec

from cleaners.cli.formats import Format, Terminal
from cleaners.cli.name_template import name_of
from cleaners.cli.rendering import render
from cleaners.cli.report.against import Against
from cleaners.cli.report.entry import Entry, entry_of_article, entry_without_story
from cleaners.cli.report.page_beside import read_beside
from cleaners.intake.record import Failure, Place, Record
from cleaners.limits import DEFAULT_LIMITS
from cleaners.sites.loader import Profiles, load_profiles
from cleaners.sites.profile import SiteProfile
from cleaners.workers import WorkerEndedError, describe_bug

if TYPE_CHECKING:
    from cleaners import Article, NoMainContent

# The library bounds its own time while Python code runs; a worker process is ended a while later.
WORKER_SECONDS = DEFAULT_LIMITS.max_seconds + 15

NO_PROFILE = "none"


class Wanted(msgspec.Struct, frozen=True):
    """What the user asked for, as far as single records are concerned.

    Without `profiles` those that ship are asked. They travel to the workers as values: reading a
    folder of thousands takes seconds, and it may change meanwhile. `split` asks for every story of
    a dump, `name` for names of files by that template, `report` for what the report shows of each
    page.
    """

    format: Format = Format.JSONL
    explain: bool = False
    url: str | None = None
    site: str | None = None
    profiles: Profiles | None = None
    split: bool = False
    name: str | None = None
    terminal: Terminal | None = None
    report: bool = False
    against: Against | None = None


class Cleaned(msgspec.Struct, frozen=True):
    """An article, ready to be written; `further` are those of the other stories of a dump.

    `names` are those of the files of all, where a template was given.
    """

    place: Place
    rendered: str
    further: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


class NoStory(msgspec.Struct, frozen=True):
    """A page that was read and has no story."""

    place: Place
    message: str
    entries: tuple[Entry, ...] = ()


Outcome = Cleaned | NoStory | Failure


def clean_record(wanted: Wanted, item: Record | Failure) -> Outcome:
    """Clean within the limits of the library; nothing is raised, whatever the record holds."""
    if isinstance(item, Failure):
        return item
    try:
        return _clean(wanted, item)
    except Exception as error:  # noqa: BLE001  one record must not end the run
        return Failure(item.place, describe_bug(error), detail=format_exc())


def give_up(item: Record | Failure, error: WorkerEndedError) -> Outcome:
    """The outcome of a record whose worker did not answer."""
    if error.is_slow:
        return Failure(item.place, f"not cleaned within {WORKER_SECONDS:g} s")
    return Failure(item.place, f"worker process ended twice ({error}); please report")


def _clean(wanted: Wanted, record: Record) -> Outcome:
    from cleaners import Article, CleanersError, NoMainContent

    if record.is_article:
        try:
            return _cleaned(wanted, record, (Article.from_json(record.data),))
        except CleanersError as error:
            return Failure(record.place, str(error))
    try:
        articles = _articles(wanted, record, _profile(wanted))
        if own := _profile_of_canonical(wanted, record, articles[0]):
            articles = _articles(wanted, record, own)
    except NoMainContent as error:
        url = record.url or wanted.url
        entries = _entries_without_story(wanted, record, url, error) if wanted.report else ()
        return NoStory(record.place, str(error), entries)
    except CleanersError as error:
        return Failure(record.place, str(error))
    if record.asks_payment:
        articles = tuple(
            msgspec.structs.replace(article, is_accessible_for_free=False) for article in articles
        )
    if record.own:
        articles = tuple(_with_input(article, record.own) for article in articles)
    return _cleaned(wanted, record, articles)


def _articles(
    wanted: Wanted, record: Record, profile: SiteProfile | Profiles | Literal["auto"] | None
) -> tuple[Article, ...]:
    from cleaners import clean, clean_all

    result = (clean_all if wanted.split else clean)(
        record.data,
        record.url or wanted.url,
        profile=profile,
        content_type=record.content_type,
        downloaded=record.downloaded,
        source=record.source,
    )
    return result if isinstance(result, tuple) else (result,)


def _profile_of_canonical(wanted: Wanted, record: Record, article: Article) -> SiteProfile | None:
    """The profile for the address that a saved page declares, where nobody names one."""
    if record.url or wanted.url or wanted.site or not article.canonical_url:
        return None
    return (wanted.profiles or load_profiles()).of_url(article.canonical_url)


def _cleaned(wanted: Wanted, record: Record, articles: tuple[Article, ...]) -> Cleaned:
    first, *further = (
        render(article, wanted.format, explain=wanted.explain, terminal=wanted.terminal)
        for article in articles
    )
    entries = (_entry(wanted, record, article) for article in articles if wanted.report)
    names = tuple(name_of(article, wanted.name) for article in articles) if wanted.name else ()
    return Cleaned(record.place, first, tuple(further), names, tuple(entries))


def _entry(wanted: Wanted, record: Record, article: Article) -> Entry:
    """What the report shows of an article, and of its page where there is one."""
    if record.is_article:
        return entry_of_article(article, record.source)
    host = article.metadata.profile
    profiles = wanted.profiles or load_profiles()
    profile = profiles.find(host) if host else None
    beside = read_beside(record, wanted.url, profile, article, wanted.against)
    return entry_of_article(article, record.source, beside)


def _entries_without_story(
    wanted: Wanted, record: Record, url: str | None, error: NoMainContent
) -> tuple[Entry, ...]:
    chosen = _profile(wanted)
    known = load_profiles() if chosen == "auto" else chosen
    profile = known.of_url(url) if isinstance(known, Profiles) else known
    beside = read_beside(record, url, profile, None, wanted.against)
    return (entry_without_story(record.source, url, str(error), error.decisions, beside),)


def _with_input(article: Article, own: dict[str, msgspec.Raw]) -> Article:
    metadata = msgspec.structs.replace(article.metadata, input=own)
    return msgspec.structs.replace(article, metadata=metadata)


def _profile(wanted: Wanted) -> SiteProfile | Profiles | Literal["auto"] | None:
    if wanted.site is None:
        return wanted.profiles or "auto"
    return (
        None if wanted.site == NO_PROFILE else (wanted.profiles or load_profiles()).get(wanted.site)
    )


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Libraries log what they think of a page; what counts is told by the outcome."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
