"""Authors: the first source that surely names people."""

from __future__ import annotations

import msgspec
import pytest

from cleaners.decision import Decision, Reason
from cleaners.fields.authors import extract_article_authors
from cleaners.page import Found, HeadData, Page
from tests.builders import LEXICON, line

URL = "https://www.fivebooks.com/n/most/"


def names(
    *credits_: tuple[str, ...],
    found: Found = Found(),  # noqa: B008
    classed: tuple[str, ...] = (),
    bylines: dict[int, str] | None = None,
) -> list[str]:
    """The authors of a page with these sources, the surest first; bylines by their place."""
    page = Page((), head=HeadData(credits=credits_, bylines=classed), found=found)
    decisions = tuple(
        Decision(msgspec.structs.replace(line(text), index=index), Reason.BYLINE, "test")
        for index, text in (bylines or {}).items()
    )
    return [author.name for author in extract_article_authors(page, decisions, LEXICON, url=URL)]


def test_authors_of_the_profile_win() -> None:
    """Over the head, which wins over the byline."""
    found = Found(authors=("Ася Петрова",))
    assert names(("Иван Кузнецов",), found=found, bylines={1: "Автор: Ян Ли"}) == ["Ася Петрова"]
    assert names(("Иван Кузнецов",), bylines={1: "Автор: Ян Ли"}) == ["Иван Кузнецов"]
    assert names(bylines={1: "Автор: Ян Ли"}) == ["Ян Ли"]


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
        (("etimes.in",), []),
        (("CM",), []),
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


def test_the_name_has_the_form_that_several_places_share() -> None:
    """What one place has beside it is a role or initials; a first name gets its surname."""
    assert names(("CM Craig McCarthy",), ("Craig McCarthy",)) == ["Craig McCarthy"]
    assert names(classed=("Celeste Longacre Gardener", "Celeste Longacre")) == ["Celeste Longacre"]
    assert names(("Claire",), classed=("Claire Wilson",)) == ["Claire Wilson"]


def test_a_name_with_another_surname_is_no_form_of_it() -> None:
    """A link cut short, or somebody's second given name, takes nothing from the whole name."""
    assert names(("Lauren Paige Otis",), classed=("Lauren Paige",)) == ["Lauren Paige Otis"]
    assert names(("Ася Петрова Ким",), classed=("Ася Петрова",)) == ["Ася Петрова Ким"]


@pytest.mark.parametrize("degree", ["M.A. Journalism", "Ph.D. in Physics", "MBA", "M.Sc. Biology"])
def test_a_degree_alone_is_no_name(degree: str) -> None:
    """It stands behind one, often on a line of its own."""
    assert names((degree,)) == []
    assert names(("Ann Lee",), classed=(degree,)) == ["Ann Lee"]


def test_a_first_name_for_machines_goes_before_names_in_print() -> None:
    """These may be anybody's."""
    assert names(("Mazi",), classed=("David Shields",), bylines={1: "Ян Ли"}) == ["Mazi"]


def test_of_names_by_class_the_first_counts() -> None:
    """Further down stand the authors of other stories."""
    assert names(classed=("By", "Ася Петрова", "Ян Ли")) == ["Ася Петрова"]
    assert names(classed=("Juliette",)) == []


def test_bylines_next_to_each_other_are_one() -> None:
    """One further down is another story's."""
    bylines = {3: "Ася Петрова", 5: "Ян Ли", 40: "Лев Ким"}
    assert names(bylines=bylines) == ["Ася Петрова", "Ян Ли"]


def test_without_sources_nobody_is_named() -> None:
    """Not even as an empty name."""
    assert names() == []
    assert names(("",)) == []
