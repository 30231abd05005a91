"""Who wrote the story, on whole pages: what each kind of page teaches."""

from __future__ import annotations

import json

import pytest

from cleaners import clean
from tests.fields.pages import STORIES, authors


def linked(author: object, kind: str = "NewsArticle", **more: object) -> str:
    """JSON-LD of a story with this author."""
    data = {"@type": kind, "headline": "The pier is rebuilt", "author": author, **more}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("river", "lang"),
    [
        (
            (
                "<div class=river><ul><li><a href=/r0>Ferry timetable changes</a> "
                "<span class=byline>3 minutes ago <a href=/author/jon-rasel>Jon Rasel</a></span>"
                "</li></ul></div>"
            ),
            "en",
        ),
        (
            (
                "<section><article><h3><a href=/2>Парому вернут расписание</a></h3>"
                "<p class=author>Иван Кузнецов</p></article></section>"
            ),
            "ru",
        ),
        (
            (
                "<ol><li><h4><a href=/2>Die Fähre fährt wieder nach Plan</a></h4>"
                "<a rel=author href=/autor/2>Jan Vogel</a></li></ol>"
            ),
            "de",
        ),
    ],
    ids=["list", "card", "rel"],
)
def test_authors_of_other_stories_are_none_of_this(river: str, lang: str) -> None:
    """Neither by class, nor by address, nor by `rel`, whether the page has an author or none."""
    assert authors(lang=lang, behind=river) == []
    assert authors("<p class=byline>Ann Lee</p>", lang=lang, behind=river) == ["Ann Lee"]


@pytest.mark.parametrize(
    "comments",
    [
        (
            '<div class="glbComentarios-lista"><div itemprop=comment><span itemprop=creator>'
            "Olga Cardew</span> Who pays?</div></div>"
        ),
        '<div itemtype="https://schema.org/Comment"><b itemprop=author>Sam Oliver</b></div>',
        '<section id=kommentare class="user-kommentar"><p class=author>Jan Vogel</p></section>',
        '<blockquote class="twitter-tweet"><p class=author>Pat Dove</p></blockquote>',
    ],
    ids=["class", "type", "german", "tweet"],
)
def test_who_comments_is_no_author(comments: str) -> None:
    """Nor is who wrote an embedded post."""
    assert authors(behind=comments) == []


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<p>By Lizzie Streit, MS, RDN</p>", ["Lizzie Streit"]),
        ("<div><span>By</span><span>Travis Haddon</span></div>", ["Travis Haddon"]),
        (
            "<h3>By <a href=/cp/>Charles Patterson</a>, <i>Culture Writer</i></h3>",
            ["Charles Patterson"],
        ),
        ("<p>by: Ziyi Xu, Dec 17, 2025</p>", ["Ziyi Xu"]),
        ("<div>Written by</div><div>Ann Lee</div>", ["Ann Lee"]),
        ("<p>Автор: Ася Петрова</p>", ["Ася Петрова"]),
        ("<p>Von Jan Vogel und Eva Berg</p>", ["Jan Vogel", "Eva Berg"]),
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta name=author content="Harbour Courier Holding">',
        linked({"@type": "Person", "name": "Stef Keegan"}),
        linked({"@type": "Organization", "name": "The Wexley Courier"}),
    ],
    ids=["nothing", "firm", "somebody else", "newsroom"],
)
def test_the_byline_by_the_headline_is_the_strongest_witness(
    byline: str, names: list[str], head: str
) -> None:
    """Whoever put the page online, and whatever firm owns it."""
    assert authors(byline, head=head) == names


def test_a_byline_that_names_fewer_does_not_hide_the_others() -> None:
    """Where it names one of those whom the page declares, these are the authors."""
    head = '<meta name=author content="Ann Lee, Bo Ray">'
    assert authors("<p>By Ann Lee and others</p>", head=head) == ["Ann Lee", "Bo Ray"]


@pytest.mark.parametrize(
    ("head", "body", "lang", "names"),
    [
        (linked({"@type": "Organization", "name": "BBC News"}), "", "en", ["BBC News"]),
        ("<meta name=author content=dpa>", "", "de", ["dpa"]),
        ("<meta name=author content=nieuwsblad.be>", "", "de", ["nieuwsblad.be"]),
        ("", "<p class=byline>By the Harbour Desk | 3 May 2025</p>", "en", ["the Harbour Desk"]),
        ("<meta name=author content='Agencia Efe'>", "", "es", ["Agencia Efe"]),
        (linked([{"name": "Пресс-служба акимата"}]), "", "ru", ["Пресс-служба акимата"]),
    ],
)
def test_newsrooms_and_agencies_are_authors_where_nobody_else_is(
    head: str, body: str, lang: str, names: list[str]
) -> None:
    """As the page names them; a person goes before them."""
    url = "https://www.nieuwsblad.be/n/1"
    assert authors(body, head=head, lang=lang, url=url) == names
    printed = f"<p>By Ann Lee</p>{body}"
    assert authors(printed, head=head, lang=lang) == ["Ann Lee"]


@pytest.mark.parametrize(
    ("firm", "more"),
    [
        ({"@type": "Organization", "name": "Quay & Sons"}, {"publisher": {"name": "Quay & Sons"}}),
        ({"@id": "#us"}, {"publisher": {"@id": "#us", "@type": "Corporation", "name": "Quay"}}),
        ({"@type": "LocalBusiness", "name": "Quay Dental Care"}, {}),
    ],
    ids=["publisher", "by id", "site"],
)
def test_the_firm_that_has_the_site_is_no_author(
    firm: dict[str, object], more: dict[str, object]
) -> None:
    """It stands there because the form has a place for it; as the newsroom of news it counts."""
    name = firm.get("name", "Quay")
    site = f'<meta property="og:site_name" content="{name}">'
    graph = json.dumps({"@graph": [more["publisher"]]}) if "@id" in firm else "{}"
    head = f"{site}<script type='application/ld+json'>{graph}</script>"
    assert authors(head=head + linked(firm, "BlogPosting", **more)) == []
    assert authors(head=head + linked(firm, "NewsArticle", **more)) == [name]


def test_an_organisation_may_write_on_the_site_of_another() -> None:
    """As guests do, or those who write an encyclopedia."""
    writers = {"@type": "Organization", "name": "Contributors to the harbour wiki"}
    publisher = {"@type": "Organization", "name": "Harbour Foundation"}
    head = linked(writers, "Article", publisher=publisher)
    assert authors(head=head) == ["Contributors to the harbour wiki"]


@pytest.mark.parametrize("section", ["News", "Nachrichten", "Новости", "Noticias"])
def test_the_name_of_a_section_is_nobody(section: str) -> None:
    """A form that has to be filled in gets the first word at hand."""
    assert authors(head=f'<meta name=author content="{section}">') == []


@pytest.mark.parametrize(
    "nobody",
    ["admin", "Webmaster", "undefined", "asya5", "veena", "38 minutes", "https://a.kz/author/1/",
     "ann@example.org", "262588213843476", "Автор", "View All", "Connect Directly"],
)  # fmt: skip
def test_what_systems_write_is_nobody(nobody: str) -> None:
    """Logins, times of reading, addresses, buttons."""
    assert authors(head=f'<meta name="author" content="{nobody}">') == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p class=author>Culture Writer</p>", []),
        ("<p class=author>View All</p>", []),
        ("<p class=author>Connect Directly</p>", []),
        ("<p class=author>Ann Lee Culture Writer</p>", ["Ann Lee"]),
        ("<p class=author>Murray Head</p>", ["Murray Head"]),
    ],
)
def test_titles_and_buttons_are_no_names(line: str, names: list[str]) -> None:
    """Though some titles are surnames."""
    assert authors(line) == names


def test_vcards_of_wordpress_are_no_cards() -> None:
    """The author stands in them."""
    byline = (
        '<span class="byline">by <span class="author vcard"><a class="url fn n" '
        'href="/author/christie-denholm/">Christie Denholm</a></span></span>'
    )
    assert authors(f"<div class=entry-meta>{byline}</div>") == ["Christie Denholm"]


@pytest.mark.parametrize(
    ("box", "lang"),
    [
        ("<div><p>Written by</p><p>Ann Lee</p></div>", "en"),
        ("<p>Автор текста: Ann Lee</p>", "ru"),
        ("<p>Text: Ann Lee</p>", "de"),
    ],
)
def test_the_author_may_stand_below_the_story(box: str, lang: str) -> None:
    """Where nothing above names one."""
    assert authors(behind=box, lang=lang) == ["Ann Lee"]


@pytest.mark.parametrize("wrap", ["<div class=it>{}</div>", "<section class=x>{}</section>"])
@pytest.mark.parametrize(
    ("first", "second", "lang"),
    [
        ("Schools open later after the storm", "What an apple costs in February", "en"),
        ("Школы после бури откроют позже", "Сколько стоит яблоко в феврале", "ru"),
        ("暴风雨过后学校推迟开学时间", "二月份的苹果价格是多少", "en"),
    ],
    ids=["en", "ru", "zh"],
)
def test_authors_beside_headlines_are_those_of_other_stories(
    wrap: str, first: str, second: str, lang: str
) -> None:
    """In a list of stories that no name tells from the story; not if the story names them, too."""
    links = ((first, "Jon Rasel"), (second, "Megan Dicken"))
    river = "".join(
        wrap.format(
            f"<a href=/{title[:3]}>{title}</a> <a rel=author href=/author/{name}>{name}</a>"
        )
        for title, name in links
    )
    assert authors(lang=lang, behind=river) == []
    assert authors("<a rel=author>Jon Rasel</a>", lang=lang, behind=river) == ["Jon Rasel"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<div class=byline><a>Ann Holloway</a><span>Culture Writer</span></div>", "Ann Holloway"),
        ("<p class=byline>Science editor Ann Lee</p>", "Ann Lee"),
        ("<p class=author><b>Ann Lee</b> <a>Connect Directly</a> <a>View All</a></p>", "Ann Lee"),
        ("<div class=x>Ann Lee, Health correspondent</div>", "Ann Lee"),
        ("<p>Words by Ann Lee. Photographs by Sven Ekholm</p>", "Ann Lee"),
        ("<p>Written by Ann Lee · Medically reviewed by Sven Ekholm</p>", "Ann Lee"),
        ("<div class=autor>Тамара ЛЫКОВА</div>", "Тамара Лыкова"),
        ("<div class=author>Тамара Лыкова. Фото Олега Снегова</div>", "Тамара Лыкова"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_is_no_part_of_it(line: str, name: str) -> None:
    """Titles before and behind it, buttons, what others did, capitals of a family name."""
    assert authors(line) == [name]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("<div class=info>ТАСС, 4 марта</div>", "ТАСС"),
        ("<div class=src>Источник: РИА Новости</div>", "РИА Новости"),
        ("<div class=x>dpa</div>", "dpa"),
    ],
)
def test_an_agency_alone_by_the_headline_is_the_author(line: str, agency: str) -> None:
    """With its date, or behind «Источник»; a sentence about it is none."""
    assert authors(line) == [agency]
    assert authors(f"<p>{agency} has told of the vote before anybody else in town.</p>") == []


@pytest.mark.parametrize(
    ("lang", "line", "name"),
    [
        (
            "ru",
            "<div><a href=/u/7>Глеб Самойлов</a> <span>сегодня, 14:20</span></div>",
            "Глеб Самойлов",
        ),
        ("en", "<p>Odile Frost · 4 min read</p>", "Odile Frost"),
        ("es", "<div><span>12 marzo 2025</span><span>Marta Rinaldi</span></div>", "Marta Rinaldi"),
        ("de", "<p>Jana Brückner · 5 Min. Lesezeit</p>", "Jana Brückner"),
        ("es", "<div>Lucía Ferrán<br>28 may 2025 - 09:00</div>", "Lucía Ferrán"),
        ("en", "<p>28 maggio 2025 · Tempo di lettura: 4 min · Sara Conti</p>", "Sara Conti"),
    ],
)
def test_a_name_beside_a_date_or_reading_time_is_the_author(
    lang: str, line: str, name: str
) -> None:
    """Where the line below the headline has nothing else, however its parts are set apart."""
    assert authors(line, lang=lang) == [name]


@pytest.mark.parametrize(
    "line",
    [
        "<p>New York, May 20, 2026</p>",
        "<p>SAN ANTONIO, May 20, 2026</p>",
        "<p>Zero Waste 101</p>",
        "<p>20 May 2026</p>",
    ],
)
def test_a_place_or_a_figure_beside_words_makes_no_author(line: str) -> None:
    """Datelines and titles with a number in them look alike."""
    assert authors(line) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<div>2025年3月4日 18時30分<span>記者 大橋由美</span></div>", "大橋由美"),
        ("<div>来源：青石日报 作者：林晓梅</div>", "林晓梅"),
        ("<div>박서연 기자 <a href=mailto:p@x.example>p@x.example</a></div>", "박서연"),
    ],
)
def test_a_reporter_of_the_east_is_named_beside_that_word(line: str, name: str) -> None:
    """Before or behind it, as the language has it."""
    assert authors(line) == [name]


@pytest.mark.parametrize(
    ("lang", "name"), [("ru", "Алексей Воронин"), ("es", "Lucía Ferrán"), ("de", "Jana Brückner")]
)
def test_a_name_alone_behind_the_last_sentence_signs_the_story(lang: str, name: str) -> None:
    """In bold or plain; not where the headline has a byline, nor as a link, nor in another part."""

    def names(tail: str, byline: str = "") -> list[str]:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in STORIES[lang])
        page = (
            f"<html><body><main><h1>Mole</h1>{byline}<div>{text}{tail}</div></main></body></html>"
        )
        return [author.name for author in clean(page, profile=None).authors]

    assert names(f"<p><b>{name}</b></p>") == [name]
    assert names(f"<p>{name}</p>") == [name]
    assert names(f"<p>{name}</p>", "<p class=byline>By Ann Lee</p>") == ["Ann Lee"]
    assert names(f"<p><a href=/tag/1>{name}</a></p>") == []
    assert names(f"<section><div><p>{name}</p><p>Who pays for it?</p></div></section>") == []


@pytest.mark.parametrize(
    ("lang", "label"),
    [("es", "Rutas Del Norte"), ("de", "Themen Des Artikels"), ("en", "Goat Lake Loop")],
)
def test_capitals_behind_the_story_of_a_dump_are_no_signature(lang: str, label: str) -> None:
    """Labels have them as well, and no element tells that another part of the page begins."""
    dump = "\n\n".join(["Mole", *STORIES[lang], label])
    assert clean(dump).authors == ()


def test_a_name_behind_the_story_of_a_dump_signs_it_in_other_letters() -> None:
    """There a label has one capital."""
    dump = "\n\n".join(["Мост открыт", *STORIES["ru"], "Алексей Воронин"])
    assert [author.name for author in clean(dump).authors] == ["Алексей Воронин"]
