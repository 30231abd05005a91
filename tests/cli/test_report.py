"""`--report`: a page that shows what was kept and removed, whatever the pages hold."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cleaners.cli.clean_file import main
from cleaners.cli.report import report_file as module
from cleaners.cli.report.entry import entry_of_failure
from cleaners.cli.report.report_file import report_file
from tests.layouts import wordpress
from tests.paper import paragraphs

STORY = "Мост открыт\n\nНовый мост через Ишим открыли в среду для всех машин.\n\nПопулярное\n"
EVIL = '</script><script>alert(1)</script><img src=x onerror="alert(2)"><!--'


def clean_file(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def data(page: str, name: str) -> Any:
    """The JSON of a data element of the report."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


@pytest.fixture
def page(tmp_path: Path) -> str:
    """The report of a story, a page without one, and a file that is not there."""
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text("[[year]]\n")
    sources = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"
    clean_file(*sources, "-o", tmp_path / "x.jsonl", "--report", tmp_path / "report.html")
    return (tmp_path / "report.html").read_text(encoding="utf-8")


class TestDocuments:
    """What the page says of each document."""

    def test_every_input_is_listed_with_its_outcome(self, page: str) -> None:
        """In the order of the input."""
        outcomes = [summary["outcome"] for summary in data(page, "summaries")]
        assert outcomes == ["story", "no story", "failed"]

    def test_every_block_is_shown_in_page_order(self, page: str) -> None:
        """Kept, read as a fact, or removed with reason and rule."""
        blocks = data(page, "d0")["blocks"]
        assert [(number, state) for number, _kind, _text, state, *_ in blocks] == [
            (0, "fact"),
            (1, "kept"),
            (2, "removed"),
        ]
        assert blocks[2][2] == "Популярное"
        assert blocks[2][4] == "label"

    def test_a_page_without_a_story_shows_what_was_seen(self, page: str) -> None:
        """And why nothing of it is story."""
        shown = data(page, "d1")
        assert shown["summary"]["message"] == "no story among 1 blocks of text"
        assert shown["blocks"][0][2:5] == ["[[year]]", "removed", "placeholder"]

    def test_the_articles_are_the_same_with_it(self, tmp_path: Path) -> None:
        """It is written beside them."""
        (tmp_path / "a.txt").write_text(STORY)
        plain = clean_file(tmp_path / "a.txt").stdout
        assert clean_file(tmp_path / "a.txt", "--report", tmp_path / "r.html").stdout == plain


FIRST, SECOND, THIRD = (paragraphs(number)[0] for number in (7, 8, 9))
PAGE = (
    "<meta name=description content='Открыли в среду.'><nav><a href=/>Главная</a></nav>"
    f"<article class='post wide' id=a><h1>Мост открыт</h1><div><p>{FIRST}</p></div><p>{SECOND}</p>"
    f"<p>{THIRD}</p><p class=ad>Реклама на этом месте, звоните нам.</p></article>"
)
PROFILE = """host = "a.kz"
checked = 2026-01-31
[story]
body = ["article"]
[[remove]]
select = [".ad"]
[fields]
headline = ["h1"]
"""


def report_of(folder: Path, *options: object, page: str = PAGE) -> Any:
    """What the report holds of one HTML page."""
    (folder / "page.html").write_text(page)
    outputs = ("-o", folder / "x.jsonl", "--report", folder / "r.html")
    result = clean_file(folder / "page.html", *outputs, *options)
    assert result.exit_code in (0, 1), result.output
    return data((folder / "r.html").read_text(encoding="utf-8"), "d0")


class TestBesideTheArticle:
    """The page with its parts, where facts were found, another story."""

    def test_blocks_stand_in_the_parts_of_the_page(self, tmp_path: Path) -> None:
        """Those that hold several things."""
        shown = report_of(tmp_path)
        assert shown["boxes"] == [[0, ""], [0, "article#a.post.wide"]]
        assert [block[6] for block in shown["blocks"]][1:] == [1] * 5
        [headline] = [block for block in shown["blocks"] if block[2] == "Мост открыт"]
        assert (headline[1], headline[7]) == ("heading", 1)

    def test_parts_that_a_profile_removes_are_one_block(self, tmp_path: Path) -> None:
        """As they were judged."""
        (tmp_path / "own").mkdir()
        (tmp_path / "own" / "a.toml").write_text(PROFILE)
        shown = report_of(tmp_path, "--profiles", tmp_path / "own", "--site", "a.kz")
        removed = [block[4:6] for block in shown["blocks"] if block[2].startswith("Реклама")]
        assert removed == [["profile_removal", "remove: .ad"]]
        assert len(shown["boxes"]) == 2

    def test_a_page_without_a_story_is_shown_as_well(self, tmp_path: Path) -> None:
        """In its parts."""
        shown = report_of(tmp_path, page="<div id=x><p>Мало</p><p>Ещё</p></div>")
        assert shown["summary"]["outcome"] == "no story"
        assert shown["boxes"] == [[0, ""], [0, "div#x"]]

    def test_a_page_that_shows_its_story_by_scripts_has_no_parts(self, tmp_path: Path) -> None:
        """The story that was cleaned stands nowhere on the page."""
        body = "\n\n".join((*paragraphs(1), *paragraphs(2)))
        told = json.dumps({"@type": "NewsArticle", "headline": "Мост", "articleBody": body})
        script = f'<script type="application/ld+json">{told}</script>'
        page = f"<html><head><title>Мост</title></head><body><div id=root></div>{script}</body>"
        shown = report_of(tmp_path, page=page)
        assert shown["summary"]["outcome"] == "story"
        assert shown.get("boxes", []) in ([], [[0, ""]])

    def test_facts_say_where_they_were_found(self, tmp_path: Path) -> None:
        """By `metadata.origins`; the length of the story stands for its text."""
        facts = {name: (value, origin) for name, value, origin in report_of(tmp_path)["facts"]}
        assert facts["headline"] == ("Мост открыт", "page")
        assert facts["description"] == ("Открыли в среду.", "meta")
        assert facts["articleBody"][0].endswith(" characters")

    def test_a_second_profile(self, tmp_path: Path) -> None:
        """Lines of both, of ours alone, of the other one alone."""
        (tmp_path / "other.toml").write_text(PROFILE.replace(".ad", "article > p"))
        shown = report_of(tmp_path, "--report-against", tmp_path / "other.toml")
        marks = [mark for mark, _text in shown["against"]]
        assert marks[:1] == [" "]
        assert "-" in marks
        assert "+" not in marks

    @pytest.mark.slow
    def test_trafilatura(self, tmp_path: Path) -> None:
        """What it makes of the page; the lines are compared whatever their case."""
        shown = report_of(tmp_path, "--report-against", "trafilatura", page=wordpress(3))
        assert " " in {mark for mark, _text in shown["against"]}

    def test_without_a_question_there_is_no_difference(self, tmp_path: Path) -> None:
        """Not even an empty one."""
        assert report_of(tmp_path)["against"] is None


class TestFile:
    """The page itself."""

    def test_only_its_own_program_and_style_may_run(self, page: str) -> None:
        """By their digests; nothing is loaded from anywhere."""
        policy = page.split('Content-Security-Policy" content="')[1].split('"', maxsplit=1)[0]
        for tag, directive in (("script", "script-src"), ("style", "style-src")):
            content = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[-1]
            digest = b64encode(sha256(content.encode()).digest()).decode()
            assert f"{directive} 'sha256-{digest}'" in policy
        assert policy.startswith("default-src 'none'")

    def test_no_text_of_a_page_ends_its_element(self, tmp_path: Path) -> None:
        """Whatever it looks like."""
        with report_file(tmp_path / "r.html") as report:
            assert report
            report.add(entry_of_failure(EVIL, EVIL))
        page = (tmp_path / "r.html").read_text()
        assert data(page, "d0")["summary"]["message"] == EVIL
        assert "<img" not in page
        assert page.count("<script") == 3

    def test_many_documents_are_pages_that_link_to_each_other(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A browser opens each of them at once."""
        monkeypatch.setattr(module, "MAX_DOCUMENTS", 2)
        with report_file(tmp_path / "my report.html") as report:
            assert report
            for number in range(5):
                report.add(entry_of_failure(f"{number}.html", "unreadable"))
        pages = [
            (tmp_path / name).read_text()
            for name in ("my report.html", "my report-2.html", "my report-3.html")
        ]
        assert [len(data(page, "summaries")) for page in pages] == [2, 2, 1]
        links = [re.findall(r'href="([^"]*)"', page) for page in pages]
        assert links == [
            ["./my%20report-2.html"],
            ["./my%20report.html", "./my%20report-3.html"],
            ["./my%20report-2.html"],
        ]

    def test_an_error_leaves_no_half_page(self, tmp_path: Path) -> None:
        """Nor its temporary file."""

        def fail() -> None:
            with report_file(tmp_path / "r.html"):
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fail()
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "x.html", "--report", "x.html"], "nothing is written as .html"),
        (["-o", "x.jsonl", "--report", "x.jsonl"], "x.jsonl is the output as well"),
        (["--report", "no/r.html"], "no/r.html is no place for a file"),
        (["-o", "x.jsonl", "--resume", "--report", "r.html"], "shows a run from its beginning"),
        (["--report-against", "trafilatura"], "name it with --report"),
        (["--report", "r.html", "--report-against", "no.toml"], "name a profile, or trafilatura"),
    ],
)
def test_wrong_names_are_refused(arguments: list[str], message: str) -> None:
    """Before anything is read."""
    result = clean_file("a", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
