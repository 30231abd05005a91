"""Bytes, text or a ready document → `Document`, within limits."""

from __future__ import annotations

import pytest

from cleaners.document import Document, DocumentKind
from cleaners.errors import DumpError, LimitError
from cleaners.intake import markup_limits
from cleaners.intake.markup_limits import MAX_ATTRIBUTES, MAX_UNCLOSED_TAGS, check_markup
from cleaners.intake.open_document import open_document
from cleaners.intake.sniff import sniff_kind

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


def test_a_ready_document_stays_as_it_is() -> None:
    """Whatever stands beside it."""
    document = Document("<p>а", TEXT, "https://a.kz/")
    assert open_document(document, "https://b.kz/") is document


def test_a_ready_document_is_checked_too() -> None:
    """It may be hostile as any other."""
    with pytest.raises(LimitError):
        open_document(Document("<div>" * 20_000, HTML))


def limit_of(data: str) -> str:
    """The name of the limit that the data go over."""
    with pytest.raises(LimitError) as caught:
        open_document(data)
    assert str(caught.value).startswith(f"{caught.value.limit}: ")
    return caught.value.limit


def test_a_page_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands in it."""
    monkeypatch.setattr(markup_limits, "MAX_CHARACTERS", 1_000)
    assert limit_of("а" * 1_001) == "max_characters"
    assert open_document("а" * 1_000).text


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<x-y>", "<DIV>", "<div\n>"])
def test_unclosed_tags_are_refused(tag: str) -> None:
    """100,000 of them would keep the parser busy for minutes."""
    assert limit_of("<!doctype html>" + tag * 100_000) == "max_unclosed_tags"


@pytest.mark.parametrize("tag", ["<div></div>", "<br>", "<li>", "<p>", "<img>"])
def test_tags_that_need_no_end_are_not_counted(tag: str) -> None:
    """Nor those that have one."""
    check_markup(tag * (MAX_UNCLOSED_TAGS + 1))


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
    check_markup("<div " + "a=1 " * MAX_ATTRIBUTES + ">")
    check_markup("<p>" + "слово " * 20_000)
