"""A page cut into blocks, with all that is known beside them: what the judge gets."""

from __future__ import annotations

import msgspec

from cleaners.block import Block
from cleaners.decision import Reason
from cleaners.document import PageType, StoryPart
from cleaners.rights import Reservation
from cleaners.shingles import Shingle

_STORY_TAGS = frozenset({"article", "main"})
_LEAST_HEADLINE = 3  # words of a heading that is looked for in the title


class Zone(msgspec.Struct, frozen=True, gc=False):
    """A part of the page that somebody named: a profile's selector, or the page's vocabulary.

    A zone whose reason keeps holds the story; any other decides about the blocks within it.
    """

    reason: Reason
    rule: str
    certain: bool = True


class Link(msgspec.Struct, frozen=True, gc=False):
    """A text with the address that it leads to."""

    text: str
    url: str | None = None


class HeadData(msgspec.Struct, frozen=True):
    """What the page tells machines about itself: JSON-LD, Open Graph, meta.

    `base` is the address that relative ones are joined to. Dates are as they stand there;
    `title` has the name of the site in it more often than not,
    Where sources may differ, each has its say, the surest first: `titles` of the head and
    `headings` of the page (`subheadings` are of lower levels, `kickers` begin one in an element of
    their own), `credits` (the authors that each
    source declares, `groups` those that are organisations), `marked` (by meaning or address in the
    body) and `bylines` by class,
    `dates` of publication in the head, and `shown` ones in the body. `versions` are the addresses
    of the story in other languages, by language. `is_news` says whether it calls itself a story
    of news, `is_free` whether it is read without paying, `page_type` what a page is that is no
    story, `part` which page of a story of several pages, `is_root` that it stands at the root of
    its host. `linked` are the fields whose value is that of JSON-LD, `printed` those whose value
    stands in the body of the page.
    """

    base: str | None = None
    headline: str | None = None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    description: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    canonical: str | None = None
    image: str | None = None
    is_free: bool | None = None
    site_name: str | None = None
    titles: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    kickers: tuple[str, ...] = ()
    subheadings: tuple[str, ...] = ()
    credits: tuple[tuple[str, ...], ...] = ()
    groups: tuple[str, ...] = ()
    is_news: bool = False
    marked: tuple[tuple[str, ...], ...] = ()
    bylines: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    reservations: tuple[Reservation, ...] = ()
    breadcrumbs: tuple[Link, ...] = ()
    page_type: PageType | None = None
    is_root: bool = False
    part: StoryPart | None = None
    linked: frozenset[str] = frozenset()
    printed: frozenset[str] = frozenset()


class Found(msgspec.Struct, frozen=True):
    """What the selectors of the profile, or the page's own vocabulary, found: texts as printed.

    `published` is the date as the element tells machines, where it does; `published_text` the
    printed one. `by_profile` are the fields that the profile found.
    """

    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_text: str | None = None
    view_count: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    breadcrumbs: tuple[Link, ...] = ()
    by_profile: frozenset[str] = frozenset()


class Told(msgspec.Struct, frozen=True):
    """What a page says whatever profile it is cut by.

    `terms` are found by their links, `named` by the names of their parts: None where nobody looked.
    """

    head: HeadData
    terms: Found
    named: Found | None = None


class Template(msgspec.Struct, frozen=True):
    """What a profile knows of the lines of a site.

    Texts are masked (`mask_text`): `repeated` has the reason and the rule of each, `ends` are lines
    of the body below which nothing is story. `linked_lines` says whether lines of the body that
    are links and nothing else may be story. `kept` and `kept_patterns` are lines that are story
    against every rule.
    """

    repeated: dict[str, tuple[Reason, str]] = {}
    ends: frozenset[str] = frozenset()
    linked_lines: bool = True
    kept: frozenset[str] = frozenset()
    kept_patterns: tuple[str, ...] = ()


class Outline(msgspec.Struct, frozen=True):
    """Elements as columns, in page order; the first one is the body.

    `parents` holds the index of the element around each (its own for the body), `starts` and
    `ends` the range of its blocks, `tags` its tag, `names` the words of its class, id and role.
    `block_parents` has the element of each block, `links` the number of links that begin in each.
    """

    parents: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    block_parents: tuple[int, ...] = ()
    links: tuple[int, ...] = ()


class Page(msgspec.Struct, frozen=True):
    """Blocks in page order and the facts around them.

    `story_zone` says that one of the zones is the profile's body. `opinion` holds the shingles
    of a second extractor's text, None where none was asked. `profile` is the host whose profile
    was used, `missed` its keys whose selectors found nothing. `limited` names what a bound
    left out. `recut` says that the lines of a dump were lost, and are guesses.
    """

    blocks: tuple[Block, ...]
    zones: tuple[Zone, ...] = ()
    outline: Outline | None = None
    head: HeadData = HeadData()
    found: Found = Found()
    labels: frozenset[str] = frozenset()
    template: Template | None = None
    story_zone: bool = False
    opinion: frozenset[Shingle] | None = None
    profile: str | None = None
    missed: tuple[str, ...] = ()
    limited: tuple[str, ...] = ()
    recut: bool = False


def is_in_page_header(outline: Outline | None, block: int, headline: int) -> bool:
    """Whether a block stands in the header of the page: one that does not hold the headline."""
    if outline is None:
        return False
    element = outline.block_parents[block]
    while element and outline.tags[element] not in _STORY_TAGS:
        starts, ends = outline.starts[element], outline.ends[element]
        if outline.tags[element] == "header" and not starts <= headline < ends:
            return True
        element = outline.parents[element]
    return False


def headline_forms(page: Page) -> frozenset[str]:
    """The headline in the forms in which profile, head and the page's title have it."""
    title = (page.head.title or "").casefold()
    texts = (page.found.headline, page.head.headline)
    named = (text.casefold() for text in texts if text)
    first, lower = (
        [text.casefold() for text in level if _is_titled(text.casefold(), title)]
        for level in (page.head.headings, page.head.subheadings)
    )
    return frozenset((*named, *(first or lower)))


def _is_titled(text: str, title: str) -> bool:
    """Whether a <title> has a heading in it, from its beginning or to its end."""
    is_part = title.startswith(text) or title.endswith(text)
    return is_part and text.count(" ") + 1 >= _LEAST_HEADLINE
