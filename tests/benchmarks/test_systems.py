"""`python -m benchmarks.systems`: what its newsroom publishes, and how answers are counted."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from benchmarks.systems.newsroom import Newsroom, Story, newsroom
from benchmarks.systems.scoring import FACTS, Answer, score

ALL = frozenset({"main image", "parts"})


@pytest.fixture(scope="module")
def room() -> Newsroom:
    """A small newsroom with every kind of story."""
    return newsroom(36)


def right_answer(story: Story) -> Answer:
    """An answer without a fault."""
    inner = (block.picture for block in story.blocks() if block.picture)
    return Answer(
        url=f"https://a.example/2026/{story.slug}.html",
        text="\n".join(text for block in story.blocks() for text in block.texts),
        headline=story.headline,
        authors=(story.author,),
        date=story.published,
        language=story.language,
        section=story.section,
        tags=story.tags[::-1],
        main_image=f"/a/{story.picture.replace('.jpg', '-300x169.jpg')}",
        images=tuple(f"/a/{name}" for name in inner),
    )


def test_newsroom_is_the_same_each_time_and_has_every_kind(room: Newsroom) -> None:
    """Three languages, short, paged and protected stories, quotes, comments, pictures."""
    assert room == newsroom(36)
    stories = room.stories
    assert {story.language for story in stories} == {"ru", "kk", "en"}
    assert {len(story.parts) for story in stories} == {1, 3}
    assert min(len(story.blocks()) for story in stories) == 1
    assert any(story.comments for story in stories)
    assert all(story.password for story in room.protected)
    assert len(set(room.pictures)) == len(room.pictures)
    assert len({story.slug for story in stories}) == len(stories)


def test_answers_without_a_fault_are_all_right(room: Newsroom) -> None:
    """Tags in any order, pictures in any size."""
    found = score(room, [right_answer(story) for story in room.stories], 40, ALL)
    assert (found.found, found.twice, found.others, found.body) == (36, 0, (), 1.0)
    assert found.facts == dict.fromkeys(FACTS, 1.0)
    assert found.wrong == ()


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with every answer, and the figure which shows it."""

    fact: str
    changes: dict[str, object]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("headline", {"headline": "Степной листок"}),
        Fault("authors", {"authors": ("Степной листок",)}),
        Fault("date", {"date": "2026-09-01"}),
        Fault("language", {"language": "de"}),
        Fault("section", {"section": None}),
        Fault("main image", {"main_image": None}),
        Fault("images", {"images": ("/logo.png",)}),
    ],
    ids=lambda fault: fault.fact,
)
def test_a_wrong_fact_costs_its_own_figure(room: Newsroom, fault: Fault) -> None:
    """And is named."""
    answers = [replace(right_answer(story), **fault.changes) for story in room.stories]
    found = score(room, answers, 40, ALL)
    assert found.facts[fault.fact] == 0
    assert all(line.startswith((fault.fact, "day")) for line in found.wrong)


def test_what_is_no_story_is_named_and_stories_count_once(room: Newsroom) -> None:
    """A static page, and a second address of a story."""
    first = right_answer(room.stories[0])
    about = Answer(url="https://a.example/o-gazete/")
    found = score(room, [first, first, about], 3, ALL)
    assert (found.found, found.twice, found.others) == (1, 1, (about.url,))


def test_a_theme_without_links_to_further_pages_owes_the_first(room: Newsroom) -> None:
    """What nobody can find is not missing."""
    paged = next(story for story in room.stories if len(story.parts) > 1)
    text = "\n".join(text for block in paged.blocks(1) for text in block.texts)
    answer = replace(right_answer(paged), text=text)
    assert not [line for line in score(room, [answer], 1, frozenset()).wrong if "body" in line]
    assert [line for line in score(room, [answer], 1, ALL).wrong if "body" in line]
