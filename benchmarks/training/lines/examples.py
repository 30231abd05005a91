"""Dumps of pages, read as the library does, with their features, labels and weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np

from benchmarks.dumps.changes import cut_in_sentence, drop_blank_lines, tail_of, wrap
from benchmarks.dumps.renderers import STORY
from benchmarks.quality.values import PageSet, SetPage
from benchmarks.training.examples import HEADLINE_IN_GOLD, domain_of, fold_of, weigh
from benchmarks.training.labels import Labels, label_blocks
from cleaners.block import Block
from cleaners.document import DocumentKind
from cleaners.errors import CleanersError
from cleaners.intake.open_document import open_document
from cleaners.judge.block_rules import Verdict
from cleaners.judge.certain import is_hidden_line
from cleaners.judge.features.block_text import Floats
from cleaners.judge.features.first_pass import Features, line_features
from cleaners.judge.judge import judge_by_rules
from cleaners.judge.label_runs import find_headline_runs
from cleaners.labels import load_lexicon
from cleaners.page import HeadData, Page
from cleaners.plaintext.dump_page import read_plaintext
from cleaners.reading.fold import fold

# Several renderers show the same page: fewer lines of each are enough.
_MOST_BOILERPLATE = 40
_LAYOUTS = 8  # half of so many dumps are changed
_WIDTH = 72  # characters of a wrapped line


@dataclass(slots=True)
class LineExample:
    """One dump: `label` is 1, 0 or NaN for each line, `weight` 0 for lines to leave out.

    `blocks` are the lines that the classifier sees; `page` and `verdicts` are about all lines.
    `first_probability` and `context_probability` are by models that never saw the dump's host.
    """

    case: SetPage
    page: Page
    verdicts: Sequence[Verdict | None]
    headline: str
    blocks: tuple[Block, ...]
    features: Features
    label: Labels
    weight: Floats
    first_probability: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    context_probability: Floats = field(default_factory=lambda: np.zeros(0, np.float32))

    @property
    def domain(self) -> str:
        """The registered part of the host: dumps of one publisher are never split."""
        return domain_of(self.case)


def read_line_examples(page_set: PageSet) -> Iterator[LineExample]:
    """The dumps of a set that the library can read; bad gold and empty dumps are left out.

    Of the renderings of a page one in four is taken, by chance: they are much alike. Of the sets of
    stories every other one is. Some are changed as dumps are on their way into a corpus.
    """
    part = 2 if page_set.name.endswith(f".{STORY}") else 4
    previous: SetPage | None = None
    for case in page_set.read():
        taken = fold_of(case.id, part, page_set.name) == 0
        if taken and case.id not in page_set.bad:
            example = _read_example(page_set.name, change_layout(case, previous, page_set.name))
            previous = case
            if example is not None:
                yield example


def change_layout(case: SetPage, previous: SetPage | None, set_name: str) -> SetPage:
    """The dump without its blank lines, wrapped, cut, behind another's tail, or as it is."""
    change = fold_of(case.id, _LAYOUTS, f"layout {set_name}")
    if change == 0:
        return msgspec.structs.replace(case, html=drop_blank_lines(case.html))
    if change == 1:
        return msgspec.structs.replace(case, html=wrap(case.html, _WIDTH))
    if change == 2 and previous is not None:
        tail = tail_of(previous.html, previous.gold or "")
        return msgspec.structs.replace(case, html=f"{tail}\n\n{case.html}")
    if change == 3:
        cut = cut_in_sentence(case.html, case.gold or "")
        return msgspec.structs.replace(case, html=cut[0], gold=cut[1]) if cut else case
    return case


def _read_example(set_name: str, case: SetPage) -> LineExample | None:
    try:
        document = open_document(case.html, case.url)
        page = read_plaintext(msgspec.structs.replace(document, kind=DocumentKind.TEXT), None)
    except CleanersError:
        return None
    if not page.blocks:
        return None
    verdicts = judge_by_rules(page, load_lexicon())
    for index, verdict in find_headline_runs(page.blocks, verdicts).items():
        verdicts[index] = verdict
    blocks = tuple(block for block in page.blocks if not is_hidden_line(verdicts[block.index]))
    if not blocks:
        return None
    features = line_features(blocks, verdicts)
    seen = [block.index for block in blocks]
    in_gold = set_name.startswith(HEADLINE_IN_GOLD)
    label = _label(page, case, headline_in_gold=in_gold)[seen]
    first_line = (case.gold or "").split("\n", 1)[0] if in_gold else ""
    return LineExample(
        case=msgspec.structs.replace(case, html=""),
        page=page,
        verdicts=verdicts,
        headline=case.title or first_line,
        blocks=blocks,
        features=features,
        label=label,
        weight=weigh(case, features.words, label, _MOST_BOILERPLATE),
    )


def _label(page: Page, case: SetPage, *, headline_in_gold: bool) -> Labels:
    """Labels as for markup; a dump has no head, so the set's own title tells the headline.

    The headline is a field, found above the story by rules, so it is labelled as no story.
    """
    titled = msgspec.structs.replace(page, head=HeadData(headline=case.title))
    labels = label_blocks(titled, case, headline_in_gold=headline_in_gold)
    title = fold(case.title or "").casefold()
    if title:
        labels[[block.text.casefold() == title for block in page.blocks]] = 0
    return labels
