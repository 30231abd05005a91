"""Sets from files."""

from __future__ import annotations

import gzip
import json
import lzma
from pathlib import Path

import pytest

from benchmarks.quality.selection import Selection
from benchmarks.quality.sets import SetError, load_file, parse_page
from tests.benchmarks.quality_sets import line, write_set

DANIEL = "20111128_cxid.info_8457bff1"


class TestPage:
    def test_facts(self) -> None:
        """Keys of the file become fields; `with` is a word of Python."""
        page = parse_page(json.dumps(line("7", gold="Bridge open", **{"with": ["Bridge"]})))
        assert (page.id, page.gold, page.with_) == ("7", "Bridge open", ("Bridge",))

    def test_unknown_keys_are_passed_over(self) -> None:
        """A set may say more than the benchmark asks."""
        assert parse_page(json.dumps(line(licence="MIT"))).id == "1"

    def test_host_of_address(self) -> None:
        """A missing host is read from the address."""
        assert parse_page(json.dumps(line(url="https://example.org/a"))).host == "example.org"

    def test_host_of_daniel_id(self) -> None:
        """DAnIEL pages have no address; the host is the second part of the id."""
        assert parse_page(json.dumps(line(DANIEL))).host == "cxid.info"

    def test_address_that_is_none(self) -> None:
        """It would only mislead an extractor."""
        assert parse_page(json.dumps(line(url="hard::page.html"))).url is None

    def test_lone_surrogate(self) -> None:
        """Broken text of a page is kept as it is."""
        assert parse_page(json.dumps(line(html="a\ud800"))).html == "a\ud800"


class TestFile:
    @pytest.mark.parametrize(
        ("name", "pack"),
        [("a.jsonl", bytes), ("a.jsonl.gz", gzip.compress), ("a.jsonl.xz", lzma.compress)],
    )
    def test_kinds(self, tmp_path: Path, name: str, pack: type[bytes]) -> None:
        """Packed or not; the set is named after the file."""
        path = tmp_path / name
        path.write_bytes(pack(json.dumps(line()).encode()))
        page_set = load_file(path)
        assert (page_set.name, [page.id for page in page_set.read()]) == ("a", ["1"])

    def test_empty_lines(self, tmp_path: Path) -> None:
        """They are no pages."""
        path = write_set(tmp_path / "a.jsonl.xz", [line("1"), "", line("2")])
        assert [page.id for page in load_file(path).read()] == ["1", "2"]

    def test_read_again(self, tmp_path: Path) -> None:
        """A set can be read more than once."""
        page_set = load_file(write_set(tmp_path / "a.jsonl.xz", [line()]))
        assert list(page_set.read()) == list(page_set.read())


class TestErrors:
    def test_missing(self, tmp_path: Path) -> None:
        """The file is named."""
        with pytest.raises(SetError, match=r"none\.jsonl: no such file"):
            load_file(tmp_path / "none.jsonl")

    def test_other_ending(self, tmp_path: Path) -> None:
        """The endings are named."""
        path = tmp_path / "a.csv"
        path.touch()
        with pytest.raises(SetError, match=r"\*\.jsonl\.xz"):
            load_file(path)

    @pytest.mark.parametrize(
        "bad", ["{", "[]", '{"id": "1"}', '{"id": 1, "html": ""}', "[" * 99999]
    )
    def test_line(self, tmp_path: Path, bad: str) -> None:
        """File and line are named, on one line."""
        path = write_set(tmp_path / "a.jsonl.xz", [line(), bad])
        with pytest.raises(SetError, match=r"a\.jsonl\.xz, line 2: no page: ") as caught:
            list(load_file(path).read())
        assert "\n" not in str(caught.value)

    def test_cut_off(self, tmp_path: Path) -> None:
        """A download that broke off."""
        path = write_set(tmp_path / "a.jsonl.xz", [line()])
        path.write_bytes(path.read_bytes()[:40])
        with pytest.raises(SetError, match=r"a\.jsonl\.xz, line 1: "):
            list(load_file(path).read())

    def test_not_packed(self, tmp_path: Path) -> None:
        """A file whose ending lies."""
        path = tmp_path / "a.jsonl.xz"
        path.write_text(json.dumps(line()), encoding="utf-8")
        with pytest.raises(SetError, match=r"a\.jsonl\.xz, line 1: "):
            list(load_file(path).read())


class TestSelection:
    def test_bad_gold(self, tmp_path: Path) -> None:
        """Pages that are listed beside the set are left out, and the reader is told."""
        (tmp_path / "daniel-bad-gold.txt").write_text(f"{DANIEL}\n", encoding="utf-8")
        path = write_set(tmp_path / "daniel-ru.jsonl.xz", [line(DANIEL), line("2")])
        selection = Selection()
        assert [page.id for page in selection.pages(load_file(path))] == ["2"]
        assert selection.notes() == ["left out: 1 pages whose gold is listed as bad beside the set"]

    def test_types(self, tmp_path: Path) -> None:
        """Only pages of the types that were asked for."""
        pages = [line("1", page_type="forum"), line("2"), line("3", page_type="listing")]
        page_set = load_file(write_set(tmp_path / "a.jsonl.xz", pages))
        chosen = Selection(types=("forum", "article")).pages(page_set)
        assert [page.id for page in chosen] == ["1", "2"]

    def test_language(self, tmp_path: Path) -> None:
        """Pages in one language."""
        path = write_set(tmp_path / "a.jsonl.xz", [line("1", lang="ru"), line("2", lang="kk")])
        chosen = Selection(lang="kk").pages(load_file(path))
        assert [page.id for page in chosen] == ["2"]

    def test_limit(self, tmp_path: Path) -> None:
        """The first pages of the chosen ones; a broken line behind them does not matter."""
        path = write_set(tmp_path / "a.jsonl.xz", [line("1", page_type="forum"), line("2"), "{"])
        chosen = Selection(types=("article",), limit=1).pages(load_file(path))
        assert [page.id for page in chosen] == ["2"]
