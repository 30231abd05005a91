"""What a page's own marks say it is: a story, or something else that the system publishes.

Publishing systems write the kind of a page into the class of its body: WordPress `page-id-2` and
`archive category`, Ghost `page-template`, Drupal `page-node-type-page`, Blogger `static_page`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser

from cleaners.document import PageType

_LONGEST_NAMES = 2_000  # characters
_STATIC = re.compile(
    r"page-id-\d+|page-template(?:-[\w-]+)?|(?:page-)?node-type-page|static_page|type-page"
)
_STORY = re.compile(r"single(?:-post)?|postid-\d+|post-template(?:-[\w-]+)?|node-type-article")
_LISTING = re.compile(r"error404|search-results|post-type-archive|tax-[\w-]+")
_ARCHIVE = frozenset({"archive", "blog"})
_OF_ARCHIVE = frozenset({"category", "tag", "author", "date", "home"})
_LOCKED = "form.post-password-form,input[name=post_password],form[action*='action=postpass']"
_NO_STORIES = frozenset({"AboutPage", "ContactPage", "ProfilePage", "CheckoutPage"})
_LISTINGS = frozenset({"CollectionPage", "SearchResultsPage"})


def read_page_type(
    tree: LexborHTMLParser, types: Iterable[str], *, has_date: bool
) -> PageType | None:
    """What the page is that is no story; None for a story, and where nothing tells.

    `types` are those of the page in its JSON-LD where that names no story, `has_date` says whether
    the page tells a date of publication.
    """
    body = tree.body
    if body is None:
        return None
    if body.css_first(_LOCKED) is not None:
        return PageType.PROTECTED
    names = (body.attributes.get("class") or "")[:_LONGEST_NAMES].split()
    if any(map(_STORY.fullmatch, names)):
        return None
    if any(map(_LISTING.fullmatch, names)) or (
        not _ARCHIVE.isdisjoint(names) and not _OF_ARCHIVE.isdisjoint(names)
    ):
        return PageType.LISTING
    if any(map(_STATIC.fullmatch, names)):
        return PageType.STATIC
    return _by_types(frozenset(types), has_date=has_date)


def _by_types(types: frozenset[str], *, has_date: bool) -> PageType | None:
    if not types.isdisjoint(_LISTINGS):
        return PageType.LISTING
    if not types.isdisjoint(_NO_STORIES) or (types == {"WebPage"} and not has_date):
        return PageType.STATIC
    return None
