"""Dumps that hold several pages, and dumps without line breaks."""

from __future__ import annotations

import pytest

from cleaners import Article, clean, clean_all
from tests.test_dump_facts import STORIES

TAILS = {
    "ru": ("Популярное", "Все", "Дорогу закроют до осени", "Ярмарка мёда прошла в селе",
           "Читайте также", "Школьники посадили сад", "Архив", "  • [[year]]", "  • [[day]]"),
    "kk": ("Танымал", "Жол күзге дейін жабылады", "Ауылда бал жәрмеңкесі өтті", "Мұрағат",
           "  • [[year]]", "  • [[month.label]]"),
    "en": ("Related stories", "Road to be closed until autumn", "Honey fair held in the village",
           "© Lakeside Herald, 2025. All rights reserved."),
    "de": ("Meistgelesen", "Straße bis Herbst gesperrt", "Honigmarkt im Dorf", "Kommentare",
           "Impressum"),
    "fr": ("Lire aussi", "La route fermée jusqu'à l'automne", "Foire au miel au village",
           "Tous droits réservés"),
}  # fmt: skip
PAIRS = [("ru", "kk"), ("en", "de"), ("fr", "en"), ("kk", "ru"), ("de", "fr")]
each_pair = pytest.mark.parametrize(("first", "second"), PAIRS)


def page(language: str, *, tail: bool = True) -> str:
    """A story with counter and tail, as a site prints it."""
    headline, story = STORIES[language]
    below = "\n".join(TAILS[language]) if tail else ""
    return "\n\n".join((headline, "348", *story, below))


def check(article: Article, language: str) -> None:
    """Exactly the story of the page."""
    headline, story = STORIES[language]
    assert article.headline == headline
    assert article.view_count == 348
    assert article.text.split("\n\n") == list(story)


@each_pair
def test_the_first_story_is_told_and_the_other_counted(first: str, second: str) -> None:
    """In `metadata`."""
    article = clean(f"{page(first)}\n\n{page(second)}")
    check(article, first)
    assert article.metadata.more_stories == 1
    assert article.to_dict()["metadata"]["moreStories"] == 1


@each_pair
def test_every_story_is_an_article(first: str, second: str) -> None:
    """In the order of the dump."""
    articles = clean_all(f"{page(first)}\n\n{page(second)}")
    assert len(articles) == 2
    check(articles[0], first)
    check(articles[1], second)
    assert all(article.metadata.more_stories is None for article in articles)


@pytest.mark.parametrize("language", STORIES)
def test_a_single_story_is_one(language: str) -> None:
    """With its tail."""
    (article,) = clean_all(page(language))
    check(article, language)
    assert article.metadata.more_stories is None


def test_a_page_of_html_has_one_story() -> None:
    """Its layout tells which."""
    body = "".join(f"<p>{line}</p>" for line in STORIES["en"][1] + STORIES["ru"][1])
    assert len(clean_all(f"<html><body><article>{body}</article></body></html>")) == 1


@each_pair
def test_a_tail_in_front_changes_nothing(first: str, second: str) -> None:
    """Whatever stood above that tail was cut off."""
    tail = "\n".join(TAILS[first])
    article = clean(f"{tail}\n\n{page(second)}")
    check(article, second)
    assert article.metadata.more_stories is None


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_lines_of_another_story_say_so(language: str) -> None:
    """Each line of the dump is explained."""
    article = clean(f"{page(language)}\n\n{page('de')}")
    rules = {part.text: part.rule for part in article.removed}
    assert all(rules[line] == "another_story" for line in STORIES["de"][1])


@pytest.mark.parametrize("language", STORIES)
def test_a_dump_on_one_line_is_cut_again(language: str) -> None:
    """Headline, counter and sentences; its confidence is low."""
    article = clean(" ".join(page(language).split()))
    headline, story = STORIES[language]
    assert article.headline == headline
    assert article.text.replace("\n\n", " ") == " ".join(story)
    assert article.metadata.confidence is not None
    assert article.metadata.confidence <= 0.5


@pytest.mark.parametrize(("first", "second"), [("en", "fr"), ("fr", "de"), ("ru", "kk")])
def test_a_notice_behind_a_story_is_no_story(first: str, second: str) -> None:
    """Rules for comments have sentences and a title, too; the page below them has its own."""
    rules = {
        "en": "Rules for comments\nPlease be polite. Comments with insults are deleted by us.",
        "fr": "Règles des commentaires\nRestez courtois. Les insultes sont supprimées par nous.",
        "ru": "Правила комментирования\nБудьте вежливы. Оскорбления удаляются нами без объяснений.",
    }[first]
    article = clean(f"{page(first)}\n\n{rules}")
    check(article, first)
    assert article.metadata.more_stories is None
    check(clean(f"{rules}\n\n{page(second)}"), second)
