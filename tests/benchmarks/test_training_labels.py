"""Which blocks of a page are story, by its gold."""

from __future__ import annotations

import math

import msgspec
import pytest

from benchmarks.quality.values import SetPage
from benchmarks.training.labels import label_blocks
from cleaners.block import Block, Kind
from cleaners.page import HeadData
from tests.builders import PROSE, heading, line, make_page, picture

STORY, BOILERPLATE, UNKNOWN = 1.0, 0.0, None
OTHER = "Совсем другой рассказ о совсем другой реке."


def case(gold: str | None = "\n".join(PROSE), **facts: tuple[str, ...]) -> SetPage:
    """A page of a set."""
    return SetPage(id="a", html="", gold=gold, **facts)  # type: ignore[arg-type]


def label(
    *lines: Block | str,
    gold: str | None = "\n".join(PROSE),
    told: str | None = None,
    headline_in_gold: bool = False,
    **facts: tuple[str, ...],
) -> list[float | None]:
    """The labels of these blocks; None is unknown."""
    page = msgspec.structs.replace(make_page(*lines), head=HeadData(headline=told))
    labels = label_blocks(page, case(gold, **facts), headline_in_gold=headline_in_gold).tolist()
    return [UNKNOWN if math.isnan(value) else value for value in labels]


def test_what_stands_in_the_gold_is_story() -> None:
    """And what does not is none."""
    assert label(OTHER, *PROSE, OTHER) == [BOILERPLATE, *[STORY] * 4, BOILERPLATE]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"{PROSE[0]} И ещё два слова.", STORY),
        (" ".join([*PROSE[0].split()[:10], *OTHER.split()]), STORY),
        (" ".join([*PROSE[0].split()[:9], *OTHER.split()]), BOILERPLATE),
        (PROSE[0].upper(), BOILERPLATE),
    ],
)
def test_half_of_the_shingles_must_stand_there(text: str, value: float) -> None:
    """Case counts, as it does in the score."""
    assert label(text, *PROSE[1:]) == [value, *[STORY] * 3]


def test_pictures_are_unknown() -> None:
    """No gold speaks of them."""
    assert label(PROSE[0], picture(), "***", PROSE[1]) == [STORY, UNKNOWN, UNKNOWN, STORY]


def test_of_two_copies_the_one_near_the_story_is_meant() -> None:
    """The other is a teaser that has the same lead."""
    between = [f"Строка о другом под номером {number}" for number in range(9)]
    assert label(PROSE[0], *between, *PROSE)[0] == BOILERPLATE
    assert label(*PROSE, *between, PROSE[0])[-1] == BOILERPLATE


def test_a_block_without_copies_is_meant_however_far_it_stands() -> None:
    """The lead above a gallery."""
    between = [f"Строка о другом под номером {number}" for number in range(30)]
    assert label(PROSE[0], *between, *PROSE[1:])[0] == STORY


def test_of_two_copies_both_are_meant_if_the_gold_has_both() -> None:
    """A refrain."""
    gold = "\n".join([*PROSE, PROSE[0]])
    assert label(*PROSE, PROSE[0], gold=gold) == [STORY] * 5


def test_a_short_block_is_found_by_its_neighbour() -> None:
    """The gold has it right behind the words above, or before those below."""
    gold = "\n".join([PROSE[0], "Чего ждать", PROSE[1]])
    assert label(PROSE[0], "Чего ждать", PROSE[1], gold=gold) == [STORY] * 3
    assert label("Чего ждать", PROSE[1], gold=gold) == [STORY] * 2


def test_a_short_block_is_found_by_a_line_of_the_gold() -> None:
    """Where other words stand between it and its neighbours."""
    gold = "\n".join([PROSE[0], "Врезка о другом", "Чего ждать", "Ещё одна врезка", PROSE[1]])
    assert label(PROSE[0], "Чего ждать", PROSE[1], gold=gold) == [STORY] * 3


def test_a_short_block_far_from_the_story_is_none() -> None:
    """Though the gold has a line like it."""
    gold = "\n".join([PROSE[0], "Врезка", "Чего ждать", "Врезка", PROSE[1]])
    menu = [f"Раздел {number}" for number in range(4)]
    assert label("Чего ждать", *menu, *PROSE[:2], gold=gold)[0] == BOILERPLATE


def test_a_short_block_within_the_story_that_the_gold_does_not_have_is_none() -> None:
    """A button."""
    assert label(PROSE[0], "Поделиться", PROSE[1]) == [STORY, BOILERPLATE, STORY]


def test_a_line_of_the_gold_is_found_once() -> None:
    """The second one is a button again."""
    gold = "\n".join([PROSE[0], "Чего ждать", PROSE[1]])
    lines = (PROSE[0], "Чего ждать", PROSE[1], "Чего ждать")
    assert label(*lines, gold=gold) == [STORY, STORY, STORY, BOILERPLATE]


def test_so_it_is_where_nothing_stands_beside_it() -> None:
    """As often as the gold has it."""
    gold = "\n".join([PROSE[0], "Врезка о другом", "Чего ждать", "Ещё одна врезка", PROSE[1]])
    lines = (PROSE[0], "Чего ждать", "Чего ждать", PROSE[1])
    assert label(*lines, gold=gold) == [STORY, STORY, BOILERPLATE, STORY]


def test_captions_are_unknown() -> None:
    """Some sets count them, others do not."""
    caption = line(PROSE[1], Kind.CAPTION)
    assert label(PROSE[0], caption, PROSE[2]) == [STORY, UNKNOWN, STORY]


@pytest.mark.parametrize("text", ["20 мая 2025 г.", "20 мая 2025 г., 14:05"])
def test_dates_are_facts(text: str) -> None:
    """Though the gold has them."""
    gold = "\n".join([text, *PROSE])
    assert label(text, *PROSE, gold=gold) == [BOILERPLATE, *[STORY] * 4]


def test_the_headline_that_the_head_tells_is_unknown() -> None:
    """Some pages repeat it within the story."""
    assert label(heading("Мост через Ишим открыт", 1), *PROSE, told="Мост через Ишим открыт!") == [
        UNKNOWN,
        *[STORY] * 4,
    ]


@pytest.mark.parametrize(
    ("level", "text", "value"),
    [
        (1, "Мост через Ишим открыт", UNKNOWN),
        (1, "Мост через Ишим открыт сегодня", UNKNOWN),
        (2, "Мост через Ишим открыт сегодня", BOILERPLATE),
        (1, "Мост закрыт", BOILERPLATE),
    ],
)
def test_a_heading_of_the_first_rank_may_differ_more(
    level: int, text: str, value: float | None
) -> None:
    """60 % of the words, 85 % elsewhere."""
    assert label(heading(text, level), *PROSE, told="Мост через Ишим открыт")[0] == value


def test_the_headline_in_the_gold_is_no_story() -> None:
    """In sets whose gold begins with it; in others it is the first line of the story."""
    gold = "\n".join(["Мост через Ишим открыт", *PROSE])
    lines = (heading("Мост через Ишим открыт", 1), *PROSE)
    assert label(*lines, gold=gold, headline_in_gold=True)[0] == BOILERPLATE
    assert label(*lines, gold=gold)[0] == STORY


def test_a_sentence_at_the_beginning_of_such_a_gold_is_story() -> None:
    """The set has left the headline out for once."""
    assert label(*PROSE, headline_in_gold=True) == [STORY] * 4


def test_without_gold_snippets_tell() -> None:
    """Of most blocks nobody knows."""
    lines = (PROSE[0], PROSE[1], "Читайте также: мост")
    found = label(*lines, gold=None, with_=(PROSE[0][:40],), without=("Читайте также",))
    assert found == [STORY, UNKNOWN, BOILERPLATE]


@pytest.mark.parametrize(
    ("text", "value"), [("и первыми по нему проехали автобусы", STORY), ("Новый мост", UNKNOWN)]
)
def test_a_block_may_be_a_part_of_a_snippet(text: str, value: float | None) -> None:
    """If it is long enough to stand nowhere else."""
    assert label(text, gold=None, with_=(PROSE[0],)) == [value]


def test_snippets_are_words() -> None:
    """Whatever marks stand between them."""
    assert label("«Мост» — открыт!", gold=None, with_=("Мост открыт",)) == [STORY]


def test_of_two_snippets_the_wanted_one_is_believed() -> None:
    """A block may hold both."""
    assert label("Мост открыт", gold=None, with_=("Мост",), without=("открыт",)) == [STORY]


@pytest.mark.parametrize("gold", ["", "***"])
def test_a_page_with_empty_gold_has_no_story(gold: str) -> None:
    """All of its text is boilerplate."""
    assert label(*PROSE, "Чего ждать", gold=gold) == [BOILERPLATE] * 5
