"""Real publishing systems, where they are installed: what the crawl owes on each."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from benchmarks.systems import wordpress
from benchmarks.systems.__main__ import Row, measure

STORIES = 102
LEAST_BODY, LEAST_FACT = 0.999, 0.99


def installed(system: str) -> bool:
    """Whether a system can be measured here."""
    if system == "wordpress":
        return wordpress.missing() is None
    return find_spec("pelican") is not None


@pytest.fixture(scope="module", params=["wordpress", "pelican"])
def rows(request: pytest.FixtureRequest) -> list[Row]:
    """Two themes, without and with the learned profile."""
    if not installed(request.param):
        pytest.skip(f"{request.param} is not installed; apt-get install {wordpress.PACKAGES}")
    return list(measure(STORIES, request.param, with_peer=False))


def test_every_story_and_nothing_else_is_stored(rows: list[Row]) -> None:
    """Each once."""
    assert {(row.score.found, row.score.twice, row.score.others) for row in rows} == {
        (STORIES, 0, ())
    }


def test_bodies_and_facts_are_right(rows: list[Row]) -> None:
    """But for one in a hundred at most."""
    assert all(row.score.body >= LEAST_BODY for row in rows)
    low = {fact for row in rows for fact, share in row.score.facts.items() if share < LEAST_FACT}
    assert low == set()


def test_no_fact_is_worse_with_a_learned_profile(rows: list[Row]) -> None:
    """Nor is the body."""
    pairs = zip(rows[::2], rows[1::2], strict=True)
    for generic, learned in pairs:
        assert learned.theme == generic.theme
        assert learned.score.body >= generic.score.body
        assert all(learned.score.facts[f] >= share for f, share in generic.score.facts.items())
