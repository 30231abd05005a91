"""UTF-8 that was encoded twice: repaired where it can be nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import clean
from cleaners.intake.mojibake import repair


def twice(text: str, code_page: str) -> str:
    """The text as it reads when its UTF-8 is taken for a code page, as browsers do."""
    return "".join(bytes([byte]).decode(code_page, "ignore") or chr(byte) for byte in text.encode())


STORIES = {
    "cp1252": [
        "Мост через Ишим открыли – сегодня, «в среду»",
        "Le café déjà vu à Paris, “ouvert”",
        "Zażółć gęślą jaźń",
        "Қазақстан мұнай өндіреді",
        "don’t — he said",
        "Straße über die Brücke",
    ],
    "cp1251": ["Мост через Ишим открыли – сегодня, «в среду»", "Қазақстан мұнай", "don’t — he"],
}
CASES = [(page, text) for page, texts in STORIES.items() for text in texts]


@pytest.mark.parametrize(("code_page", "text"), CASES)
def test_a_whole_page_is_repaired(code_page: str, text: str) -> None:
    """As it was written; what is whole stays whole."""
    assert repair(f"<p>{twice(text, code_page)}</p>") == f"<p>{text}</p>"
    assert repair(text) == text


@pytest.mark.parametrize(("code_page", "text"), CASES)
def test_a_passage_on_a_sound_page_is_repaired(code_page: str, text: str) -> None:
    """A teaser of another server's, for instance."""
    sound = "<h1>Мэрия Астаны</h1><p>Ñandú, São Paulo, NÃO</p>"
    assert repair(f"{sound}<p>{twice(text, code_page)}</p>") == f"{sound}<p>{text}</p>"


def test_dashes_are_repaired_amid_sound_letters() -> None:
    """Nobody writes «â€» with anything behind it."""
    broken = f"Мост {twice('–', 'cp1252')} это дорога, и {twice('…', 'cp1252')}"
    assert repair(broken) == "Мост – это дорога, и …"


@pytest.mark.parametrize(
    "text",
    [
        "С… Рёв «С» — «Р» и РЁ",
        "NÃO, É ÓBVIO: AÇÃO",
        "Ã© is é, read wrongly",
        "ÅLAND – ØRE, Ä",
        "Вам «ГАЗПРОМ», В» и Г«",
        "Ðe þis Ñandú",
        "“Â»” und «Ã»",
    ],
)
def test_honest_text_stays(text: str) -> None:
    """However strange."""
    assert repair(text) == text


@given(st.text(st.characters(codec="cp1252"), max_size=60), st.sampled_from(["cp1252", "cp1251"]))
def test_what_was_repaired_is_sound(text: str, code_page: str) -> None:
    """A second repair finds nothing, whatever the text."""
    once = repair(twice(text, code_page))
    assert repair(once) == once or len(repair(once)) < len(once)


@pytest.mark.parametrize("as_bytes", [True, False])
def test_the_article_is_repaired(as_bytes: bool) -> None:
    """Whether the page came as bytes or as text."""
    page = twice("Мост открыт\n\nНовый мост через Ишим открыли в среду для машин.", "cp1252")
    article = clean(page.encode() if as_bytes else page)
    assert article.headline == "Мост открыт"
