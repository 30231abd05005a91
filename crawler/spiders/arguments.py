"""What a spider can be told by `-a name=value`."""

from __future__ import annotations

from crawler.discovery.errors import BadArgumentError

ARGUMENTS = frozenset({"url", "since", "until", "follow"})
ARTICLES = "articles"


def parse_follow(follow: str | None) -> bool:
    """Whether links on articles are followed, too.

    >>> parse_follow("articles"), parse_follow(None)
    (True, False)
    """
    if follow not in (None, ARTICLES):
        message = f"follow={follow} is unknown; write -a follow={ARTICLES}, or leave it out"
        raise BadArgumentError(message)
    return follow == ARTICLES
