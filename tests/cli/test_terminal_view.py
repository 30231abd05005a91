"""An article at a terminal: what a person sees."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from cleaners.article import Article, Author, Metadata, Removed
from cleaners.block import ArticleBlock, Kind
from cleaners.cli.formats import Terminal
from cleaners.cli.terminal_view import view_article
from cleaners.decision import Reason
from cleaners.document import DocumentKind

PLAIN = Terminal(columns=40)
COLOURED = Terminal(columns=40, has_colour=True)
ARTICLE = Article(
    url="https://example.org/n/1",
    headline="Мост открыт",
    authors=(Author("Ася Лунёва"),),
    date_published="2025-03-03",
    view_count=1234,
    metadata=Metadata(DocumentKind.HTML, "1.0", confidence=0.875),
)


def view(*blocks: ArticleBlock, terminal: Terminal = PLAIN, **facts: Any) -> list[str]:
    """The lines of an article with these blocks."""
    return view_article(replace(ARTICLE, blocks=blocks, **facts), terminal).split("\n")


def paragraph(text: str, kind: Kind = Kind.PARAGRAPH) -> ArticleBlock:
    """A kept block."""
    return ArticleBlock(kind=kind, text=text)


def test_facts_stand_below_the_headline() -> None:
    """Who, when and how often read; the address; how sure."""
    assert view(paragraph("Открыт."))[:5] == [
        "Мост открыт",
        "Ася Лунёва · 2025-03-03 · 1,234 views",
        "https://example.org/n/1",
        "confidence 0.88",
        "",
    ]


def test_lines_fit_a_narrow_terminal() -> None:
    """Words stay whole."""
    lines = view(paragraph("Новый мост через Ишим открыли в среду для всех машин города."))
    assert max(map(len, lines)) <= 40
    assert lines[5:] == ["Новый мост через Ишим открыли в среду", "для всех машин города."]


def test_items_and_quotes_are_told_apart() -> None:
    """An item by its mark, below which its lines stand; a quote by its place."""
    item = paragraph("первый пункт, который длиннее одной строки", Kind.LIST_ITEM)
    lines = view(item, paragraph("– Едут, – сказал он.", Kind.QUOTE))
    assert lines[5:7] == ["• первый пункт, который длиннее одной", "  строки"]
    assert lines[-1] == "    – Едут, – сказал он."


def test_removed_blocks_are_grouped_by_reason() -> None:
    """The most frequent first, the first three shown; facts are not among them."""
    removed = [Removed(text=f"Заголовок {n}", reason=Reason.TEASER, rule="r") for n in range(5)]
    label = Removed(text="Популярное", reason=Reason.LABEL, rule="r")
    headline = Removed(text="Мост открыт", reason=Reason.HEADLINE, rule="r")
    terminal = Terminal(columns=80)
    lines = view(paragraph("Едут."), removed=(headline, label, *removed), terminal=terminal)
    assert lines[-3:] == [
        "removed: 6 blocks",
        "    5 teaser: Заголовок 0 | Заголовок 1 | Заголовок 2 …",
        "    1 label: Популярное",
    ]


def test_a_page_can_not_steer_the_terminal() -> None:
    """Its control characters and marks of direction are blanks."""
    evil = "a\x1b[2Jb\x07\u202ec"
    shown = "\n".join(view(paragraph(evil), headline=evil, terminal=PLAIN))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)


def test_a_page_can_not_style_itself() -> None:
    """Square brackets are text."""
    assert "[red]x[/red]" in view(paragraph("[red]x[/red]"))


def test_colours_are_for_terminals_that_have_them() -> None:
    """Without them there is no escape sequence at all."""
    assert "\x1b[" in "".join(view(paragraph("Едут."), terminal=COLOURED))
    assert "\x1b" not in "".join(view(paragraph("Едут.")))
