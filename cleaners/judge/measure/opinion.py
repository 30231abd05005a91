"""How far a second opinion on the whole page agrees about each block."""

from __future__ import annotations

import numpy as np

from cleaners.judge.measure.neighbours import shift, window_sums
from cleaners.judge.measure.text import Floats, Matrix
from cleaners.page import Page
from cleaners.shingles import shared

_WINDOW = 4  # blocks to each side

NAMES = (
    "opinion", "opinion_above", "opinion_below", "opinion_window", "opinion_of_page",
    "opinion_in_story", "story_in_opinion",
)  # fmt: skip


def measure_opinion(page: Page, belief: Floats, words: Floats) -> Matrix:
    """One row a block, one column a name of `NAMES`; `belief` is each block's probability."""
    opinion = page.opinion or frozenset()
    said = np.array([shared(block.text, opinion) for block in page.blocks], np.float32)
    same = np.ones_like(said)
    seconded, story = (said * words).sum(), (belief * words).sum()
    both = (said * belief * words).sum()
    columns = [
        said,
        shift(said, 1),
        shift(said, -1),
        window_sums(said * words, _WINDOW) / np.maximum(window_sums(words, _WINDOW), 1),
        same * (seconded / max(words.sum(), 1)),
        same * (both / max(story, 1)),
        same * (both / max(seconded, 1)),
    ]
    return np.array(columns, np.float32).T
