"""Candidate selectors for the facts."""

from __future__ import annotations

from cleaners.sites.learning.fact_selectors import draft_fields
from tests.sites.learning.agreed_pages import seen

PAGE = "<h1 class=title>Мост открыт</h1><div class=info><p>Ася Петрова<p class=day>5 мая</div><p>*А"
FACTS: dict[str, tuple[int, ...]] = {"headline": (0,), "authors": (1,), "date_published": (2,)}


def test_the_plainest_selector_that_finds_the_fact() -> None:
    """One for the same elements; an element without id and class has none."""
    fields = draft_fields([seen(PAGE, FACTS)] * 4)
    assert (fields.headline, fields.authors, fields.date_published) == (("h1",), (), ("p.day",))


def test_a_counter_of_readers_is_a_fact_too() -> None:
    """Its number stands in words that are the site's own."""
    html = "<h1>Мост открыт</h1><p class=read>Читали 140 человек<p>*А"
    assert draft_fields([seen(html, {"view_count": (1,)})] * 3).view_count == ("p.read",)


def test_a_selector_that_finds_something_else_is_none() -> None:
    """Where another line has the same name, the fact is known by what it stands in as well."""
    other = f"<p class=day>обновлено вчера</p>{PAGE}"
    moved = {field: tuple(block + 1 for block in blocks) for field, blocks in FACTS.items()}
    fields = draft_fields([seen(PAGE, FACTS), seen(other, moved)] * 2)
    assert fields.date_published == ("div.info p.day",)


def test_selectors_of_unlike_elements_are_alternatives() -> None:
    """Those that find the fact on more pages come first, three at most."""
    second = "<address>Ася Петрова</address>"
    html = f"<h1>Мост открыт</h1><p class=by>Ася Петрова</p><p>*А</p>{second}"
    fields = draft_fields([seen(html, {"authors": (1, 3)})] * 3)
    assert fields.authors == ("p.by", "address")


def test_two_pages_prove_nothing() -> None:
    """Three do."""
    assert draft_fields([seen(PAGE, FACTS)] * 2).headline == ()
    assert draft_fields([seen(PAGE, FACTS)] * 3).headline == ("h1",)


def test_pages_without_known_facts() -> None:
    """They count for nothing."""
    assert draft_fields([seen(PAGE)] * 5).headline == ()
