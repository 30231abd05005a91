"""Each rule that needs no neighbours: what it knows, and what it must leave alone."""

from __future__ import annotations

import msgspec
import pytest

from cleaners.decision import Reason
from cleaners.judge.block_rules import judge_by_text
from tests.builders import LEXICON, line

KNOWN = {
    "placeholder": (
        Reason.PLACEHOLDER,
        [
            "[[year]]", "[[month.label]]", "{{ title }}", "{{ title|upper }}: {{ date }}",
            "{% for item in items %}", "${user.name}", "%{count}", "#{name}", "<%= title %>",
            "<% if x %>", "{user_name}", "%USER_NAME%", "__TITLE__", "Архив за [[year]] год",
            "Читать {{count}} раз подряд", "autoscroll_2", "banner_top", "div-gpt-ad_1234-0",
        ],
    ),
    "gallery_counter": (
        Reason.GALLERY_COUNTER,
        ["1 / 4", "1/4", "1 из 4", "Фото 2 из 7", "фото 1/12", "3 of 12", "Photo 1 of 10"],
    ),
    "link_mark": (
        Reason.NAVIGATION,
        ["фотоотчёт >>", "Подробнее →", "Weiterlesen »", "Full story >>", "Дагы окуу ►"],
    ),
    "bare_counter": (
        Reason.BARE_COUNTER,
        ["140", "2 064", "2\u00a0064", "1.2K", "1,5М", "+15", "(12)", "#3.", "3.", "2)", "2025",
         "1234 / 5678"],
    ),
    "view_counter": (
        Reason.VIEW_COUNTER,
        ["140 просмотров", "Просмотров: 2 064", "1,024 views", "Views: 7", "77 рет қаралды",
         "Қаралым: 77", "Прочитано 12"],
    ),
    "ornament": (Reason.OUTSIDE_STORY, ["* * *", "———", "→", "•", "«»", "…", "_______"]),
    "hashtags": (
        Reason.TAGS,
        ["#мост", "#мост #Кызылжар", "#news, #good_news", "#Қазақстан\u00a0#көпір2025"],
    ),
    "photo_credit": (
        Reason.PHOTO_CREDIT,
        ["фото ЦИК РК", "Фото: ЦИК", "Фото автора", "Фото из архива музея", "(Фото: Reuters)",
         "Фото – пресс-служба акимата", "Photo by John Smith", "Photo: Reuters",
         "Сурет: ашық дереккөз", "Видео: МЧС", "Фото © Tengrinews"],
    ),
    "byline": (
        Reason.BYLINE,
        ["Автор: Ася Петрова", "Авторы: Ася Петрова, Иван Кузнецов", "By John Smith",
         "Written by Jane Doe and John Smith", "Текст – Иван Кузнецов", "Автор Ә. Қасымов"],
    ),
    "date_line": (
        Reason.PUBLICATION_DATE,
        ["20 мая 2025 г. 14:05", "2025-05-20", "Опубликовано: 20.05.2025", "14:05",
         "Среда, 21 мая 2025", "2025 жылғы 3 мамыр", "May 20, 2025 at 2:05 pm",
         "Updated on 20 May 2025", "20.05.2025, 09:30"],
    ),
}  # fmt: skip

LABELS = [
    ("Поделиться", Reason.SHARE),
    ("ПОДЕЛИТЬСЯ:", Reason.SHARE),
    ("Бөлісу", Reason.SHARE),
    ("Share this article", Reason.SHARE),
    ("Подписаться", Reason.SUBSCRIBE),
    ("Комментарии", Reason.COMMENTS),
    ("Leave a comment", Reason.COMMENTS),
    ("Реклама", Reason.ADVERTISEMENT),
    ("Advertisement", Reason.ADVERTISEMENT),
    ("Жарнама", Reason.ADVERTISEMENT),
    ("Версия для печати", Reason.NAVIGATION),
    ("Басты бет", Reason.NAVIGATION),
    ("Теги", Reason.TAGS),
]

NOTICES = [
    ("Следите за нашими новостями", Reason.SUBSCRIBE),
    ("© Казахстанская правда, 2025. Пишите нам.", Reason.LEGAL_NOTICE),
    ("При перепечатке ссылка на сайт обязательна.", Reason.LEGAL_NOTICE),
    ("Барлық құқықтар қорғалған.", Reason.LEGAL_NOTICE),
    ("Нашли ошибку? Напишите нам об этом", Reason.FORM),
    ("Комментарии (3)", Reason.COMMENTS),
    ("Чтобы оставить комментарий, войдите на сайт.", Reason.COMMENTS),
    ("Теги: мост, Ишим", Reason.TAGS),
    ("Поделитесь с теми, кто вам дорог", Reason.SHARE),
    ("На правах рекламы, ТОО «Мост»", Reason.ADVERTISEMENT),
]

STORY = [
    "Популярное среди горожан место закроют на ремонт.",
    "Архив перевезли в новое здание на прошлой неделе.",
    "Читайте также сами и учите читать детей, советует библиотекарь.",
    "На фото видно, как рабочие разбирают старые опоры.",
    "Фото с места событий появились в сети вечером.",
    "Фото, сделанное с дрона, облетело весь мир.",
    "В 2025 году в городе посадили тысячу деревьев.",
    "Мост открыт 20 мая 2025 года",
    "20 мая 2025 года открылся мост",
    "1 из 4 детей района ходит в новую школу",
    "140 лет школе в Баянауле",
    "140 просмотров за день набрал этот ролик",
    "Движок находит в тексте пометки вида {{x}} и подставляет на их место имя читателя.",
    "В шаблоне стоит [[year]], и скрипт страницы заменяет пометку годом, который выбран.",
    "Статья [1] закона вступит в силу осенью",
    "Множество {x} не пусто",
    "Метод __init__ вызывает сам язык",
    "Скидка 100 % действует до пятницы",
    "Реклама на остановках исчезнет к лету",
    "Комментарии властей последовали вечером.",
    "Поделиться урожаем решили все соседи.",
    "Подписаться под обращением готовы пятьсот человек.",
    "Автор проекта рассказал о планах",
    "Автор: неизвестен",
    "By the river they found an old bridge",
    "Текст песни знает вся страна",
    "В 14:05 движение открыли",
    "→ Дорога в обход города",
    "May is the month of roses",
    "Photo exhibition opens on Friday.",
    "Видео набрало миллион просмотров",
    "#мост назвали в честь учителя",
    "Под меткой #мост собрали тысячу снимков",
]


@pytest.mark.parametrize(
    ("rule", "reason", "text"),
    [(rule, reason, text) for rule, (reason, texts) in KNOWN.items() for text in texts],
)
def test_a_rule_knows_its_kind_of_line(rule: str, reason: Reason, text: str) -> None:
    """It gives its reason under its own name."""
    assert judge_by_text(line(text), LEXICON) == (reason, rule)


@pytest.mark.parametrize(("text", "reason"), LABELS)
def test_a_button_is_no_story_whatever_follows(text: str, reason: Reason) -> None:
    """Case, «ё» and what stands around the words do not matter."""
    assert judge_by_text(line(text), LEXICON) == (reason, "label_alone")


@pytest.mark.parametrize(("text", "reason"), NOTICES)
def test_a_notice_is_known_by_its_beginning(text: str, reason: Reason) -> None:
    """Newsletter boxes, share rows, legal lines."""
    assert judge_by_text(line(text), LEXICON) == (reason, "notice")


INVITATIONS = [
    "Подписывайтесь на наш Telegram-канал",
    "Читайте нас в соцсетях: мы есть везде",
    "Скачайте приложение «Вестника» для iOS и Android",
    "Хочешь быть в курсе? Заходи в наш WhatsApp",
    "Біздің Telegram арнамызға жазылыңыз",
    "Соңғы жаңалықтарды Instagram парақшамыздан оқыңыз",
    "Підписуйтесь на наш канал у Viber",
    "Биздин Telegram каналга катталыңыз",
    "Telegram kanalimizga obuna bo‘ling",
    "Haberler için WhatsApp kanalımıza abone olun",
    "Sign up for our newsletter",
    "Follow us on Facebook and Bluesky",
    "Suivez-nous sur WhatsApp",
    "Abonnieren Sie unseren Newsletter",
    "Síguenos en Instagram",
]
SPOKEN = [
    "«Подписывайтесь на мой канал», — призвал слушателей дирижёр.",
    "“Follow us on Facebook,” the mayor told the farmers at the gate.",
    "Подписывайтесь под обращением до пятницы: оно лежит в библиотеке.",
    "Следите за уровнем воды, просит жителей спасательная служба.",
    "Get the best seeds before the frost, advises the gardener.",
]


@pytest.mark.parametrize("text", INVITATIONS)
def test_an_invitation_to_follow_elsewhere_is_no_story(text: str) -> None:
    """By how it begins, or ends where the verb comes last, and by what it invites to."""
    assert judge_by_text(line(text), LEXICON) == (Reason.SUBSCRIBE, "channel_invitation")


@pytest.mark.parametrize("text", SPOKEN)
def test_what_is_said_in_the_story_is_no_invitation(text: str) -> None:
    """A quote, or a verb that asks for something else."""
    verdict = judge_by_text(line(text), LEXICON)
    assert verdict is None or verdict.rule != "channel_invitation"


def test_how_to_report_a_mistake_is_no_story() -> None:
    """Whatever the sentence around the keys is."""
    for text in (
        "Выделите фрагмент и нажмите Ctrl+Enter",
        "Mistake? Select it, press Ctrl + Enter",
    ):
        assert judge_by_text(line(text), LEXICON) == (Reason.FORM, "error_report")


@pytest.mark.parametrize("text", STORY)
def test_story_sentences_are_left_alone(text: str) -> None:
    """The same words within a sentence prove nothing."""
    assert judge_by_text(line(text), LEXICON) is None


@pytest.mark.parametrize("label", ["Популярное", "Архив", "Читайте также", "Most read", "Все"])
def test_labels_of_runs_are_not_judged_alone(label: str) -> None:
    """They need a run below them."""
    assert judge_by_text(line(label), LEXICON) is None


@pytest.mark.parametrize(("start", "long"), [("Подписывайтесь на ", 300), ("Фото: ", 150)])
def test_a_long_text_is_no_notice_and_no_credit(start: str, long: int) -> None:
    """Each rule speaks of short lines alone."""
    assert judge_by_text(line(start + "а" * 20), LEXICON) is not None
    assert judge_by_text(line(start + "а" * long), LEXICON) is None


def test_a_placeholder_may_have_three_words_beside_it() -> None:
    """A fourth word makes it a text about templates."""
    assert judge_by_text(line("[[year]] один два три"), LEXICON) is not None
    assert judge_by_text(line("[[year]] один два три четыре"), LEXICON) is None


@pytest.mark.parametrize(
    ("text", "linked", "is_removed"),
    [
        ("Страницы: 1 2 3", 3, False),
        ("Страницы: 1 2 3", 5, True),
        ("Page 1 Page 2 Page 3", 12, True),
        ("1 2 3 Далее →", 11, True),
        ("Страница 12 доклада 7", 20, False),
        ("Пункты 1, 2 и 3", 15, False),
    ],
)
def test_links_to_the_pages_of_a_story(text: str, linked: int, is_removed: bool) -> None:
    """Numbers, words for pages and nothing else, a third of it links at least."""
    block = msgspec.structs.replace(line(text), link_chars=linked)
    verdict = judge_by_text(block, LEXICON)
    assert (verdict is not None and verdict.rule == "page_links") is is_removed
