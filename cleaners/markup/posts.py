"""Posts of social networks that a story quotes: their text, who wrote them, where they stand.

The networks' own embed codes are read: a `blockquote` with a class of theirs, which their script
would replace by the post.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from cleaners.addresses import absolute_url
from cleaners.reading.fold import fold

POSTS = frozenset({"blockquote", "div"})  # tags of embed codes
# Classes of the embed codes, from the documentation of the networks.
_CLASSES = frozenset(
    "twitter-tweet twitter-video instagram-media tiktok-embed fb-post fb-video bluesky-embed "
    "mastodon-embed reddit-embed-bq reddit-card text-post-media telegram-post vk-post "
    "truthsocial-embed pinterest-embed".split()
)
_ADDRESSES = (
    "cite",
    "data-instgrm-permalink",
    "data-href",
    "data-embed-url",
    "data-text-post-permalink",
)
# «— Name (@name) …» below a tweet, «A post shared by Name (@name)» below a picture.
_SIGNATURE = re.compile(
    r"(?:^|\s)(?:[—–-]\s{0,3}|A post shared by\s)(?P<name>[^@\n]{0,80}?)\s?"
    r"\((?P<account>@[\w.@-]{1,80})\)"
)
# What stands in a post until its network's script has replaced it.
_BUTTON = re.compile(
    r"(?:View (?:this post )?on (?:Instagram|Threads|Mastodon)|Voir cette publication sur Instagram"
    r"|Посмотреть эту публикацию в Instagram|Sieh dir diesen Beitrag auf Instagram an"
    r"|Ver esta publicación en Instagram)\s?"
)
_LINK_TO_PICTURE = re.compile(r"\s?(?:https?://t\.co/|pic\.twitter\.com/)\w{1,30}")


class Post(NamedTuple):
    """A quoted post; "" for what its embed code does not say."""

    text: str
    author: str
    url: str


def is_post(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is an embed code of a social network."""
    names = attributes.get("class") or ""
    return "-" in names and not _CLASSES.isdisjoint(names.split())


def read_post(node: LexborNode, base: str | None) -> Post:
    """Read an embed code; `base` is the address that relative links are joined to."""
    whole = fold(node.text(deep=True, separator=" "))
    paragraphs = [fold(part.text(deep=True, separator=" ")) for part in node.css("p")]
    signatures = list(_SIGNATURE.finditer(whole))
    signature = signatures[-1] if signatures else None  # a post may quote another above its own
    text = " ".join(part for part in paragraphs if part)
    if not paragraphs and _is_linked(node, whole):
        return Post("", "", _address(node, base))  # «Tweet may have been deleted»
    if signature and signature[0].strip() in (text or whole):
        before = text.partition(signature[0].strip())[0]
        text = before or whole.partition(signature[0].strip())[0]
    author = (signature["name"] or signature["account"]) if signature else ""
    told = _BUTTON.sub("", _LINK_TO_PICTURE.sub("", text or whole))
    return Post(told.strip(), author.strip(), _address(node, base))


def _is_linked(node: LexborNode, text: str) -> bool:
    """Whether the text of an embed code is a link to the post and nothing else."""
    return any(fold(link.text(deep=True, separator=" ")) == text for link in node.css("a"))


def _address(node: LexborNode, base: str | None) -> str:
    told = (node.attributes.get(name) for name in _ADDRESSES)
    links = (link.attributes.get("href") for link in reversed(node.css("a")))
    return next((url for link in (*told, *links) if (url := absolute_url(link, base))), "")
