"""Dumps without markup: how lines become blocks."""

from __future__ import annotations

import pytest

from cleaners.block import Block, Kind
from cleaners.document import Document, DocumentKind
from cleaners.plaintext.dump_page import read_plaintext
from cleaners.sites.loader import load_profile


def cut(text: str) -> tuple[Block, ...]:
    """The blocks of a dump."""
    return read_plaintext(Document(text, DocumentKind.TEXT), None).blocks


def one(text: str) -> tuple[Kind, str]:
    """Kind and text of the only block."""
    (block,) = cut(text)
    return block.kind, block.text


def test_a_line_is_a_block() -> None:
    """Blank lines are counted, not kept."""
    assert [(block.index, block.text, block.gap) for block in cut("\n\nа\nб\n \n\nв")] == [
        (0, "а", 2),
        (1, "б", 0),
        (2, "в", 2),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\x0c", "\x85"])
def test_every_line_break_breaks(newline: str) -> None:
    """Old Macs, printers and JavaScript have their own."""
    assert [block.text for block in cut(f"а{newline}б")] == ["а", "б"]


@pytest.mark.parametrize("bullet", [*"•●▪◦‣·∙■□►▸", "* ", "+ "])
def test_a_bullet_makes_a_list_item(bullet: str) -> None:
    """It is taken off, with or without a space behind it."""
    assert one(f"  {bullet}ярмарка") == (Kind.LIST_ITEM, "ярмарка")


@pytest.mark.parametrize(
    "text", ["*важно* и нужно", "+7 701 000 00 00", "–5 градусов", "-5 градусов"]
)
def test_a_mark_without_a_space_is_no_bullet(text: str) -> None:
    """Emphasis, telephone numbers, frost."""
    assert one(text) == (Kind.PARAGRAPH, text)


def test_a_hyphen_before_a_short_line_is_a_bullet() -> None:
    """Typewriters have no other."""
    assert one("- ярмарка ремёсел") == (Kind.LIST_ITEM, "ярмарка ремёсел")


@pytest.mark.parametrize(
    "text", ["- Мы начали с малого.", "- Когда начнём?", "- а" + " слово" * 20]
)
def test_a_hyphen_before_a_sentence_is_speech(text: str) -> None:
    """Many editors have no dash on their keyboard."""
    assert one(text) == (Kind.PARAGRAPH, text)


@pytest.mark.parametrize("dash", ["–", "—"])
def test_a_dash_is_speech(dash: str) -> None:
    """However short the line."""
    assert one(f"{dash} Мы начали") == (Kind.PARAGRAPH, f"{dash} Мы начали")


@pytest.mark.parametrize("level", [1, 2, 6])
def test_markdown_marks_make_headings(level: int) -> None:
    """Their number is the rank."""
    (block,) = cut("#" * level + " Мост открыт")
    assert (block.kind, block.level, block.text) == (Kind.HEADING, level, "Мост открыт")


@pytest.mark.parametrize("text", ["#мост", "####### Мост", "#"])
def test_other_hashes_are_text(text: str) -> None:
    """Hashtags, and more marks than there are ranks."""
    assert one(text) == (Kind.PARAGRAPH, text)


def test_tabs_make_a_table() -> None:
    """Lines that stand together are its rows."""
    assert one("Год\tДоход\n2024\t5\n2025\t 7 ") == (Kind.TABLE, "Год | Доход\n2024 | 5\n2025 | 7")


def test_a_blank_line_parts_two_tables() -> None:
    """Each has its own block."""
    assert [block.text for block in cut("а\tб\n\nв\tг")] == ["а | б", "в | г"]


def test_an_empty_cell_keeps_its_place() -> None:
    """The columns stay in line."""
    assert one("Год\t\tДоход") == (Kind.TABLE, "Год |  | Доход")


@pytest.mark.parametrize("text", ["\tМост открыт", "Мост открыт\t", "\t\t"])
def test_a_tab_around_a_line_makes_no_table(text: str) -> None:
    """It takes two cells with something in them."""
    assert all(block.kind is Kind.PARAGRAPH for block in cut(text))


def test_white_space_is_folded() -> None:
    """No-break spaces and narrow ones too."""
    assert one("\u00a0за\u00a0одну \u202f ночь\u3000") == (Kind.PARAGRAPH, "за одну ночь")


def test_unreadable_characters_go() -> None:
    """Byte order marks, soft hyphens, lone surrogates, control characters."""
    assert one("\ufeffза\u00adстрой\u200bка\x01\ud800 города") == (
        Kind.PARAGRAPH,
        "застройка города",
    )


def test_a_vertical_tab_is_a_space() -> None:
    """Some word processors write it between words."""
    assert one("за\vодну\v ночь") == (Kind.PARAGRAPH, "за одну ночь")


def test_a_line_of_unreadable_characters_is_blank() -> None:
    """It counts as a blank line."""
    assert [block.gap for block in cut("а\n\u200b\nб")] == [0, 1]


def test_a_profile_brings_its_name_and_labels() -> None:
    """A dump of a known site is read with what is known of it."""
    profile = load_profile("kazpravda.kz")
    assert read_plaintext(Document("а", DocumentKind.TEXT), profile).profile == "kazpravda.kz"
