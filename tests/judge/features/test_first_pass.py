"""All features of the first pass."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.judge.classifier import classify_page
from cleaners.judge.features.first_pass import FIRST_PASS
from cleaners.shingles import shingle_set
from tests.builders import PROSE, make_page
from tests.judge.features.pages import BARE, HOSTILE, column, features_of
from tests.judge.models import make_model
from tests.markup.pages import read


@given(HOSTILE)
def test_every_page_has_finite_features(body: str) -> None:
    """A row a block, a column a name."""
    page = read(f"<body>{body}</body>")
    found = features_of(page)
    assert found.matrix.shape == (len(page.blocks), len(FIRST_PASS))
    assert found.words.shape == found.groups.shape == (len(page.blocks),)
    assert found.matrix.dtype == np.float32
    assert np.isfinite(found.matrix).all()


@pytest.mark.parametrize("body", BARE)
def test_a_bare_page_has_finite_features(body: str) -> None:
    """One block, no words, only pictures."""
    assert np.isfinite(features_of(read(f"<body>{body}</body>")).matrix).all()


@given(HOSTILE | st.sampled_from(BARE), st.sampled_from([None, "", PROSE[0]]))
def test_every_page_is_classified(body: str, opinion: str | None) -> None:
    """Probabilities of blocks, confidence of the whole."""
    page = read(f"<body>{body}</body>")
    if opinion is not None:
        page = msgspec.structs.replace(page, opinion=shingle_set(opinion))
    found = classify_page(page, [None] * len(page.blocks), make_model())
    assert found.probability.shape == (len(page.blocks),)
    assert ((found.probability >= 0) & (found.probability <= 1)).all()
    assert 0 <= found.confidence <= 1


@pytest.mark.parametrize(
    ("block", "prose"),
    [
        (f"<p>{PROSE[0]}</p>", True),
        (f"<p><a href=/>{PROSE[0]}</a></p>", False),
        ("<p>Мост открыли в среду утром.</p>", False),
        ("<p>Новый мост через Ишим открыли в среду утром.</p>", True),
        ("<p>Новый мост через Ишим открыли в среду утром</p>", False),
        (f"<p>{'слово ' * 20}</p>", True),
        (f"<p>{'слово ' * 19}</p>", False),
    ],
)
def test_running_text_is_prose(block: str, prose: bool) -> None:
    """A sentence of eight words, or twenty words; and no link."""
    assert column(block, "prose_share_0") == pytest.approx([float(prose)])


def test_a_page_without_an_outline_has_no_features() -> None:
    """A dump without markup has none."""
    with pytest.raises(ValueError, match="no outline"):
        features_of(make_page(*PROSE))
