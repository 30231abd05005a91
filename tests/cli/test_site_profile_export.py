"""`site-profile export`: what other programs get of a profile does what the profile does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from selectolax.lexbor import LexborHTMLParser

from cleaners import clean, load_profile
from cleaners.cli.site_profile.group import main
from cleaners.sites.exporting import ExportForm, export_profile
from cleaners.sites.fivefilters import import_rules
from cleaners.sites.profile import Discovery, Fields, Keep, Removal, SiteProfile, Story
from tests.replica_pages import STORIES, page_bytes

HOST = "kazpravda.kz"
FRESHRSS = "{https://freshrss.org/opml}"
DAY = dt.date(2026, 1, 31)


def export(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def profile(**more: object) -> SiteProfile:
    """A small one."""
    return SiteProfile("a.kz", DAY, **({"story": Story(body=("div.text",))} | more))  # type: ignore[arg-type]


@pytest.mark.parametrize("slug", STORIES[:4])
def test_rules_of_fivefilters_give_the_same_story(slug: str) -> None:
    """They are imported again, and clean a page."""
    rules = export(HOST, "--to", "ftr").stdout
    imported = import_rules(rules, HOST, "kazpravda.kz.txt", DAY)
    assert imported.profile
    assert [left.rule.text for left in imported.left_out] == []
    body, content_type = page_bytes(slug)
    url = f"http://{HOST}/n/{slug}/"
    ours = clean(body, url, content_type=content_type)
    theirs = clean(body, url, content_type=content_type, profile=imported.profile)
    assert theirs.article_body == ours.article_body
    assert theirs.headline == ours.headline


@pytest.mark.parametrize("slug", STORIES[4:7])
def test_css_cuts_the_story_out(slug: str) -> None:
    """As a feed reader would: the first selector's parts without those of the second."""
    lines = export(HOST, "--to", "css").stdout.splitlines()
    story, removed = (line for line in lines if not line.startswith("/*"))
    tree = LexborHTMLParser(page_bytes(slug)[0])
    for node in tree.css(removed):
        node.decompose()
    [part] = tree.css(story)
    text = " ".join(part.text(deep=True).split())
    article = clean(page_bytes(slug)[0], f"http://{HOST}/")
    assert all(paragraph in text for paragraph in article.text.split("\n\n")[1:])
    assert all(author.name not in text for author in article.authors)


def test_freshrss_gets_the_feeds_with_selectors() -> None:
    """As its OPML has them, special characters escaped."""
    given = profile(
        discovery=Discovery(feeds=("/rss?a=1&b=2", "/kk/rss")),
        remove=(Removal(("p[class*='ad & \"x']",)),),
    )
    tree = ElementTree.fromstring(export_profile(given, ExportForm.FRESHRSS).text)  # noqa: S314
    outlines = tree.findall("./body/outline")
    assert [one.get("xmlUrl") for one in outlines] == [
        "https://a.kz/rss?a=1&b=2",
        "https://a.kz/kk/rss",
    ]
    assert {one.get(f"{FRESHRSS}cssFullContent") for one in outlines} == {"div.text"}
    assert {one.get(f"{FRESHRSS}cssContentFilter") for one in outlines} == {"p[class*='ad & \"x']"}


@pytest.mark.parametrize(
    ("given", "form", "said"),
    [
        (profile(labels=("Ещё",)), ExportForm.CSS, "labels: only Chistovik knows lines"),
        (profile(keep=(Keep(text="Ещё"),)), ExportForm.FTR, "keep: only Chistovik knows lines"),
        (profile(remove=(Removal(("xpath://i",)),)), ExportForm.CSS, "remove: xpath://i is XPath"),
        (
            profile(remove=(Removal(("a:focus-within",)),)),
            ExportForm.FTR,
            "a:focus-within: can't be said",
        ),
        (profile(), ExportForm.FRESHRSS, "discovery.feeds: is missing"),
    ],
)
def test_what_can_not_be_said_is_named(given: SiteProfile, form: ExportForm, said: str) -> None:
    """Nothing is lost without a word."""
    assert any(line.startswith(said) for line in export_profile(given, form).left_out)


@pytest.mark.parametrize("form", list(ExportForm))
def test_a_profile_without_a_body_says_nothing_to_others(form: ExportForm) -> None:
    """They have no generic rules that could stand in."""
    bare = profile(story=Story(), fields=Fields(headline=("h1",)))
    assert export_profile(bare, form).text == ""


def test_every_shipped_profile_with_a_body_has_rules() -> None:
    """XPath and CSS alike."""
    assert export_profile(load_profile("zakon.kz"), ExportForm.FTR).text.startswith("# zakon.kz: ")


@pytest.mark.parametrize(
    ("arguments", "message", "status"),
    [
        (("nobody.example", "--to", "css"), "no profile for 'nobody.example'", 1),
        ((HOST,), "Missing option '--to'", 2),
        ((HOST, "--to", "rss"), "'rss' is not one of", 2),
    ],
)
def test_usual_mistakes(arguments: tuple[str, ...], message: str, status: int) -> None:
    """Each in a sentence."""
    result = export(*arguments)
    assert result.exit_code == status
    assert message in result.stderr


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    """From the folder, by the address of a page."""
    text = 'host = "a.kz"\nchecked = 2026-01-31\n[story]\nbody = ["main"]\n'
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    result = export("https://www.a.kz/n/1", "--to", "css", "--profiles", tmp_path)
    assert result.stdout == "/* a.kz: the story */\nmain\n"
