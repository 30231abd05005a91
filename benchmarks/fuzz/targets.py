"""The doors that strangers' data comes through: each takes bytes, and may raise errors of ours."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress

from benchmarks.hostile.inputs import INPUTS
from benchmarks.hostile.values import Kind, dump, page
from cleaners import CleanersError, Document, DocumentKind, ProfileError, clean
from cleaners.intake.containers import read_stream
from cleaners.intake.open_document import open_document
from cleaners.intake.record import Place
from cleaners.sites.parsing import parse_profile

Target = Callable[[bytes], None]
_BASE = "https://a.example/"


def read_bytes(data: bytes) -> None:
    """Decoding, repair and limits, with a content type in the first line."""
    content_type, _, rest = data.partition(b"\n")
    with suppress(CleanersError):
        open_document(rest, content_type=content_type.decode("latin-1"))


def read_html(data: bytes) -> None:
    """The HTML road to its end: the article can be written in all forms."""
    _clean(data, DocumentKind.HTML)


def read_text(data: bytes) -> None:
    """The road of dumps to its end."""
    _clean(data, DocumentKind.TEXT)


def _clean(data: bytes, kind: DocumentKind) -> None:
    try:
        article = clean(Document(data.decode("utf-8", "replace"), kind, url=_BASE))
    except CleanersError:
        return
    article.to_json(explain=True).encode()
    article.to_markdown().encode()


def read_warc(data: bytes) -> None:
    """An archive with all its records."""
    _read_file(data, "a.warc")


def read_json_lines(data: bytes) -> None:
    """JSON Lines with all their records."""
    _read_file(data, "a.jsonl")


def _read_file(data: bytes, name: str) -> None:
    for found in read_stream(io.BytesIO(data), Place(name)):
        str(found.place).encode()


def read_profile(data: bytes) -> None:
    """A site profile; one that is right is used on a page."""
    try:
        profile = parse_profile(data.decode("utf-8", "replace"), "a.example.toml")
    except ProfileError as error:
        str(error).encode()
        return
    with suppress(CleanersError):
        clean(page(), profile=profile)


def read_sitemap(data: bytes) -> None:
    """A sitemap, and the same bytes as a feed."""
    from crawler.discovery.indexes import parse_feed, parse_sitemap

    parse_sitemap(data, _BASE)
    parse_feed(data, _BASE)


TARGETS: dict[str, Target] = {
    "decoding": read_bytes,
    "html": read_html,
    "text": read_text,
    "warc": read_warc,
    "json-lines": read_json_lines,
    "profile": read_profile,
    "sitemap": read_sitemap,
}

_LONGEST_SEED = 4_096  # bytes
_SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/n/1'
    "</loc><lastmod>2025-05-20T14:05:00+05:00</lastmod><news:news><news:publication_date>2025-05-20"
    "</news:publication_date></news:news></url></urlset>"
)
_FEED = (
    "<rss><channel><item><link>/n/1</link><guid>https://a.example/n/1</guid><pubDate>Tue, 20 May "
    "2025 14:05:00 +0500</pubDate></item></channel></rss>"
)
_PROFILE = (
    'host = "a.example"\nchecked = 2026-01-31\nlabels = ["More"]\n[discovery]\narticle = "^/n/"\n'
    '[story]\nbody = ["article", "xpath://main"]\n[[remove]]\nselect = [".share"]\n'
    'reason = "share"\n[fields]\nheadline = ["h1"]\n'
)
_MADE = {
    "decoding": ("text/html; charset=koi8-r\n" + page(),),
    "html": (page(), page(head='<script type="application/ld+json">{"@type":"Article"}</script>')),
    "text": (dump(), dump(inside="Read also\nNews of today\nBy Ann Lee\n20 May 2025 14:05\n• a")),
    "profile": (_PROFILE,),
    "sitemap": (_SITEMAP, _FEED, "https://a.example/n/1\n"),
}
_GROUPS = {
    "decoding": "decoding", "html": "", "text": "dump", "warc": "WARC", "json-lines": "JSON Lines",
    "profile": "profile",
}  # fmt: skip


def seeds(name: str) -> list[bytes]:
    """Small inputs to begin with: ordinary ones, and the hostile ones of this kind."""
    group = _GROUPS.get(name)
    hostile = [
        one.make()
        for one in INPUTS
        if one.group == group or (group == "" and one.kind is Kind.PAGE and one.is_html_story)
    ]
    data = [one.encode("utf-8", "replace") if isinstance(one, str) else one for one in hostile]
    return [*(text.encode() for text in _MADE.get(name, ())), *(d[:_LONGEST_SEED] for d in data)]
