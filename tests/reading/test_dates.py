"""Dates as news sites print them."""

from __future__ import annotations

import pytest

from cleaners.reading.dates import DateHints, extract_date, is_date_line, read_now
from tests.builders import LEXICON

WORDS = [
    ("20 мая 2025 г. 14:05", "2025-05-20T14:05:00"),
    ("20 мая 2025 года, 14:05", "2025-05-20T14:05:00"),
    ("14:05, 20 мая 2025", "2025-05-20T14:05:00"),
    ("20 МАЯ 2025", "2025-05-20"),
    ("Вторник, 20 мая 2025", "2025-05-20"),
    ("20 сент. 2025 г.", "2025-09-20"),
    ("1 қаңтар 2025", "2025-01-01"),
    ("2025 жылғы 3 мамыр", "2025-05-03"),
    ("2025 ж. 3 мамыр 09:07", "2025-05-03T09:07:00"),
    ("21 Ақпан, 2025", "2025-02-21"),
    ("May 20, 2025", "2025-05-20"),
    ("May 20th, 2025 14:05", "2025-05-20T14:05:00"),
    ("20 May 2025", "2025-05-20"),
    ("Sept. 3, 2025", "2025-09-03"),
    ("Опубликовано 20 мая 2025 в 9:05", "2025-05-20T09:05:00"),
]

ISO = [
    ("2025-05-20", "2025-05-20"),
    ("2025-05-20T14:05", "2025-05-20T14:05:00"),
    ("2025-05-20 14:05:09", "2025-05-20T14:05:09"),
    ("2025-05-20T14:05:09Z", "2025-05-20T14:05:09+00:00"),
    ("2025-05-20T14:05:09 UTC", "2025-05-20T14:05:09+00:00"),
    ("2025-05-20T14:05:09 GMT", "2025-05-20T14:05:09+00:00"),
    ("2025-05-20T14:05:09+05:00", "2025-05-20T14:05:09+05:00"),
    ("2025-05-20T14:05:09+0500", "2025-05-20T14:05:09+05:00"),
    ("2025-05-20T14:05:09-03:30", "2025-05-20T14:05:09-03:30"),
    ("2025-05-20T14:05:09.123+05:00", "2025-05-20T14:05:09+05:00"),
    ("2025-05-20T14:05:09,123Z", "2025-05-20T14:05:09+00:00"),
    ("2025-05-20T14:05:09.000+05", "2025-05-20T14:05:09+05:00"),
    ("2025-05-20 14:05:09 -0400", "2025-05-20T14:05:09-04:00"),
    ("2025-5-3", "2025-05-03"),
    ("2025-05-20T25:61", "2025-05-20"),
]

MACHINE = [
    ("20250520", "2025-05-20"),
    ("20250520T140509Z", "2025-05-20T14:05:09+00:00"),
    ("20250520140509", "2025-05-20T14:05:09"),
    ("1747749900", "2025-05-20T14:05:00+00:00"),
    ("1747749900000", "2025-05-20T14:05:00+00:00"),
    ("Tue, 20 May 2025 14:05:09 +0500", "2025-05-20T14:05:09+05:00"),
    ("Tue May 20 14:05:09 +0500 2025", "2025-05-20T14:05:09+05:00"),
    ("Tue May 20 2025 14:05:09 GMT+0500 (Almaty)", "2025-05-20T14:05:09+05:00"),
    ("5/20/2025 2:05:09 PM", "2025-05-20T14:05:09"),
]

LANGUAGES = [
    ("20. Mai 2025, 14.05 Uhr", "2025-05-20T14:05:00"),
    ("Dienstag, 3. März 2025", "2025-03-03"),
    ("Publié le 1er août 2025 à 14h05", "2025-08-01T14:05:00"),
    ("20 DECEMBRE 2025", "2025-12-20"),
    ("20 de mayo de 2025 a las 14:05", "2025-05-20T14:05:00"),
    ("mar 20 de mayo de 2025", "2025-05-20"),
    ("20 maggio 2025 alle 14:05", "2025-05-20T14:05:00"),
    ("20 de março de 2025, 14h05", "2025-03-20T14:05:00"),
    ("20 mei 2025 om 14:05 uur", "2025-05-20T14:05:00"),
    ("20 maja 2025 r., godz. 14:05", "2025-05-20T14:05:00"),
    ("20. května 2025 14:05", "2025-05-20T14:05:00"),
    ("20. mája 2025", "2025-05-20"),
    ("20 травня 2025, 14:05", "2025-05-20T14:05:00"),
    ("20 лютага 2025", "2025-02-20"),
    ("20 май 2025 г.", "2025-05-20"),
    ("20. маја 2025", None),
    ("20. мај 2025", "2025-05-20"),
    ("20. svibnja 2025.", "2025-05-20"),
    ("20 mai 2025", "2025-05-20"),
    ("2025. május 20. 14:05", "2025-05-20T14:05:00"),
    ("20. maj 2025 kl. 14.05", "2025-05-20T14:05:00"),
    ("20 maj 2025", "2025-05-20"),
    ("20. toukokuuta 2025", "2025-05-20"),
    ("20. mai 2025", "2025-05-20"),
    ("2025. gada 20. maijs", "2025-05-20"),
    ("2025 m. gegužės 20 d.", "2025-05-20"),
    ("20 ΜΑΪΟΥ 2025", "2025-05-20"),
    ("20 Μαΐου 2025 2:05 μ.μ.", "2025-05-20T14:05:00"),
    ("20 Mayıs 2025 Salı 14:05", "2025-05-20T14:05:00"),
    ("2025年5月20日 14:05", "2025-05-20T14:05:00"),
    ("2025年5月20日 下午2:05", "2025-05-20T14:05:00"),
    ("2025年5月20日 14時05分", "2025-05-20T14:05:00"),
    ("2025년 5월 20일 오후 2:05", "2025-05-20T14:05:00"),
    ("20 مايو 2025", "2025-05-20"),
    ("٢٠ مايو ٢٠٢٥", "2025-05-20"),
    ("20 במאי 2025", "2025-05-20"),
    ("20 मई 2025", "2025-05-20"),
    ("20 พฤษภาคม 2568", "2025-05-20"),
    ("ngày 20 tháng 5 năm 2025", "2025-05-20"),
    ("20 Mei 2025 14:05 WIB", "2025-05-20T14:05:00+07:00"),
]

NUMERIC = [
    ("20.05.2025", "2025-05-20"),
    ("20/05/2025 14:05", "2025-05-20T14:05:00"),
    ("14:05 20.05.2025", "2025-05-20T14:05:00"),
    ("1.2.2025", "2025-02-01"),
    ("20.05.2025, 09.30", "2025-05-20T09:30:00"),
]

NONE = [
    "",
    "скоро",
    "20 мая",
    "май 2025",
    "31 февраля 2025",
    "31.02.2025",
    "2025-13-01",
    "2025-02-30T10:00",
    "1 мая 1812 года",
    "20.05.25",
    "12345-67-89",
    "2064",
    "10 000 000",
]


@pytest.mark.parametrize(("text", "date"), [*WORDS, *ISO, *NUMERIC, *MACHINE, *LANGUAGES])
def test_a_date_becomes_iso_8601(text: str, date: str | None) -> None:
    """With time and zone where the page tells them, and none where it does not."""
    assert extract_date(text) == date


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date_gives_none(text: str) -> None:
    """Impossible days, years long past, figures."""
    assert extract_date(text) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("20 мая 2025 14:05", "2025-05-20T14:05:00+05:00"),
        ("20 мая 2023 14:05", "2023-05-20T14:05:00+06:00"),
        ("2025-05-20T14:05", "2025-05-20T14:05:00+05:00"),
        ("2025-05-20T14:05Z", "2025-05-20T14:05:00+00:00"),
        ("20 мая 2025", "2025-05-20"),
    ],
)
def test_the_zone_of_the_site_fills_what_the_page_leaves_open(text: str, date: str) -> None:
    """As it was on that day: Kazakhstan moved to one zone in March 2024."""
    assert extract_date(text, DateHints(zone="Asia/Almaty")) == date


@pytest.mark.parametrize("offset", ["+25:00", "+99:99", "-24:00"])
def test_an_impossible_offset_is_no_zone(offset: str) -> None:
    """The date itself is right all the same."""
    assert extract_date(f"2025-05-20T14:05:00{offset}") == "2025-05-20T14:05:00"


@pytest.mark.parametrize(
    "text",
    ["20 мая 2025", "Опубликовано: 20.05.2025 14:05", "Сегодня, 14:05", "Вчера в 9:30",
     "Updated on May 20, 2025 at 2:05 pm", "2025 жылғы 3 мамыр", "Жарияланды: 20.05.2025"],
)  # fmt: skip
def test_a_date_line_has_nothing_but_the_date(text: str) -> None:
    """And the words that belong to one."""
    assert is_date_line(text, LEXICON)


@pytest.mark.parametrize(
    "text",
    ["20 мая 2025 года открылся мост", "Опубликовано", "20 мая", "140", "Сегодня",
     "Мост открыли в 14:05", "19-20 мая в Польше"],
)  # fmt: skip
def test_other_lines_are_no_date_lines(text: str) -> None:
    """A word that is no date word, or no date at all."""
    assert not is_date_line(text, LEXICON)


NOW = read_now("2025-05-20T14:05:30+00:00")

RELATIVE = [
    ("вчера, 14:05", "2025-05-19T14:05:00"),
    ("сегодня в 10:00", "2025-05-20T10:00:00"),
    ("кеше, 09:30", "2025-05-19T09:30:00"),
    ("бүгін 10:00", "2025-05-20T10:00:00"),
    ("yesterday at 2:05 pm", "2025-05-19T14:05:00"),
    ("gestern, 14:05", "2025-05-19T14:05:00"),
    ("昨天 14:05", "2025-05-19T14:05:00"),
    ("2 hours ago", "2025-05-20T12:05:00+00:00"),
    ("an hour ago", "2025-05-20T13:05:00+00:00"),
    ("5 минут назад", "2025-05-20T14:00:00+00:00"),
    ("2 сағат бұрын", "2025-05-20T12:05:00+00:00"),
    ("hace 2 horas", "2025-05-20T12:05:00+00:00"),
    ("il y a 5 minutes", "2025-05-20T14:00:00+00:00"),
    ("5分钟前", "2025-05-20T14:00:00+00:00"),
    ("3 дня назад", "2025-05-17"),
    ("20 мая, 10:00", "2025-05-20T10:00:00"),
    ("25 декабря", "2024-12-25"),
    ("5月19日 14:05", "2025-05-19T14:05:00"),
]


@pytest.mark.parametrize(("text", "date"), RELATIVE)
def test_a_relative_date_counts_from_the_fetch(text: str, date: str) -> None:
    """A day without a year is the last such day."""
    assert extract_date(text, DateHints(now=NOW)) == date


@pytest.mark.parametrize("text", [text for text, _ in RELATIVE])
def test_without_the_time_of_the_fetch_a_relative_date_is_unknown(text: str) -> None:
    """The clock of this machine is no evidence."""
    assert extract_date(text) is None


def test_today_is_the_day_in_the_zone_of_the_site() -> None:
    """In the evening of UTC it is tomorrow in Almaty."""
    hints = DateHints(zone="Asia/Almaty", now=read_now("2025-05-20T21:00:00Z"))
    assert extract_date("сегодня в 01:30", hints) == "2025-05-21T01:30:00+05:00"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025-05-20T14:00:00Z", "2025-05-20T14:00:00+00:00"),
        ("2025-05-20T19:00:00+05:00", "2025-05-20T19:00:00+05:00"),
        ("2025-05-20T18:00:00Z", "2025-05-20"),
        ("2025-05-21T09:00:00Z", None),
        ("2025-05-21", "2025-05-21"),
        ("2025-05-22", None),
        ("2026-05-20", None),
    ],
)
def test_no_date_lies_after_the_fetch(text: str, date: str | None) -> None:
    """A time that does is no time; a page may stand a few hours ahead where no zone is told."""
    assert extract_date(text, DateHints(now=NOW)) == date


@pytest.mark.parametrize(
    ("text", "month_first", "date"),
    [
        ("3/5/2025", False, "2025-05-03"),
        ("3/5/2025", True, "2025-03-05"),
        ("20/5/2025", True, "2025-05-20"),
        ("5/20/2025", False, "2025-05-20"),
        ("3.5.2025", True, "2025-05-03"),
        ("2025/3/5", False, "2025-03-05"),
    ],
)
def test_the_order_of_day_and_month(text: str, month_first: bool, date: str) -> None:
    """The page's, unless there is no such month; with points the day is first everywhere."""
    assert extract_date(text, DateHints(month_first=month_first)) == date


def test_of_two_readings_the_one_before_the_fetch_is_right() -> None:
    """3/9 can't be in September if it was fetched in May."""
    assert extract_date("3/9/2025", DateHints(now=NOW)) == "2025-03-09"


@pytest.mark.parametrize(
    ("language", "date"), [("pl", "2025-11-20"), ("hr", "2025-10-20"), (None, "2025-11-20")]
)
def test_a_word_may_be_another_month_in_another_language(language: str | None, date: str) -> None:
    """«Listopad» is when the leaves fall: in Croatia a month earlier."""
    assert extract_date("20 listopad 2025", DateHints(language=language)) == date


@pytest.mark.parametrize("text", ["1" * 10**6, "5 " * 10**6, "мая " * 10**6, "14:05" * 10**6])
def test_a_hostile_text_takes_no_time(text: str) -> None:
    """What is longer than any date is not read on."""
    assert extract_date(text, DateHints(now=NOW)) is None
    assert not is_date_line(text, LEXICON)


@pytest.mark.parametrize("downloaded", [None, "", "soon", "2025-13-01"])
def test_an_unknown_time_of_the_fetch_is_none(downloaded: str | None) -> None:
    """And raises nothing."""
    assert read_now(downloaded) is None
