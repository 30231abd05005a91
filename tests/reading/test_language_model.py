"""The model of languages: the same answers as py3langid's, little memory, odd texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners.reading.language_model import (
    LanguageModel,
    load_language_model,
    read_language_model,
    save_language_model,
)
from tests.reading.test_language import TEXTS

MOST_MEMORY = 16 << 20  # bytes; py3langid takes 74 MB

NEIGHBOURS = {
    "kk": "Облыс әкімдігі көпірдің жөндеу жұмыстары биыл күзде аяқталатынын хабарлады.",
    "ky": "Бишкекте жаңы көпүрө ачылып, шаар тургундары үчүн чоң майрам болду.",
    "tt": "Казанда яңа күпер ачылды, шәһәр халкы өчен бу зур вакыйга булды.",
    "be": "У Мінску адкрылі новы мост, па якім штодня праедуць тысячы аўтамабіляў.",
    "uk": "У Києві відкрили новий міст, яким щодня їздитимуть тисячі автомобілів.",
    "uz": "Toshkentda yangi koʻprik ochildi, shahar aholisi uchun bu katta bayram boʻldi.",
    "tg": "Дар Душанбе пули нав кушода шуд, ки барои сокинони шаҳр муҳим аст.",
    "mn": "Улаанбаатарт шинэ гүүр нээгдэж, хотын оршин суугчид баярлав.",
    "bg": "В София откриха нов мост, по който всеки ден ще минават хиляди коли.",
}


@pytest.mark.parametrize(("code", "text"), NEIGHBOURS.items())
def test_neighbours_are_told_apart(code: str, text: str) -> None:
    """One sentence of a language without function words of ours, or of one that is near to it."""
    assert load_language_model().classify(text) == code


@pytest.mark.parametrize("text", [*TEXTS.values(), *NEIGHBOURS.values()])
def test_the_answers_are_those_of_py3langid(text: str) -> None:
    """On whole texts and on their halves."""
    py3langid = pytest.importorskip("py3langid")
    model = load_language_model()
    for part in (text, text[: len(text) // 2], text[len(text) // 2 :]):
        assert model.classify(part.casefold()) == py3langid.classify(part.casefold())[0]


@pytest.mark.parametrize("text", ["", "\x00\x00", "\U0010ffff" * 9])
def test_a_text_without_a_known_run_has_no_language(text: str) -> None:
    """No error, and no guess."""
    assert load_language_model().classify(text) is None


def test_a_lone_surrogate_does_not_matter() -> None:
    """It stands in texts that were cut between the halves of a character."""
    assert load_language_model().classify(f"{NEIGHBOURS['kk']}\ud800") == "kk"


def test_letters_and_their_marks_may_be_written_apart() -> None:
    """The breve of «й» as a character of its own."""
    text = TEXTS["ru"].replace("й", "и\u0306")
    assert text != TEXTS["ru"]
    assert load_language_model().classify(text) == "ru"


def test_the_model_takes_little_memory() -> None:
    """Every process that cleans pages has its own."""
    model = load_language_model()
    arrays = (model.runs, model.is_feature, model.starts, model.languages, model.gains)
    assert sum(array.nbytes for array in arrays) < MOST_MEMORY


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Every part of it."""
    model, path = load_language_model(), tmp_path / "model.npz"
    save_language_model(model, path)
    with path.open("rb") as file:
        copy = read_language_model(file)
    assert copy.codes == model.codes
    for name in set(LanguageModel.__slots__) - {"codes"}:
        assert (getattr(copy, name) == getattr(model, name)).all()
