"""Short ways to cut markup into blocks."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from cleaners.block import Block, Kind
from cleaners.document import Document, DocumentKind
from cleaners.markup.html_page import read_markup
from cleaners.markup.outline import OutlineSegmenter
from cleaners.markup.segment import Layout, Segmenter
from cleaners.page import Page
from cleaners.sites.parsing import parse_profile
from cleaners.sites.profile import SiteProfile

BASE = "https://a.kz/n/most/"


def cut(body: str) -> tuple[Block, ...]:
    """The blocks of a page with this body."""
    tree = LexborHTMLParser(f"<html><body>{body}</body></html>")
    assert tree.body is not None
    return Segmenter(Layout(), BASE).walk(tree.body)


def walk(body: str) -> OutlineSegmenter:
    """What is seen on the walk over a page with this body and without a profile."""
    tree = LexborHTMLParser(f"<html><body>{body}</body></html>")
    assert tree.body is not None
    segmenter = OutlineSegmenter((), Layout(), BASE)
    segmenter.walk(tree.body)
    return segmenter


def texts(body: str) -> list[str]:
    """Their texts."""
    return [block.text for block in cut(body)]


def kinds(body: str) -> list[tuple[Kind, str]]:
    """Their kinds and texts."""
    return [(block.kind, block.text) for block in cut(body)]


def read(html: str, profile: SiteProfile | None = None, url: str | None = BASE) -> Page:
    """The page that the HTML road makes."""
    return read_markup(Document(html, DocumentKind.HTML, url), profile)


def profile_of(toml: str) -> SiteProfile:
    """A profile of `a.kz` with these tables."""
    return parse_profile(f'host = "a.kz"\nchecked = 2026-01-31\n{toml}', "a.kz.toml")
