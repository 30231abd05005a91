"""The word lists: read strictly, merged over all languages."""

from __future__ import annotations

from importlib import resources

import pytest

from cleaners.decision import KEEPING
from cleaners.labels import fold_label
from tests.builders import LEXICON


@pytest.mark.parametrize(
    "text",
    ["Читайте также", "ЧИТАЙТЕ ТАКЖЕ:", "  читайте также… ", "→ Читайте также", "#Читайте также"],
)
def test_labels_are_compared_without_case_and_marks(text: str) -> None:
    """What stands around the words does not matter."""
    assert fold_label(text) == "читайте также"


def test_labels_are_compared_without_yo() -> None:
    """«ещё» and «еще» are one word."""
    assert fold_label("Ещё новости") == "еще новости"


@pytest.mark.parametrize("code", ["ru", "kk", "en", "be", "kaa"])
def test_every_language_has_its_words(code: str) -> None:
    """A sheet named after the language; more letters, more sheets."""
    assert code in dict(LEXICON.languages)
    assert (resources.files("cleaners.labels") / f"{code}.toml").is_file()


def test_no_label_of_a_run_is_removed_alone() -> None:
    """It would never get to its run."""
    assert LEXICON.run.isdisjoint(LEXICON.alone)


def test_no_label_gives_a_keeping_reason() -> None:
    """Labels remove."""
    assert KEEPING.isdisjoint(LEXICON.alone.values())
    assert KEEPING.isdisjoint(reason for pairs in LEXICON.begins.values() for reason, _ in pairs)


def test_function_words_belong_to_one_language() -> None:
    """Words that two languages share tell nothing."""
    ru, kk, en = (
        next(language.words for _, language in LEXICON.languages if word in language.words)
        for word in ("что", "және", "the")
    )
    assert not (ru & kk) | (ru & en) | (kk & en)


def test_every_word_is_written_as_it_is_compared() -> None:
    """A capital or an «ё» in a list would never match."""
    listed = [
        *LEXICON.alone, *LEXICON.byline, *LEXICON.credit, *LEXICON.credited,
        *(word for pairs in LEXICON.begins.values() for _, word in pairs),
        *LEXICON.views, *LEXICON.beside_dates, *LEXICON.not_people,
    ]  # fmt: skip
    assert [word for word in listed if word != word.casefold().replace("ё", "е")] == []
