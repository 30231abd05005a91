"""The elements around a block: their tags, how much prose and how many links they hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given

from cleaners.judge.features.elements import ELEMENT_FEATURES, Sums, depths, group_blocks
from tests.builders import PROSE
from tests.judge.features.pages import HOSTILE, column, rows
from tests.markup.pages import walk

LINK = "<li><a href=/>Другая новость</a>"
PAGE = (
    "<header><div>Газета</div></header>"
    f"<main><article><h1>Мост</h1>{''.join(f'<p>{text}</p>' for text in PROSE)}</article></main>"
    f"<aside><ul>{LINK * 4}</ul></aside>"
)
STORY = [0, 0, 1, 1, 1, 1, 0, 0, 0, 0]
ARTICLE = [0, 1, 1, 1, 1, 1, 0, 0, 0, 0]


def test_the_elements_of_a_page() -> None:
    """A header, a story, a list of links beside it."""
    table = [
        ("parent_p", STORY),
        ("parent_h1", [0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("in_li", [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]),
        ("in_article", ARTICLE),
        ("in_main", ARTICLE),
        ("in_header", [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("in_aside", [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]),
        ("in_form", [0] * 10),
        ("depth", [2, 3, 3, 3, 3, 3, 3, 3, 3, 3]),
        ("in_ancestor_40", ARTICLE),
        ("in_ancestor_80", ARTICLE),
        ("ancestor_links_80", [0] * 10),
        ("ancestor_position_80", [-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6]),
        ("block_position", [index / 10 for index in range(10)]),
        ("in_candidate", ARTICLE),
        ("link_share_0", [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]),
        ("link_share_1", [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]),
        ("prose_share_0", STORY),
        ("page_prose_1", ARTICLE),
        ("group_prose", STORY),
        ("group_links", [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]),
    ]
    for name, values in table:
        assert column(PAGE, name) == pytest.approx(values), name


def test_counts_are_logarithms() -> None:
    """Of the page, of the elements around, of similar blocks."""
    table = [
        ("blocks_on_page", [10] * 10),
        ("blocks_0", [1] * 10),
        ("blocks_1", [1, 5, 5, 5, 5, 5, 4, 4, 4, 4]),
        ("blocks_2", [10, 5, 5, 5, 5, 5, 4, 4, 4, 4]),
        ("group_size", [1, 1, 4, 4, 4, 4, 4, 4, 4, 4]),
    ]
    for name, values in table:
        counts = [math.expm1(value) for value in column(PAGE, name)]
        assert counts == pytest.approx(values, rel=1e-4), name


def test_the_smallest_element_that_holds_most_of_the_prose_is_found() -> None:
    """Here each paragraph holds a quarter, so two thirds need the element around three."""
    body = f"<div><section>{'<p>' + PROSE[0] + '</p>'}</section>{'<p>' + PROSE[0] + '</p>'}</div>"
    assert column(f"{body}<p>{PROSE[0]}</p>", "in_ancestor_40") == [1, 1, 0]
    assert column(f"{body}<p>{PROSE[0]}</p>", "in_ancestor_80") == [1, 1, 1]


def test_where_one_block_holds_most_of_the_prose_its_element_is_taken() -> None:
    """Whatever stands around."""
    body = f"<div><p>а</p><p>{' '.join(PROSE)}</p><p>б</p></div>"
    assert column(body, "in_ancestor_80") == [0, 1, 0]


def test_without_prose_the_whole_page_holds_it() -> None:
    """There is nothing to look for."""
    assert column("<div><p>а</p></div><p>б</p>", "in_ancestor_80") == [1, 1]


def test_a_block_that_is_all_link_is_no_candidate() -> None:
    """However long."""
    body = f"<div><p><a href=/>{PROSE[0]}</a></p></div><section><p>{PROSE[1]}</p></section>"
    assert column(body, "in_candidate") == [0, 1]


def test_sums_over_elements() -> None:
    """The body has all."""
    outline = walk("<div><p>а<p>б</div><p>в").outline()
    sums = Sums(outline).of(np.array([1, 2, 4], np.float32))
    expected = {"body": 7, "div": 3}
    assert dict(zip(outline.tags[:2], sums.tolist(), strict=False)) == expected
    assert sums.tolist()[2:] == [1, 2, 4]


def test_an_empty_element_has_a_sum_of_nothing() -> None:
    """It has no blocks."""
    outline = walk("<div></div><p>а").outline()
    assert Sums(outline).of(np.array([5], np.float32)).tolist() == [5, 0, 5]


def test_depths_count_the_elements_around() -> None:
    """None around the body."""
    assert depths(walk("<div><p>а</div><p>б").outline()).tolist() == [0, 1, 2, 1]


@pytest.mark.parametrize(
    ("body", "groups"),
    [
        ("<p>а<p>б", [0, 0]),
        ("<p>а<div>б</div>", [0, 1]),
        ("<p class=x>а<p class=y>б", [0, 1]),
        ("<p class=x>а<p class=x>б", [0, 0]),
        ("<div><p>а</div><p>б", [0, 1]),
        ("<div class=x><p>а</div><div class=y><p>б</div>", [0, 1]),
        ("<div class=x><p>а</div><div class=x><p>б</div>", [0, 0]),
        ("<div>а<p>б</p>в</div>", [0, 1, 0]),
        ("<nav><div><div><p>а</div></div></nav><main><div><div><p>б</div></div></main>", [0, 0]),
    ],
)
def test_similar_blocks_share_a_number(body: str, groups: list[int]) -> None:
    """Tags and names of three elements around them."""
    assert group_blocks(walk(body).outline()).tolist() == groups


@given(HOSTILE)
def test_shares_are_between_0_and_1(body: str) -> None:
    """However words and links are parted."""
    for row in rows(body).values():
        shares = [
            row[name]
            for name in ELEMENT_FEATURES
            if "share" in name or name.startswith(("in_", "parent_"))
        ]
        assert -1e-5 <= min(shares) <= max(shares) <= 1 + 1e-5
