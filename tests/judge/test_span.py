"""Where the story of a dump begins and ends."""

from __future__ import annotations

from cleaners.block import Block, Kind
from cleaners.judge.alone import judge_alone
from cleaners.judge.span import find_span
from tests.builders import LEXICON, PROSE, item, line, link, make_page


def span(*lines: Block | str) -> tuple[str, str] | None:
    """First and last text of the story."""
    blocks = make_page(*lines).blocks
    found = find_span(blocks, [judge_alone(block, LEXICON) for block in blocks])
    return (blocks[found[0]].text, blocks[found[1]].text) if found else None


def test_prose_is_the_story() -> None:
    """From its first line to its last one."""
    assert span(*PROSE) == (PROSE[0], PROSE[-1])


def test_short_lines_around_it_are_not() -> None:
    """Menus above and below cost more than they give."""
    assert span("Экономика", "Спорт", *PROSE, "Контакты сайта", "Вакансии тут") == (
        PROSE[0],
        PROSE[-1],
    )


def test_a_short_line_between_paragraphs_is_bridged() -> None:
    """A subheading stands within the story."""
    assert span(PROSE[0], "Чего ждать", PROSE[1]) == (PROSE[0], PROSE[1])


def test_the_longer_of_two_stretches_wins() -> None:
    """Ten short lines part them."""
    menu = ("Экономика",) * 10
    assert span(PROSE[0], *menu, *PROSE[1:]) == (PROSE[1], PROSE[-1])


def test_no_prose_no_story() -> None:
    """Headlines and menus alone have no span."""
    assert span("Экономика", "Спорт", "Контакты") is None
    assert span() is None


def test_list_items_behind_a_colon_belong_to_it() -> None:
    """Each of them is worth a little, so that the text behind the list is reached."""
    listed = [item(f"пункт {number}") for number in range(12)]
    assert span(PROSE[0], "В программе праздника:", *listed, PROSE[1]) == (PROSE[0], PROSE[1])


def test_links_are_no_prose() -> None:
    """Whatever their length."""
    assert span(*PROSE[:2], *map(link, PROSE[2:])) == (PROSE[0], PROSE[1])


def test_a_long_line_without_a_full_stop_counts_half() -> None:
    """It may be the lead, or a law in a list of teasers."""
    long = " ".join(["слово"] * 24)
    assert span(long) == (long, long)
    assert span(" ".join(["слово"] * 12)) is None


def test_a_table_between_paragraphs_is_bridged() -> None:
    """Its rows are no short lines."""
    table = line("Год | Доход\n2024 | 5", Kind.TABLE)
    assert span(PROSE[0], table, PROSE[1]) == (PROSE[0], PROSE[1])
