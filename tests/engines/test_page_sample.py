"""Samples of a host merge into the sample of all its pages, however they were split."""

from __future__ import annotations

from functools import reduce
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import write_learned
from cleaners.engines import page_sample
from cleaners.engines.page_sample import PageSample
from tests.paper import HOST, pages

# Few addresses, so that some come twice, with another page or the same one.
FETCHED = st.tuples(st.sampled_from("abcdefgh"), st.text(max_size=3), st.booleans())
SAMPLES = st.lists(FETCHED, max_size=8)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """So small that most samples are full."""
    monkeypatch.setattr(page_sample, "MOST_PAGES", 4)


def sample_of(fetched: list[tuple[str, str, bool]]) -> PageSample:
    """What a worker keeps of pages that it saw in this order."""
    sample = PageSample()
    for path, text, is_text in fetched:
        data = text if is_text else text.encode()
        sample = sample.add(data, f"https://{HOST}/{path}" if path != "h" else None)
    return sample


@given(SAMPLES, SAMPLES, SAMPLES)
def test_merging_is_associative(
    one: list[tuple[str, str, bool]],
    two: list[tuple[str, str, bool]],
    three: list[tuple[str, str, bool]],
) -> None:
    """Whoever merges first."""
    a, b, c = map(sample_of, (one, two, three))
    assert a.merge(b).merge(c) == a.merge(b.merge(c))


@given(SAMPLES, SAMPLES)
def test_merging_is_commutative_and_idempotent(
    one: list[tuple[str, str, bool]], two: list[tuple[str, str, bool]]
) -> None:
    """A task that ran twice changes nothing."""
    a, b = sample_of(one), sample_of(two)
    assert a.merge(b) == b.merge(a)
    assert a.merge(b).merge(b) == a.merge(b)
    assert PageSample().merge(a) == a


@given(SAMPLES, st.lists(st.integers(0, 2), min_size=8, max_size=8), st.randoms())
def test_any_split_gives_the_sample_of_the_whole(
    fetched: list[tuple[str, str, bool]], shares: list[int], random: Random
) -> None:
    """In any order."""
    whole = sample_of(fetched)
    random.shuffle(fetched)
    parts = [[page for page, at in zip(fetched, shares, strict=False) if at == n] for n in range(3)]
    assert reduce(PageSample.merge, map(sample_of, parts)) == whole


def test_a_sample_is_bounded_and_fair() -> None:
    """Each of 400 addresses is as likely as another: not the first ones, nor the last."""
    sample = sample_of([(f"{number}", "page", True) for number in range(400)])
    numbers = sorted(int((page.url or "").rpartition("/")[2]) for page in sample.pages)
    assert len(numbers) == 4
    assert numbers[0] < 200 < numbers[-1]


def test_pages_that_no_one_learns_from_are_left_out() -> None:
    """Empty ones, and huge ones."""
    assert PageSample().add("", "https://a.kz/1").add(b"x" * 2_000_001).pages == ()


@pytest.mark.slow
def test_a_split_host_teaches_the_same_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Line by line, whichever worker saw which page."""
    monkeypatch.setattr(page_sample, "MOST_PAGES", 8)
    sites = [(page, f"https://{HOST}/n/{number}") for number, page in enumerate(pages(12))]

    def keep(some: list[tuple[str, str]]) -> PageSample:
        return reduce(lambda sample, page: sample.add(*page), some, PageSample())

    whole = keep(sites).learn(HOST).profile
    split = keep(sites[7:]).merge(keep(sites[2:7])).merge(keep(sites[:2])).learn(HOST).profile
    assert write_learned(split) == write_learned(whole)
    assert whole.story.body == ("div.story-text",)
