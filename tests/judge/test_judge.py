"""The whole judgement: every block gets one decision, in page order."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.block import Kind
from cleaners.decision import Reason
from cleaners.document import PageType
from cleaners.judge.judge import Models, judge
from cleaners.page import HeadData, Page, Zone
from cleaners.shingles import Shingle, shingle_set
from tests.builders import (
    LEXICON,
    PROSE,
    TEASERS,
    apart,
    decide,
    heading,
    item,
    judged,
    kept,
    line,
    make_page,
    picture,
    reasons,
)
from tests.judge.models import flat_page, make_model

TITLE = "Мост через Ишим открыт"
STORY_WORDS = ["Популярное", "Архив", "Подробности"]
BOILERPLATE = [
    "[[year]]", "{{ title }}", "140", "Поделиться", "Реклама", "Фото: ЦИК", "* * *",
    "Подписывайтесь на наш канал", "20 мая 2025 г.", "140 просмотров",
]  # fmt: skip


@pytest.mark.parametrize("label", STORY_WORDS)
def test_a_label_within_the_story_stays_with_it(label: str) -> None:
    """Story above, story below: a subheading."""
    assert kept(make_page(*apart(TITLE, *PROSE[:2], label, *PROSE[2:]))) == [
        *PROSE[:2],
        label,
        *PROSE[2:],
    ]


def test_a_teaser_box_within_the_story_goes() -> None:
    """The story goes on behind it, if there is more of it than of the box."""
    above, below = " ".join(PROSE), " ".join(reversed(PROSE))
    box = ("", "Читайте также", "", *TEASERS[:1])
    page = make_page(*apart(TITLE, above), *box, *apart(below))
    assert kept(page) == [above, below]


def test_page_order_is_kept() -> None:
    """One decision a block."""
    page = make_page(*apart(TITLE, "140", *PROSE, "Популярное", *TEASERS))
    assert [decision.block for decision in decide(page)] == list(page.blocks)


def test_list_items_and_tables_say_that_they_are_listed() -> None:
    """Kept all the same."""
    table = line("Год | Доход\n2024 | 5", Kind.TABLE)
    page = make_page(
        *apart(TITLE, PROSE[0], "В программе праздника:", item("бег"), table, PROSE[1])
    )
    found = reasons(page)
    assert {found["бег"], found[table.text]} == {Reason.STORY_LIST}


def test_a_page_without_prose_keeps_nothing() -> None:
    """Every block says why."""
    page = make_page("Экономика", "Спорт", "140")
    assert set(reasons(page).values()) == {Reason.OUTSIDE_STORY, Reason.BARE_COUNTER}


def sited(*lines: object) -> Page:
    """A page whose profile found the body: zone 0 is the story, zone 1 a removal."""
    zones = (
        Zone(Reason.BODY_SELECTOR, "story.body: div"),
        Zone(Reason.TEASER, "remove: aside"),
    )
    page = make_page(*lines)  # type: ignore[arg-type]
    return msgspec.structs.replace(page, zones=zones, story_zone=True)


def test_what_stands_in_the_profiles_body_is_story() -> None:
    """However short, and pictures too."""
    page = sited(line("Коротко", zone=0), line("", Kind.PICTURE, zone=0, url="https://a.kz/a.jpg"))
    assert {decision.reason for decision in decide(page)} == {Reason.BODY_SELECTOR}


def test_what_stands_outside_it_is_none() -> None:
    """However long."""
    assert reasons(sited(line(PROSE[0])))[PROSE[0]] is Reason.OUTSIDE_STORY


def test_a_removal_of_the_profile_wins_over_rules() -> None:
    """The rule would have called it a label."""
    assert reasons(sited(line("Поделиться", zone=1)))["Поделиться"] is Reason.TEASER


@pytest.mark.parametrize("text", BOILERPLATE)
def test_rules_speak_within_the_profiles_body(text: str) -> None:
    """A selector knows where the story is, not what stands in between."""
    page = sited(line(PROSE[0], zone=0), line(text, zone=0), line(PROSE[1], zone=0))
    assert kept(page) == list(PROSE[:2])


def test_a_picture_outside_a_dump_is_no_matter() -> None:
    """A block without text is no prose and no headline."""
    page = make_page(TITLE, picture(), *PROSE)
    assert kept(page)[-4:] == list(PROSE)


@given(st.lists(st.sampled_from([*PROSE, *TEASERS, *STORY_WORDS, *BOILERPLATE, ""]), max_size=14))
def test_every_block_gets_one_decision(lines: list[str]) -> None:
    """In whatever order prose, teasers, labels and boilerplate stand."""
    page = make_page(*lines)
    assert [decision.block.index for decision in decide(page)] == list(range(len(page.blocks)))


@given(st.lists(st.tuples(st.sampled_from(BOILERPLATE), st.integers(0, 4)), max_size=6))
def test_boilerplate_between_paragraphs_never_enlarges_the_story(
    added: list[tuple[str, int]],
) -> None:
    """What was kept without it is all that is kept with it."""
    lines = [TITLE, *PROSE]
    for text, place in added:
        lines.insert(place + 1, text)
    assert set(kept(make_page(*apart(*lines)))) <= set(PROSE)


def test_a_heading_between_paragraphs_is_kept() -> None:
    """It belongs to them."""
    assert "Чего ждать" in kept(make_page(*apart(TITLE, PROSE[0], heading("Чего ждать"), PROSE[1])))


def test_of_known_sites_nobody_measures_the_confidence() -> None:
    """The classifiers do not see them."""
    assert judged(sited(line(PROSE[0], zone=0))).confidence is None


def test_a_page_without_blocks_needs_no_model() -> None:
    """There is nothing to judge."""
    found = judge(flat_page(), LEXICON)
    assert (found.decisions, found.confidence) == ((), None)


@pytest.mark.parametrize(("confidence", "times"), [(1.0, 0), (0.2, 0), (0.19, 1), (0.0, 1)])
def test_where_the_confidence_is_low_a_second_opinion_is_asked(
    confidence: float, times: int
) -> None:
    """Once, before the page is said to have no story."""
    asked: list[str] = []

    def ask() -> frozenset[Shingle]:
        asked.append("asked")
        return frozenset()

    judge(flat_page(*PROSE), LEXICON, Models(make_model(confidence=confidence)), ask)
    assert len(asked) == times


@pytest.mark.parametrize("page_type", PageType)
def test_of_what_calls_itself_no_article_no_second_opinion_is_asked(page_type: PageType) -> None:
    """Another extractor would only tell what is on the page."""
    page = msgspec.structs.replace(flat_page(*PROSE), head=HeadData(page_type=page_type))
    judge(page, LEXICON, Models(make_model(confidence=0.0)), lambda: pytest.fail("asked"))


@pytest.mark.parametrize("opinion", [frozenset(), shingle_set(PROSE[0])])
def test_who_has_an_opinion_is_not_asked_again(opinion: frozenset[Shingle]) -> None:
    """Even if it found nothing."""
    page = msgspec.structs.replace(flat_page(*PROSE), opinion=opinion)
    models = Models(make_model(confidence=0.5))
    judge(page, LEXICON, models, lambda: pytest.fail("asked again"))


def test_every_block_of_an_unknown_site_gets_one_decision() -> None:
    """Pictures too."""
    page = flat_page(TITLE, picture(), *PROSE, "140")
    decisions = judge(page, LEXICON, Models(make_model())).decisions
    assert [decision.block for decision in decisions] == list(page.blocks)
