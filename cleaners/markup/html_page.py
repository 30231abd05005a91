"""The markup road: document → page."""

from __future__ import annotations

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from cleaners.decision import Reason
from cleaners.document import Document
from cleaners.errors import DumpError
from cleaners.markup.head import read_head
from cleaners.markup.outline import OutlineSegmenter
from cleaners.markup.profile_matches import ProfileMatches, match_profile
from cleaners.markup.segment import Layout, Segmenter
from cleaners.markup.terms import read_terms
from cleaners.markup.tree import Tree
from cleaners.markup.vocabulary import name_parts, read_found
from cleaners.page import Found, HeadData, Page, Told
from cleaners.sites.profile import SiteProfile, list_xpaths
from cleaners.sites.profile_lines import labels_of, template_of


def read_markup(document: Document, profile: SiteProfile | None, told: Told | None = None) -> Page:
    """Cut a page of HTML into blocks, and read what it says of itself.

    The outline is left out where `profile` finds the body: nothing is classified then. `told` is
    what the page is known to tell, None where it was not read before. Raises `DumpError` for markup
    without a body, `LimitError` for a page over a limit.
    """
    tree = Tree(document, list_xpaths(profile) if profile else ())
    body = tree.parsed.body
    if body is None:
        raise DumpError("no page: the markup has no body")
    if told is None:
        told = read_told(tree, body, document.url)
    else:
        tree.strip_unseen()
    head, terms = told.head, told.terms
    matches = match_profile(tree, profile, head.base) if profile else None
    if profile and matches and matches.has_body:
        cut = Segmenter(matches.layout, head.base)
        return Page(
            blocks=cut.walk(body),
            zones=matches.zones,
            head=head,
            found=_complete(merge_found(matches.found, terms), body, told),
            labels=labels_of(profile),
            template=template_of(profile),
            story_zone=True,
            profile=profile.host,
            missed=matches.missed,
            limited=cut.limited,
        )
    return _read_generic(body, head, terms, profile, matches)


def read_told(tree: Tree, body: LexborNode, url: str | None) -> Told:
    """What a page says of itself; takes out what no reader sees once its head is read."""
    head = read_head(tree.parsed, url)
    tree.strip_unseen()
    return Told(head=head, terms=read_terms(body, head.base))


def _read_generic(
    body: LexborNode,
    head: HeadData,
    terms: Found,
    profile: SiteProfile | None,
    matches: ProfileMatches | None,
) -> Page:
    """A page whose body no profile finds, with the outline and zones that a classifier needs."""
    known = (
        replace(matches.layout, removed_whole=frozenset(), above_zones=frozenset())
        if matches
        else Layout()
    )
    segmenter = OutlineSegmenter(matches.zones if matches else (), known, head.base)
    blocks = segmenter.walk(body)
    found = merge_found(terms, read_found(segmenter.named, head.base))
    return Page(
        blocks=blocks,
        zones=tuple(segmenter.zones),
        outline=segmenter.outline(),
        head=head,
        found=merge_found(matches.found, found) if matches else found,
        labels=labels_of(profile),
        template=template_of(profile),
        profile=profile.host if profile else None,
        missed=matches.missed if matches else (),
        limited=segmenter.limited,
    )


def _complete(found: Found, body: LexborNode, told: Told) -> Found:
    """Tags and breadcrumbs that nothing has found yet, by the names of the page's parts."""
    wanted = {Reason.TAGS: found.tags, Reason.BREADCRUMBS: found.breadcrumbs}
    missing = frozenset(reason for reason, values in wanted.items() if not values)
    named = told.named or read_found(name_parts(body, missing), told.head.base)
    return merge_found(found, named)


def merge_found(first: Found, second: Found) -> Found:
    """Each fact as `first` found it, or else as `second` did."""
    return Found(
        **{name: getattr(first, name) or getattr(second, name) for name in Found.__struct_fields__}
    )
