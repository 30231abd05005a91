"""The last step: page and decisions → article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from cleaners.article import Article, Breadcrumb, LanguageVersion, MainImage, Metadata, Picture
from cleaners.decision import FACTS, KEEPING, Decision, Judgement, Reason
from cleaners.document import Document, DocumentKind
from cleaners.errors import NoMainContent
from cleaners.fields.authors import extract_article_authors
from cleaners.fields.headline import extract_headline, lines_by_headline
from cleaners.fields.origins import find_origins
from cleaners.fields.published import date_hints, extract_modified, extract_published
from cleaners.fields.story import read_story, removed_blocks
from cleaners.labels import Lexicon
from cleaners.page import Link, Page
from cleaners.reading.credits import extract_view_count
from cleaners.reading.language import are_kin, detect_language
from cleaners.sites.profile import SiteProfile
from cleaners.version import __version__

# Most decisions are about boilerplate, which no field is made of.
_TELLING = KEEPING | FACTS
_LEAST_STORY = 5  # words; less is a picture with its title
_LEAST_UNSPACED = 20  # characters of scripts that put no spaces between words
_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}(?![A-Za-z])")


# What belongs to the text of the story, wherever its other facts were found.
_OF_TEXT = ("article_body", "lead", "images", "blocks", "removed", "metadata")


def build_article(
    document: Document,
    page: Page,
    judgement: Judgement,
    lexicon: Lexicon,
    profile: SiteProfile | None,
) -> Article:
    """The article of a judged page.

    `document` brings the facts of the fetch, `page` what the page says of itself, `judgement` the
    decisions on its blocks; `profile` vouches for time zone and languages. Raises `NoMainContent`,
    with all decisions, where less than a story was kept.
    """
    decisions = judgement.decisions
    telling = tuple(decision for decision in decisions if decision.reason in _TELLING)
    story = read_story(telling, lexicon, page.head.base)
    _check_length(story.text, decisions)
    language = _language(page, story.text, lexicon, profile)
    hints = date_hints(page, profile.timezone if profile else "", document, language)
    headline = extract_headline(page, telling, document.url)
    lines = lines_by_headline(decisions, headline, lexicon)
    is_dump = document.kind is DocumentKind.TEXT  # its judge has looked at the lines
    dated = () if is_dump else lines
    published = extract_published(page, telling, hints, lexicon, url=document.url, lines=dated)
    article = Article(
        metadata=_metadata(document, page, judgement),
        url=document.url,
        canonical_url=page.head.canonical,
        headline=headline,
        authors=extract_article_authors(page, decisions, lexicon, lines=lines, url=document.url),
        date_published=published.date,
        date_published_raw=published.raw,
        date_modified=extract_modified(
            page, hints, lexicon, () if page.outline else telling, dated
        ),
        in_language=language,
        language_versions=extract_versions(page),
        description=page.head.description,
        article_body=story.text,
        breadcrumbs=extract_breadcrumbs(page),
        main_image=_main_image(page, story.pictures),
        images=story.pictures,
        lead=story.lead,
        view_count=extract_views(page, telling),
        tags=extract_tags(page) or extract_hashtags(decisions),
        section=extract_section(page),
        is_accessible_for_free=page.head.is_free,
        blocks=story.blocks,
        removed=removed_blocks(decisions),
    )
    origins = find_origins(article, page, document, published.told)
    return replace(article, metadata=replace(article.metadata, origins=origins))


def extract_views(page: Page, decisions: tuple[Decision, ...]) -> int | None:
    """How often the story was read."""
    printed = page.found.view_count or _first_text(decisions, Reason.VIEW_COUNTER)
    return extract_view_count(printed) if printed else None


def extract_versions(page: Page) -> tuple[LanguageVersion, ...]:
    """The same story in other languages, as the head names them."""
    return tuple(LanguageVersion(in_language=code, url=url) for code, url in page.head.versions)


def extract_hashtags(decisions: tuple[Decision, ...]) -> tuple[str, ...]:
    """The words of lines that are hashtags and nothing else."""
    lines = (one.block.text for one in decisions if one.rule == "hashtags")
    words = (word.strip("#,;").replace("_", " ") for line in lines for word in line.split())
    return tuple(dict.fromkeys(word for word in words if word))


def extract_breadcrumbs(page: Page) -> tuple[Breadcrumb, ...]:
    """The path from the front page: by the profile, as the page prints it, or by JSON-LD."""
    return tuple(Breadcrumb(link.text, link.url) for link in _crumbs(page))


def _crumbs(page: Page) -> tuple[Link, ...]:
    return page.found.breadcrumbs or page.head.breadcrumbs


def extract_tags(page: Page) -> tuple[str, ...]:
    """The tags that the page prints, or those of its head where these are all of them and more."""
    printed = {tag.casefold() for tag in page.found.tags}
    declared = {tag.casefold() for tag in page.head.tags}
    return page.head.tags if printed <= declared else page.found.tags


def extract_section(page: Page) -> str | None:
    """The rubric: as the profile or the page names it, the last breadcrumb, or that of the head.

    The first breadcrumb is the front page, and the last one may be the story itself.
    """
    head = page.head
    titles = {text.casefold() for text in (head.title, head.headline, *head.headings) if text}
    crumbs = [link.text for link in _crumbs(page)[1:] if link.text.casefold() not in titles]
    return page.found.section or next(reversed(crumbs), None) or page.head.section


def declared_language(page: Page) -> str | None:
    """The language that the page's head names, as ISO 639-1 where it has such a code."""
    match = _LANGUAGE_CODE.match(page.head.language or "")
    return match[0].lower() if match else None


def _first_text(decisions: Iterable[Decision], reason: Reason) -> str | None:
    return next((d.block.text for d in decisions if d.reason is reason), None)


def with_facts_of(facts: Article, article: Article) -> Article:
    """An article with all facts of another one of the same page, but for those of its text."""
    own = {name: getattr(article, name) for name in _OF_TEXT}
    told, body = facts.metadata.origins, article.metadata.origins
    if told and body:
        origins = replace(told, article_body=body.article_body)
        own["metadata"] = replace(article.metadata, origins=origins)
    return replace(facts, **own)


def _check_length(text: str, decisions: tuple[Decision, ...]) -> None:
    """Raise `NoMainContent` where so little was kept that it is no story."""
    if _is_short(text):
        seen = sum(bool(decision.block.text) for decision in decisions)
        raise NoMainContent(f"no story among {seen} blocks of text", decisions)


def _is_short(body: str) -> bool:
    """Whether a text is no story; Chinese, Japanese and Thai have no spaces."""
    if body.count(" ") + 1 >= _LEAST_STORY:
        return False
    return sum(map(_is_unspaced, body[: 4 * _LEAST_UNSPACED])) < _LEAST_UNSPACED


def _is_unspaced(character: str) -> bool:
    return "\u0e00" <= character <= "\u0eff" or "\u3040" <= character <= "\u9fff"


def _language(page: Page, body: str, lexicon: Lexicon, profile: SiteProfile | None) -> str | None:
    """What the page declares, where a profile vouches for it; else the language of the text.

    Many sites leave the `lang` of their template as it was, whatever language they write in.
    """
    declared = declared_language(page)
    if profile and declared in profile.languages:
        return declared
    detected = detect_language(body, lexicon)
    return declared if detected is None or are_kin(declared, detected) else detected


def _main_image(page: Page, images: tuple[Picture, ...]) -> MainImage | None:
    url = page.head.image or next((picture.url for picture in images if picture.url), None)
    return MainImage(url) if url else None


def _metadata(document: Document, page: Page, judgement: Judgement) -> Metadata:
    confidence = judgement.confidence
    return Metadata(
        kind=document.kind,
        cleaner_version=__version__,
        story_origin=document.story_origin,
        page_type=page.head.page_type,
        part=page.head.part,
        date_downloaded=document.downloaded,
        source=document.source,
        profile=page.profile,
        profile_missed=page.missed,
        reservations=page.head.reservations,
        confidence=None if confidence is None else round(confidence, 3),
        more_stories=judgement.stories - 1 or None,
    )
