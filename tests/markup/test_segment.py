"""HTML tree → blocks in page order."""

from __future__ import annotations

import pytest

from cleaners.block import NO_ZONE, Kind
from tests.markup.pages import cut, kinds, texts


def test_block_tags_part_blocks() -> None:
    """Also where nobody closed them."""
    assert texts("<p>а<p>б<div>в</div>г<section>д</section>") == ["а", "б", "в", "г", "д"]


@pytest.mark.parametrize("tag", ["b", "a", "span", "em", "mark", "time", "font", "sup", "custom"])
def test_inline_tags_do_not(tag: str) -> None:
    """A word may be marked up within."""
    assert texts(f"<p>за<{tag}>строй</{tag}>ка</p>") == ["застройка"]


def test_an_unknown_tag_parts_blocks() -> None:
    """Most of them are components of the page."""
    assert texts("а<my-card>б</my-card>в") == ["а", "б", "в"]


def test_one_break_is_a_space_two_are_a_paragraph() -> None:
    """Old pages have no other paragraphs."""
    assert texts("<div>а<br>б<br><br>в<br> <br/>г</div>") == ["а б", "в", "г"]


def test_breaks_around_text_make_no_empty_blocks() -> None:
    """However many there are."""
    assert texts("<br><br><br>а<br><br><br><br>б<br>") == ["а", "б"]


def test_white_space_is_folded() -> None:
    """No-break spaces, line breaks of the source."""
    assert texts("<p>\n  за&nbsp;одну\n  ночь </p><p> &nbsp; </p>") == ["за одну ночь"]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<ul><li>а</ul>", Kind.LIST_ITEM),
        ("<ol><li><p>а</p></ol>", Kind.LIST_ITEM),
        ("<dl><dt>а</dl>", Kind.LIST_ITEM),
        ("<dl><dd>а</dl>", Kind.LIST_ITEM),
        ("<blockquote>а</blockquote>", Kind.QUOTE),
        ("<blockquote><p>а</p></blockquote>", Kind.QUOTE),
        ("<figure><figcaption>а</figcaption></figure>", Kind.CAPTION),
        ("<h3>а</h3>", Kind.HEADING),
        ("<p>а</p>", Kind.PARAGRAPH),
        ("<div><div>а</div></div>", Kind.PARAGRAPH),
    ],
)
def test_the_tag_tells_the_kind(html: str, kind: Kind) -> None:
    """The nearest one that tells any."""
    assert kinds(html) == [(kind, "а")]


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5, 6])
def test_a_heading_has_its_rank(level: int) -> None:
    """From the number of its tag."""
    assert cut(f"<h{level}>а</h{level}>")[0].level == level


def test_an_inner_list_comes_behind_its_item() -> None:
    """Each item is a block of its own."""
    assert texts("<ul><li>а<ul><li>б</ul><li>в</ul>") == ["а", "б", "в"]


def test_the_kind_ends_with_its_tag() -> None:
    """What follows a quote is none."""
    assert kinds("<blockquote>а</blockquote>б") == [(Kind.QUOTE, "а"), (Kind.PARAGRAPH, "б")]


@pytest.mark.parametrize("tag", ["strong", "b"])
def test_a_short_bold_paragraph_is_a_subheading(tag: str) -> None:
    """Many editors know no other."""
    (block,) = cut(f"<p><{tag}>Чего ждать</{tag}></p>")
    assert (block.kind, block.level) == (Kind.HEADING, 2)


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>Мост открыт.</b></p>",
        "<p><b>Директор сказал:</b></p>",
        "<p><b>Мост</b> открыт</p>",
        "<p><b><a href=/>Мост открыт</a></b></p>",
        f"<p><b>{'слово ' * 20}</b></p>",
        "<p>Мост открыт</p>",
    ],
)
def test_other_paragraphs_are_no_subheadings(html: str) -> None:
    """Sentences, leads, links, paragraphs with a bold word."""
    assert [block.kind for block in cut(html)] == [Kind.PARAGRAPH]


def test_bold_ends_with_its_block() -> None:
    """The next one is judged by its own text."""
    assert [block.kind for block in cut("<p><b>Чего ждать</b></p><p>Мост</p>")] == [
        Kind.HEADING,
        Kind.PARAGRAPH,
    ]


def test_link_density_counts_characters_within_links() -> None:
    """White space around them does not count."""
    (block,) = cut("<p>Мост <a href=/>открыт</a></p>")
    assert block.link_density == pytest.approx(6 / 11)


def test_a_block_has_no_more_link_than_text() -> None:
    """White space within a link is folded, characters that nobody can read go."""
    [block] = cut("<p><a href=/>Мост \n\n открыт\x08</a><b></b></p>")
    assert (block.text, block.link_chars) == ("Мост открыт", 11)


@pytest.mark.parametrize(
    "html", ["<a href=/><div>Мост</div></a>", "<div><a href=/> <span>Мост</span> </a></div>"]
)
def test_a_teaser_is_all_link(html: str) -> None:
    """Also where the link holds a block."""
    assert [block.link_density for block in cut(html)] == [1.0]


@pytest.mark.parametrize(
    "tag", ["script", "style", "noscript", "template", "svg", "select", "button", "textarea",
            "dialog", "object"],
)  # fmt: skip
def test_what_no_reader_reads_is_no_block(tag: str) -> None:
    """Scripts, styles, controls."""
    assert texts(f"<p>а</p><{tag}>б</{tag}><p>в</p>") == ["а", "в"]


def test_comments_are_no_text() -> None:
    """Nor do they part a word."""
    assert texts("<p>за<!-- б -->стройка</p>") == ["застройка"]


def test_a_picture_has_its_address() -> None:
    """Joined to that of the page."""
    (block,) = cut("<img src=/a.jpg>")
    assert (block.kind, block.url) == (Kind.PICTURE, "https://a.kz/a.jpg")


def test_an_emoji_picture_does_not_end_a_paragraph() -> None:
    """It stands before the paragraph that holds it."""
    assert kinds("<p>за<img src=/smile.png>стройка</p>") == [
        (Kind.PICTURE, ""),
        (Kind.PARAGRAPH, "застройка"),
    ]


def test_a_lazy_picture_is_found() -> None:
    """Its `src` is a grey dot inside the page."""
    (block,) = cut('<img src="data:image/gif;base64,R0" data-src="/a.jpg">')
    assert block.url == "https://a.kz/a.jpg"


@pytest.mark.parametrize(
    "tag", ["<img>", "<img src='data:,x'>", "<img src=/a.gif width=1 height=1>", "<img src=' '>"]
)
def test_counters_and_grey_dots_are_no_pictures(tag: str) -> None:
    """They have no address or no size."""
    assert cut(tag) == ()


@pytest.mark.parametrize(
    "html",
    ["<iframe src=//v.kz/1></iframe>", "<iframe data-src=https://v.kz/1></iframe>",
     "<video src=https://v.kz/1>Ваш браузер стар</video>", "<embed src=https://v.kz/1>"],
)  # fmt: skip
def test_an_embed_has_its_address_and_no_text(html: str) -> None:
    """What stands within is for old browsers."""
    (block,) = cut(html)
    assert (block.kind, block.text, block.url) == (Kind.EMBED, "", "https://v.kz/1")


def test_an_embed_without_an_address_is_nothing() -> None:
    """A script would have given it one."""
    assert cut("<iframe src=about:blank></iframe><iframe></iframe>") == ()


def test_a_table_of_data_is_one_block() -> None:
    """Rows on lines, cells joined."""
    html = "<table><tr><th>Год<th>Доход<tr><td>2024<td>5<tr><td><td></table>"
    assert kinds(html) == [(Kind.TABLE, "Год | Доход\n2024 | 5")]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>а<td>б</table>",
        "<table><tr><td>а<tr><td>б</table>",
        "<table><tr><td>а<td><h2>б</h2><tr><td>в<td>г</table>",
        "<table><tr><td>а<td><table><tr><td>б</table><tr><td>в<td>г</table>",
        f"<table><tr><td>а<td>{'слово ' * 100}<tr><td>в<td>г</table>",
    ],
)
def test_a_table_of_layout_is_many_blocks(html: str) -> None:
    """One row, one column, headings, tables or stories within."""
    assert Kind.TABLE not in {block.kind for block in cut(html)}


def test_blocks_are_numbered_in_page_order() -> None:
    """And stand in no zone where nobody named any."""
    blocks = cut("<p>а<img src=/a.jpg><p>б")
    assert [block.index for block in blocks] == [0, 1, 2]
    assert {block.zone for block in blocks} == {NO_ZONE}


@pytest.mark.parametrize("tag", ["div", "span", "b"])
def test_a_deep_page_loses_nothing(tag: str) -> None:
    """Below the depth limit a branch is taken in one piece."""
    deep = f"<{tag}>а" * 300 + f"</{tag}>" * 300
    assert "".join(texts(deep)).replace(" ", "") == "а" * 300


def test_five_thousand_nested_tags_are_no_recursion() -> None:
    """The walk goes down so far and no further."""
    assert texts("<b>" * 5_000 + "а") == ["а"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("&laquo;а&raquo; &mdash; б", "«а» — б"),
        ("за&shy;стройка", "застройка"),
        ("а&#27;б", "аб"),
        ("&#151;", "—"),
        ("а&#0;б", "а\ufffdб"),
        ("AT&T", "AT&T"),
    ],
)
def test_references_become_characters(markup: str, text: str) -> None:
    """Those to unreadable ones become nothing."""
    assert texts(f"<p>{markup}</p>") == [text]
