"""Facts in the body of a page, told by its markup."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners.markup.body_facts import BodyFacts, read_facts
from tests.costs import count_calls


def facts(body: str) -> BodyFacts:
    """What a page with this body tells."""
    return read_facts(LexborHTMLParser(f"<html><body>{body}</body></html>"))


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        ("<h1>Мост <b>открыт</b></h1>", ("Мост открыт",)),
        ("<h1><span>М</span>ост</h1>", ("Мост",)),
        ("<h1>Мост<br>открыт</h1>", ("Мост открыт",)),
        ('<h2 itemprop="headline">Мост</h2>', ("Мост",)),
        ('<meta itemprop="headline" content="Мост">', ("Мост",)),
        ("<h1>Газета</h1><h1>Мост</h1><h1>Мост</h1>", ("Газета", "Мост")),
        ("<h1> </h1><h2>Мост</h2>", ()),
        (f"<h1>{'м' * 500}</h1>", ()),
    ],
)
def test_headings_of_the_first_rank(body: str, headings: tuple[str, ...]) -> None:
    """Each once; a whole story within a heading is none."""
    assert facts(body).headings == headings


@pytest.mark.parametrize(
    "body",
    [
        '<a rel="author" href="/a">Ася Петрова</a>',
        '<a rel="author nofollow">Ася Петрова</a>',
        '<span itemprop="author">Ася Петрова</span>',
        '<span itemprop="author"><b>От:</b><i itemprop="name">Ася Петрова</i></span>',
        '<span itemprop="author"><meta itemprop="name" content="Ася Петрова"></span>',
        '<meta itemprop="author" content="Ася Петрова">',
    ],
)
def test_authors_by_meaning(body: str) -> None:
    """The page says that this is the author."""
    assert facts(body).named == ("Ася Петрова",)


def test_authors_by_the_page_that_tells_of_them() -> None:
    """Not by the page that lists them all."""
    assert facts('<a href="/author/asya-petrova/">Ася Петрова</a>').linked == ("Ася Петрова",)
    assert facts('<a href="/authors/">Авторы</a>').linked == ()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("byline", True),
        ("article__author", True),
        ("postAuthor", True),
        ("c-byLine", True),
        ("author-name", True),
        ("author-bio", False),
        ("author__avatar", False),
        ("authority", False),
        ("coauthored", False),
    ],
)
def test_authors_by_class(name: str, found: bool) -> None:
    """The word for an author, and none that says what else the part tells of them."""
    assert facts(f'<p class="{name}">Ася Петрова</p>').classed == ("Ася Петрова",) * found


@pytest.mark.parametrize(
    ("body", "field", "text"),
    [
        ('<time datetime="2025-05-20">20 мая</time>', "times", "2025-05-20"),
        ("<time>20 мая 2025</time>", "times", "20 мая 2025"),
        ('<time class="updated" datetime="2025-05-21"></time>', "modified", "2025-05-21"),
        ('<p class="updated"><time datetime="2025-05-21"></time></p>', "modified", "2025-05-21"),
        ('<time itemprop="datePublished" datetime="2025-05-20">', "published", "2025-05-20"),
        ('<meta itemprop="datePublished" content="2025-05-20">', "published", "2025-05-20"),
        ('<p itemprop="datePublished">20 мая 2025</p>', "published", "20 мая 2025"),
        ('<meta itemprop="dateModified" content="2025-05-21">', "modified", "2025-05-21"),
        ('<p class="post-date">20 мая 2025</p>', "printed", "20 мая 2025"),
        ('<p class="publishDate">20 мая 2025</p>', "printed", "20 мая 2025"),
    ],
)
def test_dates_by_their_markup(body: str, field: str, text: str) -> None:
    """By meaning, by element, by class."""
    assert getattr(facts(body), field) == (text,)


@pytest.mark.parametrize("name", ["update", "event-date", "candidate", "validated"])
def test_a_class_that_means_another_date_tells_none(name: str) -> None:
    """Of a change, of an event; or it only sounds so."""
    assert facts(f'<p class="{name}">20 мая 2025</p>').printed == ()


@pytest.mark.parametrize(
    "part",
    ["<aside>{}</aside>", "<footer>{}</footer>", '<div class="related-posts">{}</div>',
     '<ol id="comments">{}</ol>', '<div class="sidebar"><div>{}</div></div>'],
)  # fmt: skip
def test_parts_about_others_tell_nothing(part: str) -> None:
    """Teasers and comments have authors and dates of their own."""
    inner = '<a rel="author">Ян Ли</a><p class="byline">Ян Ли</p><time>20 мая 2025</time>'
    assert facts(part.format(inner)) == BodyFacts()


def test_the_search_for_bylines_has_a_bound() -> None:
    """However many, however deep."""

    def cost(bylines: int) -> int:
        page = '<div class="byline">' * 800 + '<p class="date author">Ася</p>' * bylines
        return count_calls(lambda: facts(page))

    assert cost(16_000) < 2 * cost(4_000)
