"""Lines that may be the headline of a dump, each beside the others."""

from __future__ import annotations

import numpy as np

from cleaners.judge.features.headline_candidates import (
    HEADLINE_PASS,
    ClassifiedDump,
    headline_features,
)
from cleaners.judge.prose import count_words
from tests.builders import make_page

HEADLINE = "Паром через Ишим пойдёт весной"
LEAD = "Паром через Ишим пойдёт весной, как только сойдёт лёд, рассказали вчера в управлении порта."
BODY = "Билет на паром будет стоить столько же, сколько в прошлом году, уточнил начальник порта."
TEASERS = [f"Сосед пожаловался на шум во дворе номер {number}" for number in range(30)]


def make_dump(*lines: str, story: list[int]) -> ClassifiedDump:
    """A dump of which the lines with these indexes are kept."""
    blocks = make_page(*lines).blocks
    nothing = np.zeros(len(blocks), np.float32)
    words = [count_words(block.text) for block in blocks]
    return ClassifiedDump(blocks, (None,) * len(blocks), story, nothing, nothing, words)


def feature(dump: ClassifiedDump, name: str) -> dict[str, float]:
    """One feature of each candidate, by its text."""
    candidates, rows = headline_features(dump)
    column = rows[:, HEADLINE_PASS.index(name)].tolist()
    return {dump.blocks[i].text: value for i, value in zip(candidates, column, strict=True)}


def test_a_line_kept_by_mistake_far_above_hides_no_headline() -> None:
    """Most of the story stands below the headline all the same."""
    lines = ["Ведущий программы недоволен погодой.", *TEASERS, HEADLINE, LEAD, BODY, BODY]
    at = lines.index(HEADLINE)
    dump = make_dump(*lines, story=[0, at + 1, at + 2, at + 3])
    assert HEADLINE in feature(dump, "in_story")


def test_within_the_story_stands_no_headline() -> None:
    """There it is a subheading."""
    dump = make_dump(HEADLINE, LEAD, BODY, BODY, "Билеты прошлого года", LEAD, story=[1, 2, 3, 5])
    assert HEADLINE in feature(dump, "in_story")
    assert "Билеты прошлого года" not in feature(dump, "in_story")


def test_candidates_are_ranked_by_what_they_share_with_the_story() -> None:
    """A line that has none of its words comes last."""
    lines = ["Погода и курсы валют", HEADLINE, "Порт Ишим: разное"]
    dump = make_dump(*lines, LEAD, BODY, story=[3, 4])
    ranks, beside = feature(dump, "rank"), feature(dump, "in_story_beside_best")
    assert [ranks[line] for line in lines] == [len(ranks) - 1, 0, 1]
    assert beside[HEADLINE] == 0
    assert beside["Погода и курсы валют"] == -1
    assert set(feature(dump, "candidates").values()) == {float(len(ranks))}
