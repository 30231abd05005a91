"""The second opinion: what trafilatura takes for the story."""

from __future__ import annotations

import logging
import re

from cleaners.reading.fold import drop_references, drop_unreadable
from cleaners.shingles import shingle_set

# trafilatura needs 12.6 s for 6 MB, and 28 s for 200,000 links: larger pages go without it.
_MOST_CHARACTERS = 3_000_000
_MOST_LINKS = 20_000
_MOST_BREAKS = 50_000

_SCRIPT = re.compile(r"(<script\b[^>]*>)(.*?)(</script\s*>)", re.IGNORECASE | re.DOTALL)


def ask_trafilatura(html: str) -> frozenset[str] | None:
    """The shingles of trafilatura's text; None for a page it finds no story on or can't bear."""
    if _too_large(html):
        return None
    # Imported here: it takes 0.3 s, which pages with a profile and plain text never need.
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = trafilatura.extract(
        _readable(html), include_comments=False, deduplicate=False, output_format="txt"
    )
    return shingle_set(text) if text else None


def _too_large(html: str) -> bool:
    return (
        len(html) > _MOST_CHARACTERS
        or html.count("<a ") > _MOST_LINKS
        or html.count("<br") > _MOST_BREAKS
    )


def _readable(html: str) -> str:
    """The page without what trafilatura can't bear.

    One control character loses it the whole article, a broken JSON-LD block of 80 KB keeps it
    for 56 s.
    """
    return drop_unreadable(drop_references(_SCRIPT.sub(r"\1\3", html)))
