"""Links within the text of a block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.block import Block
from cleaners.reading.fold import fold
from tests.costs import count_calls
from tests.markup.pages import cut


def links_of(block: Block) -> list[tuple[str, str]]:
    """Words and addresses of its links."""
    return [(block.text[link.start : link.end], link.url) for link in block.links]


def linked(body: str) -> list[tuple[str, str]]:
    """Words and addresses of the links of a page with this body."""
    return [link for block in cut(body) for link in links_of(block)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>Вчера <a href=u>мост</a> открыли", "мост"),
        ("<p>Вчера<a href=u> мост </a>открыли", "мост"),
        ("<p>Вчера\n <a href=u>\n мост\n через  реку\n</a>\n открыли", "мост через реку"),
        ("<p>мост и <a href=u>мост</a>, мост", "мост"),
        ("<p>за<a href=u>строй</a>ка", "строй"),
        ("<p><b>Вчера <a href=u><i>мо</i>ст</a></b>", "мост"),
        ("<p>а&shy;б <a href=u>мо&shy;ст</a> в", "мост"),
        ("<ul><li><a href=u>Мост открыт</a></ul>", "Мост открыт"),
        ("<a href=u><h3>Мост открыт</h3></a>", "Мост открыт"),
    ],
)
def test_a_link_has_its_words(body: str, words: str) -> None:
    """Without the white space around them, wherever the same words stand elsewhere."""
    assert linked(body) == [(words, "u")]


def test_the_second_of_two_equal_words_may_be_the_link() -> None:
    """What counts is the place."""
    (block,) = cut("<p>мост и <a href=u>мост</a>")
    assert [link.start for link in block.links] == [7]


def test_links_in_a_row() -> None:
    """With a space, a comma, or nothing between them."""
    assert linked("<p><a href=u>а</a><a href=v>б</a> <a href=w>в</a>, <a href=x>г</a>") == [
        ("а", "u"), ("б", "v"), ("в", "w"), ("г", "x"),
    ]  # fmt: skip


def test_a_link_over_several_blocks_is_one_in_each() -> None:
    """A card, or a line break within the link."""
    card = "<a href=u><h3>Мост</h3><p>Его открыли"
    assert linked(card) == [("Мост", "u"), ("Его открыли", "u")]
    assert linked("<p>а <a href=u>б<br><br>в</a> г") == [("б", "u"), ("в", "u")]


@pytest.mark.parametrize(
    "body", ["<p>а <a>б</a>", "<p>а <a href=''>б</a>", "<p>а <a href=u><img src=/a.jpg></a>"]
)
def test_no_words_or_no_address_is_no_link(body: str) -> None:
    """Anchors, and pictures that open larger ones."""
    assert linked(body) == []


BETWEEN = st.sampled_from(["", "а", " б", "в ", "\n", "\xad", "мост", "\x1c"])
LABELS = st.sampled_from(["", "а", " б", "г ", "  ", "мост", "\x1f"])


@given(st.lists(st.tuples(BETWEEN, LABELS), max_size=8))
def test_no_link_has_other_words(pairs: list[tuple[str, str]]) -> None:
    """However white space and marks that cannot be seen stand between and within them."""
    html = "".join(f"{text}<a href=u{n}>{label}</a>" for n, (text, label) in enumerate(pairs))
    found = linked(f"<p>{html}")
    labels = {f"u{n}": fold(label) for n, (_, label) in enumerate(pairs)}
    assert all(label == labels[url] for label, url in found)
    assert [url for _, url in found] == sorted({url for _, url in found})


def test_many_links_cost_no_more_than_their_number() -> None:
    """Ten times the links, ten times the work."""

    def cost(count: int) -> int:
        return count_calls(lambda: cut("<p>" + "а <a href=u>б</a> в " * count))

    assert cost(2_000) < 12 * cost(200)
