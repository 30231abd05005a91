"""What the selectors of a profile find on a page: dates for machines, captions, the whole page."""

from __future__ import annotations

import pytest

from cleaners import clean
from tests.markup.pages import profile_of, read

PARAGRAPHS = "".join(
    f"<p>Строители закончили {n}-й пролёт моста, и по нему пошли машины.</p>" for n in (1, 2)
)


@pytest.mark.parametrize("selector", ["body", "html", "xpath://body"])
def test_a_body_may_be_the_whole_page(selector: str) -> None:
    """What stands on it is story, but for what is removed."""
    profile = profile_of(f'[story]\nbody = ["{selector}"]\n[[remove]]\nselect = ["nav"]')
    page = f"<html><body><nav>Меню сайта</nav>{PARAGRAPHS}</body></html>"
    assert clean(page, profile=profile).text.count("Строители") == 2
    assert "Меню" not in clean(page, profile=profile).text


@pytest.mark.parametrize(
    "date",
    [
        "<time class=day datetime='2026-03-01T08:15:00+05:00'>1 марта</time>",
        "<div class=day><time datetime='2026-03-01T08:15:00+05:00'>1 марта</time></div>",
        "<abbr class=day title='2026-03-01T08:15:00+05:00'>1 марта</abbr>",
        "<meta class=day content='2026-03-01T08:15:00+05:00'>",
        "<span class=day title='Дата'>2026-03-01T08:15:00+05:00</span>",
    ],
)
def test_a_date_is_read_as_machines_read_it(date: str) -> None:
    """Whatever the printed text leaves out."""
    profile = profile_of('[story]\nbody = ["main"]\n[fields]\ndate_published = [".day"]')
    page = f"<html><body>{date}<main>{PARAGRAPHS}</main></body></html>"
    assert clean(page, profile=profile).date_published == "2026-03-01T08:15:00+05:00"


def test_the_content_of_meta_is_a_text() -> None:
    """It has no other."""
    profile = profile_of('[story]\nbody = ["main"]\n[fields]\nauthors = ["[itemprop=author]"]')
    page = f"<meta itemprop=author content='Ася Петрова'><main>{PARAGRAPHS}</main>"
    assert read(page, profile).found.authors == ("Ася Петрова",)


@pytest.mark.parametrize(
    ("picture", "missed"), [("", ()), ("<img src=/a.jpg>", ("fields.caption",))]
)
def test_a_caption_is_missed_below_a_picture_alone(picture: str, missed: tuple[str, ...]) -> None:
    """A story without pictures has none to be missed."""
    profile = profile_of('[story]\nbody = ["main"]\n[fields]\ncaption = [".under"]')
    assert read(f"<main>{PARAGRAPHS}{picture}</main>", profile).missed == missed
