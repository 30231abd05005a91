"""Headline, author, date and counter of dumps: made-up pages in many languages, one knob each."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

RU = (
    (
        "В посёлке Приозёрный открыли новую библиотеку на двадцать тысяч книг, сообщили в районной "
        "администрации."
    ),
    "Строительство здания шло два года, и помогал ему местный предприниматель Олег Миронов.",
    "По словам директора, первыми читателями новой библиотеки стали ученики начальной школы.",
    (
        "Зимой в посёлке обещают открыть ещё и читальный зал для взрослых, который будет работать "
        "до позднего вечера."
    ),
)
EN = (
    (
        "A new library with twenty thousand books was opened in the village of Lakeside on Monday, "
        "the district council said."
    ),
    "The building took two years to complete, and a local businessman paid for half of it.",
    "The first readers of the library were pupils of the primary school, its director said.",
    "A reading room for adults will be added next winter and will stay open until late evening.",
)
DE = (
    (
        "In Seedorf ist am Montag eine neue Bibliothek mit zwanzigtausend Büchern eröffnet worden, "
        "teilte die Verwaltung mit."
    ),
    "Der Bau dauerte zwei Jahre, und ein Unternehmer aus dem Ort bezahlte die Hälfte davon.",
    "Die ersten Leser der Bibliothek waren Kinder der Grundschule, sagte die Leiterin.",
    "Im Winter soll ein Lesesaal für Erwachsene dazukommen, der bis zum späten Abend offen ist.",
)
KK = (
    "Көлкент ауылында жиырма мың кітабы бар жаңа кітапхана ашылды, деп хабарлады аудан әкімдігі.",
    "Ғимараттың құрылысы екі жылға созылды, оған жергілікті кәсіпкер Ерлан Сейітов көмектесті.",
    "Жаңа кітапхананың алғашқы оқырмандары бастауыш мектеп оқушылары болды, деді директор.",
    "Қыста ауылда ересектерге арналған оқу залы да ашылады, ол кешке дейін жұмыс істейді.",
)
FR = (
    (
        "Une nouvelle bibliothèque de vingt mille livres a ouvert lundi à Rive-du-Lac, a annoncé "
        "la mairie."
    ),
    "Les travaux ont duré deux ans et un entrepreneur du village en a payé la moitié.",
    "Les premiers lecteurs de la bibliothèque ont été les élèves de l'école, a dit la directrice.",
    "Une salle de lecture pour adultes ouvrira cet hiver et restera ouverte jusqu'au soir.",
)
STORIES = {
    "ru": ("В Приозёрном открыли новую библиотеку", RU),
    "en": ("New library opened in Lakeside village", EN),
    "de": ("Neue Bibliothek in Seedorf eröffnet", DE),
    "kk": ("Көлкентте жаңа кітапхана ашылды", KK),
    "fr": ("Une nouvelle bibliothèque ouvre à Rive-du-Lac", FR),
}
each_language = pytest.mark.parametrize("language", STORIES)


def dump(language: str, *facts: str, above: tuple[str, ...] = ()) -> str:
    """A story with lines above its headline, and facts below it."""
    headline, story = STORIES[language]
    return "\n\n".join((*above, headline, *facts, *story))


def read(language: str, *facts: str, above: tuple[str, ...] = ()) -> Article:
    """The article of such a dump, whose headline and story must be right."""
    article = clean(dump(language, *facts, above=above))
    headline, story = STORIES[language]
    assert article.headline == headline
    assert article.text.split("\n\n") == list(story)
    return article


@each_language
def test_headline_and_story_stand_alone(language: str) -> None:
    """Nothing else is told, and nothing is invented."""
    article = read(language)
    assert (article.authors, article.date_published, article.view_count) == ((), None, None)


@pytest.mark.parametrize(
    ("language", "printed"),
    [("ru", "15.02.2017"), ("kk", "2017.02.15"), ("de", "15.2.2017"), ("fr", "15/02/2017")],
)
def test_a_dotted_date_is_no_counter(language: str, printed: str) -> None:
    """And the counter below it is not lost."""
    article = read(language, printed, "348")
    assert (article.date_published, article.view_count) == ("2017-02-15", 348)


@pytest.mark.parametrize(
    ("printed", "count"),
    [("1 348", 1348), ("1.348", 1348), ("0", None), ("1,2K", 1200), ("Visto 314 veces", 314)],
)
def test_a_counter_groups_thousands_and_is_never_nought(printed: str, count: int | None) -> None:
    """Whatever stands between the groups."""
    assert read("ru", printed).view_count == count


@each_language
def test_a_counter_may_stand_above_the_headline(language: str) -> None:
    """Directly above it."""
    assert read(language, above=("348",)).view_count == 348


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ru", "Войти в почту"), ("ru", "Культура и искусство"), ("ru", "Новости региона"),
        ("ru", "Воскресенье, 6 октября"), ("ru", "3.68 BYN"), ("ru", "Погода +12 °C"),
        ("en", "Connect with us"), ("en", "date 2022-01-13 10:15:00"),
        ("de", "Von Mensch zu Mensch"),
        ("fr", "Toute l'actualité de la région"), ("kk", "Мәдениет және өнер"), ("en", "Prev Next"),
    ],
)  # fmt: skip
def test_another_line_above_is_no_headline(language: str, line: str) -> None:
    """Logins, rubrics, prices, weather, slogans: they talk of something else."""
    article = read(language, above=(line,))
    assert article.authors == ()


@pytest.mark.parametrize(
    "headline",
    [
        "Повод для радости есть. В Приозёрном открыли библиотеку", "Кто откроет библиотеку?",
        "Наконец открыли новую библиотеку!", "В Приозёрном открыли новую библиотеку.",
    ],
)  # fmt: skip
def test_a_headline_may_end_as_a_sentence_does(headline: str) -> None:
    """Or be two of them."""
    article = clean("\n\n".join((headline, "140", *RU)))
    assert article.headline == headline
    assert article.text.split("\n\n") == list(RU)


@pytest.mark.parametrize(
    ("language", "printed", "date"),
    [
        ("kk", "17 Qazan 2023", "2023-10-17"),
        ("ru", "27 ноября 2024, 17:37 [ «Вестник» ]", "2024-11-27T17:37:00"),
        ("en", "Published: Jan. 5, 2024 at 3:10 PM CST|Updated: Jan. 6, 2024 at 9:00 AM CST",
         "2024-01-05T15:10:00-06:00"),
        ("fr", "Publié le 5 janvier 2024 à 10:12 - Mis à jour le 6 janvier 2024",
         "2024-01-05T10:12:00"),
        ("ru", "7:15 — 25 мая 2017", "2017-05-25T07:15:00"),
        ("de", "Stand: 28.04.2023 16:11 Uhr", "2023-04-28T16:11:00"),
        ("en", "By Ann Lee, 3 May 2025", "2025-05-03"),
    ],
)  # fmt: skip
def test_a_date_may_stand_among_words(language: str, printed: str, date: str) -> None:
    """Names of papers, clocks, a second date of change."""
    assert (read(language, printed).date_published or "").startswith(date[:19])


@pytest.mark.parametrize(
    ("place", "date"),
    [("БИШКЕК, 12-март, 2024-жыл. /КАБАР/. ", "2024-03-12"),
     ("PARIS, May 5, 2017 (AP) — ", "2017-05-05"),
     ("Алматы, 3 мая 2025 года – ", "2025-05-03")],
)  # fmt: skip
def test_a_dateline_tells_the_date(place: str, date: str) -> None:
    """Where no other line does; it stays a part of the story."""
    article = clean("\n\n".join((STORIES["ru"][0], place + RU[0], *RU[1:])))
    assert article.date_published == date
    assert article.text.startswith(place.strip())


@pytest.mark.parametrize(
    ("days", "date"),
    [(("15.02.2017", "15.02.2017"), "2017-02-15"), (("15.02.2017", "12.03.2017"), None)],
)
@pytest.mark.parametrize(
    ("language", "tail"),
    [
        ("ru", ("Популярное", "Дорогу закроют до осени", "Ярмарка мёда прошла в селе",
                "Школьники посадили сад", "Все материалы")),
        ("en", ("Related stories", "Road to be closed until autumn", "Honey fair held here",
                "Pupils plant a garden", "All stories")),
        ("de", ("Meistgelesen", "Straße bis Herbst gesperrt", "Honigmarkt im Dorf",
                "Schüler pflanzen einen Garten", "Impressum")),
    ],
)  # fmt: skip
def test_a_date_far_from_the_story_counts_if_it_is_the_only_one(
    language: str, tail: tuple[str, ...], days: tuple[str, ...], date: str | None
) -> None:
    """Two days far from it may be those of anything."""
    article = clean("\n\n".join((dump(language), *tail, *days)))
    assert article.date_published == date


@each_language
def test_the_clock_of_the_page_is_not_the_date_of_the_story(language: str) -> None:
    """It stands above the headline with its day of the week."""
    article = read(language, "03.05.2025 10:15", above=("Среда, 25 ноября 2026 12:30",))
    assert article.date_published == "2025-05-03T10:15:00"


@pytest.mark.parametrize(
    ("language", "line", "name"),
    [
        ("ru", "Ася Лунёва", "Ася Лунёва"), ("ru", "Автор: Ася Лунёва", "Ася Лунёва"),
        ("kk", "Мәтін: Ерлан Сейітов", "Ерлан Сейітов"), ("en", "By Ann Lee", "Ann Lee"),
        ("de", "Von Anna Lehmann", "Anna Lehmann"), ("fr", "Par Anne Leroy", "Anne Leroy"),
        ("en", "Autori: Anna Berzina", "Anna Berzina"),
    ],
)  # fmt: skip
def test_a_name_below_the_headline_is_the_author(language: str, line: str, name: str) -> None:
    """With a word for it in each language, or without."""
    assert [author.name for author in read(language, line).authors] == [name]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ru", "Глеб Сорокин/Агентство Луч"), ("ru", "Красный Яр"), ("de", "Von Mensch zu Mensch"),
        ("en", "Prev Next"), ("fr", "Partager Imprimer"),
    ],
)  # fmt: skip
def test_photographers_menus_and_places_are_no_authors(language: str, line: str) -> None:
    """Though they look like names."""
    assert read(language, line).authors == ()


@pytest.mark.parametrize("line", ["In This Article", "Social Sharing", "About The Author"])
def test_titles_beside_a_date_are_no_authors(line: str) -> None:
    """Though each of their words has a capital."""
    assert read("en", line, "3 May 2025").authors == ()


@pytest.mark.parametrize("language", ["ru", "fr", "en"])
def test_a_paragraph_is_no_headline(language: str) -> None:
    """A dump that begins with its story has none."""
    _, story = STORIES[language]
    long = f"{story[0]} {story[1]}"
    article = clean("\n\n".join((long, *story[2:])))
    assert article.headline is None
    assert article.text.startswith(long)


@each_language
def test_a_byline_far_from_the_story_is_nobodys(language: str) -> None:
    """It stands by a teaser."""
    headline, story = STORIES[language]
    tail = ["Популярное", "Дорогу закроют до осени", "Ярмарка мёда прошла в селе", "Автор: Ян Лис"]
    article = clean("\n".join((headline, *story, *tail * 3)))
    assert article.authors == ()
