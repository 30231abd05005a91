"""The article: what comes out. Field names follow `Article` of zyte-common-items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from cleaners.block import ArticleBlock, Count, Kind, Text
from cleaners.decision import Reason
from cleaners.document import DocumentKind, PageType, StoryOrigin, StoryPart
from cleaners.errors import InvalidValueError
from cleaners.json_schema import schema_of
from cleaners.origin import Origins
from cleaners.rights import Reservation

PARAGRAPH_BREAK = "\n\n"
BODY_KINDS = frozenset(
    {Kind.LEAD, Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE, Kind.LIST_ITEM, Kind.TABLE, Kind.EMBED}
)

Confidence = Annotated[float, Meta(ge=0, le=1)]


class _Part(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A value of the article JSON: camelCase names, absent where unknown."""


class Author(_Part, frozen=True):
    """One person, newsroom or agency that wrote the story."""

    name: Annotated[Text, Meta(description="As the page prints it, without title or role.")]


class Breadcrumb(_Part, frozen=True):
    """One step of the path from the front page to the story."""

    name: Annotated[Text, Meta(description="What the link says.")]
    url: Annotated[Text | None, Meta(description="Where it leads.")] = None


class MainImage(_Part, frozen=True):
    """The picture that stands for the story."""

    url: Annotated[Text, Meta(description="Its address, absolute where the page's is known.")]


class Picture(_Part, frozen=True):
    """A picture of the story."""

    url: Annotated[
        Text | None,
        Meta(description="Its address; absent where a plain-text dump only kept the credit."),
    ] = None
    caption: Annotated[Text | None, Meta(description="What is printed below it.")] = None
    credit: Annotated[Text | None, Meta(description="Who took it, or whose it is.")] = None


class Removed(_Part, frozen=True, gc=False):
    """A block that is no part of the main content: what was seen, and the rule that spoke.

    A part of the page that a site profile removes as a whole is one entry, its texts on lines.
    """

    text: Annotated[Text, Meta(description="The text of the block, white space folded.")]
    reason: Annotated[Reason, Meta(description="What was seen in it or around it.")]
    rule: Annotated[Text, Meta(description="The rule that spoke.")]
    block: Annotated[
        Count | None, Meta(description="Number of the block in page order, kept ones included.")
    ] = None


class LanguageVersion(_Part, frozen=True):
    """The same story in another language, as the page links it."""

    in_language: Annotated[Text, Meta(description="Its language, as the page names it.")]
    url: Annotated[Text, Meta(description="Its address.")]


class Metadata(_Part, frozen=True):
    """How the article came about."""

    kind: Annotated[DocumentKind, Meta(description="What the page was made of.")]
    cleaner_version: Annotated[Text, Meta(description="The version of Chistovik.")]
    date_downloaded: Annotated[
        Text | None, Meta(description="When the page was fetched, ISO 8601.")
    ] = None
    source: Annotated[Text | None, Meta(description="File and record of the page.")] = None
    profile: Annotated[Text | None, Meta(description="Host of the site profile used.")] = None
    profile_missed: Annotated[
        tuple[str, ...],
        Meta(description="Selectors of it that found nothing: the generic rules spoke instead."),
    ] = ()
    same_as: Annotated[
        Text | None,
        Meta(description="Earlier article with almost the same words; only a crawl can tell."),
    ] = None
    recleaned: Annotated[
        bool,
        Meta(description="Written anew by a crawl: not the page changed, but what cleans it."),
    ] = False
    deleted: Annotated[
        Text | None, Meta(description="Since when the site says that the page is gone.")
    ] = None
    reservations: Annotated[
        tuple[Reservation, ...], Meta(description="Rights that the owner of the page reserves.")
    ] = ()
    confidence: Annotated[
        Confidence | None,
        Meta(description="The F1 that the text probably has, where a model decided."),
    ] = None
    limited: Annotated[
        tuple[Text, ...],
        Meta(
            description="What a bound left out: `nesting` (elements deeper than 250 levels are one "
            "text), `second_opinion` (too large for the other extractor)."
        ),
    ] = ()
    truncated: Annotated[
        bool, Meta(description="The page came without its end; only a crawl can tell.")
    ] = False
    more_stories: Annotated[
        Count | None,
        Meta(description="Further stories in a dump of joined pages: `clean_all` gives them."),
    ] = None
    story_origin: Annotated[
        StoryOrigin | None,
        Meta(description="Where the story was found on a page that needs scripts to show it."),
    ] = None
    part: Annotated[
        StoryPart | None,
        Meta(description="Which page of the story this is, where it has several."),
    ] = None
    joined: Annotated[
        Count | None,
        Meta(description="So many pages of the story are in the text; a crawl joins them."),
    ] = None
    page_type: Annotated[
        PageType | None,
        Meta(description="What the page is by its own marks, where that is no story."),
    ] = None
    origins: Annotated[Origins | None, Meta(description="Where each fact was found.")] = None
    input: Annotated[
        dict[str, msgspec.Raw] | None,
        Meta(description="Other keys of the JSON line that the page came in, each as it was."),
    ] = None


class Article(_Part, frozen=True, kw_only=True):
    """A news story and its facts. None or () means that the page does not tell.

    Dates are ISO 8601 with the zone where the page tells it, a date alone where it tells no time.

    >>> article = Article(headline="Мост открыт", metadata=Metadata(DocumentKind.TEXT, "1.0"))
    >>> article.to_dict()["headline"], article.lead
    ('Мост открыт', None)
    """

    url: Annotated[Text | None, Meta(description="Where the page was found.")] = None
    canonical_url: Annotated[
        Text | None, Meta(description="The address that the page declares its own.")
    ] = None
    headline: Annotated[Text | None, Meta(description="As printed over the story.")] = None
    authors: Annotated[tuple[Author, ...], Meta(description="In the order of the page.")] = ()
    date_published: Annotated[Text | None, Meta(description="ISO 8601.")] = None
    date_published_raw: Annotated[Text | None, Meta(description="As the page tells it.")] = None
    date_modified: Annotated[Text | None, Meta(description="Last change, ISO 8601.")] = None
    in_language: Annotated[Text | None, Meta(description="Language of the text, ISO 639.")] = None
    language_versions: Annotated[
        tuple[LanguageVersion, ...], Meta(description="The story in other languages.")
    ] = ()
    description: Annotated[
        Text | None, Meta(description="The summary for search engines and social networks.")
    ] = None
    article_body: Annotated[
        Text | None,
        Meta(
            description="Lead, paragraphs, headings, quotes, list items and tables, a blank line "
            "between them."
        ),
    ] = None
    breadcrumbs: Annotated[
        tuple[Breadcrumb, ...], Meta(description="The path from the front page to the story.")
    ] = ()
    main_image: Annotated[
        MainImage | None, Meta(description="The picture that stands for the story.")
    ] = None
    images: Annotated[tuple[Picture, ...], Meta(description="Pictures of the story.")] = ()
    lead: Annotated[Text | None, Meta(description="The first paragraph.")] = None
    view_count: Annotated[Count | None, Meta(description="How often it was read.")] = None
    tags: Annotated[tuple[Text, ...], Meta(description="Keywords of the newsroom.")] = ()
    section: Annotated[Text | None, Meta(description="The rubric it stands in.")] = None
    is_accessible_for_free: Annotated[
        bool | None,
        Meta(description="What the page declares of its paywall; false with HTTP status 402."),
    ] = None
    blocks: Annotated[
        tuple[ArticleBlock, ...], Meta(description="Kept blocks in page order, on request.")
    ] = ()
    removed: Annotated[
        tuple[Removed, ...], Meta(description="All other blocks in page order, on request.")
    ] = ()
    metadata: Annotated[Metadata, Meta(description="How the article came about.")]

    @property
    def text(self) -> str:
        """The main content: paragraphs joined by a blank line, lead included."""
        return self.article_body or ""

    def to_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """The article JSON as plain Python values; `explain` adds `blocks` and `removed`."""
        # By way of JSON, which knows lists alone: `to_builtins` would leave tuples as they are.
        result: dict[str, Any] = msgspec.json.decode(self._encode(explain))
        return result

    def to_json(self, *, explain: bool = False) -> str:
        """The article JSON on one line."""
        return self._encode(explain).decode()

    @staticmethod
    def from_json(data: str | bytes) -> Article:
        """The article that `to_json` wrote; `Article.from_json(a.to_json(explain=True)) == a`.

        Raises `InvalidValueError` for what is no article JSON.
        """
        try:
            return msgspec.json.decode(data, type=Article)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InvalidValueError(f"no article JSON: {error}") from None

    def to_markdown(self, *, front_matter: bool = False) -> str:
        """The story as CommonMark: headline, lead, body; `front_matter` puts facts above, as YAML.

        Links and pictures stand where the page has them, see `story_blocks`.
        """
        # Imported here: most articles are written as JSON.
        from cleaners.markdown import render_front_matter, render_markdown

        story = render_markdown(self.headline, self.story_blocks)
        return render_front_matter(self._facts()) + "\n" + story if front_matter else story

    @property
    def story_blocks(self) -> tuple[ArticleBlock, ...]:
        """The blocks; where there are none, the paragraphs of the text with the pictures below.

        An article that was read from JSON without `explain` has no blocks.
        """
        return self.blocks or (*self._paragraphs(), *self._pictures())

    def _paragraphs(self) -> Iterator[ArticleBlock]:
        paragraphs = self.text.split(PARAGRAPH_BREAK) if self.text else ()
        return (ArticleBlock(kind=Kind.PARAGRAPH, text=text) for text in paragraphs if text)

    def _pictures(self) -> Iterator[ArticleBlock]:
        for image in self.images:
            if image.url:
                yield ArticleBlock(kind=Kind.PICTURE, url=image.url)
                if image.caption:
                    yield ArticleBlock(kind=Kind.CAPTION, text=image.caption)

    def _facts(self) -> dict[str, str | list[str] | None]:
        return {
            "title": self.headline,
            "url": self.url or self.canonical_url,
            "date": self.date_published,
            "updated": self.date_modified,
            "authors": [author.name for author in self.authors],
            "section": self.section,
            "tags": list(self.tags),
            "language": self.in_language,
            "description": self.description,
            "image": self.main_image.url if self.main_image else None,
        }

    @staticmethod
    def json_schema() -> dict[str, Any]:
        """The JSON Schema (draft 2020-12) of the article JSON."""
        return schema_of(Article)

    def _encode(self, explain: bool) -> bytes:
        shown = self if explain else msgspec.structs.replace(self, blocks=(), removed=())
        return msgspec.json.encode(shown)
