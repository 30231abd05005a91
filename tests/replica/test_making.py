"""How the replica is made: folders that are refused, the text of dumps, the commands."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from fixtures.replica import __main__ as program
from fixtures.replica.dumps import dump_text
from fixtures.replica.loading import DEFAULT_FOLDER, SiteError, load_article, load_site
from fixtures.replica.render import CANONICAL_ORIGIN
from fixtures.replica.sidebar import Sidebar
from fixtures.replica.site import Article, Link
from fixtures.replica.story import read_story

WORDS = load_site().words
ARTICLE = """
<article class="article">
  <h1 class="article__title">Мост открыт</h1>
  <div class="article__info">
    <time class="article__date" datetime="2025-05-20T14:05:00+05:00">20 мая 2025 г. 14:05</time>
    <div class="article__views">140</div>
    <div class="article__author">Ася Петрова</div>
  </div>
  <div class="article__body">{body}</div>
</article>
"""
PAGE = """
path = "/n/{slug}/"
language = "ru"
rubric = "politika"
published = "2025-05-20T14:05:00+05:00"
description = "О мосте."
covers = []
encoding = "utf-8"
"""

Maker = Callable[..., Article]


@pytest.fixture
def make(tmp_path: Path) -> Maker:
    """Write and load one folder; keywords replace text of its page.toml."""

    def make_article(body: str = "<p>Лид.</p>", slug: str = "most", **changes: str) -> Article:
        folder = tmp_path / slug
        folder.mkdir()
        page = PAGE.format(slug=slug)
        for old, new in changes.items():
            page = "\n".join(new if line.startswith(old) else line for line in page.splitlines())
        (folder / "page.toml").write_text(page, encoding="utf-8")
        (folder / "article.html").write_text(ARTICLE.format(body=body), encoding="utf-8")
        return load_article(folder)

    return make_article


class TestLoading:
    def test_good(self, make: Maker) -> None:
        """A folder in order becomes an article."""
        article = make()
        assert (article.slug, article.story.views, article.modified) == ("most", "140", None)

    @pytest.mark.parametrize(
        ("key", "line", "said"),
        [
            ("path", 'path = "/n/other/"', "path is"),
            ("language", 'language = "de"', "unknown language"),
            ("encoding", 'encoding = "koi8-r"', "unknown encoding"),
            ("published", 'published = "2025-05-20T14:05:00"', "no zone"),
            ("published", 'published = "2025-05-21T14:05:00+05:00"', "another time"),
            ("published", 'published = "yesterday"', "yesterday"),
            ("description", "", "description"),
        ],
    )
    def test_refused(self, make: Maker, key: str, line: str, said: str) -> None:
        """A folder that contradicts itself is refused with its name and the reason."""
        with pytest.raises(SiteError, match=rf"most: .*{said}"):
            make(**{key: line})

    def test_foreign_letters(self, make: Maker) -> None:
        """A windows-1251 page may not hold letters which that encoding lacks."""
        with pytest.raises(SiteError, match="does not know"):
            make("<p>Қала</p>", encoding='encoding = "windows-1251"')


class TestDumpText:
    @pytest.mark.parametrize(
        ("body", "paragraphs"),
        [
            ("<p>Один&nbsp;\n два</p>", ("Один\xa0 два",)),
            ("<p>сказала:&nbsp;</p>", ("сказала:\xa0",)),
            ("<p>&nbsp;</p><p></p>", ()),
            ("<p>До<br>после</p>", ("До\nпосле",)),
            (
                "<ul><li>раз</li><li>два<ul><li>три</li></ul></li></ul>",
                ("  • раз\n  • два\n  • три",),
            ),
            ("<table><tr><th>А</th><th>Б</th></tr><tr><td>1<td>2</table>", ("А\tБ\n1\t2",)),
            ("<div><iframe src='/x'></iframe></div><p>Текст</p>", ("Текст",)),
            ("<div>1 / 4</div><p style='display: none'>нет</p>", ("1 / 4",)),
            ("<blockquote><p>а</p><p>б</p></blockquote>", ("а", "б")),
            ("<p>а <!-- б --><b>в</b>г</p>", ("а вг",)),
        ],
    )
    def test_paragraphs(self, body: str, paragraphs: tuple[str, ...]) -> None:
        """Blocks become paragraphs; embeds and hidden parts leave nothing."""
        assert read_story(ARTICLE.format(body=body)).paragraphs == paragraphs

    def test_whole(self, make: Maker) -> None:
        """A dump has the order and the blank lines of the real ones."""
        beside = Sidebar(
            popular=(Link("А", "/n/a/"), Link("Б", "/n/b/")), read_also=(Link("В…", "/n/v/"),)
        )
        text = dump_text(make("<p>Лид.</p><p>фото автора</p>"), beside, WORDS["ru"])
        assert text == (
            "Мост открыт\n\n140\nАся Петрова\n\nЛид.\n\nфото автора\n\n"
            "Популярное\n\nВсе\nА\nБ\n\nЧитайте также\n\nВ…\n\n"
            "Архив\n\n  • [[year]]\n  • [[month.label]]\n  • [[day]]"
        )


class TestCommands:
    def test_page(self) -> None:
        """`page` prints a page with the site's own addresses."""
        path = load_site().articles[0].path
        result = CliRunner().invoke(program.main, ["page", path])
        assert result.exit_code == 0
        assert f"{CANONICAL_ORIGIN}{path}" in result.output

    def test_page_missing(self) -> None:
        """`page` fails with one line when there is no such page."""
        result = CliRunner().invoke(program.main, ["page", "/n/nowhere/"])
        assert (result.exit_code, result.output) == (1, "Error: /n/nowhere/: 404 Not Found\n")

    def test_run(self) -> None:
        """`run` gives its command the proxy and the port, and exits with the command's code."""
        script = (
            "import sys, urllib.request as r;"
            "robots = r.urlopen('http://kazpravda.kz/robots.txt').read();"
            "home = r.urlopen('http://127.0.0.1:{port}/').status;"
            "sys.exit(7 if b'Sitemap' in robots and home == 200 else 1)"
        )
        result = CliRunner().invoke(program.main, ["run", "--", sys.executable, "-c", script])
        assert result.exit_code == 7

    def test_run_missing(self) -> None:
        """`run` reports a command that is not there the way a shell does."""
        result = CliRunner().invoke(program.main, ["run", "--", "no-such-command"])
        assert result.exit_code == 127

    def test_site_missing(self, tmp_path: Path) -> None:
        """A folder without a site is refused with one line."""
        result = CliRunner().invoke(program.main, ["--site", str(tmp_path), "page", "/"])
        assert result.exit_code == 1
        assert "words.toml" in result.output

    @pytest.mark.parametrize("name", program.main.commands)
    def test_help(self, name: str) -> None:
        """Every command has a help text."""
        assert program.main.commands[name].help


def test_independence() -> None:
    """The replica shares no code with the program that is tested on it."""
    for path in (DEFAULT_FOLDER.parent.parent / "replica").glob("*.py"):
        assert not _imported(path) & {"cleaners", "crawler"}


def _imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names}
    taken_from = {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | taken_from}
