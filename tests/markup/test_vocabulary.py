"""What names in the markup say where no profile does."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners.decision import Reason
from cleaners.markup.vocabulary import Named, read_vocabulary
from cleaners.page import Link


def named(body: str) -> Named:
    """What the names in this body say."""
    tree = LexborHTMLParser(f"<body>{body}</body>")
    assert tree.body is not None
    return read_vocabulary(tree.body, "https://a.kz/")


@pytest.mark.parametrize(
    ("attributes", "reason"),
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
def test_a_name_tells_what_a_part_is(attributes: str, reason: Reason) -> None:
    """By the words of its class and id."""
    assert [zone.reason for zone in named(f"<div {attributes}>а</div>").zones] == [reason]


@pytest.mark.parametrize(
    ("tag", "reason"),
    [("nav", Reason.NAVIGATION), ("footer", Reason.NAVIGATION), ("aside", Reason.TEASER),
     ("form", Reason.FORM), ("time", Reason.PUBLICATION_DATE)],
)  # fmt: skip
def test_a_tag_tells_the_same(tag: str, reason: Reason) -> None:
    """Whatever its class."""
    assert [zone.reason for zone in named(f"<{tag}>а</{tag}>").zones] == [reason]


@pytest.mark.parametrize(
    "attributes",
    ["", 'class="article"', 'class="broadcast"', 'class="shared-mobility"', 'id="content"',
     'style="display:block"', f'class="{"flex p-2 " * 40} share"'],
)  # fmt: skip
def test_other_names_tell_nothing(attributes: str) -> None:
    """Words within words, and lists of tools of a style sheet."""
    assert named(f"<div {attributes}>а</div>").zones == ()


def test_no_name_is_certain() -> None:
    """The judge may overrule it."""
    assert not named("<div class=share>а</div>").zones[0].certain


def test_the_class_is_asked_before_the_id() -> None:
    """It says what a part is, the id which one."""
    assert [zone.reason for zone in named("<p class=share id=comments>а").zones] == [Reason.SHARE]


def test_captions_are_known_by_their_name() -> None:
    """They open no zone."""
    found = named("<p class=photo-caption>а")
    assert (len(found.captions), found.zones) == (1, ())


def test_tags_and_breadcrumbs_are_the_links_of_the_first_part_named_so() -> None:
    """Each tag once."""
    found = named(
        "<ul class=breadcrumbs><a href=/>Главная</a></ul>"
        "<p class=tags><a>мост</a><a>Ишим</a><a>мост</a></p><p class=tags><a>другое</a></p>"
    ).found
    assert found.tags == ("мост", "Ишим")
    assert found.breadcrumbs == (Link("Главная", "https://a.kz/"),)
