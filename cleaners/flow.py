"""From bytes to article: the steps by name. Read this file first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from cleaners.article import Article
from cleaners.document import Document, DocumentKind
from cleaners.fields.build import build_article
from cleaners.intake.open_document import open_document
from cleaners.judge.judge import has_story, judge
from cleaners.labels import load_lexicon
from cleaners.page import Page
from cleaners.plaintext.dump_page import read_plaintext
from cleaners.sites.loader import Profiles, load_profiles
from cleaners.sites.profile import SiteProfile

if TYPE_CHECKING:
    from cleaners.judge.judge import Models
    from cleaners.shingles import Shingle


def clean(
    data: bytes | str | Document,
    url: str | None = None,
    *,
    profile: SiteProfile | Profiles | Literal["auto"] | None = "auto",
    content_type: str | None = None,
    downloaded: str | None = None,
    source: str | None = None,
) -> Article:
    r"""The story of a page, with its facts and with a reason for everything removed.

    `data` is a page or a plain-text dump, as bytes, as text or as `Document`; HTML and plain text
    are told apart. `url` is the address of the page: relative links are joined to it, and its host
    chooses the site profile among those that ship, or among those of `load_profiles(folder)` given
    as `profile`; a single `SiteProfile` is used for any host, None means no profile.
    `content_type` is the HTTP header (its charset helps to decode bytes), `downloaded` the time of
    the fetch (ISO 8601), `source` the file and record, which errors and metadata name.

    Raises `NoMainContent` for a page without a story, `DumpError` for data that is no page,
    `LimitError` for a page over a limit; all are `CleanersError`. Same input, same article.

    >>> article = clean("Мост открыт\n\nНовый мост через Ишим открыли в среду для всех машин.")
    >>> article.headline, article.lead
    ('Мост открыт', 'Новый мост через Ишим открыли в среду для всех машин.')
    """
    document = open_document(
        data, url, content_type=content_type, downloaded=downloaded, source=source
    )
    return clean_document(document, _choose(profile, document.url))


def clean_document(
    document: Document, profile: SiteProfile | None, models: Models | None = None
) -> Article:
    """The story of a document; `models` are for those who measure some."""
    lexicon = load_lexicon()
    page = _read(document, profile)
    judgement = judge(page, lexicon, models, partial(_ask_second, document))
    shown = None if has_story(judgement) else _show_story(document)
    if shown is not None:
        document, page = shown, _read(shown, profile)
        judgement = judge(page, lexicon, models, partial(_ask_second, document))
    return build_article(document, page, judgement, lexicon, profile)


def _choose(
    profile: SiteProfile | Profiles | Literal["auto"] | None, url: str | None
) -> SiteProfile | None:
    if profile is None or isinstance(profile, SiteProfile):
        return profile
    if url is None:  # nothing to look for: the profiles need not be read
        return None
    return (load_profiles() if profile == "auto" else profile).of_url(url)


def _read(document: Document, profile: SiteProfile | None) -> Page:
    if document.kind is DocumentKind.TEXT:
        return read_plaintext(document, profile)
    # Imported here: dumps without markup never need the HTML parser.
    from cleaners.markup.html_page import read_markup

    return read_markup(document, profile)


def _show_story(document: Document) -> Document | None:
    """The page with the story that its scripts would show, None where they show none."""
    if document.kind is DocumentKind.TEXT:
        return None
    # Imported here: hardly any page needs it.
    from cleaners.markup.unrendered import show_story

    return show_story(document)


def _ask_second(document: Document) -> frozenset[Shingle] | None:
    """What another extractor takes for the story; the judge asks where it is not sure."""
    # Imported here: most pages are clear without it, and it takes 0.3 s.
    from cleaners.markup.opinion import ask_trafilatura

    return ask_trafilatura(document.text)
