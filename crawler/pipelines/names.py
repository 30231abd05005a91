"""File names for articles: readable, safe on every disk, the same for the same article."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import unquote, urlsplit

MAX_NAME_BYTES = 120
ENDING = ".json"
# 32 bits tell apart what shares a slug within one month of one site, and no more is asked of them.
HASH_CHARACTERS = 8
UNDATED = "undated"

_UNSAFE = re.compile(r"[^\w.-]+|\.{2,}")
_PAGE_ENDING = re.compile(r"\.(?:[sx]?html?|php|aspx?|jsp)$", re.IGNORECASE)
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(?![0-9])")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")


def article_name(identity: str) -> str:
    """The file name of the article with this canonical address.

    The hash is always there: two languages or rubrics of a site share slugs, and the name must
    not depend on which of them was fetched first.

    >>> article_name("https://example.org/n/bridge-opens/")
    'bridge-opens-90c5eb44.json'
    >>> article_name("https://example.org/n/..%2F..%2Fetc%2Fpasswd")
    'passwd-3aba552b.json'
    """
    digest = sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_CHARACTERS]
    room = MAX_NAME_BYTES - len(ENDING) - HASH_CHARACTERS - 1
    slug = _cut(_slug(identity), room)
    return f"{slug}-{digest}{ENDING}" if slug else f"{digest}{ENDING}"


def month_folder(date_published: str | None) -> str:
    """The folder of an article's month, relative to its site's.

    >>> month_folder("2025-05-20T14:05:00+05:00"), month_folder("../2025"), month_folder(None)
    ('2025/05', 'undated', 'undated')
    """
    match = _MONTH.match(date_published or "")
    return f"{match[1]}/{match[2]}" if match else UNDATED


def host_folder(host: str) -> str:
    """The folder of a site; a host of strange characters becomes plain.

    >>> host_folder("kazpravda.kz"), host_folder("::1"), host_folder("..")
    ('kazpravda.kz', '1', 'unknown-host')
    """
    match = _HOST.fullmatch(_UNSAFE.sub("-", host.lower()).strip(".-_"))
    return match[0] if match else "unknown-host"


def _slug(identity: str) -> str:
    try:
        path = unquote(urlsplit(identity).path, errors="replace")
    except ValueError:
        return ""
    last = path.rstrip("/").rpartition("/")[2] or path.strip("/")
    return _UNSAFE.sub("-", _PAGE_ENDING.sub("", last)).strip(".-_")


def _cut(text: str, room: int) -> str:
    return text.encode("utf-8", "ignore")[:room].decode("utf-8", "ignore").strip(".-_")
