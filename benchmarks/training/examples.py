"""Pages of the sets, read as the library does, with their features, labels and weights."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.values import PageSet, SetPage
from benchmarks.training.labels import Labels, label_blocks
from cleaners.document import DocumentKind
from cleaners.errors import CleanersError
from cleaners.intake.open_document import open_document
from cleaners.judge.features.block_text import Floats
from cleaners.judge.features.first_pass import Features, page_features
from cleaners.judge.judge import judge_by_rules
from cleaners.labels import load_lexicon
from cleaners.markup.html_page import read_markup
from cleaners.markup.opinion import ask_trafilatura
from cleaners.page import Page
from cleaners.shingles import words_of

# Sets whose gold begins with the headline; their names begin so.
HEADLINE_IN_GOLD = ("daniel", "cpe")
# What is main content on pages of these types is another question; nothing is learned from them.
_OTHER_TYPES = frozenset({"forum", "listing", "collection", "product"})

_LEAST_GOLD = 60  # words; errors on shorter stories don't count for more
_SNIPPET_GOLD = 300  # words, assumed for pages whose gold are snippets
_MOST_WEIGHT = 0.5  # of one block; 1 is all of the story
_MOST_PAGE_WEIGHT = 4.0
_EVENNESS = 0.75  # exponent of the weights; short blocks have to be learned as well
_MOST_BOILERPLATE = 80  # blocks of a page


@dataclass(slots=True)
class Example:
    """One page: `label` is 1, 0 or NaN for each block, `weight` 0 for blocks to leave out.

    `features` get what is learned of names and words elsewhere. `first_probability` and
    `context_probability`, and `probability`, which is the mean of both, are by models that never
    saw the page's host.
    """

    set_name: str
    case: SetPage
    page: Page
    features: Features
    label: Labels
    weight: Floats
    first_probability: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    context_probability: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    probability: Floats = field(default_factory=lambda: np.zeros(0, np.float32))

    @property
    def domain(self) -> str:
        """The registered part of the host: pages of one publisher are never split."""
        return domain_of(self.case)


def domain_of(case: SetPage) -> str:
    """The registered part of the host (three parts under «co.uk»); the id of a page without one.

    >>> domain_of(SetPage(id="a", html="", host="news.bbc.co.uk"))
    'bbc.co.uk'
    """
    parts = (case.host or case.id).lower().split(".")
    shared = len(parts) > 2 and parts[-2] in _SHARED and len(parts[-1]) == 2
    return ".".join(parts[-3 if shared else -2 :])


# Under a country's domain these belong to nobody: the publisher's name stands before them.
_SHARED = frozenset("co com net org gov edu ac go or ne nic press".split())


def fold_of(name: str, count: int, salt: str = "") -> int:
    """The fold of a domain; the same on every machine and in every run."""
    return zlib.crc32(f"{salt}{name}".encode()) % count


def read_examples(page_set: PageSet) -> Iterator[Example]:
    """The pages of a set that the library can read; bad gold and empty pages are left out."""
    for case in page_set.read():
        if case.id not in page_set.bad:
            example = _read_example(page_set.name, case)
            if example is not None:
                yield example


def _read_example(set_name: str, case: SetPage) -> Example | None:
    try:
        document = open_document(case.html, case.url)
        page = read_markup(msgspec.structs.replace(document, kind=DocumentKind.HTML), None)
    except CleanersError:
        return None
    if not page.blocks:
        return None
    opinion = ask_trafilatura(document.text) or frozenset()
    features = page_features(page, judge_by_rules(page, load_lexicon()))
    label = label_blocks(page, case, headline_in_gold=set_name.startswith(HEADLINE_IN_GOLD))
    return Example(
        set_name=set_name,
        case=msgspec.structs.replace(case, html=""),
        page=msgspec.structs.replace(page, opinion=opinion),
        features=features,
        label=label,
        weight=weigh(case, features.words, label),
    )


def weigh(
    case: SetPage, words: Floats, label: Labels, most_boilerplate: int = _MOST_BOILERPLATE
) -> Floats:
    """A block counts for as much as it can spoil: its words ÷ the words of the story.

    Of more blocks of boilerplate than `most_boilerplate` a sample counts for all.
    """
    if case.page_type in _OTHER_TYPES:
        return np.zeros_like(words)
    gold = len(words_of(case.gold)) if case.gold is not None else _SNIPPET_GOLD
    weight = np.minimum((2 + words) / max(gold, _LEAST_GOLD), _MOST_WEIGHT)
    weight *= min(1.0, _MOST_PAGE_WEIGHT / weight.sum())
    weight[np.isnan(label)] = 0
    weight **= _EVENNESS
    _sample_boilerplate(case, label, weight, most_boilerplate)
    result: Floats = weight.astype(np.float32)
    return result


def _sample_boilerplate(
    case: SetPage, label: Labels, weight: NDArray[np.floating], most: int
) -> None:
    """Take heavy blocks more often, and let each that is taken count for those that are not."""
    boilerplate = np.flatnonzero((label == 0) & (weight > 0))
    if len(boilerplate) <= most:
        return
    generator = np.random.default_rng(zlib.crc32(case.id.encode()))
    heavy = weight[boilerplate] / weight[boilerplate].sum()
    chance = np.minimum(1, most * (0.5 * heavy + 0.5 / len(boilerplate)))
    taken = generator.random(len(boilerplate)) < chance
    weight[boilerplate[taken]] /= chance[taken]
    weight[boilerplate[~taken]] = 0
