"""Pages of the sets as the training takes them, and the folds they fall into."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.values import SetPage
from benchmarks.training.examples import domain_of, fold_of, read_examples
from tests.benchmarks.quality_sets import STORY
from tests.benchmarks.training_pages import examples, gold_page, page_set


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("kazpravda.kz", "kazpravda.kz"),
        ("www.kazpravda.kz", "kazpravda.kz"),
        ("WWW.Kazpravda.KZ", "kazpravda.kz"),
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("bbc.co.uk", "bbc.co.uk"),
        ("a.b.example.com", "example.com"),
        ("localhost", "localhost"),
        (None, "page"),
    ],
)
def test_the_domain_is_the_registered_part_of_the_host(host: str | None, domain: str) -> None:
    """The id of the page, where nobody knows its host."""
    assert domain_of(SetPage(id="page", html="", host=host)) == domain


@pytest.mark.parametrize(
    ("name", "salt", "fold"),
    [("bbc.co.uk", "", 1), ("kazpravda.kz", "", 2), ("kazpravda.kz", "inner ", 0)],
)
def test_the_fold_of_a_domain_never_changes(name: str, salt: str, fold: int) -> None:
    """A model that has not seen it yesterday has not seen it today."""
    assert fold_of(name, 4, salt) == fold


@given(st.text(), st.integers(1, 9))
def test_every_domain_falls_into_a_fold(name: str, count: int) -> None:
    """One of so many."""
    assert 0 <= fold_of(name, count) < count


def test_an_example_has_a_label_and_a_weight_for_each_block() -> None:
    """Its page keeps the second opinion, its case no markup."""
    (example,) = examples(gold_page("a.example"))
    blocks = example.page.blocks
    story = [block.text for block in blocks if example.label[block.index] == 1]
    assert story == STORY
    assert len(example.label) == len(example.weight) == len(blocks)
    assert example.features.matrix.shape[0] == len(blocks)
    assert example.page.opinion
    assert (example.case.html, example.domain, example.set_name) == ("", "a.example", "set")


@pytest.mark.parametrize("html", ["<body></body>", "<frameset><frame src=/a></frameset>"])
def test_pages_that_cannot_be_read_are_left_out(html: str) -> None:
    """Empty ones and such as are no pages."""
    assert examples(gold_page("a.example", html)) == []


def test_pages_with_bad_gold_are_left_out() -> None:
    """By their ids."""
    pages = page_set([gold_page("a.example"), gold_page("b.example")], bad=frozenset({"a.example"}))
    assert [example.case.id for example in read_examples(pages)] == ["b.example"]


def test_a_block_weighs_as_much_as_it_can_spoil() -> None:
    """The more words it has, the more; no block is half of a story."""
    (example,) = examples(gold_page("a.example"))
    words, weight = example.features.words, example.weight
    assert np.argsort(weight, kind="stable").tolist() == np.argsort(words, kind="stable").tolist()
    assert 0 < weight.min() <= weight.max() <= 0.5


def test_blocks_that_nobody_can_learn_from_weigh_nothing() -> None:
    """Here those that no snippet speaks of."""
    page = gold_page("a.example", gold=None, with_=(STORY[0],))
    (example,) = examples(page)
    known = [not math.isnan(label) for label in example.label.tolist()]
    assert [weight > 0 for weight in example.weight.tolist()] == known
    assert known.count(True) == 1


@pytest.mark.parametrize("page_type", ["forum", "listing", "collection", "product"])
def test_nothing_is_learned_from_pages_of_other_types(page_type: str) -> None:
    """What is main content there is another question."""
    (example,) = examples(gold_page("a.example", page_type=page_type))
    assert example.weight.max() == 0


def test_of_much_boilerplate_a_sample_is_taken() -> None:
    """The same one in every run; story is never left out."""
    story = "".join(f"<p>{text}</p>" for text in STORY)
    other = "".join(f"<p>Something else is said in line {number}.</p>" for number in range(400))
    page = gold_page("a.example", f"<body>{story}{other}</body>")
    (first,), (again,) = examples(page), examples(page)
    taken = first.weight > 0
    assert 40 < (taken & (first.label == 0)).sum() < 120
    assert taken[first.label == 1].all()
    assert first.weight.tolist() == again.weight.tolist()


@pytest.mark.parametrize(("name", "label"), [("daniel-en", 0), ("cpe-sites", 0), ("set", 1)])
def test_some_sets_have_the_headline_in_their_gold(name: str, label: float) -> None:
    """They are known by their names."""
    html = f"<h1>The bridge is open at last</h1>{''.join(f'<p>{text}</p>' for text in STORY)}"
    gold = "\n".join(["The bridge is open at last", *STORY])
    (example,) = examples(
        gold_page("a.example", f"<title>News</title>{html}", gold=gold), name=name
    )
    assert example.label[0] == label
