"""Lines that a profile knows, removed by the judge."""

from __future__ import annotations

import msgspec
import pytest

from cleaners.block import Block
from cleaners.decision import Decision, Reason
from cleaners.page import Page, Template, Zone
from tests.builders import PROSE, decide, line, link, make_page

BODY = Zone(Reason.BODY_SELECTOR, "story.body: div.text")
CALL = "Мнение авторов не всегда совпадает с тем, что думают 12 редакторов."
RULE = "repeated on 12 of 14 pages"
REPEATED = Template(
    {"мнение авторов не всегда совпадает с тем, что думают 0 редакторов.": (Reason.REPEATED, RULE)}
)


def sited(template: Template, *blocks: Block | str) -> dict[str, Decision]:
    """What is decided about the blocks of a profile's body, by text."""
    inside = [
        msgspec.structs.replace(line(given) if isinstance(given, str) else given, zone=0)
        for given in blocks
    ]
    page = make_page(*inside)
    known = msgspec.structs.replace(page, zones=(BODY,), story_zone=True, template=template)
    return by_text(known)


def by_text(page: Page) -> dict[str, Decision]:
    """The decisions of a page."""
    return {decision.block.text: decision for decision in decide(page)}


def test_a_repeated_line_goes_and_says_how_often_it_was_seen() -> None:
    """Whatever number stands in it."""
    decision = sited(REPEATED, *PROSE, CALL)[CALL]
    assert (decision.reason, decision.rule) == (Reason.REPEATED, RULE)


def test_it_goes_from_a_dump_as_well() -> None:
    """Where no markup tells of a body."""
    page = msgspec.structs.replace(make_page(*PROSE[:2], CALL, *PROSE[2:]), template=REPEATED)
    assert by_text(page)[CALL].reason is Reason.REPEATED


def test_a_story_that_quotes_the_line_stays() -> None:
    """The line alone is meant."""
    quoted = f"«{CALL}», написано на двери редакции, и это видели все."
    assert sited(REPEATED, *PROSE, quoted)[quoted].kept


def test_nothing_below_an_end_is_story() -> None:
    """Of the profile's body."""
    found = sited(Template(ends=frozenset({"от редакции:"})), PROSE[0], "От редакции:", PROSE[1])
    assert [found[text].kept for text in (PROSE[0], "От редакции:", PROSE[1])] == [
        True,
        False,
        False,
    ]
    assert found[PROSE[1]].rule == "story.ends: от редакции:"


def test_an_end_says_nothing_of_a_page_without_the_body() -> None:
    """The line may stand anywhere there."""
    template = Template(ends=frozenset({"от редакции:"}))
    page = make_page("От редакции:", *PROSE)
    found = by_text(msgspec.structs.replace(page, template=template))
    assert found[PROSE[1]].kept


@pytest.mark.parametrize(("may_be", "kept"), [(True, True), (False, False)])
def test_lines_that_are_links(*, may_be: bool, kept: bool) -> None:
    """Story, unless the profile says that here they are none."""
    linked = "Сельский автобус снова ходит по расписанию"
    found = sited(Template(linked_lines=may_be), *PROSE, link(linked))
    assert found[linked].kept is kept


def test_what_has_another_reason_keeps_it() -> None:
    """The rules that see a placeholder say more."""
    template = Template({"[[year]]": (Reason.REPEATED, RULE)})
    assert sited(template, *PROSE, "[[year]]")["[[year]]"].reason is Reason.PLACEHOLDER
