"""Articles as an Atom feed (RFC 4287) with full text: what feed readers take."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from cleaners.addresses import host_of
from cleaners.story_html import story_html

if TYPE_CHECKING:
    from cleaners.article import Article

_NAME = "Chistovik"
_LONGEST_TITLE = 100  # characters of a story that stand for a headline
# Characters that XML 1.0 has no way to write.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_head(output: Path | None) -> str:
    """The beginning of a feed that is written to `output`; None is standard output.

    Its identity is made of that path: the next feed written there is the same one to its readers.
    """
    place = output.resolve().as_uri() if output else _NAME
    title = output.name.split(".")[0] if output else _NAME
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>urn:uuid:{uuid5(NAMESPACE_URL, place)}</id>\n"
        f"{_element('title', title or _NAME)}\n"
        f"{_element('updated', _now())}\n"
        f"{_element('generator', _NAME)}\n"
    )


def feed_entry(article: Article) -> str:
    """The entry of one article, with its story as HTML.

    Atom wants what pages may not tell: without any date the entry is `updated` now, a date without
    time or zone is read as UTC, and where nobody is named the host is the author.
    """
    address = next(filter(_is_web, (article.canonical_url, article.url)), None)
    updated = article.date_modified or article.date_published or article.metadata.date_downloaded
    lines = [
        _element("id", address or _identity(article)),
        _element("title", article.headline or article.text[:_LONGEST_TITLE]),
        _element("updated", _moment(updated) or _now()),
        _element("published", _moment(article.date_published)),
        *map(_person, _authors(article)),
        f'<link rel="alternate" href="{_escaped(address)}"/>' if address else "",
        *(f'<category term="{_escaped(name)}"/>' for name in _categories(article)),
        _element("summary", article.description or article.lead),
        f'<content type="html">{_escaped(story_html(article.story_blocks))}</content>',
    ]
    language = f' xml:lang="{_escaped(article.in_language)}"' if article.in_language else ""
    return f"<entry{language}>\n" + "\n".join(filter(None, lines)) + "\n</entry>"


def _is_web(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("http://", "https://"))


def _identity(article: Article) -> str:
    """The same for the same words: an article without an address has nothing else."""
    told = f"{article.headline}\n{article.text}".encode("utf-8", "replace").decode()
    return f"urn:uuid:{uuid5(NAMESPACE_URL, told)}"


def _authors(article: Article) -> list[str]:
    names = [author.name for author in article.authors]
    return names or [host_of(article.url or article.canonical_url) or _NAME]


def _categories(article: Article) -> dict[str, None]:
    return dict.fromkeys((*([article.section] if article.section else []), *article.tags))


def _person(name: str) -> str:
    return f"<author>{_element('name', name)}</author>"


def _element(name: str, text: str | None) -> str:
    """An element with a text; nothing where there is none."""
    return f"<{name}>{_escaped(text)}</{name}>" if text else ""


def _escaped(text: str) -> str:
    return escape(_NO_XML.sub("", text))


def _moment(date: str | None) -> str | None:
    """A date as RFC 3339 has it."""
    try:
        moment = datetime.fromisoformat(date or "")
    except ValueError:
        return None
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return zoned.isoformat(timespec="seconds").replace("+00:00", "Z")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
