"""What a profile makes of a page, and what is told of each of its blocks."""

from __future__ import annotations

import msgspec

from cleaners.article import Article
from cleaners.decision import FACTS, Decision
from cleaners.document import Document
from cleaners.errors import CleanersError, NoMainContent
from cleaners.flow import clean_document
from cleaners.limits import DEFAULT_LIMITS, time_limit
from cleaners.sites.profile import SiteProfile


class Outcome(msgspec.Struct, frozen=True):
    """What a profile makes of a page: an article, or the message and the decisions."""

    article: Article | None
    message: str = ""
    decisions: tuple[Decision, ...] = ()


def clean_page(document: Document, profile: SiteProfile) -> Outcome:
    """Clean within the limits of the library."""
    try:
        with time_limit(DEFAULT_LIMITS.max_seconds):
            return Outcome(clean_document(document, profile))
    except NoMainContent as error:
        return Outcome(None, str(error), error.decisions)
    except CleanersError as error:
        return Outcome(None, str(error))


def told_blocks(outcome: Outcome) -> dict[int, dict[str, str]]:
    """State and reason of each block by its number."""
    if outcome.article is None:
        return {
            one.block.index: _state(one.reason, one.rule, is_kept=one.kept)
            for one in outcome.decisions
        }
    kept = {one.block: {"state": "kept", "why": ""} for one in outcome.article.blocks}
    removed = {one.block: _state(one.reason, one.rule) for one in outcome.article.removed}
    return {number: told for number, told in (kept | removed).items() if number is not None}


def _state(reason: str, rule: str, *, is_kept: bool = False) -> dict[str, str]:
    state = "kept" if is_kept else "fact" if reason in FACTS else "removed"
    return {"state": state, "why": f"{reason} · {rule}"}
