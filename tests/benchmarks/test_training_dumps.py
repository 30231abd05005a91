"""Training of what sees whole dumps: pages put together, and where they are parted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.quality.values import SetPage
from benchmarks.training.lines.examples import LineExample
from cleaners.decision import Reason
from cleaners.judge.features.headline_candidates import HEADLINE_PASS
from tests.benchmarks.quality_sets import STORY
from tests.benchmarks.test_training_lines import HOSTS, dump, examples, listing
from tests.judge.line_models import make_line_model
from tests.judge.models import YES, says

pytest.importorskip("catboost")

from benchmarks.training.dumps.headlines import HeadlineExample
from benchmarks.training.dumps.joining import (
    JoinedExample,
    PartExample,
    join_examples,
    tail_page,
)

MODEL = replace(make_line_model(), boundary=says(YES))


def page(host: str) -> SetPage:
    """A story with a menu above and a tail of its own."""
    story = [f"In {host}, on day {day}: {' '.join(STORY)}" for day in range(3)]
    tail = [f"{letter} of {host}" for letter in "abcdef"]
    text = "\n".join(["Home", "World", f"Bridge of {host} open", *story, "Read more", *tail])
    return dump(host, html=text, gold="\n".join(story))


def read(*pages: SetPage) -> list[LineExample]:
    """What the training makes of them."""
    return examples(*pages)


def test_dumps_are_taken_alone_and_in_pairs() -> None:
    """Of a pair the first one is whole or a tail; a tail has no story."""
    joined = list(join_examples(read(*map(page, HOSTS))))
    alone = [one for one in joined if one.first_lines == (0,)]
    pairs = [one for one in joined if len(one.first_lines) > 1]
    tails = [one for one in joined if one not in alone and one not in pairs]
    assert len(alone) == len(HOSTS)
    assert pairs
    assert tails
    assert all(len(one.words) == 2 for one in pairs)
    assert all(min(one.words[0]) >= one.first_lines[0] > 0 for one in tails)


def test_dumps_without_a_story_teach_nothing_of_pages() -> None:
    """Lists of links have none."""
    assert [*join_examples(read(*map(listing, HOSTS)))] == []


def test_the_tail_begins_below_the_story() -> None:
    """With the button behind it."""
    (example,) = read(page(HOSTS[0]))
    texts = [block.text for block in tail_page(example).blocks]
    assert texts[0] == "Read more"


def test_a_boundary_is_where_both_stories_are_whole() -> None:
    """One place of a pair has the label; a wrapped or cut one may have no place."""
    read_pages = list(join_examples(read(*map(page, HOSTS))))
    made = [JoinedExample(joined, MODEL) for joined in read_pages]
    alone = [one for one in made if one.joined.first_lines == (0,)]
    pairs = [one for one in made if len(one.joined.first_lines) > 1]
    assert all(len(one.rows) == len(one.label) for one in made)
    assert not any(one.label.any() for one in alone)
    assert {float(one.label.sum()) for one in pairs} <= {0.0, 1.0}
    assert any(one.label.any() for one in pairs)


def test_the_parts_in_which_stories_begin_are_pages() -> None:
    """Both of a pair that has a boundary."""
    pairs = [one for one in join_examples(read(*map(page, HOSTS))) if len(one.words) > 1]
    parted = [one for one in (JoinedExample(pair, MODEL) for pair in pairs) if one.label.any()]
    assert parted
    for one in parted:
        parts = PartExample(one, MODEL)
        assert parts.label.sum() == 2
        assert len(parts.rows) == len(parts.label)


def test_a_headline_is_learned_where_it_is_a_line_of_the_dump() -> None:
    """With its own words."""
    known, unknown = read(dump(HOSTS[0]), dump(HOSTS[1], title="Another headline"))
    model = make_line_model()
    example = HeadlineExample(known, model)
    assert example.label.sum() == 1
    assert example.rows.shape[1] == len(HEADLINE_PASS)
    assert not HeadlineExample(unknown, model).weight.any()
    assert Reason.HEADLINE not in {decision.reason for decision in known.verdicts if decision}
