"""Bytes, text or a ready document → `Document`, within limits."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cleaners.document import Document, DocumentKind
from cleaners.errors import DumpError, InvalidTypeError, LimitError
from cleaners.intake.markup_limits import check_markup
from cleaners.intake.open_document import open_document
from cleaners.intake.signatures import sniff_kind
from cleaners.limits import DEFAULT_LIMITS, Limits

HTML, TEXT = DocumentKind.HTML, DocumentKind.TEXT


@pytest.mark.parametrize(
    "text",
    [
        "<!doctype html><p>а",
        "  \n<!DOCTYPE HTML PUBLIC>",
        "<html lang=ru>",
        "<HEAD>",
        "<body class=a>",
        "<?xml version='1.0'?><p>",
        "<!-- а --> <!-- б --><html>",
        "<p>а</p><p>б</p>",
        "<div>а <b>б</b></div>",
    ],
)
def test_pages_are_html(text: str) -> None:
    """They begin so, or have tags all over."""
    assert sniff_kind(text) is HTML


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Мост открыт",
        "Тег <b> устарел, тег <i> тоже",
        "Если a<b, то c>d",
        "<мост> <открыт> <вчера> <всем>",
        "слово " * 1000 + "<p>а</p><p>б</p>",
        "Письмо от <a@a.kz>, <b@b.kz>, <c@c.kz>",
    ],
)
def test_stories_are_text(text: str) -> None:
    """Also those that mention a tag or two."""
    assert sniff_kind(text) is TEXT


@pytest.mark.parametrize("data", ["", "  \n\t", b"", b" \r\n", "\u00a0", Document(" ", TEXT)])
def test_nothing_is_no_page(data: bytes | str | Document) -> None:
    """White space is nothing."""
    with pytest.raises(DumpError, match="empty: there is no text to clean"):
        open_document(data)


def test_facts_travel_with_the_document() -> None:
    """Address, source and time of the fetch."""
    document = open_document(b"a", "https://a.kz/", source="a.warc:3", downloaded="2025-05-20")
    assert document == Document("a", TEXT, "https://a.kz/", "a.warc:3", "2025-05-20")


def test_an_empty_address_is_none() -> None:
    """Absent means unknown."""
    assert open_document("а", "").url is None


def test_facts_given_beside_a_ready_document_take_the_place_of_its_own() -> None:
    """What is not given stays."""
    document = Document("<p>а", TEXT, "https://a.kz/", "a.warc:3", "2025-05-20")
    assert open_document(document) == document
    found = open_document(document, "https://b.kz/", downloaded="2025-05-21")
    assert found == Document("<p>а", TEXT, "https://b.kz/", "a.warc:3", "2025-05-21")


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_whatever_holds_bytes_is_read(kind: type) -> None:
    """They are the same page."""
    page = "<!doctype html><p>Мост".encode()
    assert open_document(kind(page)) == open_document(page)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "data must be bytes, str or Document, not NoneType"),
        (7, "data must be bytes, str or Document, not int"),
        (["<p>"], "data must be bytes, str or Document, not list"),
        (Path("a.html"), "data is the path 'a.html': pass what stands in the file"),
        (Document(None, HTML), "Document.text must be str, not NoneType"),  # type: ignore[arg-type]
    ],
    ids=str,
)
def test_other_data_are_refused_by_name(data: Any, message: str) -> None:
    """By an error of ours that is a `TypeError`, too."""
    with pytest.raises(InvalidTypeError, match=re.escape(message)) as caught:
        open_document(data)
    assert isinstance(caught.value, TypeError)


def test_a_ready_document_is_checked_too() -> None:
    """It may be hostile as any other."""
    with pytest.raises(LimitError):
        open_document(Document("<div>" * 20_000, HTML))


def limit_of(data: bytes | str, limits: Limits = DEFAULT_LIMITS) -> str:
    """The name of the limit that the data go over."""
    with pytest.raises(LimitError) as caught:
        open_document(data, limits=limits)
    assert str(caught.value).startswith(f"{caught.value.limit}: ")
    return caught.value.limit


@pytest.mark.parametrize(
    ("limit", "fits", "exceeds"),
    [
        ("max_bytes", "я" * 10, b"a" * 21),
        ("max_characters", "а" * 20, "а" * 21),
        ("max_lines", "а\n" * 19 + "а", "а\r\n" * 20),
        ("max_lines", "\n" * 10 + "а", "\n" * 25 + "а"),
        ("max_tags", "<!doctype html>" + "<p>а" * 20, "<!doctype html>" + "<p>а" * 21),
        ("max_unclosed_tags", "<html>" + "<b>а" * 19, "<html>" + "<b>а" * 30),
        ("max_depth", "<html>" + "<b>а</b>" * 30, "<html>" + "<b>" * 30 + "а" + "</b>" * 30),
        ("max_attributes", "<html><p " + "a " * 20 + ">", "<html><p " + "a " * 50 + ">"),
    ],
)
def test_each_limit_has_its_name(limit: str, fits: str, exceeds: bytes | str) -> None:
    """A page at the limit passes, one above it does not."""
    limits = Limits(**{limit: 20})
    assert open_document(fits, limits=limits).text == fits
    assert limit_of(exceeds, limits) == limit


@pytest.mark.parametrize("stray", ["</div>", "</b>", "</p></x>"])
def test_end_tags_of_nothing_hide_no_open_tags(stray: str) -> None:
    """Neither in front of them nor between them."""
    limits = Limits(max_depth=100, max_unclosed_tags=100)
    assert limit_of("<html>" + stray * 200 + "<i>" * 200, limits) == "max_unclosed_tags"
    assert limit_of("<html>" + f"<i>{stray}" * 200, limits) == "max_unclosed_tags"


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<x-y>", "<DIV>", "<div\n>"])
def test_unclosed_tags_are_refused(tag: str) -> None:
    """100,000 of them would keep the parser busy for minutes."""
    assert limit_of("<!doctype html>" + tag * 100_000) == "max_unclosed_tags"


@pytest.mark.parametrize("tag", ["<div></div>", "<br>", "<li>", "<p>", "<img>"])
def test_tags_that_need_no_end_are_not_counted(tag: str) -> None:
    """Nor those that have one."""
    check_markup(tag * (DEFAULT_LIMITS.max_unclosed_tags + 1))


@pytest.mark.parametrize("attribute", ["a{} ", "a{}=1 ", "a{}='1'", 'a{}="1" '])
@pytest.mark.parametrize(
    "before", ["", "а" * 7_001, "<p>а</p>" * 1_500], ids=["top", "text", "tags"]
)
def test_too_many_attributes_are_refused(attribute: str, before: str) -> None:
    """Wherever the tag stands; 100,000 of them would keep the parser busy for half a minute."""
    tag = "<div " + "".join(attribute.format(number) for number in range(10_000)) + ">"
    assert limit_of("<!doctype html>" + before + tag) == "max_attributes"


def test_a_comparison_in_a_script_is_no_tag() -> None:
    """However much script follows it."""
    script = "for(i=0;i<n;i++)" + "a=1 " * 6_000
    check_markup(f"<!doctype html><script>{script}</script><p>Мост")


@pytest.mark.parametrize("before", ["<!--<script>-->", '<b title="<script>">', "<title><script>"])
def test_a_script_that_is_none_hides_no_tag(before: str) -> None:
    """In a comment, in an attribute, in a title."""
    tag = "<p " + "a=1 " * 6_000 + ">"
    end = "</title>" if "title>" in before else ""
    assert limit_of(f"<!doctype html>{before}{end}{tag}") == "max_attributes"


def test_as_many_attributes_as_allowed_pass() -> None:
    """And text without tags has none, however long."""
    check_markup("<div " + "a=1 " * DEFAULT_LIMITS.max_attributes + ">")
    check_markup("<p>" + "слово " * 20_000)
