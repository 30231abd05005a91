"""From bytes to article: the steps in their order. Read this file first.

`open_document` (intake), `_read` (markup or plaintext), `judge`, `build_article` (fields).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

from cleaners.article import Article
from cleaners.decision import Judgement
from cleaners.document import Document, DocumentKind
from cleaners.errors import NoMainContent
from cleaners.fields.build import build_article, with_facts_of
from cleaners.intake.call_arguments import check_facts, check_profile
from cleaners.intake.open_document import open_document
from cleaners.judge.judge import has_story, judge, judge_each
from cleaners.labels import load_lexicon
from cleaners.limits import DEFAULT_LIMITS, Limits, check_time, time_limit
from cleaners.page import Page, Told
from cleaners.sites.loader import Profiles, load_profiles
from cleaners.sites.profile import SiteProfile, without_rules

if TYPE_CHECKING:
    from cleaners.judge.judge import Models
    from cleaners.shingles import Shingle

_Made = TypeVar("_Made")


def clean(
    data: bytes | bytearray | memoryview | str | Document,
    url: str | None = None,
    *,
    profile: SiteProfile | Profiles | Literal["auto"] | None = "auto",
    content_type: str | None = None,
    downloaded: str | None = None,
    source: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Article:
    r"""The story of a page, with its facts and with a reason for everything removed.

    `data` is a page or a plain-text dump, as bytes, as text or as `Document`; HTML and plain text
    are told apart. `url` is the address of the page: relative links are joined to it, and its host
    chooses the site profile among those that ship, or among those of `load_profiles(folder)` given
    as `profile`; a single `SiteProfile` is used for any host, None means no profile.
    `content_type` is the HTTP header (its charset helps to decode bytes), `downloaded` the time of
    the fetch (ISO 8601), `source` the file and record, which errors and metadata name; where `data`
    is a `Document`, url, time and source given here take the place of its own. `limits` bound what
    the page may cost.

    Raises `NoMainContent` for a page without a story, `DumpError` for data that is no page,
    `LimitError` for a page over a limit, `InvalidTypeError` (a `TypeError`, too) and
    `InvalidValueError` (a `ValueError`, too) for a wrong argument; all are `CleanersError`. Same
    input, same article.

    >>> article = clean("Мост открыт\n\nНовый мост через Ишим открыли в среду для всех машин.")
    >>> article.headline, article.lead
    ('Мост открыт', 'Новый мост через Ишим открыли в среду для всех машин.')
    """
    facts = {"url": url, "content_type": content_type, "downloaded": downloaded, "source": source}
    return _open_and(clean_document, data, facts, profile, limits)


def clean_all(
    data: bytes | bytearray | memoryview | str | Document,
    url: str | None = None,
    *,
    profile: SiteProfile | Profiles | Literal["auto"] | None = "auto",
    content_type: str | None = None,
    downloaded: str | None = None,
    source: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Article, ...]:
    """Every story of a page, as articles of their own, in the order of the page.

    Some corpora join pages: such a dump has several stories, of which `clean` gives the first. A
    page of HTML has one. Arguments and errors are those of `clean`; there is at least one article.
    """
    facts = {"url": url, "content_type": content_type, "downloaded": downloaded, "source": source}
    return _open_and(clean_stories, data, facts, profile, limits)


def _open_and(
    make: Callable[..., _Made],
    data: bytes | bytearray | memoryview | str | Document,
    facts: dict[str, str | None],
    profile: SiteProfile | Profiles | Literal["auto"] | None,
    limits: Limits,
) -> _Made:
    """Check the arguments, open the page, and make of it what was asked for, within the limits."""
    check_facts(**facts, limits=limits)
    check_profile(profile)
    with time_limit(limits.max_seconds):
        document = open_document(data, **facts, limits=limits)
        return make(document, _choose(profile, document.url), limits=limits)


def clean_document(
    document: Document,
    profile: SiteProfile | None,
    models: Models | None = None,
    limits: Limits = DEFAULT_LIMITS,
    told: Told | None = None,
) -> Article:
    """The story of a document: cut into blocks, judged, built.

    Where a page has no story, the one that its scripts would show is tried. `models` replace the
    shipped ones where models are measured; `told` is what the page is known to say of itself.
    """
    page = _read(document, profile, told)
    return judge_and_build(document, page, profile, models, limits)[0]


def judge_and_build(
    document: Document,
    page: Page,
    profile: SiteProfile | None,
    models: Models | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Article, Judgement]:
    """The story of a document that was cut into the blocks of `page`, and what was judged of these.

    Arguments and errors are those of `clean_document`.
    """
    lexicon = load_lexicon()
    _check_blocks(page, limits)
    unasked: list[str] = []
    judgement = judge(page, lexicon, models, partial(_ask_second, document, unasked))
    judged = judgement
    shown = None if has_story(judgement) else _show_story(document)
    if shown is not None:
        document, page = shown, _read(shown, profile)
        _check_blocks(page, limits)
        judged = judge(page, lexicon, models, partial(_ask_second, document, unasked))
    check_time()
    article = build_article(document, page, judged, lexicon, profile)
    if profile is not None and profile.story.generic_facts:
        article = _take_generic_facts(document, profile, article, models, limits)
    return _flag(article, (*page.limited, *unasked)), judgement


def _take_generic_facts(
    document: Document,
    profile: SiteProfile,
    article: Article,
    models: Models | None,
    limits: Limits,
) -> Article:
    """The article of a profile with the facts that the generic rules find on the whole page."""
    try:
        generic = clean_document(document, without_rules(profile), models, limits)
    except NoMainContent:
        return article
    return with_facts_of(generic, article)


def clean_stories(
    document: Document,
    profile: SiteProfile | None,
    models: Models | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Article, ...]:
    """The article of every story of a document; a document of HTML has one.

    `models` replace the shipped ones where models are measured. Raises `NoMainContent` and
    `LimitError`.
    """
    if document.kind is DocumentKind.HTML:
        return (clean_document(document, profile, models, limits),)
    lexicon = load_lexicon()
    page = _read(document, profile)
    _check_blocks(page, limits)
    told = judge_each(page, lexicon, models)
    check_time()
    articles = (build_article(document, *part, lexicon, profile) for part in told)
    return tuple(_flag(article, page.limited) for article in articles)


def _choose(
    profile: SiteProfile | Profiles | Literal["auto"] | None, url: str | None
) -> SiteProfile | None:
    if profile is None or isinstance(profile, SiteProfile):
        return profile
    if url is None:  # nothing to look for: the profiles need not be read
        return None
    return (load_profiles() if profile == "auto" else profile).of_url(url)


def _read(document: Document, profile: SiteProfile | None, told: Told | None = None) -> Page:
    # Imported here: dumps without markup never need the HTML parser, nor pages what reads dumps.
    if document.kind is DocumentKind.TEXT:
        from cleaners.plaintext.dump_page import read_plaintext

        return read_plaintext(document, profile)
    from cleaners.markup.html_page import read_markup

    return read_markup(document, profile, told)


def _check_blocks(page: Page, limits: Limits) -> None:
    limits.check("max_blocks", len(page.blocks), "blocks")


def _show_story(document: Document) -> Document | None:
    """The page with the story that its scripts would show, None where they show none."""
    if document.kind is DocumentKind.TEXT:
        return None
    # Imported here: hardly any page needs it.
    from cleaners.markup.unrendered import show_story

    return show_story(document)


def _ask_second(document: Document, unasked: list[str]) -> frozenset[Shingle] | None:
    """What another extractor takes for the story; the judge asks where it is not sure.

    A page that is too large for it is noted in `unasked`.
    """
    # Imported here: most pages are clear without it, and it takes 0.3 s.
    from cleaners.markup.opinion import ask_trafilatura

    opinion = ask_trafilatura(document.text)
    if opinion is None:
        unasked.append("second_opinion")
    return opinion


def _flag(article: Article, limited: tuple[str, ...]) -> Article:
    """The article with `metadata.limited`: what was left out because it went over a bound."""
    if not limited:
        return article
    metadata = msgspec.structs.replace(article.metadata, limited=tuple(sorted(set(limited))))
    return msgspec.structs.replace(article, metadata=metadata)
