"""What a profile keeps against every rule."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from cleaners.block import Block
from cleaners.decision import FACTS, Decision, Reason
from cleaners.page import Page, Template
from cleaners.reading.fold import mask_text
from cleaners.sites.path_pattern import PathPattern


def keep_named(page: Page, decisions: Iterable[Decision]) -> Iterable[Decision]:
    """The decisions, but for blocks that the profile keeps by selector, text or pattern.

    What became a fact of the article, such as its headline, stays one.
    """
    kept_zones = {
        index: zone.rule
        for index, zone in enumerate(page.zones)
        if zone.reason is Reason.PROFILE_KEEP
    }
    template = page.template or Template()
    if not (kept_zones or template.kept or template.kept_patterns):
        return decisions
    patterns = [_pattern(pattern) for pattern in template.kept_patterns]

    def keep(decision: Decision) -> Decision:
        block = decision.block
        rule = kept_zones.get(block.zone) or _rule_of_line(block, template, patterns)
        if rule is None or decision.reason in FACTS:
            return decision
        return replace(decision, reason=Reason.PROFILE_KEEP, rule=rule)

    return map(keep, decisions)


# One for all pages: a pattern that took too long once is not tried again.
_pattern = lru_cache(maxsize=1024)(PathPattern)


def _rule_of_line(block: Block, template: Template, patterns: list[PathPattern]) -> str | None:
    """What keeps a line by its text, None where nothing does."""
    if template.kept and mask_text(block.text) in template.kept:
        return f"keep: {block.text}"
    return next((f"keep: {p.pattern}" for p in patterns if p.matches(block.text)), None)
