"""The formats of articles: what a reader of each finds."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaners.article import Article, Author, MainImage, Metadata
from cleaners.block import ArticleBlock, Kind
from cleaners.cli.clean_file import main
from cleaners.cli.formats import Format
from cleaners.cli.rendering import render
from cleaners.document import DocumentKind
from cleaners.table_row import TABLE_COLUMNS

FIRST = "Мост открыт\n\nНовый мост через Ишим открыли в среду для всех машин.\n"
SECOND = "School opened\n\nThe new school on the hill took in its first pupils on Monday morning.\n"
ARTICLE = Article(
    url="https://example.org/n/1",
    headline='Мост "открыт", да',
    authors=(Author("Ася Лунёва"), Author("Глеб Сорокин")),
    date_published="2025-03-03T10:00:00+05:00",
    in_language="ru",
    tags=("мосты", "Ишим"),
    main_image=MainImage("https://example.org/a.jpg"),
    article_body="Открыт.\n\nЕдут.",
    blocks=(
        ArticleBlock(kind=Kind.LEAD, text="Открыт."),
        ArticleBlock(kind=Kind.PARAGRAPH, text="Едут."),
    ),
    metadata=Metadata(DocumentKind.HTML, "1.0", confidence=0.9),
)


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """A folder with two stories."""
    folder = tmp_path / "dumps"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST)
    (folder / "b.txt").write_text(SECOND)
    return folder


def clean_file(*arguments: object) -> str:
    """What the command writes to standard output."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments]).stdout


class TestJson:
    """Indented, for people and for programs that read whole files."""

    def test_one_page_is_an_object(self, dumps: Path) -> None:
        """Its keys on lines of their own, letters as letters."""
        written = clean_file(dumps / "a.txt", "--format", "json")
        assert json.loads(written)["headline"] == "Мост открыт"
        assert '\n  "headline": "Мост открыт"' in written

    def test_many_pages_are_an_array(self, dumps: Path) -> None:
        """Also where they turn out to be one."""
        articles = json.loads(clean_file(dumps, "--format", "json"))
        assert [article["headline"] for article in articles] == ["Мост открыт", "School opened"]
        assert len(json.loads(clean_file(f"{dumps}/a*", "--format", "json"))) == 1

    def test_no_story_among_many_is_an_empty_array(self, tmp_path: Path) -> None:
        """A program that reads it finds JSON."""
        (tmp_path / "empty.txt").write_text("[[year]]\n")
        assert json.loads(clean_file(tmp_path, "--format", "json")) == []

    def test_an_article_comes_back(self) -> None:
        """With all its blocks."""
        assert Article.from_json(render(ARTICLE, Format.JSONL, explain=True)) == ARTICLE


class TestEnding:
    """The name of the output tells the format."""

    @pytest.mark.parametrize("name", ["all.json", "all.json.gz"])
    def test_one_file_for_all(self, name: str, dumps: Path, tmp_path: Path) -> None:
        """And its packing."""
        clean_file(dumps, "-o", tmp_path / name)
        again = clean_file(tmp_path / "all.json", "-o", tmp_path / "x.jsonl")
        assert not again
        assert (tmp_path / name).stat().st_size > 100

    def test_markdown(self, dumps: Path, tmp_path: Path) -> None:
        """Two stories in one file."""
        clean_file(dumps, "-o", tmp_path / "all.md")
        written = (tmp_path / "all.md").read_text()
        assert written.count("\n# ") == 2

    def test_a_folder_gets_a_file_for_each(self, dumps: Path, tmp_path: Path) -> None:
        """Each of them is whole: an object, not an array of one."""
        clean_file(dumps, "--format", "json", "-o", tmp_path / "out")
        written = json.loads((tmp_path / "out" / "a.txt.json").read_text())
        assert written["headline"] == "Мост открыт"


class TestTable:
    """CSV as RFC 4180 has it, in the columns of large text corpora."""

    def test_a_row_for_each_article(self, dumps: Path) -> None:
        """Below the names of the columns."""
        rows = list(csv.DictReader(io.StringIO(clean_file(dumps, "--format", "csv"), newline="")))
        assert [row["title"] for row in rows] == ["Мост открыт", "School opened"]
        assert list(rows[0]) == list(TABLE_COLUMNS)

    def test_line_breaks_and_quotation_marks_survive(self) -> None:
        """And lists are joined."""
        (row,) = csv.reader(io.StringIO(render(ARTICLE, Format.CSV), newline=""))
        cells = dict(zip(TABLE_COLUMNS, row, strict=True))
        assert cells["title"] == 'Мост "открыт", да'
        assert cells["text"] == "Открыт.\n\nЕдут."
        assert cells["authors"] == "Ася Лунёва; Глеб Сорокин"
        assert cells["section"] == ""


class TestMarkdown:
    """With the facts as front matter, which static site generators read."""

    def test_facts_stand_above(self) -> None:
        """As YAML; what is unknown is left out."""
        _, facts, story = render(ARTICLE, Format.MD).split("---\n")
        assert facts.splitlines() == [
            'title: "Мост \\"открыт\\", да"',
            'url: "https://example.org/n/1"',
            'date: "2025-03-03T10:00:00+05:00"',
            'authors: ["Ася Лунёва", "Глеб Сорокин"]',
            'tags: ["мосты", "Ишим"]',
            'language: "ru"',
            'image: "https://example.org/a.jpg"',
        ]
        assert story == '\n# Мост "открыт", да\n\n**Открыт.**\n\nЕдут.'

    @pytest.mark.parametrize("headline", ["---\nx: 1", "a\u2028b", "\x85", "}: [", '"', "\\"])
    def test_no_headline_ends_the_front_matter(self, headline: str) -> None:
        """It stays one line between the dashes."""
        article = Article(headline=headline, metadata=ARTICLE.metadata)
        lines = article.to_markdown(front_matter=True).split("\n---\n")[0].splitlines()
        assert len(lines) == 2
        assert json.loads(lines[1].removeprefix("title: ")) == headline

    def test_an_article_read_from_json_has_its_paragraphs(self) -> None:
        """Also without `explain`."""
        again = Article.from_json(ARTICLE.to_json())
        assert again.to_markdown() == '# Мост "открыт", да\n\nОткрыт.\n\nЕдут.\n'


def test_text_has_its_headline() -> None:
    """And nothing else beside the story."""
    assert render(ARTICLE, Format.TXT) == 'Мост "открыт", да\n\nОткрыт.\n\nЕдут.'
