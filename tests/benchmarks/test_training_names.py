"""Words in the names of elements: how much each speaks for the story."""

from __future__ import annotations

import math

import pytest

from benchmarks.training.examples import Example
from benchmarks.training.names import learn_names
from tests.benchmarks.quality_sets import STORY
from tests.benchmarks.training_pages import examples, gold_page

HOSTS = tuple(f"{letter}.example" for letter in "abcdef")


def log_odds(share: float) -> float:
    """Of a share, against the usual quarter."""
    return round(math.log(share / (1 - share)) - math.log(0.25 / 0.75), 3)


def pages(count: int, **facts: object) -> list[Example]:
    """One page of each of some hosts."""
    return examples(*(gold_page(host, **facts) for host in HOSTS[:count]))  # type: ignore[arg-type]


def test_names_of_the_story_speak_for_it_and_others_against_it() -> None:
    """Against the share that is usual."""
    names = learn_names(pages(6))
    assert names["sections"] < 0 < names["story"]


@pytest.mark.parametrize("count", [4, 6])
def test_a_word_is_worth_its_log_odds(count: int) -> None:
    """Five unknown domains with the usual share are added to those that were seen."""
    assert learn_names(pages(count)) == {
        "notice": log_odds(5 * 0.25 / (count + 5)),
        "sections": log_odds(5 * 0.25 / (count + 5)),
        "story": log_odds((count + 5 * 0.25) / (count + 5)),
    }


def test_words_of_three_domains_are_the_habit_of_few() -> None:
    """They are left out."""
    assert learn_names(pages(3)) == {}


def test_each_domain_counts_once() -> None:
    """However many pages it has."""
    more = [gold_page("a.example", id=str(number)) for number in range(5)]
    assert learn_names([*pages(4), *examples(*more)]) == learn_names(pages(4))


def test_pages_of_one_domain_are_not_several_domains() -> None:
    """Whatever their hosts."""
    assert (
        learn_names(examples(*(gold_page(f"{part}.newspaper.example") for part in "abcdef"))) == {}
    )


def test_pages_without_a_story_teach_nothing() -> None:
    """All of their elements are boilerplate, whatever they are called."""
    assert learn_names(pages(6, gold="")) == {}


def test_unknown_blocks_are_left_out_of_the_share() -> None:
    """Here all but the first paragraph of the story, so that nothing is known of other parts."""
    names = learn_names(pages(4, gold=None, with_=(STORY[0],)))
    assert names == {"story": log_odds((4 + 5 * 0.25) / 9)}


def test_pairs_of_words_are_learned_as_words() -> None:
    """They may say more than each of the two."""
    html = f"<div class=entry-content><p>{STORY[0]}</p></div>"
    names = learn_names(examples(*(gold_page(host, html) for host in HOSTS)))
    assert sorted(names) == ["content", "entry", "entry content"]
