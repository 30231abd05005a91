"""A head that HTML ends early: what its author wrote into it counts wherever the parser puts it."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners.markup.head import read_head
from cleaners.page import HeadData

URL = "https://a.kz/n/most/"
META = (
    '<meta property="og:title" content="Мост открыт"><meta name="author" content="Ася Петрова">'
    '<meta property="og:image" content="/most.jpg"><meta name="robots" content="noai">'
    '<meta name="tdm-reservation" content="1"><link rel="canonical" href="/n/most">'
    '<link rel="alternate" hreflang="kk" href="/kk/most"><title>Мост открыт – Газета</title>'
)
EARLY_ENDS = {
    "a pixel": '<noscript><img src="https://p.example/tr?id=7" height="1"></noscript>',
    "a frame": '<iframe src="https://ads.example/frame"></iframe>',
    "a part": '<div id="fb-root"><span></span></div>',
    "text": "﻿Ошибка базы данных",
    "a part that nobody closes": "<div class=wrap>",
}


def read(markup: str, url: str | None = URL) -> HeadData:
    """What a document tells machines."""
    return read_head(LexborHTMLParser(markup), url)


@pytest.mark.parametrize("early", EARLY_ENDS.values(), ids=EARLY_ENDS)
def test_what_stands_behind_the_early_end_is_read(early: str) -> None:
    """Canonical address, picture, other languages, author, title, and what the owner reserves."""
    page = f"<html lang=ru><head><meta charset=utf-8>{early}{META}</head><body><h1>Мост</h1>"
    found = read(page)
    assert (found.canonical, found.image) == ("https://a.kz/n/most", "https://a.kz/most.jpg")
    assert found.versions == (("kk", "https://a.kz/kk/most"),)
    assert (found.headline, found.credits) == ("Мост открыт", (("Ася Петрова",),))
    assert found.title == "Мост открыт – Газета"
    assert [reservation.mark for reservation in found.reservations] == ["noai", "tdm"]


@pytest.mark.parametrize(
    "foreign",
    [
        f"<article><p>Так пишут:</p>{META}</article>",
        f"<blockquote>{META}</blockquote>",
        f"<svg><desc></desc>{META.replace('<meta', '<x').replace('<link', '<x')}</svg>",
        '<div itemprop="comment"><meta itemprop="author" content="Прохожий"></div>',
    ],
    ids=["story", "quotation", "drawing", "comment"],
)
def test_tags_within_other_things_are_theirs(foreign: str) -> None:
    """What a story shows, the title of a drawing, what describes a comment."""
    found = read(f"<html><head><title>Паром</title></head><body><p>а</p>{foreign}")
    assert (found.canonical, found.image, found.reservations) == (None, None, ())
    assert (found.title, found.credits) == ("Паром", ())


def test_what_stands_in_the_head_goes_first() -> None:
    """A widget below has its own."""
    found = read(
        '<head><title>Мост</title><meta name="author" content="Ася Петрова"></head>'
        '<body><div><title>Виджет</title><meta name="author" content="Виджет"></div>'
    )
    assert (found.title, found.credits[0][0]) == ("Мост", "Ася Петрова")


@pytest.mark.parametrize(
    ("head", "url", "base"),
    [
        ('<base href="/archive/">', URL, "https://a.kz/archive/"),
        ('<base href="https://b.kz/">', URL, "https://b.kz/"),
        ('<link rel="canonical" href="https://c.kz/n/">', None, "https://c.kz/n/"),
        ('<meta property="og:url" content="https://c.kz/n/">', None, "https://c.kz/n/"),
        ('<link rel="canonical" href="https://c.kz/n/">', URL, URL),
        ("", None, None),
        ('<link rel="canonical" href="/n/">', None, None),
    ],
)
def test_the_address_that_relative_ones_are_joined_to(
    head: str, url: str | None, base: str | None
) -> None:
    """By <base>, by the address of the page, or by the one that it declares itself."""
    assert read(f"<head>{head}</head><body>", url).base == base
