"""Kept decisions → the blocks of the article."""

from __future__ import annotations

import pytest

from cleaners.block import ArticleBlock, Block, Kind, TextLink
from cleaners.decision import Decision, Reason
from cleaners.fields.story import article_blocks, body_text, lead_text, removed_blocks
from tests.builders import heading, item, line, picture


def keep(*blocks: Block) -> tuple[Decision, ...]:
    """Decisions which keep all of them."""
    return tuple(Decision(block, Reason.STORY_TEXT, "test") for block in blocks)


def kinds(*blocks: Block) -> list[Kind]:
    """Their kinds in the article."""
    return [block.kind for block in article_blocks(keep(*blocks))]


def test_the_first_paragraph_is_the_lead() -> None:
    """The others are paragraphs."""
    assert kinds(line("а"), line("б")) == [Kind.LEAD, Kind.PARAGRAPH]


def test_a_quote_may_be_the_lead() -> None:
    """Some stories open with one."""
    assert kinds(line("– Мы начали с малого.")) == [Kind.LEAD]


def test_what_is_no_paragraph_is_no_lead() -> None:
    """A subheading, a list, a caption before it."""
    given = (heading("а"), item("б"), line("в", Kind.CAPTION), line("г"))
    assert kinds(*given) == [Kind.HEADING, Kind.LIST_ITEM, Kind.CAPTION, Kind.LEAD]


@pytest.mark.parametrize(
    "text",
    ["– Мы начали с малого, – сказал он.", "— Да.", "«Мост открыт».", "«Мост „Ишим“ открыт»",
     "«Мост «Ишим» открыт»!", "“The bridge is open.”", '"Мост открыт".', "„Мост открыт“."],
)  # fmt: skip
def test_speech_is_a_quote(text: str) -> None:
    """Behind a dash, or within quotation marks from end to end."""
    assert kinds(line("а"), line(text))[1] is Kind.QUOTE


@pytest.mark.parametrize(
    "text",
    ["«Мост» открыт.", "–5 градусов", "«Мост», – сказал он, – «открыт»",
     "Он сказал: «Мост открыт».", "«Ишим» и «Тобол»"],
)  # fmt: skip
def test_other_paragraphs_are_no_quotes(text: str) -> None:
    """A name in quotation marks, frost, a quote with a frame."""
    assert kinds(line("а"), line(text))[1] is Kind.PARAGRAPH


def test_a_picture_stands_where_it_is_seen_first() -> None:
    """And once, also where the page shows it again; it is no lead."""
    given = (picture("https://a.kz/1.jpg"), line("а"), picture("https://a.kz/2.jpg"))
    blocks = article_blocks(keep(*given, picture("https://a.kz/1.jpg")))
    shown = [block.url or block.text for block in blocks]
    assert shown == ["https://a.kz/1.jpg", "а", "https://a.kz/2.jpg"]
    assert body_text(blocks) == "а"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/n/1", "https://a.kz/n/1"),
        ("https://b.org/x", "https://b.org/x"),
        ("../r", "https://a.kz/r"),
        ("//cdn.kz/f.pdf", "https://cdn.kz/f.pdf"),
    ],
)
def test_links_have_whole_addresses(href: str, url: str) -> None:
    """Joined to that of the page."""
    block = Block(0, "Мост", Kind.PARAGRAPH, links=(TextLink(0, 4, href),))
    (kept,) = article_blocks(keep(block), "https://a.kz/n/")
    assert kept.links == (TextLink(0, 4, url),)


@pytest.mark.parametrize(
    "href", ["#top", "javascript:void(0)", "mailto:a@a.kz", "tel:103", "http://[", " "]
)
def test_a_link_that_leads_to_no_page_is_text(href: str) -> None:
    """Places of the same page, scripts, telephones, what is no address."""
    block = Block(0, "Мост", Kind.PARAGRAPH, links=(TextLink(0, 4, href),))
    (kept,) = article_blocks(keep(block), "https://a.kz/n/")
    assert kept.links == ()


def test_a_heading_has_a_level() -> None:
    """The second, where its tag tells none."""
    assert [block.level for block in article_blocks(keep(heading("а", 0), heading("б", 3)))] == [
        2,
        3,
    ]


def test_an_embed_has_only_an_address() -> None:
    """There is nothing to read in it."""
    player = line("", Kind.EMBED, url="https://v.kz/1")
    assert article_blocks(keep(player)) == (
        ArticleBlock(Kind.EMBED, url="https://v.kz/1", block=0),
    )


def test_the_body_joins_what_is_read() -> None:
    """Captions and embeds are not."""
    given = (
        line("лид"), heading("глава"), item("пункт"), line("а | б", Kind.TABLE),
        line("подпись", Kind.CAPTION), line("", Kind.EMBED, url="https://v.kz/1"), line("конец"),
    )  # fmt: skip
    assert body_text(article_blocks(keep(*given))) == "лид\n\nглава\n\nпункт\n\nа | б\n\nконец"


def test_a_story_without_paragraphs_has_no_lead() -> None:
    """A list alone."""
    assert lead_text(article_blocks(keep(item("а")))) is None


def test_removed_blocks_have_text_reason_and_rule() -> None:
    """Pictures and kept blocks are not among them."""
    decisions = (
        *keep(line("а")),
        Decision(line("б"), Reason.SHARE, "label_alone"),
        Decision(picture(), Reason.PICTURE, "picture_outside_story"),
    )
    assert [(part.text, part.reason, part.rule) for part in removed_blocks(decisions)] == [
        ("б", Reason.SHARE, "label_alone")
    ]


@pytest.mark.parametrize("time", ["18:42", "07.15", "9:05 | 10:05"])
def test_the_time_of_an_entry_is_no_lead(time: str) -> None:
    """The lead is the first paragraph with a word in it."""
    given = (line(time), line("The clerk has read the result."), line("Nine voted for the wall."))
    assert kinds(*given) == [Kind.PARAGRAPH, Kind.LEAD, Kind.PARAGRAPH]
