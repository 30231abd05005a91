"""Samples of the pages of a host, taken by many workers and merged, and the profile they teach."""

from __future__ import annotations

import zlib
from contextlib import suppress
from hashlib import blake2b

import msgspec

from cleaners.errors import CleanersError
from cleaners.intake.open_document import open_document
from cleaners.learner import SiteLearner
from cleaners.limits import DEFAULT_LIMITS, time_limit
from cleaners.sites.learning.adoption import Adoption

MOST_PAGES = 100  # of a host, some 20 KB each; more than 16 stories teach nothing new
_LARGEST = 2_000_000  # bytes or characters; a larger page is no story among others


class SampledPage(msgspec.Struct, frozen=True):
    """A page, packed; `rank` is a hash of its address, or of the page where it has none."""

    rank: int
    packed: bytes
    is_text: bool = False
    url: str | None = None
    content_type: str | None = None

    @property
    def data(self) -> bytes | str:
        """The page as it came."""
        data = zlib.decompress(self.packed)
        return data.decode("utf-8", "surrogatepass") if self.is_text else data


class PageSample(msgspec.Struct, frozen=True):
    """At most so many pages of one host: those of the lowest ranks, each address once.

    That is a fair sample of all pages (bottom-k sampling, Cohen and Kaplan 2007), whoever saw
    which in which order: merging is associative, commutative and idempotent, so that a host may be
    split over workers in any way.
    """

    pages: tuple[SampledPage, ...] = ()

    def merge(self, other: PageSample) -> PageSample:
        """The sample of the pages of both; of one address the page that sorts first."""
        found: dict[int, SampledPage] = {}
        for page in (*self.pages, *other.pages):
            known = found.get(page.rank)
            found[page.rank] = page if known is None else min(known, page, key=_sort_key)
        return PageSample(tuple(found[rank] for rank in sorted(found)[:MOST_PAGES]))

    def add(
        self, data: bytes | str, url: str | None = None, content_type: str | None = None
    ) -> PageSample:
        """The sample with one more page, if that belongs to it; arguments as for `clean`.

        >>> sample = PageSample().add("<p>a", "https://a.kz/1").add("<p>b", "https://a.kz/2")
        >>> sorted(page.data for page in sample.add("<p>a", "https://a.kz/1").pages)
        ['<p>a', '<p>b']
        """
        is_text = isinstance(data, str)
        content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        name = url.encode("utf-8", "replace") if url else content
        rank = int.from_bytes(blake2b(name, digest_size=8).digest())
        is_full = len(self.pages) >= MOST_PAGES and rank > self.pages[-1].rank
        if is_full or not content or len(content) > _LARGEST:
            return self
        page = SampledPage(rank, zlib.compress(content), is_text, url, content_type)
        return self.merge(PageSample((page,)))

    def learn(self, host: str) -> Adoption:
        """The profile that these pages teach, with what it makes better; see `SiteLearner`."""
        learner = SiteLearner(host)
        for page in self.pages:
            with suppress(CleanersError), time_limit(DEFAULT_LIMITS.max_seconds):
                learner.add(open_document(page.data, page.url, content_type=page.content_type))
        return learner.adopt()


def _sort_key(page: SampledPage) -> tuple[bytes, bool, str, str]:
    return page.packed, page.is_text, page.url or "", page.content_type or ""
