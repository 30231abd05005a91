"""Words in the names of elements: how much each speaks for the story, learned from labels."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from benchmarks.training.examples import Example

_USUAL = 0.25  # share of story in an element that nothing is known of
_PRIOR_DOMAINS = 5  # so many unknown domains are added to those that were seen
_LEAST_DOMAINS = 4  # a word of fewer is the habit of one publisher


def learn_names(examples: Iterable[Example]) -> dict[str, float]:
    """Log odds of story in elements named so, against the usual share; each domain counts once."""
    seen: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for example in examples:
        if not (example.label == 1).any():
            continue
        for name, share in _shares(example).items():
            seen[name][example.domain].append(share)
    return {
        name: round(log_odds([sum(shares) / len(shares) for shares in domains.values()]), 3)
        for name, domains in sorted(seen.items())
        if len(domains) >= _LEAST_DOMAINS
    }


def log_odds(shares: list[float]) -> float:
    """Log odds of story, against the usual ones, from its share at each domain."""
    share = (sum(shares) + _PRIOR_DOMAINS * _USUAL) / (len(shares) + _PRIOR_DOMAINS)
    return math.log(share / (1 - share)) - math.log(_USUAL / (1 - _USUAL))


def _shares(example: Example) -> dict[str, float]:
    """The share of story (by characters) in the elements of a page, by the words of their names."""
    known = ~np.isnan(example.label)
    size = np.array([len(block.text) for block in example.page.blocks]) * known
    story = size * (np.nan_to_num(example.label) > 0)
    sizes, stories = (np.concatenate(([0], np.cumsum(values))) for values in (size, story))
    outline = example.features.outline
    found: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for start, end, names in zip(outline.starts, outline.ends, outline.names, strict=True):
        held = float(sizes[end] - sizes[start])
        for name in names if held else ():
            sums = found[name]
            sums[0] += float(stories[end] - stories[start])
            sums[1] += held
    return {name: held / size for name, (held, size) in found.items()}
