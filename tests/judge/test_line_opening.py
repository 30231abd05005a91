"""The lines above the story of a dump: which is the headline, which the lead, which neither."""

from __future__ import annotations

import pytest

from cleaners.block import Block
from cleaners.decision import Reason
from tests.builders import PROSE, apart, heading, item, kept, make_page, reasons, rules

TITLE = "Мост через Ишим открыт"


def judged(*above: Block | str) -> dict[str, Reason]:
    """Reasons of a page with these lines above its story."""
    return reasons(make_page(*apart(*above, *PROSE)))


def headline(*above: Block | str) -> str | None:
    """The text that was taken for the headline."""
    found = judged(*above)
    return next((text for text, reason in found.items() if reason is Reason.HEADLINE), None)


def test_the_line_above_the_story_is_the_headline() -> None:
    """The common dump."""
    assert headline(TITLE) == TITLE


def test_a_question_may_be_the_headline() -> None:
    """Though it ends as a sentence does."""
    assert headline("Когда достроят мост?") == "Когда достроят мост?"


def test_a_headline_may_read_like_prose() -> None:
    """A question of a dozen words scores like a sentence and still stands above the story."""
    question = "Почему новый мост через реку Ишим строили вдвое дольше, чем обещали жителям города?"
    assert headline(question) == question


def test_a_headline_may_have_300_characters() -> None:
    """Laws are printed with their whole title."""
    law = "Закон Республики О внесении изменений в некоторые законодательные акты " * 5
    assert len(law) > 300
    assert headline(law.strip()) == law.strip()


def test_a_headline_may_end_with_an_ellipsis() -> None:
    """Three dots are no full stop."""
    assert headline("А люди продолжают ждать...") == "А люди продолжают ждать..."


def test_the_first_of_several_lines_is_the_headline() -> None:
    """A kicker below it goes."""
    found = judged(TITLE, "Город и люди")
    assert (found[TITLE], found["Город и люди"]) == (Reason.HEADLINE, Reason.OUTSIDE_STORY)


def test_a_heading_beats_the_lines_before_it() -> None:
    """A dump with Markdown marks says which line it is."""
    assert headline("Город и люди", heading(TITLE, 1)) == TITLE


def test_the_longest_line_of_a_menu_is_the_headline() -> None:
    """A dump of a whole page has its navigation above."""
    menu = ["Наша страна", "Экономика страны", "Спорт и люди"] * 3
    assert headline(*menu, "Мост через Ишим открыт для всех машин") == (
        "Мост через Ишим открыт для всех машин"
    )


def test_one_word_is_no_headline() -> None:
    """A rubric stands there."""
    assert headline("Общество") is None


def test_a_list_item_is_no_headline() -> None:
    """Menus are lists."""
    assert headline(item("Наша страна и мир")) is None


def test_a_name_below_the_headline_is_the_byline() -> None:
    """Also two of them."""
    found = judged(TITLE, "Ася Петрова, Иван Кузнецов")
    assert found["Ася Петрова, Иван Кузнецов"] is Reason.BYLINE


def test_a_name_alone_is_the_headline() -> None:
    """An obituary, a portrait: nothing else could be."""
    assert headline("Ася Петрова") == "Ася Петрова"


def test_the_first_number_below_the_headline_counts_readers() -> None:
    """The second one counts something else."""
    found = judged(TITLE, "140", "3")
    assert (found["140"], found["3"]) == (Reason.VIEW_COUNTER, Reason.BARE_COUNTER)


def test_a_number_directly_above_the_headline_counts_readers() -> None:
    """One further above belongs to the menu, and 0 is no count."""
    assert judged("140", TITLE)["140"] is Reason.VIEW_COUNTER
    assert judged("140", "Общество", TITLE)["140"] is Reason.BARE_COUNTER
    assert judged(TITLE, "0")["0"] is Reason.BARE_COUNTER


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ("20 мая 2025 г. 14:05", Reason.PUBLICATION_DATE),
        ("140 просмотров", Reason.VIEW_COUNTER),
        ("Автор: Ася Петрова", Reason.BYLINE),
        ("Фото: ЦИК", Reason.PHOTO_CREDIT),
    ],
)
def test_facts_below_the_headline_keep_their_reason(fact: str, reason: Reason) -> None:
    """They are neither headline nor kicker nor lead."""
    assert judged(TITLE, fact)[fact] is reason


def test_a_lead_may_lack_its_full_stop() -> None:
    """Six words below the headline say more than a kicker."""
    lead = "Первыми по нему проехали городские автобусы"
    assert kept(make_page(*apart(TITLE, lead, *PROSE))) == [lead, *PROSE]


def test_five_words_are_a_kicker() -> None:
    """They announce, they do not tell."""
    assert kept(make_page(*apart(TITLE, "Как строили мост через Ишим", *PROSE))) == list(PROSE)


def test_a_long_lead_without_a_full_stop_is_no_headline() -> None:
    """The seed dump of 2025-05-20 has one: «…сообщает Kazpravda.kz со ссылкой на ЦИК»."""
    lead = PROSE[0].rstrip(".") + " " + PROSE[1].rstrip(".")
    page = make_page(*apart(TITLE, "2064", lead, "Фото: ЦИК", *PROSE[2:]))
    assert reasons(page)[TITLE] is Reason.HEADLINE
    assert kept(page) == [lead, *PROSE[2:]]


def test_names_between_a_headline_of_prose_and_the_story_are_bylines() -> None:
    """The story begins below the facts."""
    question = "Почему новый мост через реку Ишим строили вдвое дольше, чем обещали жителям города?"
    page = make_page(*apart(question, "Ася Петрова", *PROSE))
    assert reasons(page)["Ася Петрова"] is Reason.BYLINE
    assert kept(page) == list(PROSE)


def test_each_line_says_which_rule_spoke() -> None:
    """Above the headline, headline, name, kicker."""
    found = rules(make_page(*apart("Общество", TITLE, "Ася Петрова", "Город и люди", *PROSE)))
    assert [found[text] for text in ("Общество", TITLE, "Ася Петрова", "Город и люди")] == [
        "line_above_headline",
        "headline_above_story",
        "name_below_headline",
        "line_below_headline",
    ]
