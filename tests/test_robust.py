"""Whatever comes in: an article, or an error that says what is wrong, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import Article, CleanersError, NoMainContent, clean
from tests.builders import PROSE

TAGS = [
    "div", "p", "b", "a", "ul", "li", "table", "tr", "td", "h1", "blockquote", "article", "script",
    "style", "iframe", "img", "br", "form", "select", "svg", "title", "body", "html", "head",
    "meta", "template", "noscript", "figure", "figcaption", "frameset", "x-y",
]  # fmt: skip
ATTRIBUTES = [
    "", ' class="share"', ' class="article__body"', ' href="/"', ' src="//["', " hidden",
    ' style="display:none"', ' content="2025-99-99T99:99+99:99"', ' property="og:title"', ' "',
    ' property="article:published_time"', " type='application/ld+json'", ' rel="canonical"',
]  # fmt: skip
TEXTS = [*PROSE, "Популярное", "[[year]]", "140", "Фото: ЦИК", "&#27;", "&#xD800;", "<!--", "-->",
         "\x00", "\ud800", "]]>", "{", '{"@type":"Article","author":[{}]}', "\u2028"]  # fmt: skip
SOUP = st.lists(
    st.one_of(
        st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
        st.sampled_from(TAGS).map("</{}>".format),
        st.sampled_from(TEXTS),
        st.text(max_size=12),
    ),
    max_size=40,
).map("".join)
URLS = st.sampled_from([None, "https://kazpravda.kz/n/a/", "https://a.kz/"])


def outcome(data: bytes | str, url: str | None = None) -> Article | CleanersError:
    """What `clean` gives or raises on purpose; its JSON can be written."""
    try:
        article = clean(data, url)
    except CleanersError as error:
        return error
    assert article.to_json(explain=True)
    assert article.to_markdown()
    return article


@given(st.text(max_size=300), URLS)
def test_any_text_is_an_article_or_an_error(text: str, url: str | None) -> None:
    """Of our own, with a message."""
    found = outcome(text, url)
    assert isinstance(found, Article) or str(found)


@given(st.binary(max_size=300), URLS)
def test_any_bytes_are_an_article_or_an_error(data: bytes, url: str | None) -> None:
    """Of our own, with a message."""
    found = outcome(data, url)
    assert isinstance(found, Article) or str(found)


@given(SOUP, URLS)
def test_any_soup_of_tags_is_an_article_or_an_error(soup: str, url: str | None) -> None:
    """Also with a story in it."""
    story = "".join(f"<p>{text}" for text in PROSE)
    found = outcome(f"<!doctype html>{soup}<div class=article__body>{story}</div>{soup}", url)
    assert isinstance(found, Article) or str(found)


@pytest.mark.parametrize(
    "page",
    [
        "<b>" * 9_000 + "а",
        "<p>" * 3_000 + "а",
        "<a href=/>а</a>" * 21_000,
        "<br>" * 50_001 + "а",
        "<table><tr><td>" * 500 + "а",
        "<div class='" + "share " * 5_000 + "'>а</div>",
        "<!--" * 50_000,
        "<" * 100_000,
        "&" * 20_000,
        "<p>" + "а " * 20_000,
        "<p>" + "а" * 50_000,
        "<title>" + " - " * 50_000 + "</title><p>а",
        "<title>" + "а - " * 30_000 + "|</title><p>а",
        "<meta name=author content='" + "а" * 30_000 + "'><p>а",
        "<meta name=author content='" + "а, " * 8_000 + "'><p>а",
        "<script type='application/ld+json'>" + "[" * 50_000 + "</script><p>а",
        "<title>Мост" + " " * 30_000 + "открыт</title>",
        pytest.param(
            "<script>" + ("<b " + "a " * 5_100 + ">") * 300 + "</script>", marks=pytest.mark.slow
        ),
    ],
    ids=lambda page: page[:24],
)
def test_no_hostile_page_takes_long(page: str) -> None:
    """Each was slow in some parser or pattern; one that hangs ends the run of its tests."""
    for url in (None, "https://kazpravda.kz/n/a/"):
        outcome(f"<!doctype html>{page}<div class=article__body><p>{PROSE[0]}</div>", url)


def test_scripts_that_nobody_closes_take_no_longer_than_others() -> None:
    """Nine thousand of them before a long rest: a pattern from tag to tag takes minutes."""
    outcome(f"<!doctype html><p>{PROSE[0] * 3}" + "<script>" * 9_000 + "x" * 200_000)


@pytest.mark.parametrize(
    "line",
    ["а" * 100_000, " " * 100_000 + "а", "а " * 20_000, "[" * 50_000, "{{" * 50_000, "<%" * 50_000,
     "«" * 50_000, "– " * 50_000, "1 " * 50_000, "\t" * 50_000, "20 мая " * 20_000, "а:" * 50_000,
     "\n" * 100_000, "Популярное\n" * 3_000, "<!---->" * 40, "<!----> " * 4_000,
     "." + " " * 30_000 + "x", "." + '"' * 30_000 + " x",
     pytest.param("Мост открыт сегодня\n" * 10_000, marks=pytest.mark.slow), "• а\n" * 10_000],
    ids=lambda line: line[:12],
)  # fmt: skip
def test_no_hostile_dump_takes_long(line: str) -> None:
    """Each would be slow in a careless pattern."""
    outcome(f"Мост открыт\n\n{line}\n\n{PROSE[0]}")


WORDS = st.sampled_from("мост открыт город река вода утром дети школа поезд степь новый".split())
SENTENCE = st.lists(WORDS, min_size=20, max_size=30).map(lambda words: " ".join(words) + ".")
STORY = st.lists(SENTENCE, min_size=2, max_size=6)
ADDED = st.sampled_from(
    ["Популярное", "Архив", "Читайте также", "Most read", "Сондай-ақ оқыңыз", "[[year]]",
     "{{ title }}", "<%= date %>", "${name}", "Поделиться", "Реклама", "Комментарии"],
)  # fmt: skip


def body(lines: list[str]) -> str:
    """The story of a dump with these lines, without those that were added."""
    try:
        return clean("\n\n".join(["Мост через реку открыт", *lines])).text
    except NoMainContent:
        return ""


@given(STORY, st.lists(st.tuples(ADDED, st.integers(0, 6)), min_size=1, max_size=4))
def test_what_is_added_between_paragraphs_never_enlarges_the_story(
    story: list[str], added: list[tuple[str, int]]
) -> None:
    """A label before story text may stay, as a subheading; no paragraph comes from elsewhere."""
    lines = list(story)
    for text, place in added:
        lines.insert(place, text)
    labels = {text for text, _ in added}
    with_added = [text for text in body(lines).split("\n\n") if text not in labels]
    assert len("\n\n".join(with_added)) <= len("\n\n".join(story))
    assert set(with_added) <= {*story, ""}


@given(STORY, st.sampled_from(["[[year]]", "{{ title }}", "<%= date %>", "${name}", "Поделиться"]))
def test_placeholders_and_buttons_change_nothing(story: list[str], text: str) -> None:
    """They are removed wherever they stand, and nothing with them."""
    between = [part for paragraph in story for part in (paragraph, text)]
    assert body(between) == body(story) == "\n\n".join(story)
