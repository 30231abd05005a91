"""Checkouts of public benchmarks, in their own layouts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.quality.checkouts import load_set
from benchmarks.quality.sets import SetError
from tests.benchmarks.quality_sets import (
    HTML,
    fundus_article,
    line,
    write_article_extraction,
    write_fundus,
    write_json,
    write_set,
    write_wcxb,
)

URL = "https://example.org/a"


class TestArticleExtraction:
    @pytest.fixture
    def checkout(self, tmp_path: Path) -> Path:
        """One page."""
        write_article_extraction(tmp_path, URL)
        return tmp_path

    def test_page(self, checkout: Path) -> None:
        """Gold and address come from one file for all, the markup from one for each."""
        [page] = load_set(f"article-extraction-benchmark:{checkout}").read()
        assert (page.id, page.gold, page.url, page.html) == ("0a1b", "Open", URL, HTML)

    def test_own_metric(self, checkout: Path) -> None:
        """It reports how often the words are exactly right."""
        own = load_set(f"article-extraction-benchmark:{checkout}").own
        assert own
        assert own.columns == ("accuracy",)

    def test_missing_page(self, checkout: Path) -> None:
        """The missing file is named."""
        (checkout / "html" / "0a1b.html.gz").unlink()
        with pytest.raises(SetError, match=r"0a1b\.html\.gz"):
            list(load_set(f"article-extraction-benchmark:{checkout}").read())

    def test_no_checkout(self, tmp_path: Path) -> None:
        """The file that makes a checkout is named."""
        with pytest.raises(SetError, match=r"ground-truth\.json"):
            load_set(f"article-extraction-benchmark:{tmp_path}")


def wcxb_facts(page_type: object = "article", **truth: Any) -> dict[str, Any]:
    """Facts of one WCXB page."""
    return {
        "url": URL,
        "file_id": "0001",
        "_internal": {"page_type": page_type},
        "ground_truth": {"title": "Bridge", "main_content": "Open", "with": ["Op"], **truth},
    }


class TestWcxb:
    def test_page(self, tmp_path: Path) -> None:
        """A checkout means its dev split."""
        write_wcxb(tmp_path, wcxb_facts(publish_date="2025-08-25", author=None))
        page_set = load_set(f"wcxb:{tmp_path}")
        [page] = page_set.read()
        assert page_set.name == "wcxb-dev"
        assert (page.id, page.gold, page.title, page.with_) == ("0001", "Open", "Bridge", ("Op",))
        assert (page.host, page.lang, page.date, page.author) == (
            "example.org", "en", "2025-08-25", None,
        )  # fmt: skip

    def test_split(self, tmp_path: Path) -> None:
        """A split can be named."""
        write_wcxb(tmp_path, wcxb_facts(), split="test")
        assert load_set(f"wcxb:{tmp_path}/test").name == "wcxb-test"

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ({"primary": "forum"}, "forum"),
            ("product", "product"),
            ({"primary": "category"}, "collection"),
            (None, "article"),
        ],
    )
    def test_page_type(self, tmp_path: Path, given: object, expected: str) -> None:
        """Read as the benchmark's own script reads it."""
        write_wcxb(tmp_path, wcxb_facts(page_type=given))
        [page] = load_set(f"wcxb:{tmp_path}").read()
        assert page.page_type == expected

    def test_broken_facts(self, tmp_path: Path) -> None:
        """The file is named."""
        write_wcxb(tmp_path, wcxb_facts())
        (tmp_path / "dev" / "ground-truth" / "0001.json").write_text("{", encoding="utf-8")
        with pytest.raises(SetError, match=r"0001\.json: "):
            list(load_set(f"wcxb:{tmp_path}").read())


class TestFundus:
    def test_page(self, tmp_path: Path) -> None:
        """The gold is summary, section headlines and paragraphs, on lines."""
        write_fundus(tmp_path, ["V1"], ["2025_06_30"], URL)
        [page] = load_set(f"fundus:{tmp_path}").read()
        assert (page.id, page.gold) == ("at/Kurier_2025_06_30", "Open.\nLater\nV1")
        assert (page.title, page.author, page.url) == ("Bridge open", "Ann Low, Ben High", URL)

    def test_later_page_belongs_to_later_parser(self, tmp_path: Path) -> None:
        """V10 comes after V2, as the years do."""
        write_fundus(tmp_path, ["V10", "V2"], ["2026_01_01", "2025_06_30"], URL)
        golds = [str(page.gold).split()[-1] for page in load_set(f"fundus:{tmp_path}").read()]
        assert golds == ["V2", "V10"]

    def test_publisher_that_does_not_pair_up(self, tmp_path: Path) -> None:
        """Two pages and one article: nobody can say which is which; the reader is told."""
        write_fundus(tmp_path, ["V1"], ["2026_01_01"], URL)
        data = tmp_path / "tests" / "resources" / "parser" / "test_data"
        write_json(data / "be" / "Soir.json", {"V1": fundus_article("V1"), "V2": {}})
        page_set = load_set(f"fundus:{tmp_path}")
        assert len(list(page_set.read())) == 1
        assert page_set.notes == ("left out, pages and parser versions do not pair up: be/Soir",)

    def test_no_checkout(self, tmp_path: Path) -> None:
        """The folder is named."""
        with pytest.raises(SetError, match=str(tmp_path)):
            load_set(f"fundus:{tmp_path}")


class TestNames:
    def test_unknown_kind(self) -> None:
        """The known ones are named."""
        with pytest.raises(SetError, match=r"nowhere:x: unknown set; .* wcxb"):
            load_set("nowhere:x")

    def test_file(self, tmp_path: Path) -> None:
        """A file needs no kind, also where its name has a colon."""
        path = write_set(tmp_path / "a:b.jsonl.xz", [line()])
        assert load_set(str(path)).name == "a:b"
