"""What the names of the elements around a block say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.judge.features.elements import NAME_FEATURES, name_features
from tests.judge.features.pages import HOSTILE
from tests.markup.pages import walk

SCORES = {"story": 2.0, "entry content": 3.0, "content": 1.0, "sidebar": -4.0, "share": -1.0}
WORDS = st.dictionaries(st.sampled_from(["share", "views", "story", "text"]), st.floats(-9, 9))


def features_of(body: str) -> dict[str, float]:
    """The features of the last block of a page by name."""
    outline = walk(body).outline()
    return dict(zip(NAME_FEATURES, name_features(outline, SCORES)[-1].tolist(), strict=True))


@pytest.mark.parametrize(
    ("names", "score"),
    [
        ("", 0),
        ("unknown", 0),
        ("story", 2),
        ("sidebar", -4),
        ("story unknown", 2),
        ("story content", 2),
        ("story sidebar", -2),
        ("sidebar share", -4),
        ("entry-content", 3),
        ("entry content", 1),
    ],
)
def test_the_strongest_words_for_and_against_are_added(names: str, score: float) -> None:
    """Pairs of words count as words."""
    assert features_of(f"<p class='{names}'>а")["name_parent"] == score


def test_each_element_around_has_its_own_score() -> None:
    """The block's element, the one around it, and the one around that."""
    found = features_of("<main class=share><div class=sidebar><p class=story>а</div></main>")
    names = ("name_parent", "name_ancestor1", "name_ancestor2")
    assert [found[name] for name in names] == [2, -4, -1]


def test_above_the_body_stands_the_body() -> None:
    """It has no names."""
    found = features_of("<p class=story>а")
    assert [found["name_ancestor1"], found["name_ancestor2"]] == [0, 0]


PATH = "<div class=content><div class=sidebar><div class=x><p>а</div></div></div>"


def test_scores_are_gathered_along_the_path() -> None:
    """Elements without a known name leave them as they are."""
    table = [
        ("name_sum", -3),
        ("name_least", -4),
        ("name_most", 1),
        ("name_nearest", -4),
        ("name_known", 2),
    ]
    for name, value in table:
        assert features_of(PATH)[name] == value, name


def test_the_path_ends_with_its_elements() -> None:
    """What stands behind a part has no share in its names."""
    found = features_of("<div class=story>а<p class=sidebar>б</p></div><p>в</p>")
    assert found == dict.fromkeys(NAME_FEATURES, 0)


@given(HOSTILE, WORDS)
def test_every_page_has_finite_features(body: str, scores: dict[str, float]) -> None:
    """A row a block, a column a name."""
    walked = walk(body)
    matrix = name_features(walked.outline(), scores)
    assert matrix.shape == (len(walked.blocks), len(NAME_FEATURES))
    assert np.isfinite(matrix).all()
