"""Table, CSV, JSON, plot, page-by-page report."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.marking import odd_lines
from benchmarks.quality.outputs import write_all
from benchmarks.quality.own_metrics import ARTICLE_EXTRACTION
from benchmarks.quality.summary import Summary, summarise
from benchmarks.quality.tables import as_csv, as_json, as_text
from benchmarks.quality.values import Output, PageResult, Results
from benchmarks.quality.worst import as_html, worst_pages
from tests.benchmarks.quality_sets import page, results_of

GOLD = "The bridge is open at last\nAll came to see it on Monday"


@pytest.fixture
def summary() -> Summary:
    """Two pages, two extractors, snippets and an own metric."""
    pages = [page("p1", gold=GOLD, with_=("open",), without=("Read",)), page("p2", gold=GOLD)]
    results = results_of(
        pages,
        chistovik=[GOLD, f"{GOLD}\nRead also this one"],
        trafilatura=["", GOLD.splitlines()[0]],
    )
    return summarise("set", results, own=ARTICLE_EXTRACTION, notes=["left out: 1 pages"])


class TestTable:
    def test_rows(self, summary: Summary) -> None:
        """One line an extractor, with F1 and its interval."""
        lines = as_text(summary).splitlines()
        assert any(line.startswith("chistovik") and "(0." in line for line in lines)
        assert any(line.startswith("trafilatura") for line in lines)

    def test_columns(self, summary: Summary) -> None:
        """What the set offers, and no more."""
        header = as_text(summary).splitlines()[2]
        for title in ("F1", "snippet F1", "chistovik − it", "accuracy", "pages/s", "failed"):
            assert title in header

    def test_remarks(self, summary: Summary) -> None:
        """Time page by page, memory, and the notes of the set."""
        text = as_text(summary)
        assert "time of chistovik ÷ trafilatura, page by page: median 1.00" in text
        assert "100 MiB" in text
        assert text.endswith("left out: 1 pages")

    def test_failures_are_named(self) -> None:
        """Which extractor, which page, why; the first ten of them."""
        late = Output("", 60.0, "took longer than 60 s", timed_out=True)
        pages = tuple(PageResult(page(f"p{number}"), (late,)) for number in range(12))
        text = as_text(summarise("a", Results(("slow",), pages, 0)))
        assert "slow failed on page p9: took longer than 60 s\nand 2 more" in text

    def test_nothing_to_compare(self) -> None:
        """One extractor has no lead."""
        assert "− it" not in as_text(summarise("a", results_of([page()], chistovik=["x"])))


class TestFiles:
    def test_csv(self, summary: Summary) -> None:
        """One row an extractor; an estimate has its interval beside it."""
        rows = list(csv.DictReader(io.StringIO(as_csv(summary))))
        assert [row["extractor"] for row in rows] == ["chistovik", "trafilatura"]
        assert rows[0]["lead"] == ""
        assert float(rows[1]["lead_low"]) <= float(rows[1]["lead"]) <= float(rows[1]["lead_high"])

    def test_json(self, summary: Summary) -> None:
        """The figures, and the counts of every page."""
        value = json.loads(as_json(summary))
        assert value["extractors"][0]["f1"]["value"] > 0.8
        assert value["pages"][0]["shingles"]["chistovik"] == [10, 0, 0]
        assert value["pages"][1]["seconds"] == {"chistovik": 0.1, "trafilatura": 0.1}

    def test_json_has_no_texts(self, summary: Summary) -> None:
        """Pages belong to their publishers."""
        assert "bridge" not in as_json(summary)

    def test_plot(self, summary: Summary, tmp_path: Path) -> None:
        """A PNG, drawn without a screen."""
        pytest.importorskip("matplotlib", reason="matplotlib is not installed (make bench-setup)")
        write_all(summary, tmp_path, "set")
        assert (tmp_path / "set.png").read_bytes().startswith(b"\x89PNG")

    def test_written(self, summary: Summary, tmp_path: Path) -> None:
        """The folder is made where it is missing; every file is named."""
        lines = write_all(summary, tmp_path / "new" / "folder", "set")
        for ending in ("csv", "json", "html"):
            path = tmp_path / "new" / "folder" / f"set.{ending}"
            assert path.stat().st_size > 0
            assert str(path) in lines

    def test_set_without_answers(self, tmp_path: Path) -> None:
        """Speed can be measured on any pages; quality can't be plotted then."""
        bare = summarise("a", results_of([page(gold=None)], chistovik=["x"]))
        assert write_all(bare, tmp_path, "a")[-1].startswith("no plot: ")

    def test_lone_surrogate(self, tmp_path: Path) -> None:
        """Broken text of a page can still be reported."""
        broken = summarise("a", results_of([page("\ud800")], chistovik=["x\ud800 y"]))
        assert write_all(broken, tmp_path, "a")


class Finder(HTMLParser):
    """Texts within marks, addresses of other files, and tags of scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[str] = []
        self.foreign: list[str] = []
        self._in_mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note marks and everything that a browser would fetch or run."""
        self._in_mark = tag == "mark"
        if tag in {"script", "img", "link", "iframe"} or any(key == "src" for key, _ in attrs):
            self.foreign.append(tag)

    def handle_data(self, data: str) -> None:
        """Keep what is marked."""
        if self._in_mark:
            self.marks.append(data)
            self._in_mark = False


def found_in(markup: str) -> Finder:
    """What a browser would see."""
    finder = Finder()
    finder.feed(markup)
    return finder


class TestWorst:
    def test_order(self) -> None:
        """The worst page first; a perfect one is not shown."""
        pages = [page(name, gold=GOLD) for name in ("fine", "half", "none")]
        texts = [GOLD, GOLD.splitlines()[0], ""]
        worst = worst_pages(summarise("a", results_of(pages, chistovik=texts)), 9)
        assert [score.page.page.id for score in worst] == ["none", "half"]

    def test_marks(self, summary: Summary) -> None:
        """What was wrongly kept is marked."""
        assert found_in(as_html(summary)).marks == ["Read also this one"]

    def test_snippets(self) -> None:
        """Without gold the snippets tell what is wrong."""
        facts = page(gold=None, with_=("at last",), without=("Read also", "Home"))
        report = as_html(summarise("a", results_of([facts], chistovik=["Read  also"])))
        assert found_in(report).marks == ["Read also", "at last"]

    def test_others(self, summary: Summary) -> None:
        """The other extractors' F1 on the page stands beside."""
        report = as_html(summary)
        assert "<th>trafilatura</th>" in report
        assert "1.00 / 0.30" in report

    def test_pages_can_not_run_anything(self) -> None:
        """Texts, titles and ids of pages are shown, never obeyed."""
        evil = '<script src="http://example.org/x"></script>'
        facts = page(evil, gold=evil, title=evil, url="javascript:alert(1)")
        report = as_html(summarise(evil, results_of([facts], chistovik=[f"a {evil} b"])))
        assert found_in(report).foreign == []
        assert "href" not in report

    def test_long_columns(self) -> None:
        """A page that was kept whole does not fill the report."""
        text = "\n".join(f"line{number}" for number in range(1000))
        report = as_html(summarise("a", results_of([page(gold="x")], chistovik=[text])))
        assert "and 800 more lines" in report


words = st.lists(st.sampled_from(["a", "b", "c", "\n", ", "]), max_size=30).map(" ".join)


class TestMarking:
    def test_line_in_part(self) -> None:
        """Only the words that the other text does not hold are marked."""
        [line] = odd_lines("By Ann: the bridge is open now", "the bridge is open now")
        assert [(piece.text, piece.odd) for piece in line] == [
            ("By Ann", True),
            (": ", False),
            ("the bridge is open now", False),
        ]

    def test_second_copy(self) -> None:
        """The other text accounts for one copy, not for two."""
        assert len(odd_lines("a b c d\na b c d", "a b c d")) == 1

    @given(words)
    def test_nothing_odd_in_itself(self, text: str) -> None:
        """A text holds all of its own words."""
        assert odd_lines(text, text) == []

    @given(words, words)
    def test_lines_stay_whole(self, text: str, other: str) -> None:
        """Pieces of a line make the line."""
        lines = {"".join(piece.text for piece in line) for line in odd_lines(text, other)}
        assert lines <= set(text.splitlines())
