"""What stands above and below a block."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cleaners.judge.features.neighbours import distances, shift, window_sums
from tests.builders import PROSE
from tests.judge.features.pages import column

PAGE = f"<h1>Мост открыт</h1><p>{PROSE[0]}</p><p>Коротко</p><p>{PROSE[1]}</p>"
numbers = st.lists(st.integers(-9, 9), min_size=1, max_size=9)


def floats(*values: float) -> NDArray[np.float32]:
    """A value a block."""
    return np.array(values, np.float32)


@pytest.mark.parametrize(
    ("by", "moved"),
    [(1, [-1, 1, 2]), (2, [-1, -1, 1]), (-1, [2, 3, -1]), (5, [-1, -1, -1])],
)
def test_values_are_moved(by: int, moved: list[float]) -> None:
    """Down, up, off the page; what comes from outside is the fill."""
    assert shift(floats(1, 2, 3), by, -1).tolist() == moved


def test_from_outside_comes_nothing() -> None:
    """0, where nobody says otherwise."""
    assert shift(floats(1, 2), 1).tolist() == [0, 1]


@pytest.mark.parametrize("by", [-3, -2, 2, 3])
def test_a_page_may_be_shorter_than_a_step(by: int) -> None:
    """Then all comes from outside."""
    assert shift(floats(5), by).tolist() == [0]


@pytest.mark.parametrize(
    ("reach", "sums"), [(0, [1, 2, 3, 4]), (1, [3, 6, 9, 7]), (2, [6, 10, 10, 9]), (9, [10] * 4)]
)
def test_sums_of_windows(reach: int, sums: list[float]) -> None:
    """At the edges of the page they are narrower."""
    assert window_sums(floats(1, 2, 3, 4), reach)[0].tolist() == sums


@given(numbers, st.integers(0, 5))
def test_sums_of_windows_are_sums(values: list[int], reach: int) -> None:
    """Block by block."""
    expected = [sum(values[max(at - reach, 0) : at + reach + 1]) for at in range(len(values))]
    assert window_sums(floats(*values), reach)[0].tolist() == expected


def test_distances_to_marks() -> None:
    """0 at a mark itself."""
    above, below = distances(np.array([False, True, False, False, True, False]))
    assert above.tolist()[1:] == [0, 1, 2, 0, 1]
    assert below.tolist()[:-1] == [1, 0, 2, 1, 0]


def test_distances_beyond_the_first_and_the_last_mark_are_longer_than_the_page() -> None:
    """There is none."""
    above, below = distances(np.array([False, True, False]))
    assert above.tolist()[0] >= 3
    assert below.tolist()[-1] >= 3


def test_without_marks_all_distances_are_longer_than_the_page() -> None:
    """Upwards and downwards."""
    above, below = distances(np.zeros(4, bool))
    assert min(*above.tolist(), *below.tolist()) >= 4


def test_what_stands_above_and_below_is_a_feature() -> None:
    """Headings, prose, by their distance."""
    table = [
        ("heading_above1", [0, 1, 0, 0]),
        ("heading_below1", [0, 0, 0, 0]),
        ("heading_above3", [0, 0, 0, 1]),
        ("since_h1", [0, 1, 2, 3]),
        ("since_prose", [4, 0, 1, 0]),
        ("until_prose", [1, 0, 1, 0]),
        ("since_heading", [0, 1, 2, 3]),
    ]
    for name, values in table:
        assert column(PAGE, name) == values, name


@pytest.mark.parametrize(
    ("name", "fill"), [("words_above1", -1), ("link_share_above3", -1), ("rule_above3", 0)]
)
def test_above_the_first_block_stands_nothing(name: str, fill: float) -> None:
    """That differs from an empty block, or counts as none."""
    assert column(PAGE, name)[0] == fill


def test_blocks_of_one_home_are_known() -> None:
    """Here the second and the third."""
    body = "<p>а</p><div>б<br><br>в</div>"
    assert column(body, "same_parent_above1") == [0, 0, 1]
    assert column(body, "same_parent_below1") == [0, 1, 0]


def test_a_neighbour_that_a_rule_knows_is_marked() -> None:
    """Whatever they know it for."""
    assert column("<p>Поделиться</p><p>Мост</p>", "rule_above1") == [0, 1]


def test_prose_above_and_below_are_shares_of_the_page() -> None:
    """Each counts the block itself."""
    body = f"<p>{PROSE[0]}</p><p>а</p><p>{PROSE[0]}</p>"
    assert column(body, "prose_above") == [0.5, 0.5, 1]
    assert column(body, "prose_below") == [1, 0.5, 0.5]


@pytest.mark.parametrize("name", ["since_h1", "since_label", "until_prose"])
def test_long_distances_are_cut(name: str) -> None:
    """200 or 50 blocks are as far as any."""
    assert max(column("<p>а" * 300, name)) == (200 if name == "since_h1" else 50)
