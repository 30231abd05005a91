"""The block-level elements of a page, and where each block stands in them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.page import Outline
from tests.markup.pages import walk

PAGE = (
    "<header class=top><a href=/>Газета</a></header>"
    "<main><h1>Мост открыт</h1>"
    "<div class=story-body>Начало"
    "<p>Первое <a href=/1>слово</a> и <a href=/2>второе</a><p>Второе</p>"
    "<section></section>Конец</div></main>"
    "Подвал"
)
TAGS = ["div", "p", "b", "a", "ul", "li", "td", "table", "tr", "h2", "nav", "span", "section",
        "figure", "blockquote", "iframe", "img", "br", "x-y", "form", "custom"]  # fmt: skip
NESTED = st.recursive(
    st.sampled_from(["а", "б ", " ", "", "<br>", "<img src=/a.jpg>", "<iframe src=/b></iframe>"]),
    lambda inner: st.builds(
        "<{0} class={1}>{2}</{0}>".format,
        st.sampled_from(TAGS),
        st.sampled_from(["share", "tags", "story-text", "caption"]),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=25,
)


def outline(body: str) -> Outline:
    """The outline of a page with this body."""
    return walk(body).outline()


def block_parents(body: str) -> list[tuple[str, str]]:
    """Text and tag of the home of each block."""
    walked = walk(body)
    found = walked.outline()
    return [
        (block.text, found.tags[home])
        for block, home in zip(walked.blocks, found.block_parents, strict=True)
    ]


def test_elements_stand_in_page_order() -> None:
    """The body first; inline elements are none."""
    assert outline(PAGE).tags == ("body", "header", "main", "h1", "div", "p", "p", "section")


def test_every_element_knows_the_one_around_it() -> None:
    """The body knows itself."""
    assert outline(PAGE).parents == (0, 0, 0, 2, 2, 4, 4, 4)


def test_every_element_knows_its_blocks() -> None:
    """From the first one to behind the last one; an empty element has none."""
    found = outline(PAGE)
    assert list(zip(found.starts, found.ends, strict=True)) == [
        (0, 7), (0, 1), (1, 6), (1, 2), (2, 6), (3, 4), (4, 5), (5, 5),
    ]  # fmt: skip


def test_every_element_has_the_words_of_its_names() -> None:
    """Those of inline elements within it are not its own."""
    assert outline(PAGE).names == (
        (), ("top",), (), (), ("story", "body", "story body"), (), (), (),
    )  # fmt: skip


def test_names_of_an_inline_element_stay_with_it() -> None:
    """The element behind it has its own, or none."""
    assert outline("<span class=story>а</span><p>б</p>").names == ((), ())


def test_every_block_stands_in_the_innermost_element_around_it() -> None:
    """Text between two elements stands in the one that holds both."""
    assert block_parents(PAGE) == [
        ("Газета", "header"),
        ("Мост открыт", "h1"),
        ("Начало", "div"),
        ("Первое слово и второе", "p"),
        ("Второе", "p"),
        ("Конец", "div"),
        ("Подвал", "body"),
    ]


@pytest.mark.parametrize(
    ("body", "home"),
    [
        ("а", "body"),
        ("<span>а</span>", "body"),
        ("<div><b>а</b></div>", "div"),
        ("<figure><img src=/a.jpg></figure>", "figure"),
        ("<p><img src=/a.jpg></p>", "p"),
        ("<div><iframe src=/a></iframe></div>", "iframe"),
        ("<table><tr><td>а<td>б<tr><td>в<td>г</table>", "table"),
        ("<table><tr><td>а</table>", "td"),
        ("<ul><li><a href=/><div>а</div></a></ul>", "div"),
    ],
)
def test_whatever_a_block_is_it_has_a_home(body: str, home: str) -> None:
    """Pictures, embeds, tables too."""
    assert [tag for _, tag in block_parents(body)] == [home]


def test_links_are_counted_where_they_begin() -> None:
    """Each once, however much stands in it."""
    assert outline(PAGE).links == (1, 0, 0, 2, 0, 0, 0)


def test_a_link_around_several_blocks_begins_in_the_first() -> None:
    """The others are linked, but hold no link."""
    assert outline("<a href=/><p>а</p><p>б</p></a>").links == (1, 0)


def test_a_link_behind_the_last_block_counts_for_none() -> None:
    """There is nothing to read in it."""
    assert outline("<p>а</p><a href=/></a>").links == (0,)


def test_an_empty_page_has_a_body_alone() -> None:
    """Without blocks."""
    assert outline("") == Outline((0,), (0,), (0,), ("body",), ((),), (), ())


@given(NESTED)
def test_columns_have_the_same_length(body: str) -> None:
    """One row an element, one row a block."""
    walked = walk(body)
    found = walked.outline()
    elements = (found.parents, found.starts, found.ends, found.tags, found.names)
    assert {len(column) for column in elements} == {len(found.tags)}
    assert (len(found.block_parents), len(found.links)) == (len(walked.blocks), len(walked.blocks))


@given(NESTED)
def test_ranges_nest(body: str) -> None:
    """Each lies within that of its parent, and behind those of elder siblings."""
    found = outline(body)
    ranges = list(zip(found.starts, found.ends, strict=True))
    children: dict[int, list[tuple[int, int]]] = {}
    for element, parent in enumerate(found.parents[1:], start=1):
        assert parent < element
        assert ranges[parent][0] <= ranges[element][0] <= ranges[element][1] <= ranges[parent][1]
        children.setdefault(parent, []).append(ranges[element])
    for siblings in children.values():
        assert all(elder[1] <= younger[0] for elder, younger in pairwise(siblings))


@given(NESTED)
def test_homes_are_the_last_elements_that_hold_a_block(body: str) -> None:
    """An element comes before those within it."""
    found = outline(body)
    for block, home in enumerate(found.block_parents):
        holding = [
            element
            for element, (start, end) in enumerate(zip(found.starts, found.ends, strict=True))
            if start <= block < end
        ]
        assert home == holding[-1]


@given(NESTED)
def test_blocks_are_those_of_the_page(body: str) -> None:
    """Numbered in page order, each in a zone that was collected."""
    walked = walk(body)
    assert [block.index for block in walked.blocks] == list(range(len(walked.blocks)))
    assert all(-1 <= block.zone < len(walked.zones) for block in walked.blocks)
