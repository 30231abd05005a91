"""The second opinion: what trafilatura takes for the story."""

from __future__ import annotations

import logging
import re

from cleaners.reading.fold import drop_references, drop_unreadable
from cleaners.shingles import Shingle, shingle_set

# trafilatura needs 12.6 s for 6 MB, and 28 s for 200,000 links: larger pages go without it.
_MOST_CHARACTERS = 3_000_000
_MOST_LINKS = 20_000
_MOST_TAGS = 40_000  # 100,000 take 18 s; the largest pages of the development sets have 20,000
_MOST_BREAKS = 50_000
# It compares short paragraphs with all others: 10 s for 10,000 of them.
_MOST_PARAGRAPHS = 5_000
_PARAGRAPH = re.compile(r"<(?:p|h[1-6]|li|td|th|div|dd|dt|blockquote|pre)\b", re.IGNORECASE)

_SCRIPT_TAG = re.compile(r"<(/?)script\b", re.IGNORECASE)


def ask_trafilatura(html: str) -> frozenset[Shingle] | None:
    """The shingles of trafilatura's text, empty where it finds none; None for too large a page.

    Its fast mode asks neither readability nor jusText: as a judge of ours it is no worse for that.
    """
    return None if _too_large(html) else shingle_set(_extract(html, fast=True))


def trafilatura_text(html: str) -> str:
    """Trafilatura's text, "" where it finds none or the page is too large for it."""
    return "" if _too_large(html) else _extract(html, fast=False)


def _extract(html: str, *, fast: bool) -> str:
    # Imported here: it takes 0.3 s, which pages with a profile and plain text never need.
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return trafilatura.extract(_readable(html), fast=fast, include_comments=False) or ""


def _too_large(html: str) -> bool:
    return (
        len(html) > _MOST_CHARACTERS
        or html.count("<") > _MOST_TAGS
        or html.count("<a ") > _MOST_LINKS
        or html.count("<br") > _MOST_BREAKS
        or sum(1 for _ in _PARAGRAPH.finditer(html)) > _MOST_PARAGRAPHS
    )


def _readable(html: str) -> str:
    """The page without what trafilatura can't bear.

    One control character loses it the whole article, a broken JSON-LD block of 80 KB keeps it
    for 56 s.
    """
    return drop_unreadable(drop_references(_empty_scripts(html)))


def _empty_scripts(html: str) -> str:
    """The page with nothing between the tags of its scripts.

    A pattern from tag to tag would look through the rest of the page for every script that
    nobody closed; this looks at each tag once.

    >>> _empty_scripts("<p>a<script>b</script>c<script>d")
    '<p>a<script></script>c<script>'
    """
    parts: list[str] = []
    kept_from: int | None = 0
    for tag in _SCRIPT_TAG.finditer(html):
        if tag[1] and kept_from is None:
            kept_from = tag.start()
        elif not tag[1] and kept_from is not None:
            end = html.find(">", tag.end())
            if end < 0:
                break
            parts.append(html[kept_from : end + 1])
            kept_from = None
    return "".join([*parts, html[kept_from:] if kept_from is not None else ""])
