"""What rules and the page's head say of each block."""

from __future__ import annotations

import msgspec
import pytest

from cleaners.block import Block
from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.features.evidence import (
    EVIDENCE_FEATURES,
    RULE_FEATURES,
    evidence_features,
    rule_features,
)
from cleaners.judge.features.line_words import split_words
from cleaners.page import HeadData, Page
from tests.builders import PROSE, make_page, picture


def evidence(page: Page) -> list[dict[str, float]]:
    """The evidence on each block by name."""
    matrix = evidence_features(page, split_words(page.blocks))
    return [dict(zip(EVIDENCE_FEATURES, row, strict=True)) for row in matrix.tolist()]


def marked(verdict: Verdict | None) -> set[str]:
    """The names of flags that are up for a line with this verdict."""
    (flags,) = rule_features([verdict]).tolist()
    return {name for name, value in zip(RULE_FEATURES, flags, strict=True) if value}


def beside_head(head: HeadData, *lines: Block | str) -> list[dict[str, float]]:
    """The evidence on these blocks where the head tells this."""
    return evidence(msgspec.structs.replace(make_page(*lines), head=head))


@pytest.mark.parametrize(
    ("reason", "group"),
    [
        (Reason.LABEL, "label"),
        (Reason.TAB, "label"),
        (Reason.TEASER, "teaser"),
        (Reason.SHARE, "button"),
        (Reason.COMMENTS, "comments"),
        (Reason.LEGAL_NOTICE, "notice"),
        (Reason.PLACEHOLDER, "notice"),
        (Reason.TAGS, "navigation"),
        (Reason.BYLINE, "fact"),
        (Reason.PHOTO_CREDIT, "credit"),
        (Reason.BARE_COUNTER, "counter"),
        (Reason.HIDDEN, "hidden"),
    ],
)
def test_reasons_that_say_the_same_are_one_feature(reason: Reason, group: str) -> None:
    """What rules say of the lines of a dump."""
    assert marked(Verdict(reason, "rule")) == {f"rule_{group}"}


@pytest.mark.parametrize("verdict", [None, Verdict(Reason.PROFILE_REMOVAL, "remove: aside")])
def test_a_reason_of_no_group_says_nothing(verdict: Verdict | None) -> None:
    """A profile's removal is its own affair."""
    assert marked(verdict) == set()


@pytest.mark.parametrize(
    ("text", "share", "cover"),
    [
        ("Мост открыт", 1, 1),
        ("МОСТ ОТКРЫТ", 1, 1),
        ("Мост открыт в среду", 1 / 2, 1),
        ("Мост", 1, 1 / 2),
        ("Лёд на реке", 0, 0),
        ("***", 0, 0),
    ],
)
def test_words_are_shared_with_the_headline(text: str, share: float, cover: float) -> None:
    """As a share of the block's words, and of the headline's."""
    (found,) = beside_head(HeadData(headline="Мост открыт"), text)
    assert (found["headline_share"], found["headline_cover"]) == (share, cover)


def test_where_the_head_has_no_headline_its_title_is_asked() -> None:
    """It has the name of the site in it."""
    (found,) = beside_head(HeadData(title="Мост открыт | Газета"), "Мост открыт")
    assert found["headline_cover"] == pytest.approx(2 / 3)


def test_words_are_shared_with_the_description() -> None:
    """Which often is the lead."""
    lead, other = beside_head(HeadData(description=PROSE[0]), PROSE[0], "Совсем другой рассказ")
    assert (lead["description_share"], other["description_share"]) == (1, 0)


def test_only_the_beginning_of_a_block_is_compared() -> None:
    """400 characters; a headline is no longer."""
    (found,) = beside_head(HeadData(headline="Мост открыт"), "река " * 80 + "мост открыт")
    assert found["headline_cover"] == 0


@pytest.mark.parametrize(
    ("text", "share"),
    [("跨河新桥今天开放", 1), ("今天开放", 1), ("天气预报", 0), ("今天天气", 1 / 3)],
)
def test_words_without_spaces_are_shared_as_pairs_of_characters(text: str, share: float) -> None:
    """Chinese and Japanese: «今天天气» has three pairs, of which «今天» stands in the headline."""
    (found,) = beside_head(HeadData(headline="跨河新桥今天开放"), text)
    assert found["headline_share"] == pytest.approx(share)


def test_what_the_head_does_not_tell_is_unknown() -> None:
    """That differs from nothing shared."""
    (found,) = beside_head(HeadData(), "Мост открыт")
    names = ("headline_share", "headline_cover", "description_share")
    assert [found[name] for name in names] == [-1] * 3


def test_copies_are_counted() -> None:
    """On the page, and above each block."""
    found = evidence(make_page("а", "б", "а", "а"))
    assert [row["same_on_page"] for row in found] == [3, 1, 3, 3]
    assert [row["same_before"] for row in found] == [0, 0, 1, 2]


def test_no_more_than_five_copies_are_counted() -> None:
    """A label below every teaser."""
    found = evidence(make_page(*["а"] * 8))[-1]
    assert (found["same_on_page"], found["same_before"]) == (5, 5)


def test_pictures_are_no_copies_of_each_other() -> None:
    """They have no text to compare."""
    found = evidence(make_page(picture(), picture()))[-1]
    assert (found["same_on_page"], found["same_before"]) == (0, 0)
