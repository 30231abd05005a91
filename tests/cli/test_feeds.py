"""Atom feeds and JSON-LD: what the programs that take them find."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from cleaners import Article, Author, Picture, clean
from cleaners.article import Breadcrumb, MainImage, Metadata
from cleaners.block import ArticleBlock, Kind, TextLink
from cleaners.cli.clean_file import main
from cleaners.cli.formats import Format, frame_of
from cleaners.cli.rendering import render
from cleaners.document import DocumentKind
from cleaners.story_html import story_html
from tests.replica_pages import STORIES, cleaned

META = Metadata(DocumentKind.HTML, "1.0")
ARTICLE = Article(
    url="https://example.org/n/1?from=feed",
    canonical_url="https://example.org/n/1",
    headline="Мост «открыт» & <готов>",
    authors=(Author("Ася Лунёва"), Author("Глеб Сорокин")),
    date_published="2025-03-03T10:00:00+05:00",
    date_modified="2025-03-04T11:30:00+05:00",
    in_language="ru",
    description="Коротко о мосте.",
    section="Город",
    tags=("мосты", "Ишим"),
    breadcrumbs=(Breadcrumb("Главная", "https://example.org/"), Breadcrumb("Город")),
    main_image=MainImage("https://example.org/a.jpg"),
    images=(Picture("https://example.org/a.jpg", "У реки", "А. Лунёва"),),
    article_body="Открыт. По мосту едут.",
    blocks=(
        ArticleBlock(kind=Kind.LEAD, text="Открыт."),
        ArticleBlock(kind=Kind.PICTURE, url="https://example.org/a.jpg"),
        ArticleBlock(kind=Kind.CAPTION, text="У реки"),
        ArticleBlock(
            kind=Kind.PARAGRAPH,
            text="По мосту едут.",
            links=(TextLink(3, 8, "https://example.org/t/most?a=1&b=2"),),
        ),
    ),
    view_count=672,
    is_accessible_for_free=False,
    metadata=META,
)

feedparser = pytest.importorskip("feedparser")


def feed(*articles: Article) -> Any:
    """What a feed parser finds in a feed of these articles."""
    frame = frame_of(Format.ATOM, Path("/srv/news.atom"))
    entries = "".join(render(article, Format.ATOM) + frame.after for article in articles)
    text = f"{frame.begin}{entries}{frame.end}"
    etree.fromstring(text.encode())  # sound XML, or an error
    found = feedparser.parse(text)
    assert not found.bozo
    return found


class TestAtom:
    """As RFC 4287 has it."""

    def test_an_entry_tells_what_the_article_does(self) -> None:
        """Address, people, moments, subjects."""
        (entry,) = feed(ARTICLE).entries
        assert entry.id == entry.link == "https://example.org/n/1"
        assert entry.title == "Мост «открыт» & <готов>"
        assert [author.name for author in entry.authors] == ["Ася Лунёва", "Глеб Сорокин"]
        assert entry.published == "2025-03-03T10:00:00+05:00"
        assert entry.updated == "2025-03-04T11:30:00+05:00"
        assert [tag.term for tag in entry.tags] == ["Город", "мосты", "Ишим"]
        assert entry.summary == "Коротко о мосте."

    def test_the_story_is_whole(self) -> None:
        """With its picture and its link where the page has them."""
        (entry,) = feed(ARTICLE).entries
        (content,) = entry.content
        assert (content.type, content.language) == ("text/html", "ru")
        story = html.fragment_fromstring(content.value, create_parent="div")
        assert [element.tag for element in story] == ["p", "figure", "p"]
        assert story.xpath("//figure/img/@src") == ["https://example.org/a.jpg"]
        assert story.xpath("string(//figcaption)") == "У реки"
        assert story.xpath("//a[.='мосту']/@href") == ["https://example.org/t/most?a=1&b=2"]

    def test_a_feed_has_what_it_must_have(self) -> None:
        """The same identity each time it is written to the same place, another elsewhere."""
        first, again = feed(ARTICLE).feed, feed().feed
        assert first.title == "news"
        assert first.id == again.id
        assert first.id != feedparser.parse(frame_of(Format.ATOM, Path("/b")).begin).feed.id
        assert first.updated_parsed

    @pytest.mark.parametrize(
        ("date", "moment"),
        [
            ("2025-03-03", "2025-03-03T00:00:00Z"),
            ("2025-03-03T10:00:00", "2025-03-03T10:00:00Z"),
            ("2025-03-03T10:00:00Z", "2025-03-03T10:00:00Z"),
            ("2025-03-03T10:00+06:00", "2025-03-03T10:00:00+06:00"),
        ],
    )
    def test_dates_are_moments(self, date: str, moment: str) -> None:
        """Where the page tells no zone, UTC: Atom knows no moment without one."""
        (entry,) = feed(Article(article_body="Текст.", date_published=date, metadata=META)).entries
        assert (entry.published, entry.updated) == (moment, moment)

    def test_an_article_that_tells_nothing_is_an_entry(self) -> None:
        """Its identity is made of its words."""
        bare = Article(article_body="Новый мост через Ишим открыли.", metadata=META)
        (entry,), (again,) = feed(bare).entries, feed(bare).entries
        assert entry.id == again.id
        assert entry.id.startswith("urn:uuid:")
        assert entry.title == "Новый мост через Ишим открыли."
        assert entry.author == "Chistovik"
        assert entry.updated_parsed

    def test_nobody_named_is_the_host(self) -> None:
        """A reader wants somebody."""
        anonymous = Article(url="https://www.example.org/n", article_body="а", metadata=META)
        assert feed(anonymous).entries[0].author == "example.org"

    @given(st.text(st.sampled_from("aм<>&\"'\x00\x0b\x1f\ufffe\ud800]\n"), min_size=1))
    def test_no_text_breaks_the_feed(self, text: str) -> None:
        """Characters that XML has no way to write are left out."""
        blocks = (ArticleBlock(kind=Kind.PARAGRAPH, text=text),)
        article = Article(
            url=f"https://e.org/{text}", headline=text, tags=(text,), authors=(Author(text),),
            article_body=text, blocks=blocks, metadata=META,
        )  # fmt: skip
        assert len(feed(article).entries) == 1

    def test_every_story_of_the_replica(self) -> None:
        """As many entries, and all of their text."""
        articles = [cleaned(slug, "profile") for slug in STORIES]
        entries = feed(*articles).entries
        assert len({entry.id for entry in entries}) == len(articles)
        for entry, article in zip(entries, articles, strict=True):
            told = html.fragment_fromstring(entry.content[0].value, create_parent="div")
            story = "".join("".join(told.itertext()).split())
            for paragraph in article.text.replace("|", "").split("\n\n"):
                assert "".join(paragraph.split()) in story


class TestStoryHtml:
    """Elements that any feed reader shows."""

    @pytest.mark.parametrize(
        ("block", "shown"),
        [
            (ArticleBlock(Kind.HEADING, "а", level=3), "<h3>а</h3>"),
            (ArticleBlock(Kind.QUOTE, "– а"), "<blockquote><p>– а</p></blockquote>"),
            (ArticleBlock(Kind.CAPTION, "а"), "<p><em>а</em></p>"),
            (ArticleBlock(Kind.PARAGRAPH, "<b>"), "<p>&lt;b&gt;</p>"),
            (
                ArticleBlock(Kind.TABLE, "а | б\nв | г"),
                "<table><tr><td>а</td><td>б</td></tr><tr><td>в</td><td>г</td></tr></table>",
            ),
            (
                ArticleBlock(Kind.EMBED, url="https://v.kz/1"),
                '<p><a href="https://v.kz/1">https://v.kz/1</a></p>',
            ),
            (ArticleBlock(Kind.EMBED, url="javascript:a()"), "<p>javascript:a()</p>"),
        ],
    )
    def test_each_kind(self, block: ArticleBlock, shown: str) -> None:
        """By its meaning; an address that leads elsewhere than into the web is text."""
        assert story_html([block]) == shown

    def test_lists_and_pictures(self) -> None:
        """Items stand together, a caption belongs to the picture above it alone."""
        blocks = [
            *(ArticleBlock(Kind.LIST_ITEM, text) for text in "аб"),
            ArticleBlock(Kind.PICTURE, url="https://v.kz/1.jpg"),
            ArticleBlock(Kind.PICTURE, url="https://v.kz/2.jpg"),
            ArticleBlock(Kind.CAPTION, "в"),
            ArticleBlock(Kind.CAPTION, "г"),
        ]
        assert story_html(blocks).split("\n") == [
            "<ul><li>а</li><li>б</li></ul>",
            '<figure><img src="https://v.kz/1.jpg" alt=""></figure>',
            '<figure><img src="https://v.kz/2.jpg" alt=""><figcaption>в</figcaption></figure>',
            "<p><em>г</em></p>",
        ]


class TestLinkedData:
    """`NewsArticle` of schema.org."""

    def test_what_it_tells(self) -> None:
        """By the names of schema.org; authors have no type, for pages seldom tell one."""
        told = json.loads(render(ARTICLE, Format.LD))
        assert told["@context"] == "https://schema.org"
        assert told["@type"] == "NewsArticle"
        assert told["author"] == [{"name": "Ася Лунёва"}, {"name": "Глеб Сорокин"}]
        assert told["isAccessibleForFree"] is False
        assert told["interactionStatistic"]["userInteractionCount"] == 672
        (image,) = told["image"]
        assert (image["caption"], image["creditText"]) == ("У реки", "А. Лунёва")
        crumbs = told["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
        assert [crumb["name"] for crumb in crumbs] == ["Главная", "Город"]

    def test_what_is_unknown_is_left_out(self) -> None:
        """No nulls, no empty lists."""
        told = json.loads(render(Article(article_body="а", metadata=META), Format.LD))
        assert told.keys() == {"@context", "@type", "articleBody"}

    def test_a_page_that_carries_it_is_read_back(self) -> None:
        """By the reader of pages, which knows what publishers write."""
        script = render(ARTICLE, Format.LD).replace("<", "\\u003c")
        body = (
            "<p>Новый мост через Ишим открыли в среду утром, и первыми по нему проехали автобусы."
        )
        page = f'<script type="application/ld+json">{script}</script><main>{body * 3}</main>'
        again = clean(page, ARTICLE.url, profile=None)
        assert again.authors == ARTICLE.authors
        assert again.date_published == ARTICLE.date_published
        assert again.date_modified == ARTICLE.date_modified
        assert again.tags == ARTICLE.tags
        assert again.is_accessible_for_free is False


PAGE = "Мост открыт\n\nНовый мост через Ишим открыли в среду для всех машин.\n"


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """A folder with two dumps."""
    (tmp_path / "dumps").mkdir()
    for name in ("a", "b"):
        (tmp_path / "dumps" / f"{name}.txt").write_text(PAGE.replace("среду", f"{name}-среду"))
    return tmp_path / "dumps"


def clean_file(*arguments: object) -> str:
    """What the command writes to standard output."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_endings_tell_the_format(dumps: Path, tmp_path: Path) -> None:
    """A feed, and an array of both."""
    clean_file(dumps, "-o", tmp_path / "news.atom")
    assert len(feedparser.parse(str(tmp_path / "news.atom")).entries) == 2
    clean_file(dumps, "-o", tmp_path / "news.jsonld")
    assert len(json.loads((tmp_path / "news.jsonld").read_text())) == 2


def test_one_page_is_one_object(dumps: Path, tmp_path: Path) -> None:
    """To be put into a page; into a folder goes one of each."""
    assert json.loads(clean_file(dumps / "a.txt", "--format", "ld"))["@type"] == "NewsArticle"
    clean_file(dumps, "--format", "ld", "-o", tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").glob("*.jsonld")}
    assert names == {"a.txt.jsonld", "b.txt.jsonld"}


def test_no_story_is_an_empty_feed(tmp_path: Path) -> None:
    """A reader that asks for it finds a feed."""
    (tmp_path / "a.txt").write_text("[[year]]")
    result = CliRunner().invoke(main, [str(tmp_path), "--format", "atom"])
    found = feedparser.parse(result.stdout)
    assert (bool(found.bozo), found.entries) == (False, [])
    assert found.feed.title
