"""HTML of a site without a profile: what the second opinion, names and neighbours decide."""

from __future__ import annotations

import msgspec
import pytest

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.page import Found, HeadData, Page, Zone
from cleaners.shingles import shingle_set
from tests.builders import (
    PROSE,
    TEASERS,
    decide,
    heading,
    kept,
    line,
    link,
    make_page,
    picture,
    reasons,
    rules,
)


def page(
    *lines: Block | str, opinion: tuple[str, ...] = PROSE, zones: tuple[Zone, ...] = ()
) -> Page:
    """A page about which trafilatura said `opinion`."""
    shingles = shingle_set("\n".join(opinion))
    return msgspec.structs.replace(make_page(*lines), opinion=shingles, zones=zones)


def zone(reason: Reason) -> tuple[Zone, ...]:
    """The only part of a page that has a telling name."""
    return (Zone(reason, "class: name", certain=False),)


def test_what_the_second_opinion_has_is_kept() -> None:
    """And what it has not is removed."""
    other = "Совсем другой рассказ о совсем другой реке."
    found = reasons(page(*PROSE, other))
    assert {found[text] for text in PROSE} == {Reason.SECOND_OPINION}
    assert found[other] is Reason.NOT_SECONDED


def test_what_stands_between_seconded_blocks_is_kept() -> None:
    """The second opinion often misses subheadings, quotes, short lines."""
    found = reasons(page(PROSE[0], "Чего ждать", PROSE[1]))
    assert found["Чего ждать"] is Reason.BETWEEN_STORY_TEXT


def test_a_wide_gap_is_not_bridged() -> None:
    """Another story may stand between."""
    between = [f"Строка номер {number}" for number in range(12)]
    found = reasons(page(PROSE[0], *between, PROSE[1]))
    assert {found[text] for text in between} == {Reason.NOT_SECONDED}


def test_a_picture_between_seconded_blocks_is_kept() -> None:
    """One above the story is not."""
    above, inside = picture("https://a.kz/logo.png"), picture("https://a.kz/b.jpg")
    found = decide(page(above, PROSE[0], inside, PROSE[1]))
    assert [decision.kept for decision in found] == [False, True, True, True]
    assert found[0].reason is Reason.PICTURE


def test_an_embed_between_seconded_blocks_is_kept() -> None:
    """A player belongs to the story around it."""
    player = line("", Kind.EMBED, url="https://a.kz/player")
    assert decide(page(PROSE[0], player, PROSE[1]))[1].kept


def test_links_that_nobody_seconds_go() -> None:
    """Even between story blocks."""
    found = reasons(page(PROSE[0], link(TEASERS[0]), PROSE[1]))
    assert found[TEASERS[0]] is Reason.LINK_DENSE


def test_a_seconded_link_stays() -> None:
    """Some papers link their whole lead."""
    assert reasons(page(link(PROSE[0]), *PROSE[1:]))[PROSE[0]] is Reason.SECOND_OPINION


@pytest.mark.parametrize("reason", [Reason.TEASER, Reason.SHARE, Reason.HIDDEN, Reason.NAVIGATION])
def test_a_part_is_removed_by_its_name(reason: Reason) -> None:
    """Whoever seconds it."""
    named = page(*PROSE[:3], line(PROSE[3], zone=0), zones=zone(reason))
    assert (reasons(named)[PROSE[3]], rules(named)[PROSE[3]]) == (reason, "class: name")


def test_a_part_that_holds_the_story_is_kept_whatever_its_name() -> None:
    """«sidebar» may be the name of a page's only column."""
    named = page(*(line(text, zone=0) for text in PROSE), zones=zone(Reason.TEASER))
    assert kept(named) == list(PROSE)


@pytest.mark.parametrize(
    ("reason", "fact"),
    [
        (Reason.BYLINE, "Ася Петрова"),
        (Reason.PUBLICATION_DATE, "вышло 20-го"),
        (Reason.VIEW_COUNTER, "прочли 140 человек"),
    ],
)
def test_a_fact_stands_in_the_part_named_after_it(reason: Reason, fact: str) -> None:
    """A name in the byline, figures in the others."""
    assert reasons(page(line(fact, zone=0), *PROSE, zones=zone(reason)))[fact] is reason


@pytest.mark.parametrize("reason", [Reason.BYLINE, Reason.PUBLICATION_DATE, Reason.VIEW_COUNTER])
def test_prose_in_such_a_part_is_no_fact(reason: Reason) -> None:
    """«author» may be the name of a column whose author tells a story."""
    named = page(*PROSE[:3], line(PROSE[3], zone=0), zones=zone(reason))
    assert PROSE[3] in kept(named)


def test_a_bare_number_in_a_part_named_after_readers_counts_them() -> None:
    """Elsewhere it counts nothing that we know."""
    named = page(line("140", zone=0), line("7"), *PROSE, zones=zone(Reason.VIEW_COUNTER))
    found = reasons(named)
    assert (found["140"], found["7"]) == (Reason.VIEW_COUNTER, Reason.BARE_COUNTER)


def test_the_first_heading_is_the_headline() -> None:
    """By its rank."""
    assert reasons(page(heading("Мост открыт", 1), *PROSE))["Мост открыт"] is Reason.HEADLINE


def test_a_subheading_is_not() -> None:
    """It stays between the paragraphs."""
    assert "Чего ждать" in kept(page(PROSE[0], heading("Чего ждать"), PROSE[1]))


@pytest.mark.parametrize(
    "told", [Page((), head=HeadData(headline="МОСТ открыт")), Page((), found=Found("Мост Открыт"))]
)
def test_the_headline_that_the_head_names_is_found_on_the_page(told: Page) -> None:
    """Whatever its case and tag."""
    named = msgspec.structs.replace(page("Мост открыт", *PROSE), head=told.head, found=told.found)
    assert reasons(named)["Мост открыт"] is Reason.HEADLINE


def test_slogans_alone_are_no_story() -> None:
    """Though trafilatura took them for one."""
    slogans = TEASERS[:4]
    assert kept(page(*slogans, opinion=slogans)) == []
    assert set(rules(page(*slogans, opinion=slogans)).values()) == {"no_prose"}


def test_one_short_sentence_is_prose() -> None:
    """Five words with a full stop."""
    short = "Мост через Ишим сегодня открыт."
    assert kept(page(short, opinion=(short,))) == [short]


def test_rules_speak_before_the_second_opinion() -> None:
    """A share button within the story goes, though trafilatura kept it."""
    found = reasons(page(PROSE[0], "Поделиться", PROSE[1], opinion=(*PROSE, "Поделиться")))
    assert found["Поделиться"] is Reason.SHARE


def test_a_block_with_half_of_its_shingles_shared_is_not_seconded() -> None:
    """It takes 60 %."""
    half = "Новый мост через Ишим открыли в другой стране совсем другие люди вчера."
    assert reasons(page(*PROSE, half))[half] is Reason.NOT_SECONDED
