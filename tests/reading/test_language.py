"""The language of a text."""

from __future__ import annotations

import pytest

from cleaners.reading.language import detect_language
from tests.builders import LEXICON

TEXTS = {
    "ru": "Строители работали на переправе два года, хотя надеялись, что управятся за один, "
    "и теперь движение по старой переправе закроют, а её опоры разберут до первого льда на реке.",
    "kk": "Қаланың тұрғындары үшін жаңа көпір ашылды, және бұл көпір арқылы күн сайын мыңдаған "
    "көлік өтеді деп күтілуде, ал ескі көпір жөндеуге жабылып, жаяу жүргіншілер үшін қызмет етеді.",
    "en": "The new bridge was opened on Wednesday, and the first buses have been crossing it since "
    "dawn, which is what the city had promised to the people who live on the other side of it.",
    "uk": "Новий міст через річку відкрили у середу вранці, і першими ним проїхали міські "
    "автобуси, хоча будівельники спочатку сподівалися, що вони зможуть завершити його торік.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_paragraph_tells_its_language(code: str) -> None:
    """Also one that has no word list."""
    assert detect_language(TEXTS[code], LEXICON) == code


@pytest.mark.parametrize("text", ["", "140", "Мост открыт", " ".join(["мост"] * 19)])
def test_a_short_text_tells_nothing(text: str) -> None:
    """A guess would be worse than silence."""
    assert detect_language(text, LEXICON) is None


def test_a_few_foreign_words_do_not_matter() -> None:
    """Names and quotes of neighbours stand in many stories."""
    assert detect_language(TEXTS["ru"] * 3 + " Қасымжомарт", LEXICON) == "ru"


def test_capitals_do_not_matter() -> None:
    """Nor does the case of headlines."""
    assert detect_language(TEXTS["ru"].upper(), LEXICON) == "ru"
