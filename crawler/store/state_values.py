"""The values that the state takes and gives; times are as in `crawler.discovery.timestamps`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a page when it was last asked for."""

    WAITING = "waiting"  # seen, and not asked for yet
    STORED = "stored"  # an article was made of it
    DROPPED = "dropped"  # it was read, and is no article of its own
    REDIRECTED = "redirected"  # the article, if any, stands where it leads
    FORBIDDEN = "forbidden"  # robots.txt does not allow it, at present
    FAILED = "failed"  # there will be another try
    GIVEN_UP = "given_up"  # there will be none, unless a source tells of a change


@dataclass(frozen=True, slots=True)
class Link:
    """A page that a source names, and when the source says that it last changed."""

    url: str
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server wants to hear again, to answer that nothing has changed."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of one page that may hold an article.

    `told` is the change that a source had told of when the page was last `tried`, `fetched` when
    it last came; `tries` counts failures since, and `next_try` is when it may be tried again.
    """

    url: str
    site: str
    first_seen: str
    last_seen: str
    outcome: Outcome = Outcome.WAITING
    reason: str | None = None
    told: str | None = None
    tried: str | None = None
    fetched: str | None = None
    validators: Validators = Validators()
    tries: int = 0
    next_try: str | None = None
    identity: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A listing, feed or sitemap as it last came; its body is kept only with validators."""

    url: str
    site: str
    fetched: str
    status: int
    validators: Validators = Validators()
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it once was: its fingerprint, and where its page lies in the archive."""

    identity: str
    number: int
    fingerprint: str
    fetched: str
    cleaner: str
    archive: str
    offset: int


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article by its identity, with its newest version.

    `url` is the page it was made of, `file` lies below the output folder, `same_as` is the
    identity of an earlier article that tells the same story almost word for word.
    """

    identity: str
    site: str
    url: str
    file: str
    version: Version
    same_as: str | None = None
    signature: bytes | None = field(default=None, repr=False)
