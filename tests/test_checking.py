"""What a profile does on a page."""

from __future__ import annotations

import datetime as dt

import pytest

from cleaners.checking import check_page
from cleaners.errors import DumpError
from cleaners.sites.fact_values import Change
from cleaners.sites.profile import Fields, Removal, Repeated, SiteProfile, Story
from tests.paper import HOST, SUBSCRIBE, headline, page, paragraphs

PROFILE = SiteProfile(
    HOST,
    dt.date(2026, 11, 24),
    story=Story(body=("div.story-text",), ends=("от редакции",)),
    remove=(Removal(("div.more", "div.gone")),),
    repeated=(Repeated(SUBSCRIBE),),
    fields=Fields(headline=("h1",), authors=("div.author",)),
)


def test_what_each_selector_and_line_finds() -> None:
    """Those that find nothing among them."""
    assert check_page(page(1), PROFILE).matches == {
        ("story.body", "div.story-text"): 1,
        ("remove[0].select", "div.more"): 1,
        ("remove[0].select", "div.gone"): 0,
        ("fields.headline", "h1"): 1,
        ("fields.authors", "div.author"): 0,
        ("story.ends", "от редакции"): 0,
        ("repeated[0].text", SUBSCRIBE): 1,
    }


def test_what_is_kept_and_missed() -> None:
    """As the article has it."""
    checked = check_page(page(1), PROFILE)
    assert checked.kept == len(paragraphs(1))
    assert checked.characters == len("\n\n".join(paragraphs(1)))
    assert checked.missed == ("fields.authors",)


def test_a_page_without_a_story_is_an_answer() -> None:
    """And no error."""
    checked = check_page("<div class=story-text><p>Вход</div>", PROFILE)
    assert (checked.kept, checked.characters) == (0, 0)


def test_what_is_no_page_is_an_error() -> None:
    """The one of `clean`."""
    with pytest.raises(DumpError):
        check_page("", PROFILE)


def test_facts_both_ways() -> None:
    """By the names of the article JSON."""
    facts = check_page(page(1), PROFILE).facts
    assert facts["headline"].change is Change.SAME
    assert facts["headline"].generic == facts["headline"].profile == (headline(1),)


def test_lines_of_a_dump_are_counted() -> None:
    """It has no elements to be selected."""
    dump = "\n\n".join([*paragraphs(1), SUBSCRIBE])
    assert check_page(dump, PROFILE).matches["repeated[0].text", SUBSCRIBE] == 1
