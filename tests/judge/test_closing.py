"""The lines below the story of a dump."""

from __future__ import annotations

from cleaners.block import Block
from cleaners.decision import Reason
from tests.builders import PROSE, apart, item, kept, make_page, reasons, rules


def judged(*below: Block | str) -> dict[str, Reason]:
    """Reasons of a page with these lines below its story."""
    return reasons(make_page(*apart("Мост через Ишим открыт", *PROSE, *below)))


def test_a_story_may_end_with_a_list() -> None:
    """Short items behind a colon are its last part."""
    page = make_page(
        *apart("Мост открыт", *PROSE, "В программе:"), "", item("ярмарка"), item("бег")
    )
    assert kept(page)[-2:] == ["ярмарка", "бег"]


def test_a_list_that_nothing_introduces_is_no_story() -> None:
    """A menu below the page."""
    found = judged(item("ярмарка"), item("бег"))
    assert {found["ярмарка"], found["бег"]} == {Reason.OUTSIDE_STORY}


def test_the_list_ends_with_the_first_line_that_is_none() -> None:
    """What follows is judged as any line below the story."""
    found = judged("В программе праздника:", item("ярмарка"), "Контакты", item("бег"))
    assert found["ярмарка"] is Reason.STORY_LIST
    assert found["бег"] is Reason.OUTSIDE_STORY


def test_a_name_right_below_is_the_signature() -> None:
    """Many papers print the author there."""
    assert judged("Ася Петрова")["Ася Петрова"] is Reason.BYLINE


def test_a_name_far_below_is_none() -> None:
    """It belongs to the page."""
    found = judged("Город", "Область", "Страна", "Ася Петрова")
    assert found["Ася Петрова"] is Reason.OUTSIDE_STORY


def test_what_a_rule_knows_keeps_its_reason() -> None:
    """Labels with their runs, notices, credits."""
    found = judged("Фото: ЦИК", "© Газета, 2025", "Читайте также", "Стартует купальный сезон")
    assert [*found.values()][-4:] == [
        Reason.PHOTO_CREDIT,
        Reason.LEGAL_NOTICE,
        Reason.LABEL,
        Reason.TEASER,
    ]


def test_any_other_line_stands_behind_the_story() -> None:
    """The rule says so."""
    page = make_page(*apart("Мост открыт", *PROSE, "Город и область"))
    assert rules(page)["Город и область"] == "line_behind_story"
