"""The ends of a story in a dump, and labels that stand behind it."""

from __future__ import annotations

import pytest

from cleaners import clean
from tests.test_dump_facts import STORIES

SHORT = {
    "ru": "В посёлке праздник.",
    "en": "It is a big day.",
    "de": "Das Dorf feiert.",
    "kk": "Ауылда мереке.",
    "fr": "C'est la fête au village.",
}
SUBHEADINGS = {
    "ru": "Что будет зимой", "en": "What comes next", "de": "Wie es weitergeht",
    "kk": "Қыста не болады", "fr": "Et cet hiver",
}  # fmt: skip
LABELS = {
    "ru": ("Картина дня", "Популярное", "фотоотчёт>>", "autoscroll_2"),
    "en": ("Read Previous", "Advertisement", "Leave a comment", "banner_bottom"),
    "de": ("Anzeige", "Lesen Sie auch", "Kommentare", "Zur Startseite"),
    "kk": ("Хабарламаларға жазылу", "Пікірлер", "Оқи отырыңыз", "Бөлісу"),
    "fr": ("Lire aussi La route fermée jusqu'à l'automne", "Partager l'article", "Publicité"),
}
OTHER_LABELS = ["Comentar", "Compartir el artículo", "Lea también", "Читайте також",
                "Чытайце таксама", "Каментары", "Пикир", "Udostępnij", "Yorum yap",
                "Condividi", "Leia também", "Lasi arī", "Фикерләр", "Izoh qoldirish"]  # fmt: skip
each_language = pytest.mark.parametrize("language", STORIES)


def text_of(*lines: str) -> list[str]:
    """The paragraphs of the story in a dump of these lines."""
    return clean("\n".join(lines)).text.split("\n\n")


@each_language
@pytest.mark.parametrize("blank", ["", "\n"])
def test_the_last_paragraph_stands_directly_above_a_label(language: str, blank: str) -> None:
    """With a blank line between paragraphs, or without."""
    headline, story = STORIES[language]
    body = f"\n{blank}".join((headline, *story))
    dump = f"{body}\n{LABELS[language][0]}"
    assert clean(dump).text.split("\n\n") == list(story)


@each_language
def test_a_dump_may_end_within_a_sentence(language: str) -> None:
    """The words that are there are story."""
    headline, story = STORIES[language]
    words = story[-1].split()
    half = " ".join(words[: len(words) // 2 + 1])
    assert text_of(headline, "", *[f"{line}\n" for line in story[:-1]], half)[-1] == half


@each_language
def test_a_story_may_begin_with_a_short_sentence(language: str) -> None:
    """It is no kicker."""
    headline, story = STORIES[language]
    lines = (headline, SHORT[language], *story)
    assert clean("\n\n".join(lines)).text.split("\n\n") == list(lines[1:])


@each_language
def test_a_subheading_stays(language: str) -> None:
    """Between two paragraphs."""
    headline, story = STORIES[language]
    lines = (headline, *story[:2], SUBHEADINGS[language], *story[2:])
    assert clean("\n\n".join(lines)).text.split("\n\n") == list(lines[1:])


@each_language
def test_a_story_may_be_one_sentence(language: str) -> None:
    """Below its headline."""
    headline, story = STORIES[language]
    article = clean(f"{headline}\n\n{story[0]}")
    assert (article.headline, article.text) == (headline, story[0])


@each_language
def test_labels_behind_a_story_go(language: str) -> None:
    """Each alone, with nothing below it."""
    headline, story = STORIES[language]
    for label in LABELS[language]:
        assert text_of(headline, *story, label) == list(story)


@pytest.mark.parametrize("label", OTHER_LABELS)
def test_labels_of_other_languages_go(label: str) -> None:
    """Whatever language the page is in."""
    headline, story = STORIES["ru"]
    assert text_of(headline, *story, "", label) == list(story)


@each_language
def test_teasers_that_are_cut_go(language: str) -> None:
    """They end in three dots."""
    headline, story = STORIES[language]
    teasers = (f"{story[1][:60]}…", f"{story[2][:50]}...", f"{story[3][:40]}…")
    label = {"ru": "Читайте также", "kk": "Оқи отырыңыз", "en": "Read also",
             "de": "Lesen Sie auch", "fr": "Lire aussi"}[language]  # fmt: skip
    assert text_of(headline, "", *[f"{line}\n" for line in story], label, *teasers) == list(story)
