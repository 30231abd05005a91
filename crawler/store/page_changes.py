"""How a page's entry changes with what comes of asking for it."""

from __future__ import annotations

from dataclasses import replace

from crawler.store.frontier import Patience
from crawler.store.state_values import Outcome, Page, Validators

NOTHING_KEPT = Validators()


def came(page: Page, time: str, told: str | None, validators: Validators) -> Page:
    """The page was delivered; what it is stands in `outcome` later."""
    return replace(
        page,
        reason=None,
        told=told or page.told,
        tried=time,
        fetched=time,
        validators=validators,
        tries=0,
        next_try=None,
    )


def unchanged(page: Page, time: str, told: str | None, validators: Validators) -> Page:
    """The server says that the page is as it was: so is what was made of it."""
    seen = came(page, time, told, validators or page.validators)
    return replace(seen, reason=page.reason)


def redirected(page: Page, time: str, told: str | None, target: str | None) -> Page:
    """The page leads elsewhere."""
    seen = came(page, time, told, NOTHING_KEPT)
    return replace(seen, outcome=Outcome.REDIRECTED, reason=target, fetched=page.fetched)


def respelled(page: Page, url: str) -> Page:
    """The page leads to another way to write its address; what came before was of the old one."""
    return replace(page, url=url, validators=NOTHING_KEPT)


def failed(page: Page, time: str, reason: str, patience: Patience, *, for_good: bool) -> Page:
    """The page could not be had; there will be another try after a pause, or none any more."""
    tries = page.tries + 1
    next_try = None if for_good else patience.next_try(tries, time)
    return replace(
        page,
        outcome=Outcome.FAILED if next_try else Outcome.GIVEN_UP,
        reason=reason,
        tried=time,
        tries=tries,
        next_try=next_try,
        # The next answer is wanted whole.
        validators=NOTHING_KEPT,
    )


def forbidden(page: Page, reason: str) -> Page:
    """A rule of the site does not allow it at present; the rule is asked again in every run."""
    return replace(page, outcome=Outcome.FORBIDDEN, reason=reason, validators=NOTHING_KEPT)
