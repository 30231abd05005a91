"""The headline: profile first, then what page and head agree on."""

from __future__ import annotations

import msgspec
import pytest

from cleaners.decision import Decision, Reason
from cleaners.fields.headline import extract_headline
from cleaners.page import Found, HeadData, Page
from tests.builders import line

URL = "https://www.gazeta.kz/n/most/"


def page(head: HeadData = HeadData(), found: Found = Found()) -> Page:  # noqa: B008 - frozen values
    """A page without blocks."""
    return Page((), head=head, found=found)


def judged(text: str) -> tuple[Decision, ...]:
    """A block that was taken for the headline."""
    return (Decision(line(text), Reason.HEADLINE, "test"),)


def test_the_profiles_headline_wins() -> None:
    """Over everything else."""
    given = page(HeadData(titles=("В голове",)), Found("По профилю"))
    assert extract_headline(given, judged("На странице")) == "По профилю"


def test_the_headline_within_the_profiles_story_wins_over_the_head() -> None:
    """The profile vouches for it, however little they have in common."""
    given = msgspec.structs.replace(page(HeadData(titles=("В голове",))), story_zone=True)
    assert extract_headline(given, judged("На странице")) == "На странице"


def test_without_a_head_the_page_has_the_word() -> None:
    """The block that was judged goes before the first heading."""
    assert extract_headline(page(HeadData(headings=("Мост",))), ()) == "Мост"
    assert extract_headline(page(HeadData(headings=("Мост",))), judged("Мост открыт")) == (
        "Мост открыт"
    )
    assert extract_headline(page(), ()) is None


@pytest.mark.parametrize(
    ("headings", "titles", "headline"),
    [
        (("Мост через Ишим открыт",), ("Мост открыт",), "Мост через Ишим открыт"),
        (("Газета", "Мост открыт"), ("Мост открыт",), "Мост открыт"),
        (("Газета",), ("Мост открыт",), "Мост открыт"),
        (("Другая новость дня",), ("Мост открыт",), "Мост открыт"),
        (("Мост открыт",), ("О мостах и людях", "Мост открыт"), "Мост открыт"),
        ((), ("Мост открыт", "О мостах"), "Мост открыт"),
    ],
)
def test_a_heading_needs_the_head_to_agree(
    headings: tuple[str, ...], titles: tuple[str, ...], headline: str
) -> None:
    """With any of its titles; else the first of these is the headline."""
    assert extract_headline(page(HeadData(headings=headings, titles=titles)), ()) == headline


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        (HeadData(title="Мост открыт | Газета"), "Мост открыт"),
        (HeadData(title="Мост открыт - Газета"), "Мост открыт"),
        (HeadData(title="Мост открыт – Газета"), "Мост открыт"),
        (HeadData(title="Алма-Ата ждёт"), "Алма-Ата ждёт"),
        (HeadData(title="Газета", site_name="Газета"), "Газета"),
        (HeadData(titles=("Мост - это дорога",)), "Мост - это дорога"),
        (HeadData(titles=("Мост открыт - Газета",), site_name="Газета"), "Мост открыт"),
        (HeadData(titles=("Мост открыт - Gazeta.kz",)), "Мост открыт"),
        (HeadData(titles=("Gazeta : Мост открыт",)), "Мост открыт"),
        (HeadData(titles=("Мост открыт | Город",)), "Мост открыт"),
        (HeadData(titles=("м" * 501 + " | Газета",)), "м" * 501 + " | Газета"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_headline(head: HeadData, headline: str) -> None:
    """It stands behind a mark, or before it; `og:title` is believed unless it names the site."""
    assert extract_headline(page(head), (), URL) == headline


def test_a_heading_loses_the_name_of_the_site_too() -> None:
    """Some templates print it there."""
    head = HeadData(headings=("Мост открыт - Газета",), titles=("Мост открыт",), site_name="Газета")
    assert extract_headline(page(head), (), URL) == "Мост открыт"


def test_a_text_too_long_for_a_headline_is_none() -> None:
    """Whatever says that it is one; the next source speaks."""
    head = HeadData(headings=("м" * 1_001,), titles=("м" * 1_001, "Мост открыт"))
    assert extract_headline(page(head), (), URL) == "Мост открыт"
    assert extract_headline(page(HeadData(titles=("м" * 1_001,))), (), URL) is None
