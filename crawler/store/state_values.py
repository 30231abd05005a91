"""The values that the state takes and gives.

Times are text as `discovery.timestamps` has them. Addresses are canonical ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from crawler.store.near_duplicates import Likeness


class Outcome(StrEnum):
    """What became of a page when it was last asked for."""

    WAITING = "waiting"  # seen, and not asked for yet
    STORED = "stored"  # an article was made of it
    DROPPED = "dropped"  # it was read, and is no article of its own
    REDIRECTED = "redirected"  # the article, if any, stands where it leads
    FORBIDDEN = "forbidden"  # robots.txt does not allow it, at present
    FAILED = "failed"  # there will be another try
    GIVEN_UP = "given_up"  # there will be none, unless a source gives a new `lastmod`


@dataclass(frozen=True, slots=True)
class Link:
    """A page that a source names, with the `lastmod` that a sitemap gives it."""

    url: str
    lastmod: str | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server sent to be asked with next time (RFC 9110, 8.8): `ETag`, `Last-Modified`."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of one page that may hold an article; methods return what replaces it.

    `tried` is when it was last asked for, `fetched` when it last came. `lastmod` is what its source
    had given when it was last tried, or the first one since; None where no source tells changes.
    `tries` counts failures since it last came, and `next_try` is when it may be tried again.
    `published` is the date of its article, to the day or the second.
    """

    url: str
    site: str
    first_seen: str
    last_seen: str
    outcome: Outcome = Outcome.WAITING
    reason: str | None = None
    lastmod: str | None = None
    tried: str | None = None
    fetched: str | None = None
    validators: Validators = NO_VALIDATORS
    tries: int = 0
    next_try: str | None = None
    identity: str | None = None
    published: str | None = None

    def came(self, time: str, lastmod: str | None, validators: Validators) -> Page:
        """The page was delivered at `time` (ISO 8601), with these validators.

        `lastmod` is what a sitemap said of it. Its outcome is set by what is made of it.
        """
        return replace(
            self,
            reason=None,
            lastmod=lastmod or self.lastmod,
            tried=time,
            fetched=time,
            validators=validators,
            tries=0,
            next_try=None,
        )

    def stored(self, identity: str, published: str | None = None) -> Page:
        """An article was made of the page that came, or is what it was before."""
        published = published or self.published
        return replace(self, outcome=Outcome.STORED, identity=identity, published=published)

    def dropped(self, reason: str) -> Page:
        """No article of its own was made of the page that came."""
        return replace(self, outcome=Outcome.DROPPED, reason=reason)

    def unchanged(self, time: str, lastmod: str | None, validators: Validators) -> Page:
        """The server answered 304: outcome and reason stay what they were."""
        came = self.came(time, lastmod, validators or self.validators)
        return replace(came, reason=self.reason)

    def redirected(self, time: str, lastmod: str | None, target: str | None) -> Page:
        """The page leads to another one; `target` is None where that is not on the site."""
        came = self.came(time, lastmod, NO_VALIDATORS)
        return replace(came, outcome=Outcome.REDIRECTED, reason=target, fetched=self.fetched)

    def moved_to(self, url: str) -> Page:
        """The page leads to another spelling of its address; validators were of the old one."""
        return replace(self, url=url, validators=NO_VALIDATORS)

    def failed(self, time: str, reason: str, next_try: str | None) -> Page:
        """The page could not be had at `time`, for this reason.

        There will be a try at `next_try` (ISO 8601), or none any more where that is None.
        """
        return replace(
            self,
            outcome=Outcome.FAILED if next_try else Outcome.GIVEN_UP,
            reason=reason,
            tried=time,
            tries=self.tries + 1,
            next_try=next_try,
            # So that the next answer is the whole page, not a 304.
            validators=NO_VALIDATORS,
        )

    def forbidden(self, reason: str) -> Page:
        """A rule of the site does not allow it at present; the rule is read again in every run."""
        return replace(self, outcome=Outcome.FORBIDDEN, reason=reason, validators=NO_VALIDATORS)


@dataclass(frozen=True, slots=True)
class Source:
    """A listing, feed or sitemap as it last came; its body is kept only with validators."""

    url: str
    site: str
    fetched: str
    status: int
    validators: Validators = NO_VALIDATORS
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article: its fingerprint, and where its page lies in the archive.

    `archive` is a file below the output folder, `offset` the first byte of its records there.
    `is_truncated` says that its page came without its end.
    """

    identity: str
    number: int
    fingerprint: str
    fetched: str
    cleaner: str
    archive: str
    offset: int
    is_truncated: bool = False


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article by its identity, with its newest version.

    `url` is the page it was made of, `file` lies below the output folder, `canonical` is the
    page that this one declares itself a copy of, as a `page_key`, `same_as` the identity of an
    earlier article that tells the same story almost word for word. `deleted` is since when its site
    says that the page is gone.
    """

    identity: str
    site: str
    url: str
    file: str
    version: Version
    canonical: str | None = None
    same_as: str | None = None
    text_hash: str | None = None
    headline: str | None = None
    signature: bytes | None = field(default=None, repr=False)
    deleted: str | None = None

    @property
    def likeness(self) -> Likeness:
        """What tells whether another article has its text."""
        return Likeness(self.text_hash or "", self.headline or "", self.signature)


@dataclass(frozen=True, slots=True)
class NewArticle:
    """What is stored with an article beside its text.

    `identity` is the address of its page, `fingerprint` and `likeness` are those of its text
    (`near_duplicates`). `known` is the article as it was stored before, `canonical` the page that
    this one declares itself a copy of, as a `page_key`, `same_as` an earlier article that tells the
    same story almost word for word. `is_truncated` says that the page came without its end,
    `is_recleaned` that it is the page of the known version, cleaned in another way. `published` is
    its date, in UTC.
    """

    identity: str
    fingerprint: str
    likeness: Likeness
    known: StoredArticle | None = None
    canonical: str | None = None
    same_as: StoredArticle | None = None
    is_truncated: bool = False
    is_recleaned: bool = False
    published: str | None = None

    @property
    def version_number(self) -> int:
        """One more than before where the page's text has changed; the first version is 1."""
        if self.known is None:
            return 1
        known = self.known.version
        return known.number + (known.fingerprint != self.fingerprint and not self.is_recleaned)
