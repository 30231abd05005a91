"""How a stored article says since when its page is gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

# Written on request, and never in the feed.
EXPLAINING = frozenset({"blocks", "removed"})


def with_deletion(article: Mapping[str, Any], since: str | None) -> tuple[bytes, bytes]:
    r"""The article JSON for its file and as a line of the feed, marked, or marked no more.

    >>> _, line = with_deletion({"metadata": {"kind": "html"}}, "2025-05-20T12:00:00Z")
    >>> line
    b'{"metadata":{"kind":"html","deleted":"2025-05-20T12:00:00Z"}}\n'
    >>> with_deletion({"metadata": {"deleted": "2025-05-20T12:00:00Z"}}, None)[1]
    b'{"metadata":{}}\n'
    """
    metadata = {
        name: value for name, value in article.get("metadata", {}).items() if name != "deleted"
    }
    if since:
        metadata["deleted"] = since
    whole = {**article, "metadata": metadata}
    short = {name: value for name, value in whole.items() if name not in EXPLAINING}
    pretty = msgspec.json.format(msgspec.json.encode(whole))
    return pretty + b"\n", msgspec.json.encode(short) + b"\n"
