"""Features of the places where one story of a dump may end and the next one begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np

from cleaners.decision import Reason
from cleaners.judge.features.block_text import Bools, Floats, Matrix
from cleaners.judge.features.headline_candidates import (
    ClassifiedDump,
    Repeated,
    headline_features,
    is_fact,
)
from cleaners.judge.features.stems import stems_of
from cleaners.judge.features.stretches import (
    Stretch,
    Topics,
    Words,
    find_stretches,
    names_in,
    stems_in,
    topic_of,
)
from cleaners.judge.forest import Forest, to_probability

BOUNDARY = (
    "headline", "headline_below", "headline_above", "headline_words", "facts", "lines", "words",
    "labels", "comments", "legal", "shares", "marks", "numbers", "repeated", "gap",
    "shared_by_below", "shared_by_above", "shared_with_all", "probability_above",
    "probability_below", "words_above", "words_below", "position", "stretches", "vocabulary",
    "all_shared_by_below", "all_shared_by_above", "names_shared_by_below", "names_shared_by_above",
    "names", "own_lines", "alike", "all_alike", "most_alike",
)  # fmt: skip

_HEADED = 0.25  # probability of a line that may be the next headline
_OF_STORY = 0.5  # share of the words of a headline that its story has
_UNLIKE = 0.05  # share of words that stories of different things have in common
_REACH = 20  # lines above a stretch that its headline may stand in
_MOST_STRETCHES = 60  # of a dump; what has more is no dump of stories
_MOST_BETWEEN = 400  # lines between two stretches that are looked at
_REASONS = (
    Reason.LABEL, Reason.COMMENTS, Reason.LEGAL_NOTICE, Reason.SHARE, Reason.PLACEHOLDER,
    Reason.BARE_COUNTER,
)  # fmt: skip


class Begin(NamedTuple):
    """A line with which a further story may begin: how probable, and features of the place."""

    probability: float
    row: Floats


Begins = Mapping[int, Begin]  # by the index of the line


class Boundary(NamedTuple):
    """A place between two stretches: the next story would begin at the line `begin`.

    `above` is the last line of the upper stretch, `below` the first one of the lower.
    """

    begin: int
    above: int
    below: int
    row: Floats


def find_boundaries(dump: ClassifiedDump, headline: Forest) -> list[Boundary]:
    """The places where the next story may begin; `headline` is the forest of headlines."""
    stretches = find_stretches(dump)
    if not 1 < len(stretches) <= _MOST_STRETCHES:
        return []
    told = Words([stems_in(dump, stretch) for stretch in stretches])
    named = Words([names_in(dump, stretch) for stretch in stretches])
    topics = Topics([topic_of(dump, stretch) for stretch in stretches])
    found = []
    headlines = _find_headlines(dump, stretches, headline)
    for number, (above, below) in enumerate(pairwise(stretches)):
        score, begin = headlines[number]
        row = (
            *_headline(dump, begin, score, told.own[number], told.own[number + 1]),
            *_between(dump, above, below),
            *told.shared(number),
            *(_mean(dump.probability, stretch) for stretch in (above, below)),
            *(np.log1p(stretch.words) for stretch in (above, below)),
            below.lines[0] / len(dump.blocks),
            len(stretches),
            float(np.mean(dump.vocabulary[above.lines[-1] + 1 : below.lines[0] + 1])),
            *told.shared_with_all(number),
            *named.shared_with_all(number),
            np.log1p(len(named.own[number + 1])),
            below.lines[0] - begin,
            *topics.alike(number),
        )
        ends = above.lines[-1], below.lines[0]
        found.append(Boundary(_with_facts(dump, begin, above), *ends, np.array(row, np.float32)))
    return found


def _find_headlines(
    dump: ClassifiedDump, stretches: Sequence[Stretch], headline: Forest
) -> list[tuple[float, int]]:
    """For each stretch but the first the likeliest headline: its probability, its line."""
    repeated = Repeated(dump)
    found: list[list[int]] = []
    rows: list[Matrix] = []
    for above, below in pairwise(stretches):
        own = dump._replace(story=below.lines)  # as if the stretch were all of its story
        lowest = max(above.lines[-1] + 1, below.lines[0] - _REACH)
        candidates, own_rows = headline_features(own, range(lowest, below.lines[0] + 1), repeated)
        found.append(candidates)
        rows.append(own_rows)
    scores = iter(to_probability(headline.score(np.vstack(rows))).tolist())
    return [
        max(zip(islice(scores, len(lines)), lines, strict=True), default=(0.0, below.lines[0]))
        for lines, below in zip(found, stretches[1:], strict=True)
    ]


def boundary_matrix(boundaries: Sequence[Boundary]) -> Matrix:
    """One row per boundary, one column per name of `BOUNDARY`."""
    if not boundaries:
        return np.zeros((0, len(BOUNDARY)), np.float32)
    return np.stack([boundary.row for boundary in boundaries])


def are_plain(rows: Matrix) -> Bools:
    """Whether a new page plainly begins, for each boundary.

    Below stands a headline of the lower stretch with facts of its own; above ends a page, or a
    stretch that talks of something else.
    """

    def column(name: str) -> Floats:
        values: Floats = rows[:, BOUNDARY.index(name)]
        return values

    headed = (column("headline") >= _HEADED) & (column("headline_below") >= _OF_STORY)
    own = (column("headline_above") <= 1 - _OF_STORY) & (column("facts") > 0)
    ended = column("marks") + column("legal") > 0
    return np.asarray(headed & own & (ended | (column("shared_by_below") <= _UNLIKE)))


def _headline(
    dump: ClassifiedDump, begin: int, score: float, above: set[str], below: set[str]
) -> tuple[float, ...]:
    """The best headline between the stretches: of which of them it talks, and its facts."""
    text = dump.blocks[begin].text
    stems = stems_of(text)
    count = max(1, len(stems))
    near = range(max(0, begin - 2), min(len(dump.blocks), begin + 4))
    return (
        score,
        sum(stem in below for stem in stems) / count,
        sum(stem in above for stem in stems) / count,
        np.log1p(dump.words[begin]),
        sum(is_fact(dump, i) for i in near if i != begin),
    )


def _between(dump: ClassifiedDump, above: Stretch, below: Stretch) -> tuple[float, ...]:
    """What stands between two stretches."""
    lines = range(above.lines[-1] + 1, below.lines[0])[-_MOST_BETWEEN:]
    reasons = Counter(verdict.reason for i in lines if (verdict := dump.verdicts[i]) is not None)
    seen = {block.text for block in dump.blocks[: above.lines[0]]}
    return (
        np.log1p(below.lines[0] - above.lines[-1] - 1),
        np.log1p(sum(dump.words[i] for i in lines)),
        *(np.log1p(reasons[reason]) for reason in _REASONS),
        sum(dump.blocks[i].text in seen for i in lines) / max(1, len(lines)),
        max((min(dump.blocks[i].gap, 6) for i in (*lines, below.lines[0])), default=0),
    )


def _mean(values: Floats, stretch: Stretch) -> float:
    return float(values[list(stretch.lines)].mean())


def _with_facts(dump: ClassifiedDump, begin: int, above: Stretch) -> int:
    """Where the next story begins: at its headline, or at a fact directly above that."""
    while begin - 1 > above.lines[-1] and is_fact(dump, begin - 1):
        begin -= 1
    return begin
