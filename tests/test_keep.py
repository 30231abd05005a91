"""`keep` in a profile: what a person wants kept is kept, against every rule, on both roads."""

from __future__ import annotations

import pytest

from cleaners import Article, clean
from cleaners.decision import Reason
from cleaners.sites.parsing import parse_profile

SENTENCES = (
    "Новый мост через Ишим открыли в среду для всех машин, сообщили в акимате района.",
    "Движение по нему пустили утром, и уже к обеду по нему прошли три сотни машин.",
    "Старый мост разберут до зимы, а опоры его останутся в реке памятником строителям.",
)
PROSE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
PAGE = f"""<html><body><h1>Мост открыт</h1><div class="text">{PROSE}
<div class="share"><p>Поделиться: карта проезда по мосту для водителей</p></div></div>
<aside class="related"><h3>Читайте также</h3><ul><li><a href="/1">Порт закрыли до весны</a></li>
<li><a href="/2">Школу сдали в срок</a></li><li><a href="/3">Хлеб подорожает</a></li></ul></aside>
</body></html>"""
DUMP = "\n\n".join(("Мост открыт", *SENTENCES, "Читайте также", "Порт закрыли", "Школу сдали"))
BODY = '[story]\nbody = ["div.text"]\n'
HEAD = 'host = "a.kz"\nchecked = 2026-01-31\n'


def article(page: str, keep: str, more: str = "") -> Article:
    """The article of a page by a profile with this entry of `keep`."""
    profile = parse_profile(f"{HEAD}{more}[[keep]]\n{keep}\n", "a.kz.toml")
    return clean(page, profile=profile)


@pytest.mark.parametrize("more", ["", BODY], ids=["generic", "body"])
@pytest.mark.parametrize(
    ("selector", "text"),
    [("aside.related", "Порт закрыли до весны"), (".share", "Поделиться: карта проезда")],
)
def test_a_part_of_the_page_is_kept(selector: str, text: str, more: str) -> None:
    """Whatever its name or its links say; without the entry it goes."""
    plain = clean(PAGE, profile=parse_profile(HEAD + more, "a.kz.toml"))
    kept = article(PAGE, f'select = ["{selector}"]', more)
    assert text not in plain.text
    assert text in kept.text


def test_it_wins_over_a_removal_of_the_same_profile() -> None:
    """And over one within the part."""
    removal = f'{BODY}[[remove]]\nselect = [".share", ".share p"]\n'
    assert "карта проезда" in article(PAGE, 'select = [".share"]', removal).text


def test_xpath_selects_as_well() -> None:
    """As everywhere in a profile."""
    keep = "select = [\"xpath://div[@class='share']\"]"
    assert "карта проезда" in article(PAGE, keep).text


@pytest.mark.parametrize("keep", ['text = "порт закрыли"', 'pattern = "^Порт "'])
def test_a_line_of_a_dump_is_kept(keep: str) -> None:
    """By its text in any case, or by a pattern; its neighbours go."""
    text = article(DUMP, keep).text
    assert text.endswith("Порт закрыли")
    assert "Школу сдали" not in text


def test_the_headline_stays_a_headline() -> None:
    """A part that holds it does not make it text."""
    kept = article(PAGE, 'select = ["body"]')
    assert kept.headline == "Мост открыт"
    assert [part.reason for part in kept.removed if part.text == "Мост открыт"] == [Reason.HEADLINE]


@pytest.mark.parametrize(
    ("keep", "problem"),
    [
        ("", r"keep\[0\]: names nothing: give it `select`, `text` or `pattern`"),
        ('pattern = "("', r"keep\[0\].pattern: no regular expression"),
        ('select = ["p["]', r"keep\[0\].select: "),
        ('selct = ["p"]', r"the nearest is `select`"),
    ],
)
def test_what_is_wrong_is_named(keep: str, problem: str) -> None:
    """With its key."""
    with pytest.raises(Exception, match=problem):
        article(PAGE, keep)
