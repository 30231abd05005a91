"""Selectors for the facts."""

from __future__ import annotations

from cleaners.sites.learning.fact_selectors import learn_fields
from cleaners.sites.profile import Evidence
from tests.sites.learning.agreed_pages import seen

PAGE = "<h1 class=title>Мост открыт</h1><div class=info><p>Ася Петрова<p class=day>5 мая</div><p>*А"
FACTS: dict[str, tuple[int, ...]] = {"headline": (0,), "authors": (1,), "date_published": (2,)}


def test_the_plainest_selector_that_finds_the_fact() -> None:
    """With the pages that prove it; a place without a name is none."""
    fields = learn_fields([seen(PAGE, FACTS)] * 4)
    assert (fields.headline, fields.authors, fields.date_published) == (("h1",), (), ("p.day",))
    assert fields.learned["date_published"] == Evidence(4, 4)


def test_a_counter_of_readers_is_a_fact_too() -> None:
    """Its number stands in words that are the site's own."""
    html = "<h1>Мост открыт</h1><p class=read>Читали 140 человек<p>*А"
    assert learn_fields([seen(html, {"view_count": (1,)})] * 3).view_count == ("p.read",)


def test_one_that_finds_something_else_is_none() -> None:
    """Where another line has the same name, the fact is known by what it stands in as well."""
    other = f"<p class=day>обновлено вчера</p>{PAGE}"
    moved = {field: tuple(block + 1 for block in blocks) for field, blocks in FACTS.items()}
    fields = learn_fields([seen(PAGE, FACTS), seen(other, moved)] * 2)
    assert fields.date_published == ("div.info p.day",)


def test_two_pages_prove_nothing() -> None:
    """Three do."""
    assert learn_fields([seen(PAGE, FACTS)] * 2).headline == ()
    assert learn_fields([seen(PAGE, FACTS)] * 3).headline == ("h1",)


def test_pages_whose_facts_nobody_read() -> None:
    """They count for nothing."""
    assert learn_fields([seen(PAGE)] * 5).learned == {}
