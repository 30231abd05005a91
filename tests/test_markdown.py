"""The story as CommonMark."""

from __future__ import annotations

import pytest

from cleaners import ArticleBlock, Kind, clean
from cleaners.markdown import escape, render_markdown


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
