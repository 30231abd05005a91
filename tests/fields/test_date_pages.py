"""When the story was published and changed, on whole pages: what each kind of page teaches."""

from __future__ import annotations

import pytest

from tests.fields.pages import article


@pytest.mark.parametrize(
    ("line", "lang", "published", "modified"),
    [
        ("<p>Updated: December 28, 2023 | Published: May 2, 2019</p>", "en", "2019-05-02",
         "2023-12-28"),
        ("<div class=date>Опубликовано 2 мая 2019, обновлено 28 декабря 2023</div>", "ru",
         "2019-05-02", "2023-12-28"),
        ("<span class=meta>Published 2 May 2019. Last updated 28 December 2023</span>", "en",
         "2019-05-02", "2023-12-28"),
        ("<p>Aktualisiert: 28.12.2023 – Veröffentlicht: 2.5.2019</p>", "de", "2019-05-02",
         "2023-12-28"),
    ],
)  # fmt: skip
def test_two_dates_on_one_line(line: str, lang: str, published: str, modified: str) -> None:
    """Each has the word before it, in any order."""
    found = article(line, lang=lang)
    assert (found.date_published, found.date_modified) == (published, modified)


@pytest.mark.parametrize(
    "foreign",
    [
        (
            "<blockquote class=twitter-tweet><p>The wall is gone</p>harbour "
            "<a href=https://twitter.com/h/status/1>February 2, 2024</a></blockquote>"
        ),
        (
            "<table><tr><th>Born</th><td>February 2, 1964</td></tr>"
            "<tr><th>Post</th><td>Harbour master</td></tr></table>"
        ),
        "<blockquote><p>Decree of February 2, 2024</p></blockquote>",
    ],
    ids=["tweet", "birth", "quotation"],
)
def test_dates_of_other_things_are_none_of_the_page(foreign: str) -> None:
    """An embedded post, a table of facts, what is quoted; the page's own date stays."""
    assert article(foreign).date_published is None
    assert article(f"{foreign}<p>March 4, 2025</p>").date_published == "2025-03-04"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<p>سه‌شنبه ۳۰ اردیبهشت ۱۴۰۴</p>", "2025-05-20"),
        ("<time>۱۴۰۴/۰۲/۳۰</time>", "2025-05-20"),
        ("<p class=date>۲۰ مه ۲۰۲۵</p>", "2025-05-20"),
        ("<p class=date>20 במאי 2025</p>", "2025-05-20"),
        ("<span>פורסם: 5 במרץ 2025</span>", "2025-03-05"),
        ("<p>20 พฤษภาคม 2568</p>", "2025-05-20"),
    ],
    ids=["persian", "figures", "gregorian", "hebrew", "label", "thai"],
)
def test_months_and_years_of_other_calendars(line: str, day: str) -> None:
    """The solar year of Iran, the Buddhist one of Thailand, prefixes of Hebrew."""
    assert article(line).date_published == day


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("", "2025-05-03"),
        ('<meta property="article:modified_time" content="2025-03-05T10:00:00Z">', "2025-03-05"),
        ('<meta property="article:modified_time" content="2025-05-03">', "2025-05-03"),
    ],
)
def test_the_page_itself_tells_day_from_month(head: str, day: str) -> None:
    """Where it names the same day elsewhere in a form that can be read in one way."""
    assert article("<p class=date>05/03/2025</p>", head=head).date_published == day


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("<p>By Ann Lee ● May 2, 2019 ● 6 min read</p>", "2019-05-02"),
        ("<p>Published: May 2, 2019</p>", "2019-05-02"),
        ("<p>Updated May 2, 2019</p>", "2023-12-28T10:00:00+00:00"),
        ("", "2023-12-28T10:00:00+00:00"),
    ],
)
def test_a_declared_date_may_be_that_of_a_change(line: str, published: str) -> None:
    """It is where the page was changed on that day and prints an earlier one by the headline."""
    head = "".join(
        f'<meta property="article:{name}_time" content="2023-12-28T10:00:00Z">'
        for name in ("published", "modified")
    )
    assert article(line, head=head).date_published == published


@pytest.mark.parametrize(
    "line",
    [
        "<time class='entry-date published updated' datetime='{}'>Май 20, 2025</time>",
        (
            "<time class='entry-date published' datetime='{}'>20 мая 2025</time>"
            "<time class=updated datetime='2025-05-28T10:00:00+05:00'>28 мая 2025</time>"
        ),
        "<div class=wp-block-post-date><time datetime='{}'>20.05.2025</time></div>",
        "<abbr class=published title='{}'>Вт 20 мая 2025</abbr>",
        "<p>Published: <time datetime='{}'>20 May 2025</time></p>",
        (
            "<span class=submitted>вт, 20/05/2025</span><time itemprop=datePublished datetime='{}'>"
            "</time>"
        ),
        "<dd class=published><time datetime='{}' itemprop=datePublished>20 Мая 2025</time></dd>",
    ],
    ids=["WordPress", "changed", "blocks", "hAtom", "label", "Drupal", "Joomla"],
)
def test_what_machines_are_told_has_time_and_zone(line: str) -> None:
    """The printed day beside it says less."""
    moment = "2025-05-20T14:05:00+05:00"
    assert article(line.format(moment), lang="ru").date_published == moment


@pytest.mark.parametrize(
    ("printed", "told", "published"),
    [
        ("20 мая 2025", "2025-05-19T20:30:00Z", "2025-05-19T20:30:00+00:00"),
        ("20 мая 2025, 01:30", "2025-05-19T20:30:00Z", "2025-05-19T20:30:00+00:00"),
        ("20 мая 2025, 14:05", "2025-05-20T14:05:00+05:00", "2025-05-20T14:05:00+05:00"),
        ("20 мая 2025, 14:05", "2025-05-20T18:40:00+05:00", "2025-05-20T14:05:00"),
        ("20 мая 2025", "2025-05-23T14:05:00+05:00", "2025-05-20"),
    ],
    ids=["other day in UTC", "other hour in UTC", "zone", "other time", "other day"],
)
def test_a_moment_is_taken_where_it_is_the_printed_one(
    printed: str, told: str, published: str
) -> None:
    """Whatever its zone; another moment is that of something else."""
    line = f"<p class=date>{printed}</p><p>Свежий выпуск: <time datetime={told}></time></p>"
    assert article(line, lang="ru").date_published == published


def test_times_of_comments_and_widgets_are_theirs() -> None:
    """Also on the day of the story."""
    comment = (
        "<ol class=comment-list><li class=comment><article><footer class=comment-meta>"
        "<time datetime=2025-05-20T23:59:00+05:00>20.05.2025</time></footer></article></li></ol>"
    )
    widget = "<aside class=widget><time datetime=2025-05-20T22:00:00+05:00></time></aside>"
    found = article("<p class=date>20 мая 2025</p>", lang="ru", behind=comment + widget)
    assert found.date_published == "2025-05-20"


def test_a_number_at_the_head_of_a_slug_is_no_day() -> None:
    """Folders of year and month before a story of twelve buses; the page shows the day."""
    url = "https://a.kz/2025/05/12-new-buses/"
    assert article("<p class=date>20 мая 2025</p>", lang="ru", url=url).date_published == (
        "2025-05-20"
    )
    assert article(url=url).date_published == "2025-05-12"


@pytest.mark.parametrize(
    "part", ['<section class="comments" id="comments">{}</section>', '<div id="comments">{}</div>',
             '<ol class="commentlist">{}</ol>'],
)  # fmt: skip
def test_the_days_of_comments_are_no_date_of_the_story(part: str) -> None:
    """On a page that tells no other."""
    said = (("Olga", "5.3.2025", "Who pays for it?"), ("Sam", "6.3.2025", "At last, I say."))
    comments = "".join(
        f"<div class=comment><b>{who}</b> <time>{day}</time><p>{text}</p></div>"
        for who, day, text in said
    )
    page = article(behind=part.format(f"<h3>Comments (2)</h3>{comments}"))
    assert page.date_published is None
    assert "Who pays" not in page.text


@pytest.mark.parametrize("told", ["1741082400", "1741082400000", '"2025-03-04T10:00:00Z"'])
def test_machines_may_be_told_a_number(told: str) -> None:
    """Seconds or milliseconds since 1970."""
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The pier",'
        f' "datePublished": {told}}}</script>'
    )
    assert (article(head=head).date_published or "")[:19] == "2025-03-04T10:00:00"


def test_a_number_that_is_no_time_is_no_date() -> None:
    """However large."""
    data = f'{{"@type": "NewsArticle", "datePublished": {"9" * 400}}}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert article(head=head).date_published is None


@pytest.mark.parametrize(
    "element",
    [
        "<span data-timestamp=1748422800>2 days ago</span>",
        "<div data-timestamp=1748422800000></div>",
        "<span class=js data-date=2025-05-28T09:00:00+03:00>позавчера</span>",
        "<relative-time datetime=2025-05-28T06:00:00Z>last month</relative-time>",
    ],
)
def test_a_moment_told_to_scripts_is_the_date(element: str) -> None:
    """Where the page prints none that has a year; not in a comment."""
    found = article(f"<div class=x>{element}</div>")
    assert (found.date_published or "")[:10] == "2025-05-28"
    assert article(behind=f"<div class=comments>{element}</div>").date_published is None


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("<p>۲۸ مايو ۲۰۲۵</p>", "de"),
        ("<p>نشر في: ٢٨ أيار ٢٠٢٥</p>", "ru"),
        ("<div>2025-05-28 09:00 Источник: Курьер</div>", "ru"),
    ],
    ids=["persian", "arabic", "with a source"],
)
def test_dates_in_other_figures(line: str, lang: str) -> None:
    """Those of Persian and Arabic; a date with words behind it."""
    assert (article(line, lang=lang).date_published or "")[:10] == "2025-05-28"


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("<div><b>Publié le 28/05/2025 à 09h00</b>, <i>mis à jour le 03/06/2025</i></div>",
         "de"),
        ("<div><b>28 мая 2025</b>, <i>обновлено 3 июня 2025</i></div>", "ru"),
        ("<div><b>28. Mai 2025</b> <i>aktualisiert am 3. Juni 2025</i></div>", "de"),
    ],
)  # fmt: skip
def test_a_change_told_by_the_headline_without_markup(line: str, lang: str) -> None:
    """It stands on the line of the date of publication, in an element of its own."""
    found = article(line, lang=lang)
    assert (found.date_published or "")[:10] == "2025-05-28"
    assert (found.date_modified or "")[:10] == "2025-06-03"


@pytest.mark.parametrize(
    ("clock", "lang"),
    [
        ("<div class=fecha-hoy>jueves, 26 de noviembre de 2026</div>", "es"),
        ("<span>26 ноября 2026, четверг</span>", "ru"),
        ("<div><p>Donnerstag, 26. November 2026</p></div>", "de"),
    ],
)
def test_the_clock_in_the_header_of_the_page_is_no_date(clock: str, lang: str) -> None:
    """Even where the page has no other; the header of the story may have its date."""
    header = f"<header>{clock}<a href=/>Courier</a></header>"
    assert article(lang=lang, before=header).date_published is None
    dated = article("<p>28.05.2025</p>", lang=lang, before=header)
    assert dated.date_published == "2025-05-28"
    assert article(f"<header>{clock}</header>", lang=lang).date_published == "2026-11-26"
