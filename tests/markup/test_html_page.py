"""The HTML road: profile, fallback, hostile pages."""

from __future__ import annotations

import pytest

from cleaners.block import Kind
from cleaners.decision import Reason
from cleaners.errors import DumpError
from cleaners.page import Link, Page
from cleaners.sites.profile import SiteProfile
from tests.builders import PROSE, kept, reasons
from tests.markup.pages import profile_of, read

BODY = '[story]\nbody = ["div.body"]\n'
STORY = "".join(f"<p>{text}</p>" for text in PROSE)


def page(body: str, head: str = "") -> str:
    """A page with this body."""
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def zone_of(page: Page, text: str) -> str:
    """The rule of the zone that a block stands in."""
    block = next(block for block in page.blocks if block.text == text)
    return page.zones[block.zone].rule if block.zone >= 0 else "none"


def test_the_profiles_body_holds_the_story() -> None:
    """Short lines in it too; nothing outside it."""
    html = page(
        f"<p>Чужой рассказ о реке.</p><div class=body>{STORY}<p>Коротко</p></div><p>Чужое</p>"
    )
    assert kept(read(html, profile_of(BODY))) == [*PROSE, "Коротко"]


def test_the_first_body_selector_that_finds_something_wins() -> None:
    """Layouts of other years stand behind it."""
    profile = profile_of('[story]\nbody = ["div.new", "div.old"]\n')
    assert kept(read(page(f"<div class=old>{STORY}</div>"), profile)) == list(PROSE)


def test_of_two_bodies_only_the_first_is_read() -> None:
    """An endless page goes on with the next story."""
    html = page(f"<div class=body>{STORY}</div><div class=body><p>Другой рассказ.</p></div>")
    assert reasons(read(html, profile_of(BODY)))["Другой рассказ."] is Reason.OUTSIDE_STORY


def test_facts_are_read_inside_the_first_root() -> None:
    """The next story of an endless page has a headline too."""
    profile = profile_of(
        '[story]\nroot = ["article"]\nbody = ["div.body"]\n[fields]\nheadline = ["h1"]\n'
    )
    html = page(
        "<h1>Газета</h1>"
        f"<article><h1>Мост открыт</h1><div class=body>{STORY}</div></article>"
        "<article><h1>Другой</h1><div class=body><p>Другой рассказ.</p></div></article>"
    )
    assert read(html, profile).found.headline == "Мост открыт"


def test_a_body_that_is_not_there_is_missed_and_the_generic_road_speaks() -> None:
    """The profile says so by its key."""
    found = read(page(f"<main>{STORY * 2}</main>"), profile_of(BODY))
    assert found.missed == ("story.body",)
    assert not found.story_zone
    assert found.outline is not None


def test_a_body_without_text_is_missed_too() -> None:
    """Another layout may keep its place empty, and have the story elsewhere."""
    html = page(f"<div class=body><img src=a.jpg> <p></p></div><article>{STORY}</article>")
    found = read(html, profile_of(BODY))
    assert found.missed == ("story.body",)
    assert kept(found) == list(PROSE)


def test_a_field_that_is_not_there_is_missed() -> None:
    """A field without selectors is not."""
    profile = profile_of(BODY + '[fields]\nheadline = ["h1"]\nauthors = ["div.author"]\n')
    html = page(f"<h1>Мост</h1><div class=body>{STORY}</div>")
    assert read(html, profile).missed == ("fields.authors",)


def test_a_field_with_an_empty_text_is_missed() -> None:
    """The next selector is asked."""
    profile = profile_of(BODY + '[fields]\nheadline = ["h1", "h2"]\n')
    html = page(f"<h1> </h1><h2>Мост</h2><div class=body>{STORY}</div>")
    assert read(html, profile).found.headline == "Мост"


def test_a_removal_within_the_body_goes() -> None:
    """With all that stands in it, and with its own reason."""
    profile = profile_of(BODY + '[[remove]]\nselect = ["aside"]\nreason = "teaser"\n')
    html = page(
        f"<div class=body>{STORY}<aside><b>Читайте</b> <p>Другой рассказ.</p></aside></div>"
    )
    found = read(html, profile)
    assert reasons(found)["Читайте\nДругой рассказ."] is Reason.TEASER
    assert kept(found) == list(PROSE)


def test_a_removal_around_the_body_spares_it() -> None:
    """The inner zone wins."""
    profile = profile_of(BODY + '[[remove]]\nselect = ["main"]\n')
    found = read(page(f"<main><p>Чужое</p><div class=body>{STORY}</div></main>"), profile)
    assert reasons(found)["Чужое"] is Reason.PROFILE_REMOVAL
    assert kept(found) == list(PROSE)


def test_every_part_outside_the_body_becomes_a_block() -> None:
    """Settled parts are cut without a closer look: their texts on lines, nothing is lost."""
    html = page(
        f"<nav><a>Один</a> <b>Два</b></nav><div class=body>{STORY}</div><footer>Три</footer>"
    )
    blocks = read(html, profile_of(BODY)).blocks
    assert [block.text for block in blocks if block.text not in PROSE] == ["Один\nДва", "Три"]


def test_captions_are_told_by_the_profile() -> None:
    """Whatever their tag."""
    profile = profile_of(BODY + '[fields]\ncaption = ["p.under"]\n')
    html = page(f"<div class=body>{STORY}<p class=under>На мосту.</p></div>")
    assert read(html, profile).blocks[-1].kind is Kind.CAPTION


def test_fields_are_zones_with_their_own_reason() -> None:
    """A byline within the body is no story."""
    profile = profile_of(BODY + '[fields]\nauthors = ["p.by"]\n')
    html = page(f"<div class=body><p class=by>Ася Петрова</p>{STORY}</div>")
    found = read(html, profile)
    assert (found.found.authors, zone_of(found, "Ася Петрова")) == (
        ("Ася Петрова",),
        "fields.authors: p.by",
    )
    assert kept(found) == list(PROSE)


def test_breadcrumbs_have_names_and_addresses() -> None:
    """Joined to that of the page."""
    profile = profile_of(BODY + '[fields]\nbreadcrumbs = ["ul a"]\n')
    html = page(f"<ul><li><a href=/>Главная</a><li><a>Город</a></ul><div class=body>{STORY}</div>")
    assert read(html, profile).found.breadcrumbs == (
        Link("Главная", "https://a.kz/"),
        Link("Город"),
    )


XPATH_PAGE = page(
    f"<h1>Мост</h1><p data-when='2025-05-20'>вчера</p><div class=body>{STORY}</div>",
    "<meta name=rubric content='Город'>",
)


def test_xpath_finds_elements() -> None:
    """They are the same elements that CSS finds."""
    profile = profile_of(
        '[story]\nbody = ["xpath://div[@class=\'body\']"]\n[fields]\nheadline = ["xpath://h1"]\n'
    )
    found = read(XPATH_PAGE, profile)
    assert (found.found.headline, found.missed) == ("Мост", ())
    assert kept(found) == list(PROSE)


@pytest.mark.parametrize(
    ("xpath", "value"),
    [
        ("//meta[@name='rubric']/@content", "Город"),
        ("string(//h1)", "Мост"),
        ("//h1/text()", "Мост"),
        ("//p[@data-when]/@data-when", "2025-05-20"),
    ],
)
def test_xpath_finds_strings(xpath: str, value: str) -> None:
    """Attributes, texts, the result of a function."""
    profile = profile_of(f'{BODY}[fields]\nsection = ["xpath:{xpath}"]\n')
    assert read(XPATH_PAGE, profile).found.section == value


def test_xpath_that_finds_nothing_is_missed() -> None:
    """As CSS is."""
    profile = profile_of(f'{BODY}[fields]\nsection = ["xpath://h6"]\n')
    assert read(XPATH_PAGE, profile).missed == ("fields.section",)


def test_an_xpath_body_that_returns_a_string_is_no_body() -> None:
    """There is no element to read."""
    found = read(XPATH_PAGE, profile_of('[story]\nbody = ["xpath:string(//h1)"]\n'))
    assert found.missed == ("story.body",)


def test_xpath_removes_too() -> None:
    """Its elements open zones."""
    profile = profile_of(BODY + '[[remove]]\nselect = ["xpath://aside"]\n')
    html = page(f"<div class=body>{STORY}<aside>Другое</aside></div>")
    assert reasons(read(html, profile))["Другое"] is Reason.PROFILE_REMOVAL


TWO_PARTS = """<div class="body"><p>Мост открыли.</p></div><p>Погода: дождь.</p>
<div class="body"><p>Все рады.</p></div>"""


@pytest.mark.parametrize(("every", "kept"), [("true", 2), ("false", 1)])
def test_a_story_may_stand_in_several_parts(every: str, kept: int) -> None:
    """Where the profile says so; else the page goes on with the next story."""
    found = read(TWO_PARTS, profile_of(f'[story]\nbody = ["div.body"]\nall_matches = {every}\n'))
    zones = [block.zone for block in found.blocks]
    assert zones.count(zones[0]) == kept
    assert zones[1] != zones[0]


@pytest.mark.parametrize("mark", ["&#27;", "&#x1B;", "\x0c", "\ud800", "&shy;", "\u200b"])
@pytest.mark.parametrize("body", ["div.body", "xpath://div[@class='body']"])
def test_unreadable_characters_lose_no_story(mark: str, body: str) -> None:
    """In CSS and in XPath."""
    html = page(f"<div class=body>{STORY}<p>Мост{mark} открыли, и все были рады.</p></div>")
    texts = kept(read(html, profile_of(f'[story]\nbody = ["{body}"]\n')))
    assert [*PROSE, "Мост открыли, и все были рады."] == texts


@pytest.mark.parametrize("depth", [100, 200])
def test_a_deeply_nested_story_is_found(depth: int) -> None:
    """Deeper than any real page has it."""
    html = page("<div>" * depth + f"<div class=body>{STORY}</div>" + "</div>" * depth)
    assert kept(read(html, profile_of(BODY))) == list(PROSE)


def test_a_story_below_the_depth_limit_is_one_block() -> None:
    """Three hundred parts within each other: nothing is lost but its paragraphs."""
    html = page("<div>" * 300 + f"<div class=body>{STORY}</div>" + "</div>" * 300)
    assert [block.text for block in read(html).blocks] == [" ".join(PROSE)]


def test_a_page_without_profile_has_an_outline() -> None:
    """With a profile that finds its body nobody wants to know it."""
    html = page(f"<main><div class=body>{STORY}</div></main>")
    outline = read(html).outline
    assert outline is not None
    assert outline.tags == ("body", "main", "div", "p", "p", "p", "p")
    assert read(html, profile_of(BODY)).outline is None


@pytest.mark.parametrize("profile", [None, profile_of(BODY)])
def test_nobody_else_is_asked_on_the_road(profile: SiteProfile | None) -> None:
    """The judge may want a second opinion later."""
    assert read(page(f"<div class=body>{STORY}</div>"), profile).opinion is None


def test_zones_of_the_profile_stand_before_those_of_the_page() -> None:
    """Where its body is missing, its removals and fields still count."""
    profile = profile_of(BODY + '[[remove]]\nselect = ["p.next"]\nreason = "teaser"\n')
    found = read(page("<div class=share><p>а</p></div><p class=next>б</p>"), profile)
    assert [(zone.reason, zone.certain) for zone in found.zones] == [
        (Reason.TEASER, True),
        (Reason.SHARE, False),
    ]
    assert (zone_of(found, "а"), zone_of(found, "б")) == ("class: share", "remove: p.next")


def test_facts_of_the_profile_stand_before_those_of_the_page() -> None:
    """What it has not found, the page's own names may tell."""
    profile = profile_of(f'{BODY}[fields]\ntags = ["p.words a"]\n')
    html = page(
        "<ul class=breadcrumbs><a>Город</a></ul><p class=words><a>мост</a><p class=tags><a>река</a>"
    )
    found = read(html, profile).found
    assert (found.tags, found.breadcrumbs) == (("мост",), (Link("Город"),))


def test_names_of_the_page_tell_what_the_profile_does_not() -> None:
    """Also where its body is there, and where its own selector finds nothing."""
    profile = profile_of(f'{BODY}[fields]\ntags = ["p.words a"]\n')
    html = page(
        f"<ol id=crumbs><li><a>Город</a></ol><div class=body>{STORY}</div>"
        "<div class='related-tags'><a>река</a></div>"
    )
    found = read(html, profile).found
    assert (found.tags, found.breadcrumbs) == (("река",), (Link("Город"),))
    assert read(html, profile_of(BODY)).found == found


@pytest.mark.parametrize("html", ["", "<!doctype html>", "<body></body>"])
def test_an_empty_page_has_no_blocks(html: str) -> None:
    """A parser gives every page a body."""
    assert read(html).blocks == ()


def test_frames_are_no_page() -> None:
    """Their pages stand elsewhere."""
    with pytest.raises(DumpError, match="no body"):
        read("<html><frameset><frame src=a.html></frameset>")
