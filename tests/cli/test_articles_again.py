"""Articles of a run or a crawl, taken in again and written in another form."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from cleaners import Article, clean
from cleaners.cli.clean_file import main
from cleaners.cli.site_profile.group import main as site_profile
from tests.replica_pages import STORIES, cleaned

ARTICLES = [cleaned(slug, "profile") for slug in STORIES[:3]]
NO_ARTICLES = (
    {"metadata": {"cleanerVersion": 3}},
    {"metadata": "x", "articleBody": "а"},
    {"articleBody": "а", "headline": "б"},
)

feedparser = pytest.importorskip("feedparser")


def clean_file(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def stored(folder: Path) -> Path:
    """A folder of articles as a crawl stores them: indented, with all their blocks."""
    for number, article in enumerate(ARTICLES):
        path = folder / "kazpravda.kz" / "2025" / "05" / f"{number}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(msgspec.json.format(article.to_json(explain=True)) + "\n")
    return folder


def told(output: Path) -> list[Article]:
    """The articles of a file of JSON Lines."""
    return [Article.from_json(line) for line in output.read_bytes().splitlines()]


def test_what_a_crawl_stored(tmp_path: Path) -> None:
    """The same articles, in their order, to the last block."""
    output = tmp_path / "a.jsonl"
    result = clean_file(stored(tmp_path / "articles"), "--explain", "-o", output)
    assert (result.exit_code, told(output)) == (0, ARTICLES)


def test_the_feed_of_a_crawl(tmp_path: Path) -> None:
    """One article a line, without blocks: an Atom feed of them has their text."""
    lines = "".join(article.to_json() + "\n" for article in ARTICLES)
    (tmp_path / "feed.jsonl").write_text(lines)
    assert clean_file(tmp_path / "feed.jsonl", "-o", tmp_path / "news.atom").exit_code == 0
    entries = feedparser.parse(str(tmp_path / "news.atom")).entries
    assert [entry.title for entry in entries] == [article.headline for article in ARTICLES]
    assert ARTICLES[0].text.split("\n\n")[-1] in entries[0].content[0].value


@pytest.mark.parametrize("name", ["one.json", "all.json", "all.jsonl.gz"])
def test_what_a_run_wrote(name: str, tmp_path: Path) -> None:
    """An object, an array, packed lines."""
    source = stored(tmp_path / "articles")
    if name == "one.json":
        source = next(source.rglob("0.json"))
    assert clean_file(source, "-o", tmp_path / name).exit_code == 0
    clean_file(tmp_path / name, "-o", tmp_path / "again.jsonl")
    headlines = [article.headline for article in told(tmp_path / "again.jsonl")]
    assert headlines == [article.headline for article in ARTICLES][: len(headlines)]
    assert len(headlines) == (1 if name == "one.json" else 3)


def test_markdown_of_a_stored_article_has_its_links(tmp_path: Path) -> None:
    """They are in its blocks."""
    page = (
        "<title>Мост открыт</title><h1>Мост открыт</h1>"
        "<p>Новый <a href='/t/most'>мост</a> через реку открыли для машин в среду утром.</p>"
        "<p>Строители работали на нём два года, и город ждал открытия с нетерпением.</p>"
    )
    article = clean(page, "https://a.kz/n/1")
    (tmp_path / "a.json").write_text(msgspec.json.format(article.to_json(explain=True)))
    written = clean_file(tmp_path / "a.json", "--format", "md").stdout
    assert "[мост](https://a.kz/t/most)" in written


@pytest.mark.parametrize("value", NO_ARTICLES)
@pytest.mark.parametrize("indent", [None, 1])
def test_other_json_is_no_article(value: object, indent: int | None, tmp_path: Path) -> None:
    """It is refused as before."""
    (tmp_path / "a.json").write_text(json.dumps(value, indent=indent))
    result = clean_file(tmp_path / "a.json")
    assert result.exit_code == 1
    assert "no page in `html`" in result.stderr or "one JSON document over" in result.stderr


def test_an_article_that_was_changed_badly_is_a_failure(tmp_path: Path) -> None:
    """With the key; the others are written."""
    broken = ARTICLES[0].to_dict() | {"tags": "мост"}
    lines = [json.dumps(broken), ARTICLES[1].to_json()]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    result = clean_file(tmp_path / "a.jsonl")
    assert "a.jsonl#1: no article JSON: Expected `array`, got `str` - at `$.tags`" in result.stderr
    assert json.loads(result.stdout)["headline"] == ARTICLES[1].headline


def test_a_line_with_a_page_is_a_page(tmp_path: Path) -> None:
    """Whatever else is in it."""
    page = {"text": f"{ARTICLES[0].headline}\n\n{ARTICLES[0].text}"}
    (tmp_path / "a.jsonl").write_text(json.dumps(page | {"metadata": {"cleanerVersion": "0"}}))
    (written,) = clean_file(tmp_path / "a.jsonl").stdout.splitlines()
    assert json.loads(written)["metadata"]["kind"] == "text"


def test_nothing_is_learned_from_articles(tmp_path: Path) -> None:
    """It needs their pages, and says so."""
    (tmp_path / "a.jsonl").write_text(ARTICLES[0].to_json())
    result = CliRunner().invoke(site_profile, ["learn", str(tmp_path / "a.jsonl")])
    assert "a.jsonl#1: an article, no page: give the page that it was made of" in result.stderr
