"""Learned profiles as TOML, and put into files that people wrote."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.decision import Reason
from cleaners.errors import ProfileError
from cleaners.learner import write_learned
from cleaners.sites.parsing import parse_profile
from cleaners.sites.profile import Evidence, Fields, Learned, Removal, Repeated, SiteProfile, Story

DAY = dt.date(2026, 11, 24)
SEEN = Evidence(14, 15)
LEARNED = SiteProfile(
    "a.kz",
    DAY,
    story=Story(
        body=("div.text",),
        ends=("от редакции",),
        linked_lines=False,
        learned={"body": Evidence(15, 15, 0.98), "ends": SEEN, "linked_lines": SEEN},
    ),
    remove=(Removal(("div.more",), Reason.TEASER, SEEN), Removal(("p.call",), learned=SEEN)),
    repeated=(Repeated("популярное", Reason.LABEL, Evidence(9, 15, parent="h4")),),
    fields=Fields(headline=("h1",), learned={"headline": SEEN}),
    learned=Learned(DAY, 15, 1, 12),
)
WRITTEN = """# Ours.
host = "a.kz"
checked = 2025-01-31  # by hand

[story]
body = ["div.ours"]  # seen in January

[[remove]]
select = ["div.more"]
reason = "navigation"  # we know better
"""


def read(toml: str) -> SiteProfile:
    """The profile of a file."""
    return parse_profile(toml, "a.toml")


def test_what_is_written_can_be_read() -> None:
    """The same profile."""
    assert read(write_learned(LEARNED)) == LEARNED


def test_it_is_written_for_people() -> None:
    """Comments say what to do, and each learned line what it rests on."""
    text = write_learned(LEARNED)
    assert "take its `learned` out" in text
    assert "\n\n[[remove]] # what the body holds that is no story\nselect = [" in text
    assert 'reason = "teaser"\nlearned = {pages = 14, of = 15}\n' in text


class TestOntoAFile:
    def test_what_a_person_wrote_wins(self) -> None:
        """Body and reason; what they did not name is added."""
        profile = read(write_learned(LEARNED, WRITTEN))
        assert profile.story.body == ("div.ours",)
        assert "body" not in profile.story.learned
        assert profile.story.ends == ("от редакции",)
        assert profile.remove == (
            Removal(("div.more",), Reason.NAVIGATION),
            Removal(("p.call",), learned=SEEN),
        )
        assert profile.checked == dt.date(2025, 1, 31)

    def test_comments_stay(self) -> None:
        """Each at its line."""
        text = write_learned(LEARNED, WRITTEN)
        for line in WRITTEN.splitlines():
            assert line in text

    def test_learning_again_changes_nothing(self) -> None:
        """If the pages are the same."""
        once = write_learned(LEARNED, WRITTEN)
        assert write_learned(LEARNED, once) == once

    def test_what_was_learned_before_goes(self) -> None:
        """Nothing but the hand-written lines is left."""
        nothing = SiteProfile("a.kz", DAY)
        assert read(write_learned(nothing, write_learned(LEARNED, WRITTEN))) == read(WRITTEN)

    def test_a_line_without_its_evidence_is_hand_written(self) -> None:
        """So a person keeps what was learned."""
        kept = write_learned(LEARNED).replace(
            'select = ["p.call"]\nreason = "profile_removal"\nlearned = {pages = 14, of = 15}',
            'select = ["p.call"]',
        )
        profile = read(write_learned(SiteProfile("a.kz", DAY), kept))
        assert profile.remove == (Removal(("p.call",)),)

    def test_no_profile_is_refused(self) -> None:
        """Nothing is guessed."""
        with pytest.raises(ProfileError, match="hots"):
            write_learned(LEARNED, WRITTEN + "hots = 1\n")


_names = st.text("abc«»\"'\\[]#=-. \n", min_size=1, max_size=12)
_evidence = st.builds(Evidence, st.integers(0, 99), st.integers(0, 99), parent=_names | st.just(""))


@given(
    st.lists(st.builds(Repeated, _names, learned=_evidence), max_size=4),
    st.lists(_names, max_size=3),
)
def test_any_text_survives_being_written_twice(lines: list[Repeated], ends: list[str]) -> None:
    """Whatever pages repeat."""
    story = Story(ends=tuple(ends), learned={"ends": SEEN} if ends else {})
    profile = msgspec.structs.replace(LEARNED, repeated=tuple(lines), story=story)
    text = write_learned(profile)
    assert read(text) == profile
    assert read(write_learned(profile, text)) == profile
