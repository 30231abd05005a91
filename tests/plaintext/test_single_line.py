"""Dumps whose lines were joined into one."""

from __future__ import annotations

import pytest

from cleaners.plaintext.single_line import cut_single_line
from tests.builders import LEXICON, PROSE, TEASERS

EN = (
    "The new bridge was opened on Monday by the mayor of the town.",
    "It took the builders two years to finish it, said Mr. J. Miller of St. Paul.",
    "The first buses crossed it at dawn and were greeted by a band.",
    "An old ferry will be taken out of service before the first ice.",
)


def cut(*parts: str) -> list[str]:
    """The pieces of one line made of these parts, which is long enough."""
    return cut_single_line([" ".join(parts)], LEXICON)


@pytest.mark.parametrize("sentences", [PROSE, EN])
def test_sentences_are_told_apart(sentences: tuple[str, ...]) -> None:
    """Initials and short abbreviations end none."""
    assert cut(*sentences * 4) == list(sentences * 4)


@pytest.mark.parametrize("label", ["Популярное", "Читайте также", "Lire aussi", "Related stories"])
def test_a_label_stands_alone(label: str) -> None:
    """Where a capital follows it."""
    pieces = cut(*PROSE, label, *TEASERS[:2])
    assert pieces[: len(PROSE) + 1] == [*PROSE, label]


def test_headlines_below_a_label_are_cut_at_capitals() -> None:
    """Too often rather than too seldom: none of them is story."""
    headlines = (TEASERS[0], TEASERS[2])
    assert cut(*PROSE, "Популярное", *headlines)[-2:] == list(headlines)


def test_the_same_word_within_a_sentence_is_no_label() -> None:
    """What follows it is written small."""
    sentence = "Популярное у жителей села озеро снова открыто для всех купальщиков района."
    assert cut(*PROSE, sentence, *PROSE * 2) == [*PROSE, sentence, *PROSE * 2]


def test_figures_between_capitals_stand_alone() -> None:
    """They count readers; a name below them credits the author."""
    pieces = cut("Мост через Ишим открыт 140 Ася Петрова Новый", *PROSE)
    assert pieces[:3] == ["Мост через Ишим открыт", "140", "Ася Петрова"]


def test_template_marks_stand_alone() -> None:
    """With their bullets."""
    assert cut(*PROSE, "Архив • [[year]] • [[day]]")[-5:] == [
        "Архив",
        "•",
        "[[year]]",
        "•",
        "[[day]]",
    ]


@pytest.mark.parametrize(
    "lines", [[], ["Мост открыт"], [" ".join(PROSE[:3])], [*PROSE], [PROSE[0], "", *TEASERS]]
)
def test_other_dumps_stay_as_they_are(lines: list[str]) -> None:
    """A short story may be one paragraph, and most dumps have lines."""
    assert cut_single_line(lines, LEXICON) is lines


@pytest.mark.parametrize(
    ("headline", "date"),
    [
        ("Мост через Ишим открыт", "12.03.2019"),
        ("The new bridge is open", "May 4, 2021"),
        ("Yeni köprü açıldı", "4 Mayıs 2021, 10:30"),
    ],
)
def test_a_date_between_capitals_stands_alone(headline: str, date: str) -> None:
    """So the headline ends above it, and a counter may stand below it."""
    pieces = cut(headline, date, "548", *PROSE * 2)
    assert pieces[:4] == [headline, date, "548", PROSE[0]]


def test_a_name_below_a_date_stands_alone() -> None:
    """It credits the author."""
    pieces = cut("Montefiore riapre il teatro", "12 marzo 2019", "Anna Bellini", "Il", *PROSE * 2)
    assert pieces[1:3] == ["12 marzo 2019", "Anna Bellini"]


def test_a_date_within_a_sentence_cuts_nothing() -> None:
    """What follows it is written small."""
    sentence = "Озеро у села 4 мая 2021 года снова открыли для всех купальщиков этого района."
    assert cut(*PROSE, sentence, *PROSE * 2) == [*PROSE, sentence, *PROSE * 2]


@pytest.mark.parametrize(
    "headline",
    ["Мост через Ишим открыт", "The new bridge is open", "La nouvelle passerelle ouvre ses portes"],
)
def test_a_phrase_that_stands_twice_between_capitals_is_cut_out(headline: str) -> None:
    """Most pages print their headline more than once."""
    pieces = cut("Общество", headline, *PROSE, "Поделиться", headline, "Печать")
    assert pieces.count(headline) == 2
    assert pieces[:2] == ["Общество", headline]


def test_a_phrase_that_goes_on_in_small_letters_is_not_cut_out() -> None:
    """The same beginning of two sentences."""
    first = "Министр дорог района Ася Петрова открыла новый мост через Ишим для машин."
    second = "Министр дорог района Ася Петрова обещала ещё один мост к будущей осени."
    assert cut(*PROSE * 2, first, second)[-2:] == [first, second]
