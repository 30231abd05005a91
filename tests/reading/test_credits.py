"""Sources of pictures."""

from __future__ import annotations

import pytest

from cleaners.reading.credits import extract_credit, split_credit
from tests.builders import LEXICON


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("фото ЦИК РК", "ЦИК РК"),
        ("Фото: ЦИК", "ЦИК"),
        ("ФОТО: ЦИК", "ЦИК"),
        ("Фото автора", "автора"),
        ("Фото предоставлено акиматом", "предоставлено акиматом"),
        ("Фото: пресс-служба акимата", "пресс-служба акимата"),
        ("Фото – Reuters", "Reuters"),
        ("Фото / Reuters", "Reuters"),
        ("Фото © Tengrinews", "Tengrinews"),
        ("(Фото: Reuters)", "Reuters"),
        ("*Фото: Reuters*", "Reuters"),
        ("Источник фото: gov.kz", "gov.kz"),
        ("Photo by John Smith", "John Smith"),
        ("Photo courtesy of NASA", "NASA"),
        ("Image credit: NASA", "NASA"),
        ("Сурет: ашық дереккөз", "ашық дереккөз"),
        ("Инфографика: Анна Ли", "Анна Ли"),
    ],
)
def test_the_source_stands_behind_the_word(text: str, source: str) -> None:
    """With a colon, a dash or a space between."""
    assert extract_credit(text, LEXICON) == source


@pytest.mark.parametrize(
    "text",
    ["Фото", "Фото:", "Фото: .", "Фото с места событий появились вечером.",
     "Фотография висит в музее", "Фотовыставка ЦИК", "Видео набрало миллион просмотров",
     "На фото ЦИК", "Photos show the bridge",
     "Фото Ася Петрова и ещё восемь других слов для меры", "Снимок сделан вчера", ""],
)  # fmt: skip
def test_other_lines_name_no_source(text: str) -> None:
    """Sentences about pictures, words that only begin so, nothing behind the word."""
    assert extract_credit(text, LEXICON) is None


@pytest.mark.parametrize(
    ("caption", "parts"),
    [
        ("The pier on Tuesday. Photo: Lena Marsh", ("The pier on Tuesday.", "Lena Marsh")),
        ("Мост утром / Фото: ЦИК РК", ("Мост утром", "ЦИК РК")),
        ("Die Mole (Foto: Eva Berg/dpa)", ("Die Mole", "Eva Berg/dpa")),
        ("Le môle © Zoé Blanc", ("Le môle", "Zoé Blanc")),
        ("Photo: Reuters", ("", "Reuters")),
        ("Photo shoots are rare here.", ("Photo shoots are rare here.", None)),
        ("The photographer waited for hours", ("The photographer waited for hours", None)),
    ],
)
def test_a_credit_may_end_a_caption(caption: str, parts: tuple[str, str | None]) -> None:
    """Behind a word with a colon, or behind the sign of copyright."""
    assert split_credit(caption, LEXICON) == parts
