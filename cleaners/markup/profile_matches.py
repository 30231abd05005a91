"""What a site profile knows of a page: zones of the page, and the texts of its facts."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from cleaners.block import NO_ZONE
from cleaners.decision import Reason
from cleaners.document import Document
from cleaners.markup.page_urls import read_links
from cleaners.markup.segment import Layout
from cleaners.markup.tree import Tree
from cleaners.page import Found, Zone
from cleaners.reading.fold import fold
from cleaners.sites.profile import FIELD_NAMES, SiteProfile, iter_selectors, list_xpaths

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


class ProfileMatches(msgspec.Struct, frozen=True):
    """Zones, the nodes that open them, found texts, and keys whose selectors found nothing."""

    zones: tuple[Zone, ...]
    layout: Layout
    found: Found
    has_body: bool
    missed: tuple[str, ...]


def match_profile(tree: Tree, profile: SiteProfile, base: str | None) -> ProfileMatches:
    """Apply every selector of the profile; nested zones win over those around them.

    `base` is the address that relative links are joined to. Raises `LimitError` for selectors that
    take too long.
    """
    return _Reader(tree, profile).read(base)


def count_matches(document: Document, profile: SiteProfile) -> dict[tuple[str, str], int]:
    """How many elements, or strings of an XPath, each selector for pages finds; by key."""
    tree = Tree(document, list_xpaths(profile))
    found = {}
    for key, selector in iter_selectors(profile):
        if not key.startswith("discovery."):
            nodes = tree.select(selector)
            found[key, selector] = len(nodes or tree.texts(selector, nodes))
    return found


# Facts that stand next to the story: outside its root they belong to other stories.
_NEAR_STORY = frozenset(
    {"headline", "authors", "date_published", "view_count", "credit", "caption"}
)


_MOST_LEVELS, _MOST_SIBLINGS = 4, 30  # nodes on the way from the body up to its headline
_OF_PICTURES = frozenset({"caption", "credit"})


def _machine_date(node: LexborNode) -> str | None:
    """The date that an element tells machines, itself or by the first `<time>` within it."""
    for element in (node, node.css_first("time[datetime]")):
        if element is not None:
            attributes = element.attributes
            for name in ("datetime", "content", "title"):
                value = attributes.get(name)
                if value and any(map(str.isdigit, value)):
                    return value
    return None


def _meta_content(node: LexborNode) -> str | None:
    return node.attributes.get("content") if node.tag == "meta" else None


def _figures_above(body: LexborNode) -> list[LexborNode]:
    """The captioned figures below the nearest headline above the body; none without a headline."""
    found: list[LexborNode] = []
    node: LexborNode | None = body
    for _ in range(_MOST_LEVELS):
        above = node.prev if node is not None else None
        for _ in range(_MOST_SIBLINGS):
            if above is None:
                break
            figures = [above] if above.tag == "figure" else above.css("figure")
            found += [figure for figure in figures if figure.css_first("figcaption") is not None]
            if above.tag == "h1" or above.css_first("h1") is not None:
                return found
            above = above.prev
        node = node.parent if node is not None else None
    return []


class _Reader:
    """Collects zones and texts while the selectors of one profile are tried on one page."""

    def __init__(self, tree: Tree, profile: SiteProfile) -> None:
        self._tree = tree
        self._profile = profile
        self._root = next((n[0] for s in profile.story.root if (n := tree.select(s))), None)
        self._zones: list[Zone] = []
        self._nodes: dict[int, int] = {}
        self._body: list[LexborNode] = []
        self._above_zones: set[int] = set()
        self._removed_whole = {NO_ZONE}
        self._missed: list[str] = []
        self._texts: dict[str, tuple[str, ...]] = {}
        self._matched: dict[str, list[LexborNode]] = {}

    def read(self, base: str | None) -> ProfileMatches:
        has_body = self._mark_body()
        self._mark_lead_photos()
        for field in FIELD_NAMES:
            self._mark_field(field, getattr(self._profile.fields, field))
        self._mark_removals()
        kept = self._mark_kept()
        captions = {node.mem_id for node in self._matched.get("caption", ())}
        layout = Layout(
            zones=self._nodes,
            captions=frozenset(captions),
            removed_whole=frozenset(self._removed_whole),
            above_zones=frozenset(self._above_zones),
            kept=kept,
        )
        return ProfileMatches(
            zones=tuple(self._zones),
            layout=layout,
            found=self._found(base),
            has_body=has_body,
            missed=tuple(self._missed),
        )

    def _mark_body(self) -> bool:
        """The first body inside the first root: a page may go on with the next story.

        One that holds no text is none: scripts fill it, or the story has moved.
        """
        story = self._profile.story
        for selector in story.body:
            nodes = self._tree.select(selector, self._root)
            chosen = nodes if story.all_matches else nodes[:1]
            if any(node.text(deep=True, strip=True) for node in chosen):
                self._mark(chosen, Zone(Reason.BODY_SELECTOR, f"story.body: {selector}"))
                self._body = chosen
                return True
        if story.body:
            self._missed.append("story.body")
        return False

    def _mark_lead_photos(self) -> None:
        """Figures with a caption between the headline and the body, which does not hold them."""
        figures = _figures_above(self._body[0]) if self._body else []
        if figures:
            self._mark(figures, Zone(Reason.BODY_SELECTOR, "figure above story.body"))

    def _mark_field(self, field: str, selectors: tuple[str, ...]) -> None:
        """The first selector that finds a text decides the field."""
        for selector in selectors:
            nodes = self._select_near(selector, elsewhere=field not in _NEAR_STORY)
            texts = self._values(field, selector, nodes)
            if texts:
                self._texts[field], self._matched[field] = tuple(texts), nodes
                if field in _FIELD_REASONS:
                    self._mark(nodes, Zone(_FIELD_REASONS[field], f"fields.{field}: {selector}"))
                return
        if selectors and not (field in _OF_PICTURES and self._has_no_picture()):
            self._missed.append(f"fields.{field}")

    def _values(self, field: str, selector: str, nodes: list[LexborNode]) -> list[str]:
        """The texts of a field: of a date what it says to machines, of `<meta>` its content."""
        read = _machine_date if field == "date_published" else _meta_content
        values = [read(node) for node in nodes]
        if not any(values):
            return self._tree.texts(selector, nodes)
        texts = [value or node.text(deep=True, separator=" ")
                 for value, node in zip(values, nodes, strict=True)]  # fmt: skip
        return [text for value in texts if (text := fold(value))]

    def _has_no_picture(self) -> bool:
        """Whether the story has no picture that a caption or a credit could belong to."""
        return bool(self._body) and all(node.css_first("img") is None for node in self._body)

    def _select_near(self, selector: str, *, elsewhere: bool) -> list[LexborNode]:
        """Matched elements inside the root; those of the whole page only if allowed."""
        if self._root is None:
            return self._tree.select(selector)
        nodes = self._tree.select(selector, self._root)
        return nodes or (self._tree.select(selector) if elsewhere else [])

    def _mark_removals(self) -> None:
        for removal in self._profile.remove:
            for selector in removal.select:
                self._removed_whole.add(len(self._zones))
                nodes = self._tree.select(selector)
                self._mark(nodes, Zone(removal.reason, f"remove: {selector}"))

    def _mark_kept(self) -> frozenset[int]:
        """The zones of what is story against every rule; marked last, they win."""
        first = len(self._zones)
        for keep in self._profile.keep:
            for selector in keep.select:
                zone = Zone(Reason.PROFILE_KEEP, f"keep: {selector}")
                self._mark(self._tree.select(selector), zone)
        return frozenset(range(first, len(self._zones)))

    def _mark(self, nodes: list[LexborNode], zone: Zone) -> None:
        for node in nodes:
            self._nodes[node.mem_id] = len(self._zones)
            above = node.parent
            while above is not None and above.mem_id not in self._above_zones:
                self._above_zones.add(above.mem_id)
                above = above.parent
        self._zones.append(zone)

    def _found(self, base: str | None) -> Found:
        found = Found(
            headline=self._first("headline"),
            authors=self._texts.get("authors", ()),
            published=self._first("date_published"),
            published_text=self._printed_date(),
            view_count=self._first("view_count"),
            section=self._first("section"),
            tags=self._texts.get("tags", ()),
            breadcrumbs=read_links(self._matched.get("breadcrumbs", ()), base),
        )
        names = Found.__struct_fields__
        return replace(found, by_profile=frozenset(n for n in names if getattr(found, n)))

    def _printed_date(self) -> str | None:
        nodes = self._matched.get("date_published", [])[:1]
        return next((fold(node.text(deep=True, separator=" ")) for node in nodes), None) or None

    def _first(self, field: str) -> str | None:
        return next(iter(self._texts.get(field, ())), None)
