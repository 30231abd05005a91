"""Set scores and their intervals: bootstrap over pages, the same draws for every extractor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.scoring import Counts

DRAWS = 1000
SEED = 20261124
_LOW, _HIGH = 2.5, 97.5  # percentiles: 95 of 100 draws lie between them

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over all pages, and the interval that holds 95 of 100 bootstrap draws."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sample:
    """A figure of a set: over all pages, then over the pages of every draw."""

    value: float
    draws: Floats

    def estimate(self) -> Estimate:
        """The figure with its interval; draws in which it is not defined are left out."""
        return _estimate(self.value, self.draws)

    def minus(self, other: Sample) -> Estimate:
        """The difference of two figures over the same pages and the same draws (paired)."""
        return _estimate(self.value - other.value, self.draws - other.draws)


class Bootstrap:
    """Draws with replacement from `pages` pages, as the weight of each page in each draw."""

    def __init__(self, pages: int, draws: int = DRAWS, seed: int = SEED) -> None:
        random = np.random.default_rng(seed)
        shares = np.full(pages, 1 / pages)
        drawn = random.multinomial(pages, shares, size=draws)
        self._weights: Floats = np.vstack([np.ones(pages), drawn]).astype(np.float64)

    def means(self, counts: Sequence[Counts]) -> tuple[Sample, Sample, Sample]:
        """Mean precision over pages with output, mean recall over pages with gold, their F1."""
        precision = self.mean([page.precision if page.tp + page.fp else np.nan for page in counts])
        recall = self.mean([page.recall if page.tp + page.fn else np.nan for page in counts])
        p, r = _all(precision), _all(recall)
        return precision, recall, _sample(_ratio(2 * p * r, p + r))

    def mean(self, values: Sequence[float]) -> Sample:
        """Mean over the pages that have a value; the others are NaN."""
        figures = np.asarray(values, dtype=np.float64)
        known = ~np.isnan(figures)
        return _sample(
            _ratio(self._weights @ np.nan_to_num(figures), self._weights @ known.astype(np.float64))
        )

    def f1_of_sums(self, counts: Sequence[Counts]) -> Sample:
        """F1 of counts that are summed over all pages: for snippets."""
        table = np.asarray([(page.tp, page.fp, page.fn) for page in counts], dtype=np.float64)
        tp, fp, fn = (self._weights @ table).T
        return _sample(_ratio(2 * tp, 2 * tp + fp + fn))


def _ratio(above: Floats, below: Floats) -> Floats:
    """0 where nothing is to be divided by."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)


def _sample(figures: Floats) -> Sample:
    return Sample(float(figures[0]), figures[1:])


def _all(sample: Sample) -> Floats:
    return np.concatenate([[sample.value], sample.draws])


def _estimate(value: float, draws: Floats) -> Estimate:
    low, high = np.percentile(draws, [_LOW, _HIGH])
    return Estimate(value, float(low), float(high))
