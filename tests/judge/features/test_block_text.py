"""Measures of the text of each block: one knob a test."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.block import Block, Kind
from cleaners.judge.features.block_text import TEXT_FEATURES, text_features
from cleaners.judge.prose import count_words, ends_sentence
from tests.builders import heading, line, link

# A block's first word also counts the end of the block above it.
OF_TWO = "sentence_ends"


def features_of(block: Block, links: int = 0) -> dict[str, float]:
    """The features of a block by name; an empty one stands above it."""
    row = text_features([line(""), block], [0, links])[1]
    return dict(zip(TEXT_FEATURES, row.tolist(), strict=True))


def feature(name: str, text: str) -> float:
    """One feature of a text."""
    return features_of(line(text))[name]


def count(name: str, text: str) -> float:
    """One count of a text; counts are logarithms."""
    return round(math.expm1(feature(name, text)), 3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("мост", 1),
        ("мост через Ишим", 3),
        ("Есіл өзені арқылы жаңа көпір", 5),
        ("the new bridge", 3),
        ("这座桥今天开放", 3),
        ("这座桥今天开放了", 4),
        ("이 다리는 오늘 개통", 4),
        ("الجسر مفتوح", 2),
        ("Год | Доход\n2024 | 5", 6),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    """Scripts without spaces count two characters as one word."""
    assert count("words", text) == words


@pytest.mark.parametrize(("text", "chars"), [("", 0), ("мост", 4), ("桥", 1), ("😀", 1)])
def test_characters_are_counted_as_readers_see_them(text: str, chars: int) -> None:
    """Not as bytes."""
    assert count("chars", text) == chars


@pytest.mark.parametrize(
    ("text", "commas"), [("мост", 0), ("мост, река, лёд", 2), ("мост; река", 1), ("جسر، نهر", 1)]
)
def test_commas_are_counted(text: str, commas: int) -> None:
    """Semicolons too."""
    assert count("commas", text) == commas


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Мост открыт.", 0),
        ("Мост открыт. Его ждали.", 1),
        ("Мост открыт! Его ждали? Да.", 2),
        ("Он сказал: «Открыт.» Все рады.", 1),
        ("в 5.30 утра", 0),
    ],
)
def test_ends_of_sentences_within_a_text_are_counted(text: str, ends: int) -> None:
    """There is a word behind each."""
    assert count("sentence_ends", text) == ends


@pytest.mark.parametrize("end", [".", "!", "?", "…", ".»", "!”", ".)", "?»)", "؟", "।"])
def test_a_sentence_ends_with_its_mark(end: str) -> None:
    """Up to two quotation marks or brackets may close behind it."""
    assert feature("ends_sentence", f"Мост открыт{end}") == 1


@pytest.mark.parametrize("end", ["", ",", ":", "»", " –", ".»»»", "5"])
def test_other_ends_are_no_end_of_a_sentence(end: str) -> None:
    """A closing quotation mark alone proves nothing."""
    assert feature("ends_sentence", f"Мост открыт{end}") == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ends_colon", "Директор отметила:"),
        ("ends_ellipsis", "Читать дальше…"),
        ("ends_comma", "Мост,"),
        ("starts_upper", "Мост"),
        ("starts_lower", "мост"),
        ("starts_digit", "5 мостов"),
        ("starts_mark", "— Мост"),
        ("starts_mark", ""),
        ("has_bar", "Новости | Газета"),
        ("has_copyright", "© Газета"),
        ("has_at", "news@a.kz"),
        ("has_colon", "Автор: Ася"),
        ("has_quote", "«Мост»"),
        ("has_quote", 'Мост "Ишим"'),
        ("has_arrow", "Дальше →"),
        ("has_money", "500 ₸"),
    ],
)
def test_a_character_is_seen(name: str, text: str) -> None:
    """At the end, at the beginning, anywhere."""
    assert feature(name, text) == 1


def test_a_plain_line_has_nothing_to_see() -> None:
    """But that it begins with a small letter."""
    found = features_of(line("мост через реку"))
    seen = {name for name in found if name.startswith(("ends_", "has_", "starts_")) and found[name]}
    assert seen == {"starts_lower"}


@pytest.mark.parametrize(
    ("name", "text", "share"),
    [
        ("digit_share", "2025", 1.0),
        ("digit_share", "мост", 0.0),
        ("digit_share", "5 мостов", 1 / 8),
        ("upper_share", "МОСТ", 1.0),
        ("upper_share", "Мост", 1 / 4),
        ("upper_share", "мост", 0.0),
        ("mark_share", "***", 1.0),
        ("mark_share", "да!!", 1 / 2),
        ("mark_share", "да нет", 0.0),
        ("lower_word_share", "мост через Ишим", 2 / 3),
        ("upper_word_share", "мост через Ишим", 1 / 3),
        ("lower_word_share", "", 0.0),
        ("word_length", "мост", 4.0),
        ("word_length", "да да", 5 / 2),
    ],
)
def test_shares_are_of_characters_or_of_words(name: str, text: str, share: float) -> None:
    """0 for an empty text."""
    assert feature(name, text) == pytest.approx(share)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("в 2025 году", True),
        ("Мост 1999", True),
        ("2025", True),
        ("(2025)", True),
        ("в 1899 году", False),
        ("в 2125 году", False),
        ("№ 12025", False),
        ("№ 20251", False),
        ("202", False),
    ],
)
def test_a_year_is_four_digits(text: str, seen: bool) -> None:
    """Of two centuries, with no other digits around."""
    assert feature("has_year", text) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("14:05", True),
        ("в 9:30 утра", True),
        ("счёт 2:1", False),
        ("Автор: Ася", False),
        (":", False),
    ],
)
def test_a_clock_is_a_colon_between_digits(text: str, seen: bool) -> None:
    """With two digits behind it."""
    assert feature("has_clock", text) == seen


@pytest.mark.parametrize(("links", "words"), [(0, 200), (1, 3), (3, 1)])
def test_words_a_link_are_many_where_there_is_none(links: int, words: float) -> None:
    """More than any menu has."""
    found = features_of(line("мост через Ишим"), links)
    assert math.expm1(found["words_a_link"]) == pytest.approx(words, rel=1e-4)
    assert math.expm1(found["links"]) == pytest.approx(links)


def test_the_share_of_links_is_that_of_characters() -> None:
    """A block that is a link and nothing else has all."""
    assert (features_of(link("Мост"))["link_share"], features_of(line("Мост"))["link_share"]) == (
        1,
        0,
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_of_the_kinds_only_its_own_is_true(kind: Kind) -> None:
    """A paragraph is none of them."""
    found = features_of(line("Мост", kind))
    assert {str(other) for other in Kind if found.get(str(other))} == {str(kind)} & set(
        TEXT_FEATURES
    )


def test_a_heading_has_its_rank() -> None:
    """0 is none."""
    assert (features_of(heading("Мост", 3))["level"], features_of(line("Мост"))["level"]) == (3, 0)


@given(st.text(max_size=30))
def test_every_text_has_finite_features(text: str) -> None:
    """Lone surrogates, line breaks, characters of all planes."""
    assert np.isfinite(list(features_of(line(text)).values())).all()


@given(st.lists(st.text(st.sampled_from("аБ1 .,«»:|桥😀\n"), max_size=10), min_size=1, max_size=5))
def test_each_text_has_features_of_its_own(texts: list[str]) -> None:
    """Whatever stands around it."""
    matrix = text_features([line(""), *map(line, texts)], [0] * (len(texts) + 1))
    together = [dict(zip(TEXT_FEATURES, row, strict=True)) for row in matrix[1:].tolist()]
    for text, found in zip(texts, together, strict=True):
        alone = features_of(line(text))
        assert {**found, OF_TWO: 0} == {**alone, OF_TWO: 0}


FOLDED = st.text(st.sampled_from("аБ1 .!?…,»"), min_size=1).map(lambda text: " ".join(text.split()))


@given(FOLDED.filter(lambda text: text and "»»»" not in text))
def test_words_and_ends_are_those_of_the_rules(text: str) -> None:
    """Two ways to count, one result, where no more than two marks close a text."""
    assert count("words", text) == count_words(text)
    assert feature("ends_sentence", text) == ends_sentence(text)
