"""What all pages say of a block that the judge kept on some."""

from __future__ import annotations

import pytest

from cleaners.sites.learning.consensus import agree, is_template
from cleaners.sites.learning.memory import Occurrence, TextMemory
from tests.sites.learning.agreed_pages import columns, texts

LINE = "*Мнение редакции может не совпадать"
PAGE = f"<p>*Открыли мост<p>{LINE}"


def kept(*judged: bool, others: int = 0, parents: tuple[str, ...] = ()) -> bool:
    """Whether the line is story on a page where it was kept.

    `judged` says on which stories it was kept, `others` counts stories without it.
    """
    memory = TextMemory()
    for number, was_kept in enumerate(judged):
        parent = parents[number] if parents else "p"
        memory.add([Occurrence(LINE, parent, was_kept)])
    for number in range(others):
        memory.add([Occurrence(f"{chr(97 + number)} мост")])
    [page] = agree([columns(PAGE)], memory)
    return page.kept[texts(PAGE).index(LINE)]


@pytest.mark.parametrize(
    ("judged", "is_story"),
    [
        ((True, False, False, False), False),
        ((True, True, True, True), True),
        ((True, True, True, True, True, False), True),
        ((True, False), True),
    ],
    ids=["removed on most", "kept on all", "kept on nearly all", "two stories"],
)
def test_most_stories_decide(judged: tuple[bool, ...], *, is_story: bool) -> None:
    """Three at least."""
    assert kept(*judged) is is_story


def test_a_line_of_half_of_all_stories_must_be_kept_nearly_always() -> None:
    """One of a few stories, mostly."""
    judged = (True, True, True, False, False)
    assert not kept(*judged)
    assert kept(*judged, others=9)


RULES = ["Писать по делу и вежливо", "Не рекламировать ничего", "Отвечать за свои слова самим"]


@pytest.mark.parametrize(
    ("lines", "others", "template"),
    [
        (RULES, 0, [False, True, True]),
        (RULES, 4, [False, False, False]),
        (RULES[:1], 0, [False]),
    ],
    ids=["a block on every story", "on fewer than half", "one line"],
)
def test_what_repeats_together_in_dumps(
    lines: list[str], others: int, template: list[bool]
) -> None:
    """Even if the judge keeps it all; the first line of it has a story above."""
    memory = TextMemory()
    for number in range(3 + others):
        known = lines if number < 3 else []
        texts = [f"{chr(97 + number)} мост открыт", *known]
        memory.add([Occurrence(text, None, kept=True) for text in texts])
    found = {counts.text: is_template(counts, memory.stories) for counts in memory.repeated(3)}
    assert [found[text.casefold()] for text in lines] == template


def test_a_line_that_stands_anywhere_is_no_template() -> None:
    """Repetition is weighed with the element around it."""
    judged = (True, False, False, False)
    assert kept(*judged, parents=("div.a", "div.b", "div.c", "div.d"))
