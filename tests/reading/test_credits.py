"""Sources of pictures."""

from __future__ import annotations

import pytest

from cleaners.reading.credits import extract_credit
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
