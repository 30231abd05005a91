"""Authors: the first source that surely names people."""

from __future__ import annotations

import pytest

from cleaners.decision import Decision, Reason
from cleaners.fields.authors import extract_article_authors
from cleaners.page import Found, HeadData, Page
from tests.builders import LEXICON, line

URL = "https://www.fivebooks.com/n/most/"


def names(
    *credits_: tuple[str, ...],
    found: Found = Found(),  # noqa: B008
    byline: str = "",
) -> list[str]:
    """The authors of a page with these sources, the surest first."""
    page = Page((), head=HeadData(credits=credits_), found=found)
    decisions = (Decision(line(byline), Reason.BYLINE, "test"),) if byline else ()
    return [author.name for author in extract_article_authors(page, decisions, LEXICON, URL)]


def test_authors_of_the_profile_win() -> None:
    """Over the head, which wins over the byline."""
    found = Found(authors=("Ася Петрова",))
    assert names(("Иван Кузнецов",), found=found, byline="Автор: Ян Ли") == ["Ася Петрова"]
    assert names(("Иван Кузнецов",), byline="Автор: Ян Ли") == ["Иван Кузнецов"]
    assert names(byline="Автор: Ян Ли") == ["Ян Ли"]


@pytest.mark.parametrize(
    "hiding", ["admin", "Редакция", "asya5", "KatieS", "Five Books", "fivebooks"]
)
def test_what_is_no_person_leaves_the_word_to_the_next_source(hiding: str) -> None:
    """Newsrooms, user names, the name of the site."""
    assert names((hiding,), ("Ася Петрова",)) == ["Ася Петрова"]


def test_a_blog_may_be_named_after_its_author() -> None:
    """Then no other source names anybody else."""
    page = Page((), head=HeadData(credits=(("Ася Петрова",),), site_name="Ася Петрова"))
    assert [a.name for a in extract_article_authors(page, (), LEXICON)] == ["Ася Петрова"]


@pytest.mark.parametrize(
    ("source", "authors"),
    [
        (("Mazi",), ["Mazi"]),
        (("Maria & Katerina",), ["Maria", "Katerina"]),
        (("viktor hedlund",), ["viktor hedlund"]),
        (("hackermondev",), []),
        (("Human in the Loop",), []),
        (("etimes.in",), []),
    ],
)
def test_a_short_name_counts_where_it_is_all_that_is_said(
    source: tuple[str, ...], authors: list[str]
) -> None:
    """The rest of a sentence is no name."""
    assert names(source) == authors


def test_short_names_beside_full_ones_are_degrees() -> None:
    """«Dylan Bailey, MS, FAND» is one person."""
    assert names(("Dylan Bailey, MS, FAND",)) == ["Dylan Bailey"]


def test_the_shorter_form_of_a_name_is_the_name() -> None:
    """What one place has beside it is a role or initials."""
    assert names(("CM Craig McCarthy",), ("Craig McCarthy",)) == ["Craig McCarthy"]
    assert names(("Celeste Longacre Gardener",), ("Celeste Longacre",)) == ["Celeste Longacre"]


def test_without_sources_nobody_is_named() -> None:
    """Not even as an empty name."""
    assert names() == []
    assert names(("",)) == []
