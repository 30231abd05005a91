"""A person's line in a profile: where it goes, what stays."""

from __future__ import annotations

import pytest

from cleaners.sites.amending import Amendment, amend
from cleaners.sites.parsing import parse_profile
from cleaners.sites.profile import SiteProfile

BARE = 'host = "a.kz"\nchecked = 2026-01-31\n'
LEARNED = (
    '# mine\nhost = "a.kz"  # the host\nchecked = 2026-01-31\n\n[story]\nbody = ["div.old"]\n\n'
    "[story.learned]\nbody = {pages = 3, of = 4}\n"
)


def put(text: str, *amendments: Amendment) -> SiteProfile:
    """What a text means after these lines."""
    for amendment in amendments:
        text = amend(text, parse_profile(text, "a.toml"), amendment)
    return parse_profile(text, "a.toml")


@pytest.mark.parametrize("field", ["headline", "date_published", "authors"])
def test_a_fact_goes_to_the_front_of_its_selectors(field: str) -> None:
    """The last word counts, and nothing stands there twice."""
    profile = put(BARE, *(Amendment(f"fields.{field}", value) for value in ("b", "i", "b")))
    assert getattr(profile.fields, field) == ("b", "i")


def test_a_last_one_is_tried_after_the_others() -> None:
    """So that what they find stays found."""
    profile = put(BARE, *(Amendment("story.body", v, is_last=True) for v in ("b", "i")))
    assert profile.story.body == ("b", "i")


def test_parts_and_lines_have_keys_of_their_own() -> None:
    """Parts by selector, lines by text."""
    profile = put(
        BARE,
        Amendment("story.body", "div.text"),
        Amendment("remove", "div.ads"),
        Amendment("remove", "Подпишитесь", is_line=True),
        Amendment("keep", "div.note"),
        Amendment("keep", "Справка", is_line=True),
        Amendment("labels", "Ещё по теме", is_line=True),
        Amendment("labels", "Соседние новости", is_line=True),
    )
    assert profile.story.body == ("div.text",)
    assert [removal.select for removal in profile.remove] == [("div.ads",)]
    assert [line.text for line in profile.repeated] == ["Подпишитесь"]
    assert [(keep.select, keep.text) for keep in profile.keep] == [
        (("div.note",), ""),
        ((), "Справка"),
    ]
    assert profile.labels == ("Ещё по теме", "Соседние новости")


@pytest.mark.parametrize("value", ["div.new", "td[id^='t-']", "xpath://div[@class='x']"])
def test_what_stood_there_stays(value: str) -> None:
    """Comments and other lines; the evidence of the key speaks of it no longer."""
    text = amend(
        LEARNED, parse_profile(LEARNED, "a"), Amendment("story.body", value, note="on 5 of 5")
    )
    assert text.startswith('# mine\nhost = "a.kz"  # the host\n')
    assert "# on 5 of 5" in text
    profile = parse_profile(text, "a")
    assert profile.story.body == (value, "div.old")
    assert profile.story.learned == {}


def test_labels_stand_above_the_first_table() -> None:
    """There alone they are a key of the profile."""
    amended = amend(
        LEARNED, parse_profile(LEARNED, "a"), Amendment("labels", 'a "b"', is_line=True)
    )
    assert parse_profile(amended, "a").labels == ('a "b"',)
    assert amended.index("labels") < amended.index("[story]")


def test_shipped_values_are_written_out_behind_it() -> None:
    """A key of one's own file takes the place of the shipped one."""
    shipped = '[fields]\nheadline = ["h1.shipped"]\n'
    own = parse_profile(BARE, "a", {"a.kz": BARE + shipped})
    text = amend(BARE, own, Amendment("fields.headline", "h1.mine"))
    assert parse_profile(text, "a").fields.headline == ("h1.mine", "h1.shipped")
