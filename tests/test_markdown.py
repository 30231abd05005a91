"""The story as CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cleaners import ArticleBlock, Kind, clean
from cleaners.block import TextLink
from cleaners.markdown import escape, render_markdown
from cleaners.reading.fold import fold


def render(*blocks: ArticleBlock) -> str:
    """The Markdown of a story without a headline."""
    return render_markdown(None, blocks)


def test_a_story_has_its_headline_on_top() -> None:
    """A blank line between all parts, a line break at the end."""
    blocks = (ArticleBlock(Kind.LEAD, "Лид"), ArticleBlock(Kind.PARAGRAPH, "Абзац"))
    assert render_markdown("Мост", blocks) == "# Мост\n\n**Лид**\n\nАбзац\n"


@pytest.mark.parametrize(
    ("block", "markdown"),
    [
        (ArticleBlock(Kind.LEAD, "а"), "**а**"),
        (ArticleBlock(Kind.PARAGRAPH, "а"), "а"),
        (ArticleBlock(Kind.HEADING, "а", level=3), "### а"),
        (ArticleBlock(Kind.HEADING, "а", level=1), "## а"),
        (ArticleBlock(Kind.HEADING, "а"), "## а"),
        (ArticleBlock(Kind.QUOTE, "– а"), "> – а"),
        (ArticleBlock(Kind.LIST_ITEM, "а"), "- а"),
        (ArticleBlock(Kind.CAPTION, "а"), "*а*"),
        (ArticleBlock(Kind.EMBED, url="https://v.kz/1"), "<https://v.kz/1>"),
        (ArticleBlock(Kind.PICTURE, url="https://v.kz/1.jpg"), "![](https://v.kz/1.jpg)"),
    ],
)
def test_each_kind_has_its_frame(block: ArticleBlock, markdown: str) -> None:
    """The headline alone is of the first rank."""
    assert render(block) == markdown + "\n"


def test_list_items_stand_together() -> None:
    """A blank line would part them into paragraphs."""
    items = [ArticleBlock(Kind.LIST_ITEM, text) for text in "аб"]
    assert render(ArticleBlock(Kind.PARAGRAPH, "в:"), *items) == "в:\n\n- а\n- б\n"


def test_a_table_has_a_head_row() -> None:
    """Short rows are filled up."""
    table = ArticleBlock(Kind.TABLE, "Год | Доход\n2024\n2025 | 7")
    assert render(table) == "| Год | Доход |\n| --- | --- |\n| 2024 |  |\n| 2025 | 7 |\n"


def test_a_bar_in_a_cell_is_escaped() -> None:
    """It would part the cell."""
    assert "а\\|б" in render(ArticleBlock(Kind.TABLE, "а|б | в\nг | д"))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("*а*", r"\*а\*"),
        ("_а_", r"\_а\_"),
        ("`а`", r"\`а\`"),
        ("[а](б)", r"\[а\](б)"),
        ("<b>", r"\<b\>"),
        ("a\\b", r"a\\b"),
        ("# а", r"\# а"),
        ("#а", "#а"),
        ("- а", r"\- а"),
        ("-5 градусов", "-5 градусов"),
        ("+ а", r"\+ а"),
        ("1. а", r"1\. а"),
        ("12) а", r"12\) а"),
        ("1.5 млн", "1.5 млн"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("~~~", r"\~~~"),
        ("> а", r"\> а"),
        ("| а", r"\| а"),
        ("а - б # в 1. г", "а - б # в 1. г"),
        ("AT&amp;T", r"AT\&amp;T"),
        ("&#171;", r"\&#171;"),
        ("AT&T", "AT&T"),
        ("#", r"\#"),
        ("+", r"\+"),
        ("1.", r"1\."),
    ],
)
def test_text_is_shown_as_it_is(text: str, escaped: str) -> None:
    """Marks within a line, and marks that mean something at its start."""
    assert escape(text) == escaped


def test_an_article_renders_its_story() -> None:
    """Facts stay in the JSON."""
    prose = "Новый мост через Ишим открыли в среду утром, и первыми по нему проехали автобусы."
    article = clean(f"Мост открыт\n\n140\n\n{prose}\n\nПоделиться")
    assert article.to_markdown() == f"# Мост открыт\n\n**{prose}**\n"


# What people see: CommonMark as sites render it at worst, with live HTML and GitHub's tables.
VIEWER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TEXT_KINDS = (Kind.LEAD, Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE, Kind.LIST_ITEM, Kind.CAPTION)
SHOWN = frozenset({"text", "inline", "softbreak", "paragraph", "heading", "em", "strong",
                   "blockquote", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th",
                   "td"})  # fmt: skip
MARKS = st.lists(
    st.sampled_from(
        [*"ab1 \t\\`*_{}[]()<>#+-.!|~&;:/='^$%@?\n«é", '"', "</", "<a>", "<!--", "&amp;", "&#60;",
         "http://a.b", "javascript:a", "- ", "1. ", "    ", "```", "---"]
    ),
    max_size=14,
).map(lambda parts: fold("".join(parts)))  # fmt: skip


def walk(tokens: list[Token]) -> Iterator[Token]:
    """Every token, inner ones too."""
    for token in tokens:
        yield token
        yield from walk(token.children or [])


def seen(markdown: str) -> tuple[str, set[str]]:
    """The text that a reader sees, and what it is made of besides what we write."""
    tokens = list(walk(VIEWER.parse(markdown)))
    text = "".join(token.content for token in tokens if token.type == "text")
    return text, {re.sub(r"_(?:open|close)$", "", token.type) for token in tokens} - SHOWN


@given(MARKS.filter(bool), st.sampled_from(TEXT_KINDS))
def test_no_text_breaks_out_of_its_block(text: str, kind: Kind) -> None:
    """No live HTML, no link, no code, no list of its own: readers see the text of the page."""
    assert seen(render(ArticleBlock(kind, text))) == (text, set())


@given(MARKS.filter(bool))
def test_no_headline_breaks_out(text: str) -> None:
    """It is the first line, and nothing else."""
    assert seen(render_markdown(text, ())) == (text, set())


@given(MARKS.filter(lambda text: " | " not in f" {text} "))
def test_no_cell_breaks_out_of_its_table(text: str) -> None:
    """Its neighbours stay what they are."""
    shown, others = seen(render(ArticleBlock(Kind.TABLE, f"a | {text}\nb | c")))
    assert (shown, others) == (f"a{text}bc", set())


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "video",
        "data:text/html,<script>alert(1)</script>",
        "https://a.kz/><svg/onload=alert(1)>",
        "https://a.kz/ <script>alert(1)</script>",
        "https://a.kz/a\n\n<script>alert(1)</script>",
        'https://a.kz/"onmouseover="alert(1)',
        "https://a.kz/\u202egpj.exe",
    ],
)
def test_no_address_breaks_out(url: str) -> None:
    """Addresses of the web are links, with what would end them encoded; others are text."""
    tokens = list(walk(VIEWER.parse(render(ArticleBlock(Kind.EMBED, url=url)))))
    links = [str(token.attrGet("href")) for token in tokens if token.type == "link_open"]
    assert len(links) == url.startswith("https:")
    assert all(link.startswith("https://a.kz/") for link in links)
    assert not [token for token in tokens if token.type.startswith("html")]


@pytest.mark.parametrize("kind", TEXT_KINDS)
def test_links_stand_where_the_page_has_them(kind: Kind) -> None:
    """In any text, with its other words around them."""
    links = (TextLink(6, 10, "https://a.kz/1"), TextLink(17, 21, "https://a.kz/2"))
    shown = render(ArticleBlock(kind, "Новый мост через Ишим", links=links))
    assert "Новый [мост](https://a.kz/1) через [Ишим](https://a.kz/2)" in shown


@pytest.mark.parametrize(
    "link",
    [TextLink(2, 2, "https://a.kz"), TextLink(3, 9, "https://a.kz"), TextLink(0, 2, "mailto:a@b")],
)
def test_what_is_no_link_of_the_text_is_text(link: TextLink) -> None:
    """Nothing, beyond its end, or elsewhere than into the web: articles may come from any JSON."""
    assert render(ArticleBlock(Kind.PARAGRAPH, "Мост", links=(link,))) == "Мост\n"


def test_of_links_that_overlap_the_first_counts() -> None:
    """No link stands in another one."""
    links = (TextLink(0, 3, "https://a.kz/1"), TextLink(2, 4, "https://a.kz/2"))
    shown = render(ArticleBlock(Kind.PARAGRAPH, "Мост", links=links))
    assert shown == "[Мос](https://a.kz/1)т\n"


@pytest.mark.parametrize(
    "url",
    [
        "https://a.kz/x)[y](javascript:alert(1)",
        "https://a.kz/&rpar;&quot;&copy;",
        "https://a.kz/a b\n\nc",
        "https://a.kz/<script>",
        "https://a.kz/*_`\\",
    ],
)
@pytest.mark.parametrize("kind", [Kind.PARAGRAPH, Kind.PICTURE])
def test_no_target_breaks_out(url: str, kind: Kind) -> None:
    """One link or one picture, whose address is the given one with what would end it encoded."""
    block = ArticleBlock(kind, "Мост", url=url, links=(TextLink(0, 4, url),))
    tokens = list(walk(VIEWER.parse(render(block))))
    links = [str(token.attrGet("href")) for token in tokens if token.type == "link_open"]
    images = [str(token.attrGet("src")) for token in tokens if token.type == "image"]
    (target,) = links + images
    assert unquote(target) == url
    assert not [token for token in tokens if token.type.startswith(("html", "em", "code"))]


@given(MARKS.filter(bool), st.integers(0, 9), st.integers(0, 9), st.sampled_from(TEXT_KINDS))
def test_no_linked_text_breaks_out(text: str, start: int, length: int, kind: Kind) -> None:
    """Readers see the text of the page, and one link at most."""
    link = TextLink(start, start + length, "https://a.kz/")
    shown, others = seen(render(ArticleBlock(kind, text, links=(link,))))
    assert (shown, others - {"link"}) == (text, set())
