"""What a site profile knows of a page: zones of the page, and the texts of its facts."""

from __future__ import annotations

import msgspec
from selectolax.lexbor import LexborNode

from cleaners.block import NO_ZONE
from cleaners.decision import Reason
from cleaners.markup.segment import Layout
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
    """Zones, the nodes that open them, found texts, and keys whose selectors found nothing."""

    zones: tuple[Zone, ...]
    layout: Layout
    found: Found
    has_body: bool
    missed: tuple[str, ...]


def read_sited(tree: Tree, profile: SiteProfile, base: str | None) -> Sited:
    """Apply every selector of the profile; nested zones win over those around them."""
    return _Reader(tree, profile).read(base)


class _Reader:
    """Collects zones while the selectors of one profile are tried on one page."""

    def __init__(self, tree: Tree, profile: SiteProfile) -> None:
        self._tree = tree
        self._profile = profile
        self._zones: list[Zone] = []
        self._nodes: dict[int, int] = {}
        self._ways: set[int] = set()
        self._settled = {NO_ZONE}
        self._missed: list[str] = []

    def read(self, base: str | None) -> Sited:
        has_body = self._mark_body()
        self._mark_fields()
        self._mark_removals()
        captions = {
            node.mem_id
            for selector in self._profile.fields.caption
            for node in self._tree.select(selector)
        }
        layout = Layout(
            self._nodes, frozenset(captions), frozenset(self._settled), frozenset(self._ways)
        )
        found = _read_found(self._tree, self._profile.fields, base)
        return Sited(tuple(self._zones), layout, found, has_body, tuple(self._missed))

    def _mark_body(self) -> bool:
        """The first body inside the first root: a page may go on with the next story."""
        root = next((n[0] for s in self._profile.story.root if (n := self._tree.select(s))), None)
        if root:
            self._tree.focus(root)
        for selector in self._profile.story.body:
            nodes = self._tree.select(selector)
            if nodes:
                self._mark(nodes[:1], Zone(Reason.BODY_SELECTOR, f"story.body: {selector}"))
                return True
        self._missed.append("story.body")
        return False

    def _mark_fields(self) -> None:
        for field in Fields.__struct_fields__:
            selectors = getattr(self._profile.fields, field)
            selector = next((s for s in selectors if self._tree.texts(s)), None)
            if selectors and selector is None:
                self._missed.append(f"fields.{field}")
            if selector and field in _FIELD_REASONS:
                zone = Zone(_FIELD_REASONS[field], f"fields.{field}: {selector}")
                self._mark(self._tree.select(selector), zone)

    def _mark_removals(self) -> None:
        for removal in self._profile.remove:
            for selector in removal.select:
                self._settled.add(len(self._zones))
                nodes = self._tree.select_everywhere(selector)
                self._mark(nodes, Zone(removal.reason, f"remove: {selector}"))

    def _mark(self, nodes: list[LexborNode], zone: Zone) -> None:
        for node in nodes:
            self._nodes[node.mem_id] = len(self._zones)
            above = node.parent
            while above is not None and above.mem_id not in self._ways:
                self._ways.add(above.mem_id)
                above = above.parent
        self._zones.append(zone)


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
