"""The article: what comes out. Field names follow zyte-common-items `Article`, + marks ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from cleaners.block import ArticleBlock, Kind, Text
from cleaners.decision import Reason
from cleaners.document import DocumentKind, StoryOrigin
from cleaners.errors import InvalidValueError
from cleaners.json_schema import schema_of
from cleaners.markdown import render_front_matter, render_markdown
from cleaners.rights import Reservation

PARAGRAPH_BREAK = "\n\n"
BODY_KINDS = frozenset(
    {Kind.LEAD, Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE, Kind.LIST_ITEM, Kind.TABLE, Kind.EMBED}
)

Confidence = Annotated[float, msgspec.Meta(ge=0, le=1)]
Count = Annotated[int, msgspec.Meta(ge=0)]


class _Part(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A value of the article JSON: camelCase names, absent where unknown."""


class Author(_Part, frozen=True):
    """One person who wrote the story."""

    name: Text


class Breadcrumb(_Part, frozen=True):
    """One step of the path from the front page to the story."""

    name: Text
    url: Text | None = None


class MainImage(_Part, frozen=True):
    """The picture that stands for the story."""

    url: Text


class Picture(_Part, frozen=True):
    """A picture of the story; `url` is absent where a plain-text dump only kept the credit."""

    url: Text | None = None
    caption: Text | None = None
    credit: Text | None = None


class Removed(_Part, frozen=True, gc=False):
    """A block that is no part of the main content: what was seen, and the rule that spoke.

    A part of the page that a site profile removes as a whole is one entry, its texts on lines.
    """

    text: Text
    reason: Reason
    rule: Text


class LanguageVersion(_Part, frozen=True):
    """The same story in another language, as the page links it."""

    in_language: Text
    url: Text


class Metadata(_Part, frozen=True):
    """How the article came about.

    `profile` names the site profile that was used, `profile_missed` those of its selectors that
    found nothing on the page, so that the generic rules spoke instead. `more_stories` counts the
    further stories of a dump that holds several: `clean_all` gives them. `confidence` is the F1
    that the extraction probably has, present where the classifier decided. `same_as` is the address
    of an earlier article that tells the same story almost word for word; only a crawl, which
    remembers them, can tell. `recleaned` says that a crawl wrote the article anew although its
    page had not changed: what cleans it had. `reservations` are the rights that the owner of the
    page reserves. `truncated` says that the page came without its end, so that the story may lack
    its own; only a crawl can tell. `deleted` is since when the site says that the page is gone.
    `limited` names what a bound left out: `nesting` (elements deeper than 250 levels were read as
    one text), `second_opinion` (the page is too large for the other extractor).
    `story_origin` is where the story was found on a page that does not show it without scripts.
    """

    kind: DocumentKind
    cleaner_version: Text
    date_downloaded: Text | None = None
    source: Text | None = None
    profile: Text | None = None
    profile_missed: tuple[str, ...] = ()
    same_as: Text | None = None
    recleaned: bool = False
    deleted: Text | None = None
    reservations: tuple[Reservation, ...] = ()
    confidence: Confidence | None = None
    limited: tuple[Text, ...] = ()
    truncated: bool = False
    more_stories: Count | None = None
    story_origin: StoryOrigin | None = None


class Article(_Part, frozen=True, kw_only=True):
    """A news story and its facts. None or () means that the page does not tell.

    Dates are ISO 8601 with the zone where the page tells it, a date alone where it tells no time.
    `is_accessible_for_free` is what the page declares of its paywall.
    `blocks` are the kept blocks in page order, `removed` all others. `article_body` joins the
    text of lead, paragraphs, headings, quotes, list items and tables by a blank line.

    >>> article = Article(headline="Мост открыт", metadata=Metadata(DocumentKind.TEXT, "1.0"))
    >>> article.to_dict()["headline"], article.lead
    ('Мост открыт', None)
    """

    url: Text | None = None
    canonical_url: Text | None = None
    headline: Text | None = None
    authors: tuple[Author, ...] = ()
    date_published: Text | None = None
    date_published_raw: Text | None = None
    date_modified: Text | None = None
    in_language: Text | None = None
    language_versions: tuple[LanguageVersion, ...] = ()
    description: Text | None = None
    article_body: Text | None = None
    breadcrumbs: tuple[Breadcrumb, ...] = ()
    main_image: MainImage | None = None
    images: tuple[Picture, ...] = ()
    lead: Text | None = None
    view_count: Count | None = None
    tags: tuple[Text, ...] = ()
    section: Text | None = None
    is_accessible_for_free: bool | None = None
    blocks: tuple[ArticleBlock, ...] = ()
    removed: tuple[Removed, ...] = ()
    metadata: Metadata

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

        An article that was read from JSON without `explain` has no blocks: its paragraphs are
        those of `article_body`.
        """
        story = render_markdown(self.headline, self.blocks or tuple(self._paragraphs()))
        return render_front_matter(self._facts()) + "\n" + story if front_matter else story

    def _paragraphs(self) -> Iterator[ArticleBlock]:
        paragraphs = self.text.split(PARAGRAPH_BREAK) if self.text else ()
        return (ArticleBlock(kind=Kind.PARAGRAPH, text=text) for text in paragraphs if text)

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
