"""What a site profile knows of a page: zones of the page, and the texts of its facts."""

from __future__ import annotations

import msgspec
from selectolax.lexbor import LexborNode

from cleaners.decision import Reason
from cleaners.markup.tree import Tree
from cleaners.markup.urls import read_links
from cleaners.page import Found, Link, Zone
from cleaners.sites.profile import Fields, SiteProfile

# The reason of a block that stands where a field's selector points.
_FIELD_REASONS = {
    "headline": Reason.HEADLINE,
    "authors": Reason.BYLINE,
    "date_published": Reason.PUBLICATION_DATE,
    "view_count": Reason.VIEW_COUNTER,
    "credit": Reason.PHOTO_CREDIT,
    "section": Reason.BREADCRUMBS,
    "tags": Reason.TAGS,
    "breadcrumbs": Reason.BREADCRUMBS,
}


class Sited(msgspec.Struct, frozen=True):
    """Zones with the nodes (`mem_id`) that open them, found texts, and keys that found nothing."""

    zones: tuple[Zone, ...]
    nodes: dict[int, int]
    captions: frozenset[int]
    found: Found
    has_body: bool
    missed: tuple[str, ...]


def read_sited(tree: Tree, profile: SiteProfile, base: str | None) -> Sited:
    """Apply every selector of the profile; nested zones win over those around them."""
    zones: list[Zone] = []
    nodes: dict[int, int] = {}
    missed: list[str] = []

    def mark(matched: list[LexborNode], reason: Reason, rule: str) -> None:
        nodes.update((node.mem_id, len(zones)) for node in matched)
        zones.append(Zone(reason, rule))

    root = _first(tree, profile.story.root)
    body = _body(tree, profile, root)
    if body is None:
        missed.append("story.body")
    else:
        mark([body[1]], Reason.BODY_SELECTOR, f"story.body: {body[0]}")
    for field in Fields.__struct_fields__:
        selectors = getattr(profile.fields, field)
        matched = [(s, found) for s in selectors if (found := tree.select(s))]
        if selectors and not matched and not any(map(tree.texts, selectors)):
            missed.append(f"fields.{field}")
        if matched and field in _FIELD_REASONS:
            mark(matched[0][1], _FIELD_REASONS[field], f"fields.{field}: {matched[0][0]}")
    for removal in profile.remove:
        for selector in removal.select:
            mark(tree.select(selector), removal.reason, f"remove: {selector}")
    captions = frozenset(
        node.mem_id for selector in profile.fields.caption for node in tree.select(selector)
    )
    return Sited(
        tuple(zones), nodes, captions, _read_found(tree, profile.fields, base),
        body is not None, tuple(missed),
    )  # fmt: skip


def _first(tree: Tree, selectors: tuple[str, ...]) -> LexborNode | None:
    return next((nodes[0] for s in selectors if (nodes := tree.select(s))), None)


def _body(
    tree: Tree, profile: SiteProfile, root: LexborNode | None
) -> tuple[str, LexborNode] | None:
    """The first body inside the first root: a page may go on with the next story."""
    for selector in profile.story.body:
        nodes = tree.select(selector, root) or tree.select(selector)
        if nodes:
            return selector, nodes[0]
    return None


def _read_found(tree: Tree, fields: Fields, base: str | None) -> Found:
    return Found(
        headline=_first_text(tree, fields.headline),
        authors=_all_texts(tree, fields.authors),
        published=_first_text(tree, fields.date_published),
        view_count=_first_text(tree, fields.view_count),
        section=_first_text(tree, fields.section),
        tags=_all_texts(tree, fields.tags),
        breadcrumbs=_links(tree, fields.breadcrumbs, base),
    )


def _all_texts(tree: Tree, selectors: tuple[str, ...]) -> tuple[str, ...]:
    return next((tuple(texts) for s in selectors if (texts := tree.texts(s))), ())


def _first_text(tree: Tree, selectors: tuple[str, ...]) -> str | None:
    return next(iter(_all_texts(tree, selectors)), None)


def _links(tree: Tree, selectors: tuple[str, ...], base: str | None) -> tuple[Link, ...]:
    return read_links(next((found for s in selectors if (found := tree.select(s))), []), base)
