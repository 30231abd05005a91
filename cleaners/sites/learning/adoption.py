"""Values of adoption: stories to compare on, what is left of a draft, and what was left out."""

from __future__ import annotations

import zlib

import msgspec

from cleaners.article import Article
from cleaners.document import Document, DocumentKind
from cleaners.page import Told
from cleaners.sites.fact_values import Facts, read_facts
from cleaners.sites.profile import SiteProfile


class KnownStory(msgspec.Struct, frozen=True):
    """A page of the site, packed, with the facts and the size of what the generic rules make of it.

    `characters` counts those of the story's text. `told` is what a page of HTML says of itself,
    None where it has to be read again.
    """

    packed: bytes
    kind: DocumentKind
    url: str | None
    source: str | None
    downloaded: str | None
    facts: Facts
    characters: int
    told: Told | None = None

    def document(self) -> Document:
        """The page as it was read."""
        return Document(
            text=zlib.decompress(self.packed).decode("utf-8", "surrogatepass"),
            kind=self.kind,
            url=self.url,
            source=self.source,
            downloaded=self.downloaded,
        )


def pack_story(document: Document, article: Article, told: Told | None = None) -> KnownStory:
    """A page with its generic article and what it says of itself, as adoption takes it."""
    return KnownStory(
        packed=zlib.compress(document.text.encode("utf-8", "surrogatepass"), level=1),
        kind=document.kind,
        url=document.url,
        source=document.source,
        downloaded=document.downloaded,
        facts=read_facts(article),
        characters=len(article.text),
        told=told,
    )


class Rejection(msgspec.Struct, frozen=True):
    """A drafted line that was left out: on `stories` stories a fact is worse with it.

    `line` is its key and value; `url`, `generic` and `profile` are the address and the values of
    the first such story, empty where it has none.
    """

    line: str
    fact: str
    stories: int
    url: str
    generic: str
    profile: str


class Adoption(msgspec.Struct, frozen=True):
    """The profile that is left of a draft.

    `stories` counts those that were cleaned both ways, `better` by fact those on which the profile
    gives more than the generic rules, `rejected` has the lines that were left out.
    """

    profile: SiteProfile
    stories: int
    better: dict[str, int]
    rejected: tuple[Rejection, ...]
