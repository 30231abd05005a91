"""The last step: page and decisions → article."""

from __future__ import annotations

from cleaners.article import Article, LanguageVersion, MainImage, Metadata, Picture
from cleaners.decision import FACTS, KEEPING, Decision, Judgement
from cleaners.document import Document
from cleaners.errors import NoMainContent
from cleaners.fields.authors import extract_article_authors
from cleaners.fields.blocks import article_blocks, body_text, lead_text, removed_blocks
from cleaners.fields.facts import (
    extract_breadcrumbs,
    extract_section,
    extract_views,
    told_language,
)
from cleaners.fields.headline import extract_headline
from cleaners.fields.pictures import article_pictures
from cleaners.fields.published import date_hints, extract_modified, extract_published
from cleaners.labels import Lexicon
from cleaners.page import Page
from cleaners.reading.language import are_kin, detect_language
from cleaners.sites.profile import SiteProfile
from cleaners.version import __version__

# Most decisions are about boilerplate, which no field is made of.
_TELLING = KEEPING | FACTS
_LEAST_STORY = 5  # words; less is a picture with its title
_LEAST_UNSPACED = 20  # characters of scripts that put no spaces between words


def build_article(
    document: Document,
    page: Page,
    judgement: Judgement,
    lexicon: Lexicon,
    profile: SiteProfile | None,
) -> Article:
    """The article; raises `NoMainContent` where no story was kept."""
    decisions = judgement.decisions
    telling = tuple(decision for decision in decisions if decision.reason in _TELLING)
    blocks = article_blocks(telling)
    body = body_text(blocks)
    if _is_short(body):
        raise NoMainContent(_explain_nothing(decisions), decisions)
    language = _language(page, body, lexicon, profile)
    hints = date_hints(page, profile.timezone if profile else "", document, language)
    published, published_raw = extract_published(page, telling, hints, lexicon, document.url)
    images = article_pictures(telling, lexicon)
    return Article(
        metadata=_metadata(document, page, judgement.confidence),
        url=document.url,
        canonical_url=page.head.canonical,
        headline=extract_headline(page, telling, document.url),
        authors=extract_article_authors(page, telling, lexicon, document.url),
        date_published=published,
        date_published_raw=published_raw,
        date_modified=extract_modified(page, hints, lexicon),
        in_language=language,
        language_versions=tuple(LanguageVersion(*version) for version in page.head.versions),
        description=page.head.description,
        article_body=body,
        breadcrumbs=extract_breadcrumbs(page),
        main_image=_main_image(page, images),
        images=images,
        lead=lead_text(blocks),
        view_count=extract_views(page, telling),
        tags=page.found.tags or page.head.tags,
        section=extract_section(page),
        blocks=blocks,
        removed=removed_blocks(decisions),
    )


def _is_short(body: str) -> bool:
    """Whether a text is no story; Chinese, Japanese and Thai have no spaces."""
    if body.count(" ") + 1 >= _LEAST_STORY:
        return False
    return sum(map(_is_unspaced, body[: 4 * _LEAST_UNSPACED])) < _LEAST_UNSPACED


def _is_unspaced(character: str) -> bool:
    return "\u0e00" <= character <= "\u0eff" or "\u3040" <= character <= "\u9fff"


def _explain_nothing(decisions: tuple[Decision, ...]) -> str:
    seen = sum(bool(decision.block.text) for decision in decisions)
    return f"no story among {seen} blocks of text"


def _language(page: Page, body: str, lexicon: Lexicon, profile: SiteProfile | None) -> str | None:
    """What the page tells, where a profile vouches for it; else what the text itself tells.

    Many sites leave the `lang` of their template as it was, whatever language they write in.
    """
    told = told_language(page)
    if profile and told in profile.languages:
        return told
    detected = detect_language(body, lexicon)
    return told if detected is None or are_kin(told, detected) else detected


def _main_image(page: Page, images: tuple[Picture, ...]) -> MainImage | None:
    url = page.head.image or next((picture.url for picture in images if picture.url), None)
    return MainImage(url) if url else None


def _metadata(document: Document, page: Page, confidence: float | None) -> Metadata:
    return Metadata(
        kind=document.kind,
        cleaner_version=__version__,
        date_downloaded=document.downloaded,
        source=document.source,
        profile=page.profile,
        profile_missed=page.missed,
        reservations=page.head.reservations,
        confidence=None if confidence is None else round(confidence, 3),
    )
