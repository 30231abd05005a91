"""What names in the markup say where no profile does."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.markup.vocabulary import Names, read_found, read_names
from cleaners.page import Found, Link
from tests.markup.pages import BASE, walk

STYLE_SHEET = "flex p-2 " * 40 + "share"
LINKS = "".join(f"<a href=/{number}>Раздел {number}</a>" for number in range(5))
LINES = "\n".join(f"Раздел {number}" for number in range(5))


def names(element: str) -> Names:
    """What the names of an element say."""
    body = LexborHTMLParser(f"<body>{element}</body>").body
    assert body is not None
    node = body.first_child
    assert node is not None
    return read_names(node.tag or "", node.attributes)


def reason(element: str) -> Reason | None:
    """The reason of the zone that an element opens."""
    zone = names(element).zone
    return zone.reason if zone else None


def found(body: str) -> Found:
    """The facts that stand in parts with telling names."""
    return read_found(walk(body).named, BASE)


def cut(body: str) -> list[Block]:
    """The blocks of a page with this body."""
    return walk(body).blocks


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ('class="share"', Reason.SHARE),
        ('class="article__share-buttons"', Reason.SHARE),
        ('class="articleShare"', Reason.SHARE),
        ('id="comments"', Reason.COMMENTS),
        ('class="related-news"', Reason.TEASER),
        ('class="main-menu"', Reason.NAVIGATION),
        ('class="newsletter_form"', Reason.SUBSCRIBE),
        ('class="ad-banner"', Reason.ADVERTISEMENT),
        ('class="cookie"', Reason.LEGAL_NOTICE),
        ('class="post-tags"', Reason.TAGS),
        ('class="breadcrumbs"', Reason.BREADCRUMBS),
        ('class="article__author"', Reason.BYLINE),
        ('class="post-date"', Reason.PUBLICATION_DATE),
        ('class="views"', Reason.VIEW_COUNTER),
        ("hidden", Reason.HIDDEN),
        ('style="display: none"', Reason.HIDDEN),
        ('style="color:red;VISIBILITY:hidden"', Reason.HIDDEN),
    ],
)
def test_a_name_tells_what_a_part_is(attributes: str, said: Reason) -> None:
    """By the words of its class and id."""
    assert reason(f"<div {attributes}>а</div>") is said


@pytest.mark.parametrize(
    ("tag", "said"),
    [("nav", Reason.NAVIGATION), ("footer", Reason.NAVIGATION), ("aside", Reason.TEASER),
     ("form", Reason.FORM), ("time", Reason.PUBLICATION_DATE)],
)  # fmt: skip
@pytest.mark.parametrize("attributes", ["", " class=share"])
def test_a_tag_tells_the_same(tag: str, attributes: str, said: Reason) -> None:
    """Whatever its class."""
    assert reason(f"<{tag}{attributes}>а</{tag}>") is said


@pytest.mark.parametrize(
    "attributes",
    ["", "class", 'class="article"', 'class="broadcast"', 'class="shared-mobility"',
     'id="content"', 'style="display:block"', f'class="{STYLE_SHEET}"', 'role="share"'],
)  # fmt: skip
def test_other_names_tell_nothing(attributes: str) -> None:
    """Words within words, lists of tools of a style sheet, other attributes."""
    assert names(f"<div {attributes}>а</div>").zone is None


def test_no_name_is_certain() -> None:
    """The judge may overrule it."""
    zone = names("<div class=share>а</div>").zone
    assert zone is not None
    assert not zone.certain


def test_the_class_is_asked_before_the_id() -> None:
    """It says what a part is, the id which one."""
    assert reason("<p class=share id=comments>а") is Reason.SHARE


def test_the_last_word_of_a_name_says_what_a_part_is() -> None:
    """Those before it say of what."""
    assert reason("<p class=comments-share>а") is Reason.SHARE


def test_a_hidden_part_is_hidden_whatever_its_name() -> None:
    """Nobody reads it."""
    assert reason("<p class=share hidden>а") is Reason.HIDDEN


def test_captions_are_known_by_their_name() -> None:
    """They open no zone."""
    said = names("<p class=photo-caption>а")
    assert (said.caption, said.zone) == (True, None)


@pytest.mark.parametrize("element", ["<p class='caption share'>а", "<p id=caption>а", "<p>а"])
def test_other_parts_hold_no_captions(element: str) -> None:
    """Parts of another kind, parts with an id alone."""
    assert not names(element).caption


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ("", ()),
        ("class=story", ("story",)),
        ('class="story main"', ("story", "main")),
        ("class=entry-content", ("entry", "content", "entry content")),
        ("class=entryContent", ("entry", "content", "entry content")),
        ("class=a-b-c", ("a", "b", "c", "a b", "b c")),
        ('class="story-body story-text"', ("story", "body", "story body", "text", "story text")),
        ("class=story id=main", ("story", "main")),
        ("itemprop=articleBody", ("article", "body", "article body")),
        ("role=banner", ("banner",)),
        ("data-testid=prism-headline", ("prism", "headline", "prism headline")),
        ("data-component=text-block", ("text", "block", "text block")),
        ("class=col-12", ("col",)),
        (f'class="{STYLE_SHEET}" id=main', ("main",)),
        ("class=story hidden", ("story", "(hidden)")),
        ('style="display:none"', ("(hidden)",)),
        ('class=story style="color:red"', ("story",)),
    ],
)
def test_names_are_words_and_pairs_of_words(attributes: str, words: tuple[str, ...]) -> None:
    """Each once; pairs within one name."""
    assert names(f"<div {attributes}>а</div>").words == words


def test_zones_are_collected_on_the_walk() -> None:
    """In page order; each block knows its own by number."""
    walked = walk("<div class=share><p>а</div><p>б<aside>в</aside>")
    reasons = [zone.reason for zone in walked.zones]
    assert reasons == [Reason.SHARE, Reason.TEASER]
    assert [(block.text, block.zone) for block in walked.blocks] == [("а", 0), ("б", -1), ("в", 1)]


def test_the_inner_zone_wins() -> None:
    """And ends with its part."""
    walked = walk("<aside>а<p class=share>б</p>в</aside>")
    assert [walked.zones[block.zone].reason for block in walked.blocks] == [
        Reason.TEASER,
        Reason.SHARE,
        Reason.TEASER,
    ]


def test_an_inline_part_with_a_name_is_a_block_of_its_own() -> None:
    """A counter beside a date."""
    assert [block.text for block in cut("<p>Вчера <span class=views>140</span></p>")] == [
        "Вчера",
        "140",
    ]


@pytest.mark.parametrize("tag", ["b", "i", "em", "strong", "u", "sub", "sup", "small", "q"])
def test_nobody_names_a_part_with_a_tag_that_styles_text(tag: str) -> None:
    """Its class is a matter of the style sheet."""
    assert walk(f"<p>за<{tag} class=share>строй</{tag}>ка</p>").zones == []


def test_the_text_of_a_named_caption_is_one() -> None:
    """As that of a `figcaption` is."""
    assert [block.kind for block in cut("<p class=photo-caption>На мосту</p>")] == [Kind.CAPTION]


def test_tags_and_breadcrumbs_are_the_links_of_the_first_part_named_so() -> None:
    """Each tag once."""
    facts = found(
        "<ul class=breadcrumbs><a href=/>Главная</a></ul>"
        "<p class=tags><a>мост</a><a>Ишим</a><a>мост</a></p><p class=tags><a>другое</a></p>"
    )
    assert facts.tags == ("мост", "Ишим")
    assert facts.breadcrumbs == (Link("Главная", "https://a.kz/"),)


def test_where_nothing_is_named_nothing_is_found() -> None:
    """No tags, no breadcrumbs."""
    assert found("<p>а") == Found()


@pytest.mark.parametrize("tag", ["nav", "footer"])
def test_a_menu_is_one_block(tag: str) -> None:
    """Its texts on lines, all of it linked."""
    (block,) = cut(f"<{tag}><ul><li>{LINKS}</ul></{tag}>")
    assert (block.text, block.link_density) == (LINES, 1.0)


def test_a_menu_stands_in_an_element_of_its_own() -> None:
    """Its links begin in its block."""
    outline = walk(f"<p>а<nav>{LINKS}</nav>").outline()
    assert (outline.tags, outline.block_parents, outline.links) == (
        ("body", "p", "nav"),
        (1, 2),
        (0, 5),
    )


def test_a_menu_stands_in_the_zone_of_its_tag() -> None:
    """It is navigation."""
    walked = walk(f"<nav>{LINKS}</nav>")
    assert walked.zones[walked.blocks[0].zone].reason is Reason.NAVIGATION


def test_a_menu_of_pictures_is_no_block() -> None:
    """There is nothing to read in it."""
    walked = walk("<nav>" + "<a href=/><img src=/a.jpg></a>" * 5 + "</nav><p>а")
    assert [block.text for block in walked.blocks] == ["а"]
    assert walked.outline().links == (0,)


def test_four_links_are_no_menu() -> None:
    """Each is a block of its own."""
    body = "<nav><ul>" + "<li><a href=/>Раздел</a>" * 4 + "</ul></nav>"
    assert [block.text for block in cut(body)] == ["Раздел"] * 4


@pytest.mark.parametrize("tag", ["h1", "article", "main", "time"])
def test_a_part_in_which_a_story_may_begin_is_no_menu(tag: str) -> None:
    """Some pages stand in their own navigation."""
    body = f"<nav>{LINKS}<{tag}>Мост открыт</{tag}></nav>"
    assert cut(body)[-1].text == "Мост открыт"


def test_a_part_with_much_text_that_is_no_link_is_no_menu() -> None:
    """A footer with an address and a notice."""
    body = f"<footer><p>{'Все права защищены. ' * 9}</p><p>{LINKS}</p></footer>"
    assert len(cut(body)) == 2


@pytest.mark.parametrize("tag", ["div", "ul", "header", "section", "aside"])
def test_other_parts_full_of_links_are_no_menus(tag: str) -> None:
    """They may be lists within a story."""
    assert cut(f"<{tag}><p>а</p>{LINKS}</{tag}>")[0].text == "а"
